#include "content.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {
const base::Time week4 = time_of("2024-01-26T09:00:00+07:00");
const base::Time week5_end = time_of("2024-02-04T23:59:59+07:00");
const base::Time week6 = time_of("2024-02-05T09:00:00+07:00");
} // namespace

TEST_CASE("an empty ledger has no plans, no open gates and the plan's own windows", "[progress][book]") {
    Ledger ledger;
    const auto book = ledger.book();
    CHECK(book.plan("SYT", 6) == nullptr);
    CHECK(book.versions("SYT", 6).empty());
    CHECK(book.registered(6).empty());
    CHECK_FALSE(book.is_open("7-1", day("2030-01-01")));
    CHECK(book.window(*content().catalogue.find(6), day("2024-02-16")).to == day("2023-12-31"));
}

TEST_CASE("every registration is a version and none is lost", "[progress][book]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(6, {"2023-11-30"}), week4);
    ledger.plan("SYT", plan_of(6, {"2023-12-15"}), week6);
    const auto book = ledger.book();
    REQUIRE(book.versions("SYT", 6).size() == 2);
    CHECK(book.versions("SYT", 6)[0].revision == 1);
    CHECK(book.versions("SYT", 6)[0].plan.milestones[0].due == day("2023-11-30"));
    CHECK(book.plan("SYT", 6)->revision == 2);
    CHECK(book.plan("SYT", 6)->plan.milestones[0].due == day("2023-12-15"));
    CHECK(book.plan("SYT", 6)->author == "tester");
    CHECK(book.plan("SYT", 6)->received_at == week6);
}

TEST_CASE("a report of week 5 sees the plan as it stood at the end of week 5", "[progress][book]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(6, {"2023-11-30"}), week4);
    ledger.plan("SYT", plan_of(6, {"2024-03-31"}), week6);
    const auto book = ledger.book(week5_end);
    REQUIRE(book.plan("SYT", 6) != nullptr);
    CHECK(book.plan("SYT", 6)->revision == 1);
    CHECK(book.plan("SYT", 6)->plan.milestones[0].due == day("2023-11-30"));
    CHECK(book.versions("SYT", 6).size() == 1);
    CHECK(ledger.book(week4).plan("SYT", 6) != nullptr); // received at that very moment
    CHECK(ledger.book(week4 - std::chrono::milliseconds{1}).plan("SYT", 6) == nullptr);
}

TEST_CASE("plans of one model by several agencies stand beside each other", "[progress][book]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(33, {"2024-06-30"}), week4);
    ledger.plan("SLDTBXH", plan_of(33, {"2024-09-30"}), week4);
    ledger.plan("SYT", plan_of(6, {"2023-11-30"}), week4);
    const auto book = ledger.book();
    CHECK(book.registered(33) == std::vector<std::string>{"SLDTBXH", "SYT"});
    CHECK(book.registered(6) == std::vector<std::string>{"SYT"});
    CHECK(book.plan("SLDTBXH", 6) == nullptr);
}

TEST_CASE("a gate is closed until the date of the document that opens it", "[progress][book]") {
    Ledger ledger;
    ledger.open("7-1", "2024-02-10", week6 + std::chrono::hours{24 * 7});
    const auto book = ledger.book();
    CHECK_FALSE(book.is_open("7-1", day("2024-02-09")));
    CHECK(book.is_open("7-1", day("2024-02-10")));
    CHECK_FALSE(book.is_open("7-2", day("2024-02-10")));
    REQUIRE(book.opening("7-1") != nullptr);
    CHECK(book.opening("7-1")->document == "CV 123/C06");
    CHECK(book.opening("7-2") == nullptr);
}

TEST_CASE("a report of week 5 does not know a gate that was recorded open in week 6", "[progress][book]") {
    Ledger ledger;
    ledger.open("7-1", "2024-01-15", week6);
    CHECK_FALSE(ledger.book(week5_end).is_open("7-1", day("2024-02-04")));
    CHECK(ledger.book(week6).is_open("7-1", day("2024-02-04")));
}

TEST_CASE("a gate recorded again opens by the last record", "[progress][book]") {
    Ledger ledger;
    ledger.open("7-1", "2024-01-15", week4);
    ledger.open("7-1", "2024-02-01", week6);
    CHECK_FALSE(ledger.book().is_open("7-1", day("2024-01-31")));
    CHECK(ledger.book().is_open("7-1", day("2024-02-01")));
}
