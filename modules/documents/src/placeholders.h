#pragma once

#include "base/form_data.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::documents {

/// One value of a form on its way into the block tree.
struct Slot {
    std::string where; ///< "models[3].results"
    std::string text;  ///< Clean (see clean_text).
    bool markdown{false};
};

/// Stands in for a form's values while its template is expanded and parsed: a value's place is marked by private-use
/// characters that no value can hold, so nothing a person typed is ever read as Markdown or mustache.
class Placeholders {
public:
    static constexpr char32_t open = 0xE000;  ///< Before the slot's number.
    static constexpr char32_t close = 0xE001; ///< After it.

    /// Reads and cleans every value.
    /// @error InvalidInput, MissingGlyph (`where` names the field), TooLarge (a text over 8 MB, nesting over 16)
    static Result<Placeholders> make(const base::FormRecord& values);
    Placeholders(Placeholders&&) noexcept;
    Placeholders& operator=(Placeholders&&) noexcept;
    ~Placeholders();

    /// Mustache with a placeholder for each value. @error InvalidInput the template is wrong
    Result<std::string> expand(const std::string& source) const;
    /// Mustache with the values themselves: for one line that nobody parses. @error InvalidInput
    Result<std::string> expand_plain(const std::string& source) const;

    const std::vector<Slot>& slots() const { return m_slots; }
    /// Names that the template asks for outside any section and that the data does not have.
    std::vector<std::string> names_not_given(const std::string& source) const;

private:
    struct Context;
    Placeholders();
    std::unique_ptr<Context> m_context;
    std::vector<Slot> m_slots;
};

} // namespace canbo::documents
