#pragma once

#include <string_view>
#include <vector>

namespace canbo::fuzz {

/// A reader of bytes from outside, with what must hold whatever the bytes are. `run` returns, or aborts (CANBO_CHECK)
/// when a promise of the reader is broken. Its inputs are kept in corpus/<name>/.
struct Target {
    const char* name;
    void (*run)(std::string_view input);
};

void read_entry(std::string_view input);    ///< JSON, canonical JSON and an entry of the ledger.
void read_report(std::string_view input);   ///< A report's body, and one model of it.
void read_markdown(std::string_view input); ///< Markdown to blocks, for every use, and to HTML.
void read_csv(std::string_view input);      ///< CSV rows, and agencies in CSV.
void read_message(std::string_view input);  ///< Every message of the office's API, problem+json and changes among them.
void read_qti(std::string_view input);      ///< Questions in QTI: an item, or a package.
// The office's API.
void read_request(std::string_view input); ///< A request's text, with a login where it says TOKEN.
void read_body(std::string_view input);    ///< The body of every route that takes one.
void read_cursor(std::string_view input);  ///< The query of the change feed.
void read_parts(std::string_view input);   ///< An attachment's parts, a line each: offset, last or not, text.
// Chip cards.
void read_card_qr(std::string_view input);      ///< Text of a QR code.
void read_card_zone(std::string_view input);    ///< A machine readable zone, printed and of the chip.
void read_card_tlv(std::string_view input);     ///< Tag-length-value, and the small files made of it.
void read_card_sod(std::string_view input);     ///< EF.SOD without roots; a certificate as a root.
void read_card_face(std::string_view input);    ///< DG2.
void read_card_person(std::string_view input);  ///< DG13.
void read_card_answers(std::string_view input); ///< Answers of a card that knows no key.
void read_card_frames(std::string_view input);  ///< What vpcd sends to the virtual card.

inline const std::vector<Target>& targets() {
    static const std::vector<Target> all{{"entry", read_entry},
                                         {"report", read_report},
                                         {"markdown", read_markdown},
                                         {"csv", read_csv},
                                         {"message", read_message},
                                         {"qti", read_qti},
                                         {"request", read_request},
                                         {"body", read_body},
                                         {"cursor", read_cursor},
                                         {"parts", read_parts},
                                         {"card_qr", read_card_qr},
                                         {"card_zone", read_card_zone},
                                         {"card_tlv", read_card_tlv},
                                         {"card_sod", read_card_sod},
                                         {"card_face", read_card_face},
                                         {"card_person", read_card_person},
                                         {"card_answers", read_card_answers},
                                         {"card_frames", read_card_frames}};
    return all;
}

} // namespace canbo::fuzz
