#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using Texts = std::vector<std::string>;

namespace {

std::string sent(House& house, const people::Person& by = an, const reporting::Report& report = health_report()) {
    REQUIRE(house.send_report(by, report).empty());
    return house.last;
}

/// Puts a report into the outbox as SubmitReport does.
std::string queued(House& house, const reporting::Report& report = health_report()) {
    const auto desk = house.desk(an);
    return reporting::queue_entry(desk, reporting::report_kind, report.agency, report.period, report.revision,
                                  reporting::report_to_json(report))
        .value();
}

void change(House& house, const std::string& id, ledger::OutboxItem::State state, int attempts) {
    auto tx = *house.database.begin(base::Database::Mode::Write);
    auto item = house.outbox.find(*tx, id)->value();
    item.state = state;
    item.attempts = attempts;
    REQUIRE(house.outbox.update(*tx, item));
    REQUIRE(tx->commit());
}

Result<std::string> revise(House& house, const std::string& id, const people::Person& by = an,
                           const char* reason = "Số liệu sai") {
    return reporting::ReviseReport(house.desk(by))(id, reason);
}
Result<std::string> withdraw(House& house, const std::string& id, const people::Person& by = an) {
    return reporting::WithdrawReport(house.desk(by))(id);
}
Result<std::string> resolve(House& house, const std::string& id, const people::Person& by = an) {
    return reporting::ResolveConflict(house.desk(by))(id);
}

/// Submits a draft and sends it to the office. @returns the report's id, which is the draft's
std::string submit(House& house, const std::string& draft) {
    const auto desk = house.desk(an);
    Issues issues;
    REQUIRE(reporting::SubmitReport(desk)(draft, issues));
    REQUIRE(house.pump(an).empty());
    return draft;
}

} // namespace

TEST_CASE("a revision is a new draft with the report's content, its base and the reason", "[reporting][revise]") {
    House house;
    const std::string first = sent(house);
    const auto id = revise(house, first);
    REQUIRE(id);
    const auto draft = house.draft(*id);
    REQUIRE(draft);
    CHECK(draft->revision == 2);
    CHECK(draft->bases == Texts{first});
    CHECK(draft->reason == "Số liệu sai");
    CHECK(draft->approved_by.empty());
    CHECK(draft->fields == reporting::fields_of(health_report()));
}

TEST_CASE("a submitted revision supersedes the report it revises", "[reporting][revise]") {
    House house;
    const std::string first = sent(house);
    const std::string second = submit(house, *revise(house, first));
    CHECK(house.state(first) == "superseded");
    CHECK(house.state(second) == "received");
    CHECK(house.book().of("SYT")->current()->id == second);
}

TEST_CASE("a revision needs a reason, a report and the right to it", "[reporting][revise]") {
    House house;
    const std::string first = sent(house);
    CHECK(refusal(revise(house, first, an, "")) == "invalid-input reason");
    CHECK(refusal(revise(house, "nothing")) == "not-found nothing");
    CHECK(refusal(revise(house, first, binh)) == "forbidden agency");
    CHECK(refusal(revise(house, first, auditor)) == "forbidden auditor");
}

TEST_CASE("a report is revised once: the newer version is revised next", "[reporting][revise]") {
    House house;
    const std::string first = sent(house);
    const auto draft = revise(house, first);
    CHECK(refusal(revise(house, first)) == "conflict " + *draft); // the draft stands open
    const std::string second = submit(house, *draft);
    CHECK(refusal(revise(house, first)) == "conflict " + first);
    const auto third = revise(house, second);
    REQUIRE(third);
    CHECK(house.draft(*third)->revision == 3);
}

TEST_CASE("a returned report and an accepted one are revised alike", "[reporting][revise]") {
    for (const char* decision : {"returned", "accepted"}) {
        House house;
        const std::string first = sent(house);
        REQUIRE(house.decide(first, decision, "Thiếu số liệu").empty());
        const std::string second = submit(house, *revise(house, first));
        CHECK(house.state(second) == "received");
        CHECK(house.state(first) == "superseded");
    }
}

TEST_CASE("a report that waits in the outbox is revised as if it were at the office", "[reporting][revise]") {
    House house;
    const std::string first = queued(house);
    const auto draft = revise(house, first);
    REQUIRE(draft);
    CHECK(house.draft(*draft)->bases == Texts{first});
    CHECK(house.draft(*draft)->revision == 2);
    CHECK(house.queued().size() == 1);
}

TEST_CASE("a report whose revision waits in the outbox is not revised again", "[reporting][revise]") {
    House house;
    const std::string first = sent(house);
    const auto draft = revise(house, first);
    const auto desk = house.desk(an);
    Issues issues;
    REQUIRE(reporting::SubmitReport(desk)(*draft, issues)); // no network: the revision is still here
    CHECK(refusal(revise(house, first)).substr(0, 8) == "conflict");
}

