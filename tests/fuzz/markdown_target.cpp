#include "base/result.h"
#include "clean_text.h"
#include "documents/markdown.h"
#include "html_writer.h"
#include "markdown_blocks.h"
#include "targets.h"

namespace canbo::fuzz {
namespace {

using namespace documents;

void check_blocks(const Blocks& content) {
    const auto check_runs = [&](const Runs& runs) {
        for (const auto& run : runs)
            CANBO_CHECK(run.note == Run::no_note || static_cast<std::size_t>(run.note) < content.notes.size());
    };
    for (const auto& block : content.blocks) {
        CANBO_CHECK(block.level >= 0 && block.level <= 8);
        check_runs(block.runs);
    }
    for (const auto& note : content.notes)
        check_runs(note);
}

/// Whatever a person wrote, the page holds no tag and no address that the writer does not make itself.
void check_page(const std::string& html) {
    for (const char* forbidden : {"<script", "<style", "<iframe", "<svg",
                                  "href=\"javascript:", "href=\"data:", "src=\"http", "src=\"/", "src=\"file"})
        CANBO_CHECK(html.find(forbidden) == std::string::npos);
}

} // namespace

void read_markdown(std::string_view input) {
    if (const auto html = markdown_to_html(input))
        check_page(*html);
    const auto text = clean_text(input, "");
    if (!text)
        return;
    CANBO_CHECK(clean_text(*text, "").value() == *text);
    for (const auto use : {MarkdownUse::Template, MarkdownUse::Value, MarkdownUse::Lesson})
        check_blocks(parse_markdown(*text, use));
    check_page(write_html(parse_markdown(*text, MarkdownUse::Value), HtmlUse::Form, nullptr, nullptr));
}

} // namespace canbo::fuzz
