#pragma once

#include "exam/candidate.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats {

/// The candidates of a list in XLSX or CSV (told apart by the content), and the row of each for messages ("row 3").
struct RosterFile {
    std::vector<exam::Candidate> candidates;
    std::vector<std::string> places;
};

/// The first row names the columns, in English as in exam::candidate_columns() or in Vietnamese ("Số báo danh", "Số
/// CCCD", "Họ và tên", "Ngày sinh", "Giới tính", "Phòng thi", "Số máy", "Phút cộng thêm", "Tài khoản"), in any order;
/// other columns are passed over, blank rows skipped. Spreadsheets that ate the zeros before a citizen's number are
/// mended. Problems of rows go into `issues`. @error InvalidInput no such head, no text in UTF-8; TooLarge
Result<RosterFile> read_roster(std::string_view file, Issues& issues);

} // namespace canbo::formats
