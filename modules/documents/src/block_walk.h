#pragma once

#include "block.h"

namespace canbo::documents {

/// Calls the one member of `writer` that is named after the block's kind. Every writer of blocks is told of every kind:
/// one that forgets a kind does not compile.
template <typename Writer>
void walk_block(Writer& writer, const Block& block) {
    switch (block.kind) {
    case Block::Kind::Paragraph:
        return writer.paragraph(block);
    case Block::Kind::Heading:
        return writer.heading(block);
    case Block::Kind::Code:
        return writer.code(block);
    case Block::Kind::Table:
        return writer.table(block);
    case Block::Kind::Image:
        return writer.image(block);
    case Block::Kind::Rule:
        return writer.rule();
    case Block::Kind::PageBreak:
        return writer.page_break();
    case Block::Kind::Orientation:
        return writer.orientation(block);
    case Block::Kind::Letterhead:
        return writer.letterhead();
    case Block::Kind::Signature:
        return writer.signature();
    case Block::Kind::Qr:
        return writer.qr(block);
    }
}

} // namespace canbo::documents
