#pragma once

#include "block.h"

#include <string_view>

namespace canbo::documents {

enum class MarkdownUse {
    Template, ///< Ours: directives and pictures count.
    Value,    ///< A person's text: pictures and directives are dropped or stay text.
    Lesson,   ///< For the screen: pictures and links stay, written-out tables count.
};

/// CommonMark to blocks. Raw HTML is dropped. Nesting deeper than eight lists is drawn as deep as eight.
///
/// Directives are fenced blocks: `table NAME`, `letterhead`, `signature`, `landscape`, `portrait`, `page`, and
/// `style NAME` (each line of it one paragraph in that style of the layout). `^[text]` is a footnote.
/// `text` must be clean (clean_text). Never fails; cost linear.
Blocks parse_markdown(std::string_view text, MarkdownUse use);

} // namespace canbo::documents
