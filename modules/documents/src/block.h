#pragma once

#include <string>
#include <vector>

namespace canbo::documents {

/// Text of one style. '\n' inside is a forced line break.
struct Run {
    static constexpr int no_note = -1;
    std::string text;
    bool bold{false};
    bool italic{false};
    bool code{false};
    std::string link{}; ///< Address; empty: none.
    int note{no_note};  ///< Number of the footnote called here (text is empty then); index into Blocks::notes.
};
using Runs = std::vector<Run>;

/// One block of a document. The tree is kept flat: lists are paragraphs with a level and a marker.
struct Block {
    enum class Kind { Paragraph, Heading, Code, Table, Image, Rule, PageBreak, Orientation, Letterhead, Signature, Qr };
    Kind kind{Kind::Paragraph};
    int level{0}; ///< Heading: 1-6. Paragraph: depth in lists, 0 = in none.
    bool quoted{false};
    std::string marker; ///< "-" or "3." on the first paragraph of a list item.
    std::string style;  ///< A style of the layout; empty: the kind's own.
    std::string name;   ///< Table of form.json, path of an image, value of a QR code, "landscape" or "portrait".
    Runs runs;          ///< Of a QR code: the lines beside it.
    std::vector<std::vector<std::string>> rows; ///< A table written out in the text; its first row is the head.
};

struct Blocks {
    std::vector<Block> blocks;
    std::vector<Runs> notes;
};

} // namespace canbo::documents
