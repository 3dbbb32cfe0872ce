#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

/// Two hundred weekly periods from week 7 of 2024 on, fifty agencies each: 10,000 reports.
void fill(House& house) {
    auto tx = house.database.begin(base::Database::Mode::Write).value();
    std::int64_t sequence = 0;
    auto of = week7();
    for (int week = 0; week < 200; ++week, of = of.next())
        for (int agency = 0; agency < 50; ++agency) {
            auto model = about(1 + (week + agency) % 43, "on-track", agency * 2);
            const std::string code = agency == 0 ? "SYT" : "CQ" + std::to_string(agency);
            const auto report = short_report(code, std::move(model), of.text().c_str());
            ledger::StoredEntry stored;
            stored.sequence = ++sequence;
            stored.entry = {
                base::new_uuid(), reporting::report_kind, code, of.text(), 1, reporting::report_to_json(report),
                "tester",         friday_morning};
            stored.received_at = friday_morning;
            CANBO_CHECK(house.entries.append(*tx, stored));
        }
    CANBO_CHECK(tx->commit());
}

} // namespace

TEST_CASE("the board and the history of 10,000 reports load", "[progress_ui][load]") {
    House house;
    fill(house);
    const auto desk = house.desk(thu);
    const auto board = progress::ui::load_board(desk);
    REQUIRE(board);
    CHECK(board->statuses.size() == 43);
    const auto history = progress::ui::load_history(desk);
    REQUIRE(history);
    std::size_t mentions = 0;
    for (const auto& [model, all] : *history) {
        mentions += all.size();
        CHECK(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.until > b.until; }));
    }
    CHECK(mentions == 10'000);
}
