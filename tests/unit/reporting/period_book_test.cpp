#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

std::string sent(House& house, const reporting::Report& report = health_report(), const people::Person& by = an) {
    REQUIRE(house.send_report(by, report).empty());
    return house.last;
}

std::string revised(House& house, const std::string& base) {
    auto report = health_report();
    report.bases = {base};
    report.revision = house.book().find(base)->report.revision + 1;
    report.reason = "Sửa số liệu";
    return sent(house, report);
}

std::string consolidate(House& house, const std::vector<std::string>& reports) {
    return house.send(thu, reporting::consolidation_kind, "", "2024-W07",
                      {{"reports", reports}, {"sequence", house.sequence()}, {"summary", "Nhìn chung **tốt**."}});
}

} // namespace

TEST_CASE("a period of which nothing is known is open and empty", "[reporting][book]") {
    House house;
    const auto book = house.book();
    CHECK(book.agencies().empty());
    CHECK(book.of("SYT") == nullptr);
    CHECK(book.find("nothing") == nullptr);
    CHECK_FALSE(book.locked());
    CHECK(book.open_for("SYT", house.clock.now()));
    CHECK(book.deadlines().due == due_week7);
}

TEST_CASE("a report is received, then returned or accepted with who decided and why", "[reporting][book]") {
    House house;
    const std::string id = sent(house);
    CHECK(house.state(id) == "received");
    CHECK_FALSE(house.book().find(id)->decision);
    REQUIRE(house.decide(id, "returned", "Thiếu số liệu mô hình 6").empty());
    CHECK(house.state(id) == "returned");
    const auto decision = house.book().find(id)->decision;
    REQUIRE(decision);
    CHECK_FALSE(decision->accepted);
    CHECK(decision->remark == "Thiếu số liệu mô hình 6");
    CHECK(decision->by == "thu.vu");
    CHECK(decision->at == house.clock.now());
}

TEST_CASE("a returned report that is sent again is superseded, with its decision kept", "[reporting][book]") {
    House house;
    const std::string first = sent(house);
    REQUIRE(house.decide(first, "returned", "Thiếu số liệu").empty());
    const std::string second = revised(house, first);
    CHECK(house.state(first) == "superseded");
    CHECK(house.book().find(first)->decision->remark == "Thiếu số liệu");
    CHECK(house.state(second) == "received");
    REQUIRE(house.accept(second).empty());
    CHECK(house.state(second) == "accepted");
    CHECK(house.book().of("SYT")->versions.size() == 2);
}

TEST_CASE("an accepted report that was consolidated is consolidated, others are not", "[reporting][book]") {
    House house;
    const std::string health = sent(house);
    const std::string police = sent(house, short_report("CAT", about(29)), binh);
    REQUIRE(house.accept(health).empty());
    REQUIRE(house.accept(police, "CAT").empty());
    REQUIRE(consolidate(house, {health}).empty());
    CHECK(house.state(health) == "consolidated");
    CHECK(house.state(police) == "accepted");
    REQUIRE(house.book().consolidations().size() == 1);
    CHECK(house.book().consolidations()[0].summary == "Nhìn chung **tốt**.");
    CHECK(house.book().consolidations()[0].reports == std::vector<std::string>{health});
}

TEST_CASE("a revision after the consolidation supersedes what was consolidated", "[reporting][book]") {
    House house;
    const std::string first = sent(house);
    REQUIRE(house.accept(first).empty());
    REQUIRE(consolidate(house, {first}).empty());
    const std::string second = revised(house, first);
    CHECK(house.state(first) == "superseded");
    CHECK(house.state(second) == "received");
}

TEST_CASE("one millisecond after the due time is late, the due time itself is not", "[reporting][book]") {
    House house;
    house.clock.set(due_week7);
    const std::string in_time = sent(house);
    house.clock.advance(1ms);
    const std::string late = sent(house, short_report("CAT", about(29)), binh);
    CHECK_FALSE(house.book().find(in_time)->late);
    CHECK(house.book().find(late)->late);
}

