#pragma once

#include "base/form_data.h"

#include <string>
#include <vector>

namespace canbo::test {

// Reading what a form got, in the words of a test; a value that is not there fails the test by an exception.

inline const base::FormRecord& record(const base::FormValue& value) { return std::get<base::FormRecord>(value.value); }
inline const base::FormList& list(const base::FormValue& value) { return std::get<base::FormList>(value.value); }
inline std::string text(const base::FormValue& value) { return std::get<std::string>(value.value); }
inline bool flag(const base::FormValue& value) { return std::get<bool>(value.value); }

inline std::string text(const base::FormRecord& in, const char* name) { return text(in.at(name)); }
inline bool flag(const base::FormRecord& in, const char* name) { return flag(in.at(name)); }
inline const base::FormList& list(const base::FormRecord& in, const char* name) { return list(in.at(name)); }

inline std::vector<std::string> texts(const base::FormList& all) {
    std::vector<std::string> out;
    for (const auto& value : all)
        out.push_back(text(value));
    return out;
}

/// All rows of a table; it is read once, as on paper.
inline std::vector<std::vector<std::string>> rows(const base::FormData& form, const char* table) {
    std::vector<std::vector<std::string>> out;
    std::vector<std::string> cells;
    while (form.tables.at(table)->next(cells))
        out.push_back(cells);
    return out;
}

} // namespace canbo::test
