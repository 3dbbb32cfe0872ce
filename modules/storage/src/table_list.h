#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace canbo::storage {

/// A table that a move copies.
struct TableSpec {
    const char* name;
    std::vector<const char*> columns; ///< Those of its key first.
    std::string_view kinds;           ///< Of each column: t text, i number, b bytes.
    std::size_t key_columns;
};

/// Every table of the newest schema but the notes of the migrations, in an order in which they can be filled.
const std::vector<TableSpec>& table_list();

} // namespace canbo::storage
