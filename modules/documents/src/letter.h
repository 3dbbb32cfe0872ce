#pragma once

#include "base/form_data.h"

#include <string>
#include <vector>

namespace canbo::documents {

/// The parts of an administrative letter around its body, as they are printed.
struct Letter {
    bool given{false}; ///< The data has a record "letter".
    std::string superior;
    std::string issuer;
    std::string number; ///< "05"; empty: a blank is left.
    std::string symbol; ///< "BC-STTTT"
    std::string place;
    std::string day;   ///< "05", "" = a blank is left.
    std::string month; ///< "02", "10"
    std::string year;
    std::string kind; ///< "BÁO CÁO"; empty for a letter without heading (công văn).
    std::string abstract;
    std::string urgency; ///< "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC" or empty.
    std::vector<std::string> addressees;
    std::vector<std::string> authority; ///< Lines: "KT. GIÁM ĐỐC".
    std::vector<std::string> office;    ///< Lines: "PHÓ GIÁM ĐỐC".
    std::string signer;
    std::vector<std::string> recipients; ///< Whole lines: "- Như trên;", ..., "- Lưu: VT, CNTT."
};

/// Reads the record "letter" and pads numbers as Decree 30 wants: a number below 10, a day below 10 and the months 1
/// and 2 get a leading 0. What stays blank is said in `warnings`.
/// @error InvalidInput a field of the wrong kind, an urgency nobody knows; MissingGlyph (`where`: "letter.signer")
Result<Letter> read_letter(const base::FormRecord& values, std::vector<std::string>& warnings);

} // namespace canbo::documents
