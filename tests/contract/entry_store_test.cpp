#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

std::vector<std::int64_t> sequences(const Result<std::vector<ledger::StoredEntry>>& entries) {
    REQUIRE(entries);
    std::vector<std::int64_t> found;
    for (const auto& entry : *entries)
        found.push_back(entry.sequence);
    return found;
}
using Sequences = std::vector<std::int64_t>;

void check_equal(const ledger::StoredEntry& a, const ledger::StoredEntry& b) {
    CHECK(a.sequence == b.sequence);
    CHECK(ledger::entry_to_json(a.entry) == ledger::entry_to_json(b.entry));
    CHECK(a.canonical == b.canonical);
    CHECK(a.digest == b.digest);
    CHECK(a.audience == b.audience);
    CHECK(a.received_at == b.received_at);
    CHECK(a.receipt == b.receipt);
}

/// Sequence, kind, agency, subject: five entries that the lists below are taken from, appended out of order.
template <class Setup>
void fill(Setup& setup) {
    auto tx = writing(setup.database);
    for (const auto& entry :
         {stored_entry(5, "report", "CAT", "2024-W08"), stored_entry(2, "report", "STTTT", "2024-W07"),
          stored_entry(1, "report", "CAT", "2024-W07"), stored_entry(4, "plan", "CAT", "model-6"),
          stored_entry(3, "report", "CAT", "2024-W07")})
        REQUIRE(setup.entries.append(*tx, entry));
    REQUIRE(tx->commit());
}

} // namespace

TEMPLATE_TEST_CASE("an empty ledger has sequence 0, no entry and no change", "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    auto tx = reading(setup.database);
    CHECK(*setup.entries.last_sequence(*tx) == 0);
    CHECK_FALSE(*setup.entries.find(*tx, base::new_uuid()));
    CHECK(setup.entries.of_kind(*tx, "report")->empty());
    CHECK(setup.entries.by_subject(*tx, "report", "2024-W07")->empty());
    CHECK(setup.entries.by_agency(*tx, "report", "CAT")->empty());
    CHECK(setup.entries.changes(*tx, 0, 500, {true, {}})->empty());
}

