#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace canbo::base {

struct FormValue;
using FormList = std::vector<FormValue>;
using FormRecord = std::map<std::string, FormValue>;

/// A value of a form. Text prints as typed: a result that begins with '#' stays a result.
/// Markdown is the one value whose mark-up counts (the report's overall text).
struct FormValue {
    struct Markdown {
        std::string source;
    };
    std::variant<std::monostate, std::string, bool, Markdown, FormList, FormRecord> value;

    FormValue() = default;
    FormValue(std::string text) : value(std::move(text)) {}      // NOLINT: values read like literals
    FormValue(const char* text) : value(std::string(text)) {}    // NOLINT
    FormValue(bool flag) : value(flag) {}                        // NOLINT: opens or closes a section
    FormValue(Markdown markdown) : value(std::move(markdown)) {} // NOLINT
    FormValue(FormList list) : value(std::move(list)) {}         // NOLINT
    FormValue(FormRecord record) : value(std::move(record)) {}   // NOLINT
};

/// Rows of one table, fed as a stream: 60,000 rows never stand in memory at once.
class RowSource {
public:
    virtual ~RowSource() = default;
    /// Fills `cells` with the next row, one text per column of form.json, in its order; false at the end.
    /// A row with a single cell is a heading row across the whole table.
    virtual bool next(std::vector<std::string>& cells) = 0;
    /// How many rows there will be, for progress; 0: not known.
    virtual std::uint64_t count() const { return 0; }
};

/// Rows that are already there.
class VectorRows final : public RowSource {
public:
    explicit VectorRows(std::vector<std::vector<std::string>> rows) : m_rows(std::move(rows)) {}
    bool next(std::vector<std::string>& cells) override {
        if (m_next == m_rows.size())
            return false;
        cells = m_rows[m_next++];
        return true;
    }
    std::uint64_t count() const override { return m_rows.size(); }

private:
    std::vector<std::vector<std::string>> m_rows;
    std::size_t m_next{0};
};

/// What a feature hands over to become paper: plain values, no layout. Tested in the feature.
struct FormData {
    std::string form;                                         ///< Folder under reports/, e.g. "weekly-report".
    FormRecord values;                                        ///< By the names that its template.md uses.
    std::map<std::string, std::shared_ptr<RowSource>> tables; ///< By the names in form.json; each is read once.
    std::map<std::string, std::string> pictures{};            ///< PNG files by the text of a table's picture cell.
};

/// A finished document.
struct RenderedDocument {
    std::string bytes;                 ///< The whole PDF or HTML file.
    std::size_t pages{0};              ///< 0 for HTML.
    std::vector<std::string> warnings; ///< English sentences: what stayed blank (number, signer, ...).
};

/// Makes paper of a form; implemented by `documents`. One call at a time per object.
class FormRenderer {
public:
    virtual ~FormRenderer() = default;
    /// Same data, same form folder, same fonts: the same bytes.
    /// @error NotFound     no such form
    /// @error InvalidInput the template or form.json is wrong, or a table it names was not given
    /// @error MissingGlyph a character no shipped font has; `where` names field or table row and the code point
    /// @error Cancelled
    virtual Result<RenderedDocument> render_pdf(const FormData& data, Progress* progress = nullptr) = 0;
    /// The same content for the screen; self-contained, no scripts.
    virtual Result<RenderedDocument> render_html(const FormData& data) = 0;
};

} // namespace canbo::base
