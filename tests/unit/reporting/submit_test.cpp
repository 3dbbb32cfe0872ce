#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

/// A draft of the health department that holds this report.
std::string draft(House& house, const reporting::Report& report = health_report()) {
    reporting::Draft out;
    out.id = base::new_uuid();
    out.period = report.period;
    out.agency = report.agency;
    out.author = "an.nguyen";
    out.created_at = house.clock.now();
    out.fields = reporting::fields_of(report);
    auto tx = *house.database.begin(base::Database::Mode::Write);
    REQUIRE(house.drafts.put(*tx, out));
    REQUIRE(tx->commit());
    return out.id;
}

std::string submit(House& house, const std::string& id, const people::Person& by = an) {
    const auto desk = house.desk(by);
    Issues issues;
    return refusal(reporting::SubmitReport(desk)(id, issues));
}

} // namespace

TEST_CASE("a submitted draft becomes a frozen entry in the outbox and is gone as a draft", "[reporting][submit]") {
    House house;
    const std::string id = draft(house);
    REQUIRE(submit(house, id).empty());
    CHECK_FALSE(house.draft(id));
    REQUIRE(house.queued().size() == 1);
    const auto item = house.queued().front();
    CHECK(item.frozen.entry.id == id);
    CHECK(item.frozen.entry.kind == "report");
    CHECK(item.frozen.entry.subject == "2024-W07");
    CHECK(item.frozen.entry.agency == "SYT");
    CHECK(item.frozen.entry.author == "an.nguyen");
    CHECK(item.frozen.entry.time == house.clock.now());
    CHECK(item.frozen.digest == base::sha256_hex(item.frozen.canonical));
    CHECK(item.frozen.entry.body == reporting::report_to_json(health_report()));
    CHECK(item.state == ledger::OutboxItem::State::Queued);
    CHECK(item.attempts == 0);
    CHECK(item.next_attempt == house.clock.now());
}

TEST_CASE("what was submitted is taken by the office", "[reporting][submit]") {
    House house;
    const std::string id = draft(house);
    REQUIRE(submit(house, id).empty());
    CHECK(house.pump(an).empty());
    CHECK(house.state(id) == "received");
    CHECK_FALSE(house.book().find(id)->late);
}

TEST_CASE("a draft with errors is not submitted, every one is told and nothing changes", "[reporting][submit]") {
    House house;
    auto report = health_report();
    report.models[0].percent = 120;
    report.models[1].status = "??";
    const std::string id = draft(house, report);
    const auto desk = house.desk(an);
    Issues issues;
    const auto refused = reporting::SubmitReport(desk)(id, issues);
    CHECK(refusal(refused) == "invalid-input models[6].percent");
    CHECK(errors(issues) == Texts{"models[6].percent", "models[7].status"});
    CHECK(house.draft(id));
    CHECK(house.queued().empty());
}

TEST_CASE("warnings do not stop a submission and are told", "[reporting][submit]") {
    House house;
    const std::string id = draft(house); // no plan is registered
    const auto desk = house.desk(an);
    Issues issues;
    CHECK(reporting::SubmitReport(desk)(id, issues));
    CHECK_FALSE(warnings(issues).empty());
}

TEST_CASE("a draft that is not there, or of another agency, is not submitted", "[reporting][submit]") {
    House house;
    const std::string id = draft(house);
    CHECK(submit(house, "nothing") == "not-found nothing");
    CHECK(submit(house, id, binh) == "forbidden agency");
    CHECK(submit(house, id, auditor) == "forbidden auditor");
    CHECK(house.queued().empty());
    CHECK(submit(house, id, ha).empty()); // a colleague submits it in her own name
    CHECK(house.queued().front().frozen.entry.author == "ha.tran");
}

TEST_CASE("where the leader approves first, nothing is submitted before", "[reporting][submit]") {
    House house(House::with_approval());
    const std::string id = draft(house);
    CHECK(submit(house, id) == "forbidden approved_by");
    CHECK(house.draft(id));
    const auto leader = house.desk(head);
    REQUIRE(reporting::ApproveReport(leader)(id));
    CHECK(submit(house, id).empty());
    REQUIRE(house.queued().size() == 2); // the leader's word goes first
    CHECK(house.queued().front().frozen.entry.kind == reporting::approval_kind);
    CHECK(house.queued().back().frozen.entry.body["approved_by"] == "giam.doc");
    CHECK(house.pump(an, head).empty());
}

TEST_CASE("a locked period takes no submission, with an exception it does until that runs out", "[reporting][submit]") {
    House house;
    const std::string id = draft(house);
    REQUIRE(house.lock().empty());
    CHECK(submit(house, id) == "closed 2024-W07");
    REQUIRE(house.except("CAT", "2024-02-20T17:00:00+07:00").empty());
    CHECK(submit(house, id) == "closed 2024-W07"); // the exception is another agency's
    REQUIRE(house.except("SYT", "2024-02-20T17:00:00+07:00").empty());
    house.clock.set(time_of("2024-02-20T17:00:00.001+07:00"));
    CHECK(submit(house, id) == "closed 2024-W07");
    house.clock.set(time_of("2024-02-20T17:00:00+07:00"));
    CHECK(submit(house, id).empty());
}

TEST_CASE("an unlocked period takes submissions again", "[reporting][submit]") {
    House house;
    const std::string id = draft(house);
    REQUIRE(house.lock().empty());
    REQUIRE(house.lock(false).empty());
    CHECK(submit(house, id).empty());
}

TEST_CASE("the same draft is not submitted twice", "[reporting][submit]") {
    House house;
    const std::string id = draft(house);
    REQUIRE(submit(house, id).empty());
    CHECK(submit(house, id) == "not-found " + id);
    CHECK(house.queued().size() == 1);
}
