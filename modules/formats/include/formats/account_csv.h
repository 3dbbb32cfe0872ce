#pragma once

#include "base/issues.h"
#include "base/result.h"
#include "people/permission.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats {

/// An account as a file brings it, with its first password.
struct CsvAccount {
    std::string name;
    std::string display_name;
    people::Role role{people::Role::Focal};
    std::string agency; ///< Code, or empty.
    std::string password;
};

/// Reads accounts from CSV (RFC 4180, comma or semicolon, UTF-8). The first row names the columns: name, display_name,
/// role, agency and password; blank rows are skipped. Problems of rows go into `issues` ("row 3, column role");
/// what could be read is returned. @error InvalidInput no such head, not UTF-8
Result<std::vector<CsvAccount>> read_account_csv(std::string_view text, Issues& issues);

} // namespace canbo::formats
