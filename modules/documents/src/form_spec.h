#pragma once

#include "base/result.h"
#include "layout_spec.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace canbo::documents {

struct TableColumn {
    std::string title;
    double width{1}; ///< Share of the table's width.
    Align align{Align::Left};
    bool bold{false};
    double picture{0}; ///< Points: its cells name pictures of the form's data, drawn this high. 0: its cells are text.
};

struct TableSpec {
    std::vector<TableColumn> columns;
    std::string empty; ///< Printed across the table when there is no row.
    double size{0};    ///< Points; 0: the layout's own.
};

/// One form: reports/<name>/form.json and template.md.
struct FormSpec {
    std::string name;
    std::string title;  ///< Mustache; the document's title in the PDF's properties.
    std::string layout; ///< reports/<layout>.json
    std::map<std::string, TableSpec> tables;
    std::string template_source;

    /// `form` comes from a caller: letters, digits and '-' only.
    /// @error NotFound     no such form
    /// @error InvalidInput a key that nobody knows, a wrong value; `where` names the file and every such key
    static Result<FormSpec> load(const std::filesystem::path& reports, const std::string& form);
};

/// True for a name that may become a file name: letters, digits, '-'; not empty, at most 64.
bool is_safe_name(const std::string& name);

} // namespace canbo::documents
