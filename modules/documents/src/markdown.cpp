#include "documents/markdown.h"

#include "clean_text.h"
#include "html_writer.h"
#include "markdown_blocks.h"

namespace canbo::documents {

Result<std::string> markdown_to_html(std::string_view markdown) {
    if (markdown.size() > 8'000'000)
        return fail(ErrorCode::TooLarge, "A text is too long");
    CANBO_TRY(const std::string text, clean_text(markdown, ""));
    return write_html(parse_markdown(text, MarkdownUse::Lesson), HtmlUse::Lesson, nullptr, nullptr);
}

} // namespace canbo::documents