TEMPLATE_TEST_CASE("an entry comes back exactly as it was appended", "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    auto plain =
        stored_entry(1, "report", "CAT", "2024-W07", {{"summary", vietnamese}, {"empty", ""}, {"number", 81.3}});
    auto long_one = stored_entry(2, "report", "STTTT", "2024-W07", {{"text", std::string(900'000, 'x')}});
    auto blank = stored_entry(3, "", "", "");
    blank.audience = "";
    blank.receipt = "";
    blank.received_at = at(-1);
    auto tx = writing(setup.database);
    for (const auto& entry : {plain, long_one, blank})
        REQUIRE(setup.entries.append(*tx, entry));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    for (const auto& entry : {plain, long_one, blank}) {
        const auto found = setup.entries.find(*reader, entry.entry.id);
        REQUIRE(found);
        REQUIRE(*found);
        check_equal(**found, entry);
    }
    CHECK(*setup.entries.last_sequence(*reader) == 3);
}

TEMPLATE_TEST_CASE("a taken id or sequence is a conflict and the stored entry stays", "[contract][entries]",
                   ALL_SETUPS) {
    TestType setup;
    const auto first = stored_entry(1, "report", "CAT", "2024-W07", {{"text", "first"}});
    auto tx = writing(setup.database);
    REQUIRE(setup.entries.append(*tx, first));
    auto same_id = stored_entry(2, "report", "CAT", "2024-W07", {{"text", "second"}});
    same_id.entry.id = first.entry.id;
    CHECK(setup.entries.append(*tx, same_id).error().code == ErrorCode::Conflict);
    CHECK(setup.entries.append(*tx, stored_entry(1, "plan", "CAT", "model-6")).error().code == ErrorCode::Conflict);
    // The transaction goes on after a conflict.
    REQUIRE(setup.entries.append(*tx, stored_entry(2, "plan", "CAT", "model-6")));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    check_equal(**setup.entries.find(*reader, first.entry.id), first);
    CHECK(*setup.entries.last_sequence(*reader) == 2);
}

TEMPLATE_TEST_CASE("an entry without a place in the office's order is refused", "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(setup.entries.append(*tx, stored_entry(0, "report", "CAT", "x")).error().code == ErrorCode::InvalidInput);
    CHECK(setup.entries.append(*tx, stored_entry(-1, "report", "CAT", "x")).error().code == ErrorCode::InvalidInput);
    CHECK(*setup.entries.last_sequence(*tx) == 0);
}

TEMPLATE_TEST_CASE("a zero character in text is refused", "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    auto entry = stored_entry(1, "report", "CAT", "x");
    entry.entry.subject = std::string("a\0b", 3);
    auto tx = writing(setup.database);
    CHECK(setup.entries.append(*tx, entry).error().code == ErrorCode::InvalidInput);
    CHECK(setup.settings.set(*tx, "name", std::string_view("\0", 1)).error().code == ErrorCode::InvalidInput);
    REQUIRE(tx->commit());
    CHECK(*setup.entries.last_sequence(*reading(setup.database)) == 0);
}

TEMPLATE_TEST_CASE("lists hold what was asked for, by rising sequence", "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    fill(setup);
    auto tx = reading(setup.database);
    CHECK(sequences(setup.entries.of_kind(*tx, "report")) == Sequences{1, 2, 3, 5});
    CHECK(sequences(setup.entries.of_kind(*tx, "plan")) == Sequences{4});
    CHECK(sequences(setup.entries.of_kind(*tx, "Report")) == Sequences{});
    CHECK(sequences(setup.entries.by_subject(*tx, "report", "2024-W07")) == Sequences{1, 2, 3});
    CHECK(sequences(setup.entries.by_subject(*tx, "plan", "2024-W07")) == Sequences{});
    CHECK(sequences(setup.entries.by_agency(*tx, "report", "CAT")) == Sequences{1, 3, 5});
    CHECK(sequences(setup.entries.by_agency(*tx, "report", "CA")) == Sequences{});
}

TEMPLATE_TEST_CASE("changes come after a sequence, at most so many", "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    fill(setup);
    auto tx = reading(setup.database);
    const ledger::Visibility all{true, {}};
    CHECK(sequences(setup.entries.changes(*tx, 0, 500, all)) == Sequences{1, 2, 3, 4, 5});
    CHECK(sequences(setup.entries.changes(*tx, 0, 2, all)) == Sequences{1, 2});
    CHECK(sequences(setup.entries.changes(*tx, 2, 2, all)) == Sequences{3, 4});
    CHECK(sequences(setup.entries.changes(*tx, 4, 2, all)) == Sequences{5});
    CHECK(sequences(setup.entries.changes(*tx, 5, 2, all)) == Sequences{});
    CHECK(sequences(setup.entries.changes(*tx, 0, 0, all)) == Sequences{});
    CHECK(sequences(setup.entries.changes(*tx, 0, SIZE_MAX, all)) == Sequences{1, 2, 3, 4, 5});
}

TEMPLATE_TEST_CASE("a reader sees what is for everybody and for their agencies", "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    const char* audiences[] = {"CAT", "", "STTTT", "CAT", "STP"};
    for (std::int64_t i = 0; i < 5; ++i) {
        auto entry = stored_entry(i + 1, "report", "CAT", "x");
        entry.audience = audiences[i];
        REQUIRE(setup.entries.append(*tx, entry));
    }
    const auto seen_by = [&](std::vector<std::string> agencies, std::size_t limit = 500) {
        return sequences(setup.entries.changes(*tx, 0, limit, {false, std::move(agencies)}));
    };
    CHECK(seen_by({}) == Sequences{2});
    CHECK(seen_by({"CAT"}) == Sequences{1, 2, 4});
    CHECK(seen_by({"STP", "CAT"}) == Sequences{1, 2, 4, 5});
    CHECK(seen_by({"STP", "CAT"}, 3) == Sequences{1, 2, 4});
    CHECK(seen_by({"' OR ''='"}) == Sequences{2});
    CHECK(sequences(setup.entries.changes(*tx, 1, 1, {false, {"CAT", "STTTT"}})) == Sequences{2});
    CHECK(sequences(setup.entries.changes(*tx, 2, 9, {false, {"CAT", "STTTT"}})) == Sequences{3, 4});
    CHECK(seen_by(std::vector<std::string>(2000, "STTTT")) == Sequences{2, 3});
}

TEMPLATE_TEST_CASE("a closed audience is read by the agencies it names and the standing office alone",
                   "[contract][entries]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    const std::string audiences[] = {
        ledger::closed_audience({"SYT", "CAT"}), "SYT", "", ledger::closed_audience({"STP"}),
        ledger::closed_audience({ledger::person_reader("an.syt"), ledger::staff_reader("SYT")})};
    for (std::int64_t i = 0; i < 5; ++i) {
        auto entry = stored_entry(i + 1, "model-list", "SYT", "x");
        entry.audience = audiences[i];
        REQUIRE(setup.entries.append(*tx, entry));
    }
    const auto seen_by = [&](const ledger::Visibility& who) {
        const auto found = sequences(setup.entries.changes(*tx, 0, 500, who));
        Sequences by_rule;
        for (std::int64_t i = 0; i < 5; ++i)
            if (who.sees(audiences[i]))
                by_rule.push_back(i + 1);
        CHECK(found == by_rule);
        return found;
    };
    CHECK(seen_by({false, {"SYT"}, false, "SYT"}) == Sequences{1, 2, 3});
    CHECK(seen_by({false, {"CAT"}, false, "CAT"}) == Sequences{1, 3});
    CHECK(seen_by({false, {"UBND", "SYT", "CAT", "STP"}, false, "UBND"}) == Sequences{2, 3});
    CHECK(seen_by({false, {}, false, "T"}) == Sequences{3}); // part of a code is no code
    CHECK(seen_by({true, {}}) == Sequences{2, 3});
    CHECK(seen_by({true, {}, false, "STP"}) == Sequences{2, 3, 4});
    CHECK(seen_by({true, {}, true, "CAT"}) == Sequences{1, 2, 3, 4, 5});
    CHECK(seen_by({false, {"SYT"}, false, "SYT", {"@an.syt"}}) == Sequences{1, 2, 3, 5});
    CHECK(seen_by({false, {"SYT"}, false, "SYT", {"@dm.syt", "SYT+"}}) == Sequences{1, 2, 3, 5});
    CHECK(seen_by({false, {"SYT"}, false, "SYT", {"@n.syt"}}) == Sequences{1, 2, 3});
    CHECK(seen_by({true, {}, false, "", {"@an.syt"}}) == Sequences{2, 3, 5});
    CHECK(seen_by({false, {}, false, "", {"@an.syt"}}) == Sequences{3, 5});
    CHECK(seen_by({}) == Sequences{3});
    CHECK(sequences(setup.entries.changes(*tx, 1, 1, {true, {}, true, "CAT"})) == Sequences{2});
}
