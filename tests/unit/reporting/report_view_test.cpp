#include "fixture.h"
#include "reporting/report_view.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

std::string begin(House& house) { return reporting::NewReport(house.desk(an))(week7(), "SYT").value(); }

reporting::ReportView view(House& house, const std::string& id) {
    return reporting::find_report(house.desk(an), id).value();
}

void put(House& house, const std::string& id, ledger::OutboxItem::State state, const char* why) {
    auto tx = *house.database.begin(base::Database::Mode::Write);
    auto item = house.outbox.find(*tx, id)->value();
    item.state = state;
    item.error = why;
    REQUIRE(house.outbox.update(*tx, item));
    REQUIRE(tx->commit());
}

} // namespace

TEST_CASE("a report is found wherever it stands: draft, queued, refused or at the office", "[reporting][view]") {
    House house;
    const std::string id = begin(house);
    CHECK(view(house, id).state == "draft");
    CHECK(view(house, id).received_at.empty());
    const auto desk = house.desk(an);
    Issues issues;
    REQUIRE(reporting::SubmitReport(desk)(id, issues));
    CHECK(view(house, id).state == "queued");
    put(house, id, ledger::OutboxItem::State::Sent, "");
    CHECK(view(house, id).state == "sent");
    put(house, id, ledger::OutboxItem::State::Refused, "The period is locked");
    CHECK(view(house, id).state == "refused");
    CHECK(view(house, id).remark == "The period is locked");
    REQUIRE(house.pump(an).empty());
    const auto received = view(house, id);
    CHECK(received.state == "received");
    CHECK(received.received_at == "2024-02-16T02:00:00.000Z");
    CHECK(received.digest.size() == 64);
    CHECK_FALSE(received.late);
    CHECK(refusal(reporting::find_report(desk, "nothing")) == "not-found nothing");
}

TEST_CASE("a decision shows with remark and who decided", "[reporting][view]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const std::string id = house.last;
    REQUIRE(house.decide(id, "returned", "Thiếu số liệu").empty());
    CHECK(view(house, id).state == "returned");
    CHECK(view(house, id).remark == "Thiếu số liệu");
    CHECK(view(house, id).decided_by == "thu.vu");
}

TEST_CASE("both heads of a conflict are marked, the version they revise is not", "[reporting][view]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const std::string base = house.last;
    auto revision = health_report();
    revision.bases = {base};
    revision.revision = 2;
    revision.reason = "Sửa";
    REQUIRE(house.send_report(an, revision).empty());
    const std::string one = house.last;
    REQUIRE(house.send_report(ha, revision).empty());
    CHECK(view(house, one).in_conflict);
    CHECK(view(house, house.last).in_conflict);
    CHECK_FALSE(view(house, base).in_conflict);
}

TEST_CASE("a list shows an agency's reports, newest period first, and other agencies' only when asked for all",
          "[reporting][view]") {
    House house;
    REQUIRE(house.send_report(an, short_report("SYT", about(6), "2024-W06")).empty());
    REQUIRE(house.send_report(binh, short_report("CAT", about(29))).empty());
    begin(house);
    const auto own = reporting::list_reports(house.desk(an), "SYT");
    REQUIRE(own);
    REQUIRE(own->size() == 2);
    CHECK((*own)[0].report.period == "2024-W07");
    CHECK((*own)[0].state == "draft");
    CHECK((*own)[1].state == "received");
    CHECK(reporting::list_reports(house.desk(an), "")->size() == 3);
}

TEST_CASE("a report as JSON has its content only when asked for", "[reporting][view]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const auto found = view(house, house.last);
    const Json brief = reporting::report_view_to_json(found, false);
    CHECK(brief["id"] == house.last);
    CHECK(brief["kind"] == "weekly");
    CHECK(brief["state"] == "received");
    CHECK(brief["late"] == false);
    CHECK_FALSE(brief.contains("report"));
    CHECK_FALSE(brief.contains("remark"));
    const Json whole = reporting::report_view_to_json(found, true);
    CHECK(whole["report"] == reporting::report_to_json(health_report()));
    CHECK(whole["author"] == "an.nguyen");
}
