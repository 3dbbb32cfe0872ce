#include "base/text.h"
#include "identity/check_card.h"
#include "identity/tlv.h"
#include "identity/trust.h"
#include "support/vpcd_frames.h"
#include "targets.h"

#include <algorithm>

namespace canbo::fuzz {
namespace {

using identity::Bytes;

base::Day today() { return std::chrono::sys_days(std::chrono::year(2024) / 2 / 16); }

bool within(std::string_view part, std::string_view whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/// Every element at every level stands in the input.
void walk(std::string_view bytes, std::string_view whole, identity::Lengths lengths, int depth) {
    identity::TlvReader in(bytes, lengths);
    while (!in.at_end()) {
        const auto element = in.next();
        if (!element)
            return;
        CANBO_CHECK(within(element->value, whole) && within(element->whole, bytes));
        CANBO_CHECK(element->whole.size() > element->value.size());
        if (depth < 40)
            walk(element->value, whole, lengths, depth + 1);
    }
}

/// A card that answers with pieces of the input: a length of one octet and so many octets each; then it is gone.
class ScriptedCard final : public identity::CardTransport {
public:
    explicit ScriptedCard(std::string_view script) : m_script(script) {}
    Result<Bytes> transmit(std::string_view) override {
        if (m_script.empty())
            return fail(ErrorCode::Unreachable, "The contact to the card was lost");
        const std::size_t size = std::min<std::size_t>(identity::byte_at(m_script, 0), m_script.size() - 1);
        Bytes out(m_script.substr(1, size));
        m_script.remove_prefix(1 + size);
        return out;
    }
    Result<void> reset() override { return fail(ErrorCode::Unreachable, "The contact to the card was lost"); }

private:
    std::string_view m_script;
};

} // namespace

void read_card_qr(std::string_view input) {
    const auto read = identity::read_qr(input, today());
    if (!read)
        return;
    CANBO_CHECK(read->card.number.text.size() == 12);
    const auto again = identity::read_qr(identity::write_qr(read->card), today());
    CANBO_CHECK(again && again->card.number.text == read->card.number.text);
}

void read_card_zone(std::string_view input) {
    for (const auto source : {identity::MrzSource::Printed, identity::MrzSource::Chip}) {
        const auto read = identity::read_mrz(input, today(), source);
        if (!read)
            continue;
        const auto size = read->mrz.text.size();
        CANBO_CHECK(size == 90 || size == 72 || size == 88);
        CANBO_CHECK(read->mrz.citizen_number.empty() || read->mrz.citizen_number.size() == 12);
        const auto again = identity::read_mrz(read->mrz.text, today(), source);
        CANBO_CHECK(again && again->mrz.information == read->mrz.information);
    }
}

void read_card_tlv(std::string_view input) {
    walk(input, input, identity::Lengths::Shortest, 0);
    walk(input, input, identity::Lengths::AnyDefinite, 0);
    (void)identity::check_der(input).has_value();
    (void)identity::announced_size(input).has_value();
    (void)identity::read_com(input).has_value();
    (void)identity::read_dg14(input).has_value();
    (void)identity::read_dg15(input).has_value();
    (void)identity::read_dg16(input).has_value();
    (void)identity::read_card_access(input).has_value();
}

void read_card_sod(std::string_view input) {
    const auto report = identity::check_sod(input, {}, today());
    CANBO_CHECK(!report.anchored); // by nobody
    CANBO_CHECK(report.signature_valid || report.hashes.empty());
    CANBO_CHECK(report.signature_valid || identity::worst(report.findings) == identity::Finding::Severity::Refusal);
    CANBO_CHECK(!identity::check_card_security(input, {}, today()).anchored);
    identity::TrustStore store;
    (void)store.propose(input, "a", {}).has_value();
    const bool list = identity::looks_like_revocation_list(input);
    const auto read = identity::read_revocation_list(input);
    CANBO_CHECK(!read || (list && std::is_sorted(read->serials.begin(), read->serials.end())));
}

void read_card_face(std::string_view input) {
    const auto face = identity::read_dg2(input);
    if (face && *face)
        CANBO_CHECK((*face)->picture.size() < input.size());
}

void read_card_person(std::string_view input) {
    const auto read = identity::read_dg13(input);
    if (!read)
        return;
    CANBO_CHECK(read->data.fields.size() <= 64);
    for (const auto& [number, field] : read->data.fields)
        for (const auto& text : field.texts)
            CANBO_CHECK(base::to_nfc(text)); // text that can be shown
}

void read_card_answers(std::string_view input) {
    const std::string script(input);
    for (const auto kind : {identity::CardSecret::Kind::Can, identity::CardSecret::Kind::MrzInformation}) {
        ScriptedCard card(script);
        identity::ReadOptions options;
        options.random = [](std::size_t count) { return Bytes(count, '\x11'); };
        const auto done = identity::check_card(
            card, {kind, kind == identity::CardSecret::Kind::Can ? "000001" : "090000001890011583001156"}, {}, options);
        CANBO_CHECK(!done); // nobody without the key gets so far
    }
    identity::SecureMessaging channel({identity::Cipher::Aes128, Bytes(16, 'e'), Bytes(16, 'm')}, Bytes(16, '\0'));
    channel.protect({0x00, 0xB0, 0x00, 0x00, {}, 256});
    const auto opened = channel.open(script);
    CANBO_CHECK(!opened || opened->data.empty()); // an error status may pass, never data
}

void read_card_frames(std::string_view input) {
    test::VpcdReader whole, pieces;
    whole.take(input);
    std::size_t count = 0, octets = 0;
    while (const auto message = whole.next()) {
        ++count;
        octets += message->command.size();
    }
    CANBO_CHECK(octets + whole.waiting() <= input.size());
    for (const char c : input) {
        pieces.take({&c, 1});
        while (pieces.next())
            --count;
    }
    CANBO_CHECK(count == 0 && pieces.waiting() == whole.waiting());
}

} // namespace canbo::fuzz
