#pragma once

#include "base/form_data.h"
#include "people/agency.h"
#include "reporting/paper.h"

#include <string>
#include <vector>

namespace canbo::reporting {

/// The record "letter" that every letter form's head and signature are filled from.
/// `kind` "BÁO CÁO" with symbol prefix "BC", or "CÔNG VĂN", which has none.
base::FormRecord letter_record(const people::Agency& agency, const std::string& kind, const std::string& prefix,
                               const std::string& abstract, std::vector<std::string> addressees,
                               const LetterNumber& number);

base::FormList text_list(const std::vector<std::string>& texts);
std::string percent_text(const std::optional<double>& percent); ///< "40", or "–"
std::string lower_label(const base::Period& period);            ///< "tuần 07/2024"
std::string agency_label(const people::AgencyTree& agencies, const std::string& code);

inline constexpr const char* standing_office = "Cơ quan thường trực Ban Chỉ đạo thực hiện Đề án 06 tỉnh";

} // namespace canbo::reporting