TEST_CASE("lateness is judged by the office's clock, whatever the author's clock said", "[reporting][book]") {
    House house;
    const auto frozen =
        ledger::freeze({base::new_uuid(), reporting::report_kind, "SYT", "2024-W07", 1,
                        reporting::report_to_json(health_report()), "an.nguyen", due_week7 - std::chrono::hours{24}});
    house.clock.set(due_week7 + 1ms);
    REQUIRE(house.receive(an, *frozen));
    CHECK(house.book().find(frozen->entry.id)->late);
}

TEST_CASE("an agency that reported in time and corrects later is not late", "[reporting][book]") {
    House house;
    const std::string first = sent(house);
    house.clock.set(due_week7 + std::chrono::hours{48});
    const std::string second = revised(house, first);
    CHECK(house.book().find(second)->late); // the version is
    CHECK_FALSE(house.book().of("SYT")->late());
    CHECK_FALSE(reporting::AgencyReports{}.late());
}

TEST_CASE("a locked period is open for an agency while its exception holds, to the moment", "[reporting][book]") {
    House house;
    REQUIRE(house.lock().empty());
    REQUIRE(house.except("SYT", "2024-02-20T17:00:00+07:00").empty());
    const auto book = house.book();
    const auto expires = time_of("2024-02-20T17:00:00+07:00");
    CHECK(book.locked());
    CHECK(book.open_for("SYT", expires));
    CHECK_FALSE(book.open_for("SYT", expires + 1ms));
    CHECK_FALSE(book.open_for("CAT", expires));
    REQUIRE(book.exceptions().size() == 1);
    CHECK(book.exceptions()[0].reason == "Số liệu sai");
    CHECK(book.exceptions()[0].by == "thu.vu");
}

TEST_CASE("the book up to a sequence does not know what came after", "[reporting][book]") {
    House house;
    const std::string first = sent(house);
    const std::int64_t then = house.sequence();
    REQUIRE(house.accept(first).empty());
    const std::string second = revised(house, first);
    REQUIRE(house.lock().empty());
    const auto before = house.book(week7(), then);
    CHECK(before.find(first)->state == reporting::ReportState::Received);
    CHECK(before.find(second) == nullptr);
    CHECK_FALSE(before.locked());
}

TEST_CASE("reports of other periods and kinds are in other books", "[reporting][book]") {
    House house;
    sent(house, short_report("SYT", about(6), "2024-02"));
    sent(house, short_report("SYT", about(6), "2024-W06"));
    CHECK(house.book().agencies().empty());
    CHECK(house.book(period("2024-02")).agencies().size() == 1);
}

TEST_CASE("the last report of the same kind is the newest before the period that was not returned",
          "[reporting][book]") {
    House house;
    const auto previous = [&] {
        auto tx = *house.database.begin(base::Database::Mode::Read);
        const auto report = *reporting::previous_report(*tx, house.entries, "SYT", week7());
        return report ? report->period + " " + report->summary : "none";
    };
    const auto send = [&](const char* in_period, const char* summary) {
        auto report = short_report("SYT", about(6), in_period);
        report.summary = summary;
        return sent(house, report);
    };
    CHECK(previous() == "none");
    send("2024-W05", "tuần 5");
    send("2024-02", "tháng 2");
    send("2024-W07", "tuần này");
    CHECK(previous() == "2024-W05 tuần 5");
    const std::string week6 = send("2024-W06", "tuần 6");
    CHECK(previous() == "2024-W06 tuần 6");
    REQUIRE(house.decide(week6, "returned", "Thiếu", "SYT", "2024-W06").empty());
    CHECK(previous() == "2024-W05 tuần 5");
}

TEST_CASE("states have stable names", "[reporting][book]") {
    using reporting::ReportState;
    CHECK(reporting::state_name(ReportState::Received) == "received");
    CHECK(reporting::state_name(ReportState::Returned) == "returned");
    CHECK(reporting::state_name(ReportState::Accepted) == "accepted");
    CHECK(reporting::state_name(ReportState::Consolidated) == "consolidated");
    CHECK(reporting::state_name(ReportState::Superseded) == "superseded");
    CHECK(reporting::state_label(ReportState::Superseded) == "Superseded");
}
