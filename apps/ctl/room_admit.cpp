// room admit: a candidate at the invigilator's table, by card, by the card's QR code, or by hand.
#include "base/translation.h"
#include "cccd.h"
#include "console.h"
#include "identity/card_reader.h"
#include "identity/evidence.h"
#include "room.h"
#include "service/key_file.h"
#include "smartcard/pcsc_readers.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct RoomAdmitArguments {
    std::string exam, room, candidate, reader, qr, can, reason, late_reason;
    std::vector<std::string> by;
    int seat{0};
    const Option* at_reader{nullptr}; ///< an empty name is any reader
};

Result<identity::Purpose> purpose_of(wire::RoomClient& client, const std::string& candidate) {
    CANBO_TRY(const auto json, client.post("/api/v1/room/purpose", {{"candidate", candidate}}));
    Issues issues;
    base::ObjectReader in(json, "", issues);
    identity::Purpose out{in.text("exam"), in.text("room"), in.text("station"), in.text("candidate"), {}};
    const auto nonce = identity::from_hex(in.text("nonce"));
    if (issues.has_errors() || !nonce)
        return fail(ErrorCode::Unreachable, "The exam room cannot be reached");
    out.nonce = *nonce;
    return out;
}

/// Reads the card for the purpose that the room gave, and signs what it proved. The room judges it.
Result<std::string> card_evidence(Runtime& runtime, const RoomAdmitArguments& in, identity::Purpose purpose) {
    CANBO_TRY(const auto day, today(runtime));
    std::string can = in.can;
    if (!in.qr.empty()) {
        CANBO_TRY(const auto qr, identity::read_qr(in.qr, day));
        can = qr.card.number.can();
    }
    CANBO_TRY(auto secret, identity::secret_from_can(can));
    smartcard::PcscReaders readers;
    CANBO_TRY(const auto found, readers.list());
    CANBO_TRY(const auto reader, identity::choose_reader(found, in.reader));
    CANBO_TRY(const auto card, readers.connect(reader.name));
    CANBO_TRY(const auto check, identity::check_card(*card, std::move(secret), purpose));
    CANBO_TRY(const base::Clock* clock, runtime.clock());
    CANBO_TRY(const auto key, service::own_signing_key(runtime.folder() / "desk.key"));
    const auto evidence =
        identity::evidence_of(check.reading, std::move(purpose), check.active_signature, clock->now());
    return identity::write_evidence(evidence, key);
}

Result<void> admit(Runtime& runtime, const RoomAdmitArguments& in) {
    CANBO_TRY(const auto client, connect_room(runtime, in.exam, in.room));
    Json message = {{"candidate", in.candidate}, {"seat", in.seat}, {"by", in.by}};
    if (in.at_reader->given()) {
        CANBO_TRY(auto purpose, purpose_of(*client, in.candidate));
        CANBO_TRY(message["text"], card_evidence(runtime, in, std::move(purpose)));
        message["how"] = "card";
    } else {
        message["how"] = in.qr.empty() ? "by-hand" : "qr";
        message["text"] = in.qr;
        message["reason"] = in.reason;
    }
    if (!in.late_reason.empty())
        message["late_reason"] = in.late_reason;
    CANBO_TRY(const auto admitted, client->post("/api/v1/room/admissions", message));
    if (runtime.json) {
        print_json(admitted);
        return {};
    }
    const auto text = [&](const char* name) {
        return admitted.contains(name) && admitted[name].is_string() ? admitted[name].get<std::string>() : "";
    };
    print_line(fmt::format("{} {}", text("candidate"), text("name")));
    print_line(fmt::format("{}: {}", base::tr("Seat"), admitted.value("seat", 0)));
    if (!text("pin").empty())
        print_line(fmt::format("{}: {}", base::tr("Number to sign in"), text("pin")));
    for (const auto& code : admitted["findings"])
        if (code.is_string() && identity::is_finding_code(code.get<std::string>()))
            print_line("• " + base::tr(identity::finding(code.get<std::string>()).sentence));
    return {};
}

} // namespace

void add_room_admit(Command& area, Runtime& runtime) {
    auto in = std::make_shared<RoomAdmitArguments>();
    auto* verb = add_verb(area, "admit", "Let a candidate in by card, by QR code or by hand", runtime,
                          [&runtime, in] { return admit(runtime, *in); });
    verb->add_option("--candidate", in->candidate, "The candidate's number")->required();
    verb->add_option("--seat", in->seat, "Seat (default: the list's, else the next free one)");
    auto* reader = verb->add_option("--reader", in->reader,
                                    "Read the card on this reader (number or part of its name; \"\": any)");
    verb->add_option("--can", in->can, "The last six digits of the card's number, to open its chip");
    auto* qr = verb->add_option("--qr", in->qr, "Text of the card's QR code");
    auto* manual = verb->add_option("--manual", in->reason, "By hand: what was seen, and why no card");
    verb->add_option("--by", in->by, "Name of an invigilator; two where it is by hand");
    verb->add_option("--late", in->late_reason, "Why the chairman lets a late candidate in; --by names the chairman");
    verb->add_option("--exam", in->exam, "The exam (default: the only one)");
    verb->add_option("--room", in->room, "The room (default: the only one)");
    verb->check([reader, qr, manual]() -> std::optional<std::string> {
        if (reader->given() || qr->given() ? !manual->given() : manual->given())
            return std::nullopt;
        return "one of --reader, --qr and --manual is needed";
    });
    in->at_reader = reader;
}

} // namespace canbo::ctl