TEST_CASE("a report the office refused becomes a draft of the same revision again", "[reporting][revise]") {
    House house;
    const std::string first = queued(house);
    change(house, first, ledger::OutboxItem::State::Refused, 1);
    const auto draft = revise(house, first);
    REQUIRE(draft);
    CHECK(house.queued().empty());
    CHECK(house.draft(*draft)->revision == 1);
    CHECK(house.draft(*draft)->bases.empty());
    CHECK(*draft != first); // the office may never see two texts under one id
}

TEST_CASE("a queued report is withdrawn into a draft with all its content", "[reporting][withdraw]") {
    House house;
    const std::string id = queued(house);
    const auto draft = withdraw(house, id);
    REQUIRE(draft);
    CHECK(house.queued().empty());
    CHECK(house.draft(*draft)->fields == reporting::fields_of(health_report()));
    CHECK(house.draft(*draft)->revision == 1);
    submit(house, *draft);
}

TEST_CASE("once sending was tried a report is not withdrawn: the office may have it", "[reporting][withdraw]") {
    House house;
    const std::string id = queued(house);
    change(house, id, ledger::OutboxItem::State::Queued, 1);
    CHECK(refusal(withdraw(house, id)) == "conflict " + id);
    change(house, id, ledger::OutboxItem::State::Sent, 1);
    CHECK(refusal(withdraw(house, id)) == "conflict " + id);
    CHECK(house.queued().size() == 1);
}

TEST_CASE("only the own agency's reports are withdrawn, and only from the outbox", "[reporting][withdraw]") {
    House house;
    const std::string id = queued(house);
    CHECK(refusal(withdraw(house, id, binh)) == "forbidden agency");
    CHECK(refusal(withdraw(house, "nothing")) == "not-found nothing");
    CHECK(refusal(withdraw(house, sent(house))).substr(0, 9) == "not-found");
    const auto desk = house.desk(an);
    const auto plan = reporting::queue_entry(desk, "plan", "SYT", "model-06", 1, Json::object());
    CHECK(refusal(withdraw(house, *plan)) == "not-found " + *plan);
}

TEST_CASE("two first reports of one agency are two heads, and none of them is lost", "[reporting][conflict]") {
    House house;
    const std::string one = sent(house, an);
    const std::string two = sent(house, ha);
    const auto book = house.book();
    CHECK(book.of("SYT")->in_conflict());
    CHECK(book.of("SYT")->heads().size() == 2);
    CHECK(book.of("SYT")->current()->id == one); // the first received, until a person chooses
    CHECK(house.state(two) == "received");
}

TEST_CASE("in a conflict the accepted version counts", "[reporting][conflict]") {
    House house;
    sent(house, an);
    const std::string two = sent(house, ha);
    REQUIRE(house.accept(two).empty());
    CHECK(house.book().of("SYT")->current()->id == two);
}

TEST_CASE("two revisions of one report are a conflict too", "[reporting][conflict]") {
    House house;
    auto report = health_report();
    report.bases = {sent(house)};
    report.revision = 2;
    report.reason = "Sửa";
    const std::string one = sent(house, an, report);
    const std::string two = sent(house, ha, report);
    const auto book = house.book();
    REQUIRE(book.of("SYT")->heads().size() == 2);
    CHECK(book.of("SYT")->heads()[0]->id == one);
    CHECK(book.of("SYT")->heads()[1]->id == two);
}

TEST_CASE("resolving keeps the chosen content and revises both", "[reporting][conflict]") {
    House house;
    const std::string one = sent(house, an);
    auto other = health_report();
    other.summary = "Bản của chị Hà";
    const std::string two = sent(house, ha, other);
    const auto id = resolve(house, two);
    REQUIRE(id);
    const auto draft = house.draft(*id);
    CHECK(draft->bases == Texts{one, two});
    CHECK(draft->revision == 2);
    CHECK(draft->fields.at("summary") == "\"Bản của chị Hà\"");
    CHECK_FALSE(draft->reason.empty());
    const std::string resolved = submit(house, *id);
    CHECK_FALSE(house.book().of("SYT")->in_conflict());
    CHECK(house.state(one) == "superseded");
    CHECK(house.state(two) == "superseded");
    CHECK(house.state(resolved) == "received");
}

TEST_CASE("where there is no conflict there is nothing to resolve", "[reporting][conflict]") {
    House house;
    const std::string one = sent(house);
    CHECK(refusal(resolve(house, one)) == "not-found " + one);
    CHECK(refusal(resolve(house, "nothing")) == "not-found nothing");
    CHECK(refusal(resolve(house, one, binh)) == "forbidden agency");
    sent(house, ha);
    const auto draft = resolve(house, one);
    REQUIRE(draft);
    CHECK(refusal(resolve(house, one)) == "conflict " + *draft); // somebody is at it already
}
