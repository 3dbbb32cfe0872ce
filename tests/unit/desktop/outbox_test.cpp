#include "base/crypto.h"
#include "desktop/outbox_presenter.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using State = ledger::OutboxItem::State;

namespace {

struct Seen final : desktop::OutboxView {
    void show_rows(const std::vector<desktop::OutboxRow>& now) override { rows = now; }
    void show_problem(const Error& error) override { problems.push_back(error); }
    std::vector<desktop::OutboxRow> rows;
    std::vector<Error> problems;
};

void put(MemoryDatabase& database, MemoryOutbox& outbox, State state, int tries, std::string error) {
    ledger::OutboxItem item;
    item.frozen =
        ledger::freeze({base::new_uuid(), "report", "SYT", "2024-W07", 1, Json::object(), "an.nguyen", base::Time{}})
            .value();
    item.state = state;
    item.queued_at = *base::parse_time("2024-02-16T16:50:00+07:00");
    item.next_attempt = *base::parse_time("2024-02-16T16:55:00+07:00");
    item.attempts = tries;
    item.error = std::move(error);
    auto tx = database.begin(base::Database::Mode::Write).value();
    REQUIRE(outbox.put(*tx, item));
    REQUIRE(tx->commit());
}

} // namespace

TEST_CASE("the outbox tells what waits, since when, how often it was tried and why", "[desktop][outbox]") {
    MemoryDatabase database;
    MemoryOutbox outbox;
    put(database, outbox, State::Queued, 3, "The office cannot be reached");
    put(database, outbox, State::Refused, 1, "The period is locked");
    Seen seen;
    desktop::InlineBackground background;
    desktop::OutboxPresenter presenter(seen, background, database, outbox,
                                       [](const std::string& kind) { return "kind " + kind; });
    presenter.load();
    REQUIRE(seen.rows.size() == 2);
    const auto& refused = seen.rows[0]; // the newest first
    CHECK(refused.refused);
    CHECK(refused.why == "The period is locked");
    CHECK(refused.next.empty());
    const auto& waiting = seen.rows[1];
    CHECK(waiting.what == "kind report · 2024-W07");
    CHECK(waiting.since == "16:50 16/02/2024");
    CHECK(waiting.tries == 3);
    CHECK(waiting.next == "16:55 16/02/2024");
    CHECK(waiting.why == "The office cannot be reached");
}
