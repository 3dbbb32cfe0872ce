#include "base/translation.h"
#include "console.h"
#include "runtime.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

namespace canbo::ctl {
namespace {

std::atomic<bool> stop_asked{false};

/// A refusal is not to be overlooked: each is named, and the command fails although the rest went well.
Result<void> tell_refusals(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto items, desk->outbox.list(*tx));
    Error last{ErrorCode::Conflict, "The office refused an entry", {}, {}};
    for (const auto& item : items)
        if (item.state == ledger::OutboxItem::State::Refused) {
            last = {base::code_from_name(item.error_code), item.error, item.frozen.entry.id, {}};
            if (items.size() > 1)
                print_error(last);
        }
    return fail(std::move(last));
}

/// `line`: one JSON document a line, because there will be more.
Result<void> sync_once(Runtime& runtime, bool line = false) {
    CANBO_TRY(const auto report, runtime.sync());
    const Json json{
        {"sent", report.sent}, {"refused", report.refused}, {"waiting", report.waiting}, {"received", report.received}};
    if (runtime.json && line)
        print_line(json.dump());
    else if (runtime.json)
        print_json(json);
    else
        print_line(fmt::format("{}: {} · {}: {} · {}: {} · {}: {}", base::tr("sent"), report.sent, base::tr("refused"),
                               report.refused, base::tr("queued"), report.waiting, base::tr("received"),
                               report.received));
    return report.refused == 0 ? Result<void>() : tell_refusals(runtime);
}

Result<void> watch(Runtime& runtime, int seconds) {
    std::signal(SIGINT, [](int) { stop_asked = true; });
    std::signal(SIGTERM, [](int) { stop_asked = true; });
    while (!stop_asked) {
        if (const auto done = sync_once(runtime, true); !done) {
            print_error(done.error()); // the office comes back, a refused report stays on the desk: we go on
            if (done.error().code == ErrorCode::Unauthenticated)
                return done;
        }
        for (int i = 0; i < seconds * 10 && !stop_asked; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    return {};
}

Result<void> list_outbox(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto items, desk->outbox.list(*tx));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& item : items) {
        using State = ledger::OutboxItem::State;
        const char* state = item.state == State::Queued ? "queued" : item.state == State::Sent ? "sent" : "refused";
        const auto& entry = item.frozen.entry;
        out.push_back({{"id", entry.id},
                       {"kind", entry.kind},
                       {"subject", entry.subject},
                       {"state", state},
                       {"queued_at", base::to_iso(item.queued_at)},
                       {"attempts", item.attempts},
                       {"next_attempt", base::to_iso(item.next_attempt)},
                       {"error_code", item.error_code},
                       {"error", item.error}});
        rows.push_back({entry.id, entry.kind, entry.subject, base::tr(state), base::show_time(item.queued_at),
                        std::to_string(item.attempts), base::tr(item.error)});
    }
    if (runtime.json)
        print_json(out);
    else
        print_table({base::tr("Entry"), base::tr("Kind"), base::tr("About"), base::tr("State"), base::tr("Queued at"),
                     base::tr("Tries"), base::tr("Reason")},
                    rows);
    return {};
}

} // namespace

void add_sync_commands(Command& app, Runtime& runtime) {
    struct Arguments {
        bool watch{false};
        int every{30};
    };
    auto in = std::make_shared<Arguments>();
    auto* sync = add_verb(app, "sync", "Send what waits, read what is new", runtime, [&runtime, in]() -> Result<void> {
        return in->watch ? watch(runtime, in->every) : sync_once(runtime);
    });
    sync->add_flag("--watch", in->watch, "Go on until interrupted");
    sync->add_option("--every", in->every, "Seconds between two rounds")->between(1, 86'400);
    auto* outbox = add_area(app, "outbox", "What waits to be sent");
    add_verb(*outbox, "list", "Every item, why it waits or was refused", runtime,
             [&runtime] { return list_outbox(runtime); });
}

} // namespace canbo::ctl
