#include "base/file.h"
#include "base/translation.h"
#include "cccd.h"
#include "console.h"
#include "identity/card_reader.h"
#include "identity/evidence.h"
#include "imaging/picture.h"
#include "service/key_file.h"
#include "smartcard/pcsc_readers.h"

#include <fmt/format.h>

#include <chrono>

namespace canbo::ctl {
namespace {

using identity::Bytes;
using identity::Verdict;

struct CccdReadingArguments {
    std::string reader, can, zone, qr, protocol{"auto"};
    std::string evidence, photo, log;
    std::string exam, room, station, candidate, nonce;
    int watch{0};
};

/// Counts the commands, and keeps them where a log was asked for.
class CountedCard final : public identity::CardTransport {
public:
    CountedCard(identity::CardTransport& card, bool keep) : m_card(card), m_keep(keep) {}
    ~CountedCard() override { identity::wipe(m_log); }

    Result<Bytes> transmit(std::string_view command) override {
        ++m_count;
        if (m_keep)
            m_log += "> " + base::to_hex(command) + "\n";
        auto answer = m_card.transmit(command);
        if (m_keep)
            m_log += "< " + (answer ? base::to_hex(*answer) : answer.error().message) + "\n";
        return answer;
    }
    Result<void> reset() override {
        if (m_keep)
            m_log += "reset\n";
        return m_card.reset();
    }
    bool extended_length() const override { return m_card.extended_length(); }

    std::size_t count() const { return m_count; }
    const std::string& log() const { return m_log; }

private:
    identity::CardTransport& m_card;
    bool m_keep;
    std::size_t m_count{0};
    std::string m_log;
};

Json reader_to_json(const identity::ReaderState& reader, std::size_t number) {
    return {{"number", number},
            {"name", reader.name},
            {"card", identity::card_name(reader.card)},
            {"answer_to_reset", base::to_hex(reader.answer_to_reset)},
            {"extended_length", reader.extended_length}};
}

std::string_view event_name(identity::ReaderEvent::Kind kind) {
    switch (kind) {
    case identity::ReaderEvent::Kind::ReaderConnected:
        return "reader-connected";
    case identity::ReaderEvent::Kind::ReaderGone:
        return "reader-gone";
    case identity::ReaderEvent::Kind::CardInserted:
        return "card-inserted";
    default:
        return "card-removed";
    }
}

std::string card_words(identity::ReaderState::Card card) {
    switch (card) {
    case identity::ReaderState::Card::None:
        return base::tr("no card");
    case identity::ReaderState::Card::Present:
        return base::tr("card laid on");
    case identity::ReaderState::Card::Mute:
        return base::tr("the card does not answer");
    default:
        return base::tr("in use by another program");
    }
}

Result<void> watch(smartcard::PcscReaders& readers, std::chrono::seconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return {};
        CANBO_TRY(const auto events, readers.wait(left));
        for (const auto& event : events)
            print_line(Json{{"event", event_name(event.kind)}, {"reader", event.reader}}.dump());
        std::fflush(stdout);
    }
}

Result<void> list_readers(Runtime& runtime, const CccdReadingArguments& in) {
    smartcard::PcscReaders readers;
    if (in.watch > 0)
        return watch(readers, std::chrono::seconds(in.watch));
    CANBO_TRY(const auto found, readers.list());
    Json json = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < found.size(); ++i) {
        json.push_back(reader_to_json(found[i], i));
        rows.push_back({std::to_string(i), found[i].name, card_words(found[i].card)});
    }
    if (runtime.json)
        print_json(json);
    else if (rows.empty())
        print_line(base::tr("No card reader is connected"));
    else
        print_table({base::tr("Number"), base::tr("Card reader"), base::tr("Card")}, rows);
    return {};
}

/// What opens the card, and what was read beside it.
Result<identity::CardSecret> secret_of(Runtime& runtime, const CccdReadingArguments& in,
                                       identity::CardReading& reading) {
    CANBO_TRY(const auto day, today(runtime));
    if (!in.qr.empty()) {
        CANBO_TRY(reading.qr, identity::read_qr(in.qr, day));
        return identity::secret_from_can(reading.qr->card.number.can());
    }
    if (!in.can.empty())
        return identity::secret_from_can(in.can);
    if (auto printed = identity::read_mrz(in.zone, day)) // a whole zone is compared with the chip, too
        reading.printed = *std::move(printed);
    return identity::secret_from_mrz(in.zone, day);
}

Result<identity::Purpose> purpose_of(const CccdReadingArguments& in) {
    identity::Purpose out{in.exam, in.room, in.station, in.candidate, {}};
    if (in.nonce.empty()) {
        out.nonce = base::random_bytes(16);
        return out;
    }
    CANBO_TRY(out.nonce, identity::from_hex(in.nonce));
    if (out.nonce.size() != 16)
        return fail(ErrorCode::InvalidInput, "The nonce is 32 hex digits");
    return out;
}

Result<void> keep_photo(const identity::CardFiles& files, const std::string& path) {
    const auto file = files.find(identity::data_group(2));
    if (file == files.end())
        return fail(ErrorCode::NotFound, "The card gave no picture");
    CANBO_TRY(const auto face, identity::read_dg2(file->second));
    if (!face)
        return fail(ErrorCode::NotFound, "The card gave no picture");
    if (!path.ends_with(".png"))
        return base::write_file(path, face->picture, true);
    CANBO_TRY(const auto picture, imaging::decode_picture(face->picture, imaging::face_limits));
    return base::write_file(path, imaging::encode_png(picture), true);
}

