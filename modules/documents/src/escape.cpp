#include "escape.h"

namespace canbo::documents {

std::string escape(std::string_view text, Quotes quotes) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        if (c == '&')
            escaped += "&amp;";
        else if (c == '<')
            escaped += "&lt;";
        else if (c == '>')
            escaped += "&gt;";
        else if (c == '"' && quotes == Quotes::Escape)
            escaped += "&quot;";
        else
            escaped += c;
    }
    return escaped;
}

} // namespace canbo::documents