Result<void> keep_evidence(Runtime& runtime, const identity::CardCheck& check, identity::Purpose purpose,
                           const std::string& path) {
    CANBO_TRY(const base::Clock* clock, runtime.clock());
    CANBO_TRY(const auto key, service::own_signing_key(runtime.folder() / "desk.key"));
    const auto evidence =
        identity::evidence_of(check.reading, std::move(purpose), check.active_signature, clock->now());
    CANBO_TRY(const auto text, identity::write_evidence(evidence, key));
    return base::write_file(path, text, true);
}

Result<void> keep_log(const CountedCard& card, const std::string& path) {
    if (path.empty())
        return {};
    fmt::print(stderr, "warning: The APDU log holds personal data; delete it when it is no longer needed\n");
    return base::write_file(path, card.log(), true);
}

Result<void> judged(Verdict verdict) {
    if (verdict == Verdict::Refused)
        return fail(ErrorCode::DigestMismatch, "The card is refused: its data or its proof is false");
    if (verdict < Verdict::Consistent)
        return fail(ErrorCode::InvalidInput, "The chip was opened, but what the card shows does not fit together");
    return {};
}

void print_assessment(const identity::Assessment& assessment, const Json& json, bool as_json) {
    if (as_json) {
        print_json(json);
        return;
    }
    print_line(base::tr(identity::verdict_sentence(assessment.verdict)));
    print_person(assessment.person);
    print_findings(assessment.findings);
}

Result<void> read(Runtime& runtime, const CccdReadingArguments& in) {
    identity::CardReading beside;
    CANBO_TRY(auto secret, secret_of(runtime, in, beside));
    CANBO_TRY(auto purpose, purpose_of(in));
    CANBO_TRY(const auto anchors, desk_anchors(runtime));
    CANBO_TRY(const auto day, today(runtime));
    smartcard::PcscReaders readers;
    CANBO_TRY(const auto found, readers.list());
    CANBO_TRY(const auto reader, identity::choose_reader(found, in.reader));
    const auto begin = std::chrono::steady_clock::now();
    CANBO_TRY(const auto card, readers.connect(reader.name));
    CountedCard counted(*card, !in.log.empty());
    identity::ReadOptions options;
    options.protocol = in.protocol == "pace"  ? identity::Protocol::Pace
                       : in.protocol == "bac" ? identity::Protocol::Bac
                                              : identity::Protocol::Auto;
    auto check = identity::check_card(counted, std::move(secret), purpose, options);
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    CANBO_TRY_VOID(keep_log(counted, in.log));
    if (!check)
        return fail(check.error());
    check->reading.qr = std::move(beside.qr);
    check->reading.printed = std::move(beside.printed);
    auto assessment = identity::assess(check->reading, anchors, day);
    CANBO_TRY(const auto places, place_findings(runtime, assessment.person.number));
    assessment.findings.insert(assessment.findings.end(), places.begin(), places.end());
    auto json = identity::assessment_to_json(assessment);
    json["reader"] = reader.name;
    json["access"] = check->access;
    json["apdus"] = counted.count();
    json["milliseconds"] = time.count();
    print_assessment(assessment, json, runtime.json);
    if (!in.photo.empty())
        CANBO_TRY_VOID(keep_photo(check->reading.files, in.photo));
    if (!in.evidence.empty())
        CANBO_TRY_VOID(keep_evidence(runtime, *check, std::move(purpose), in.evidence));
    return judged(assessment.verdict);
}

} // namespace

void add_cccd_reading(Command& area, Runtime& runtime) {
    auto in = std::make_shared<CccdReadingArguments>();
    auto* readers = add_verb(area, "readers", "Card readers, and what lies on them", runtime,
                             [&runtime, in] { return list_readers(runtime, *in); });
    readers->add_option("--watch", in->watch, "Tell what is plugged in and laid on, for so many seconds");
    auto* verb = add_verb(area, "read", "Read the card on a reader and say what it proves", runtime,
                          [&runtime, in] { return read(runtime, *in); });
    verb->add_option("--reader", in->reader, "Number or part of the name of a reader (default: the one with a card)");
    auto* secret = verb->add_one_of();
    secret->add_option("--can", in->can, "The last six digits of the card's number");
    secret->add_option("--mrz-info", in->zone,
                       "Document number, birth and expiry with check digits, or the whole zone");
    secret->add_option("--qr", in->qr, "Text of the card's QR code");
    verb->add_option("--protocol", in->protocol, "pace, bac or auto")->one_of({"auto", "pace", "bac"});
    verb->add_option("--evidence", in->evidence, "Write what was proven, signed by this desk");
    verb->add_option("--photo", in->photo, "Write the face picture as it stands on the chip, or decoded to FILE.png");
    verb->add_option("--apdu-log", in->log, "Write every command and answer; it holds personal data");
    verb->add_option("--exam", in->exam, "What the proof is for: the exam");
    verb->add_option("--room", in->room, "What the proof is for: the room");
    verb->add_option("--station", in->station, "What the proof is for: the station");
    verb->add_option("--candidate", in->candidate, "What the proof is for: the candidate");
    verb->add_option("--nonce", in->nonce, "32 hex digits of whoever admits (default: drawn at random)");
}

} // namespace canbo::ctl
