#include "fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;
using reporting::Report;

namespace {

std::string send_as(House& house, const Report& report, const std::string& agency, const char* subject,
                    std::int64_t revision) {
    return house.send(an, reporting::report_kind, agency, subject, reporting::report_to_json(report), revision);
}

Report revision_of(const std::string& base, std::int64_t revision) {
    Report report = health_report();
    report.bases = {base};
    report.revision = revision;
    report.reason = "Sửa số liệu";
    return report;
}

} // namespace

TEST_CASE("a good report of the own agency is taken", "[reporting][admission]") {
    House house;
    CHECK(house.send_report(an, health_report()).empty());
}

TEST_CASE("nobody sends another agency's report, not even the standing office", "[reporting][admission]") {
    House house;
    CHECK(house.send_report(binh, health_report()) == "forbidden agency");
    CHECK(house.send_report(thu, health_report()) == "forbidden agency");
    CHECK(house.send_report(auditor, health_report()) == "forbidden auditor");
}

TEST_CASE("an entry and its body are about the same report", "[reporting][admission]") {
    House house;
    Report police = health_report();
    police.agency = "CAT";
    CHECK(send_as(house, police, "SYT", "2024-W07", 1) == "invalid-input body");
    CHECK(send_as(house, health_report(), "SYT", "2024-W06", 1) == "invalid-input body");
    CHECK(send_as(house, health_report(), "SYT", "2024-W07", 2) == "invalid-input body");
}

TEST_CASE("a report of a period that has not begun, or that does not exist, is refused", "[reporting][admission]") {
    House house;
    Report report = health_report();
    report.period = "2024-W08";
    CHECK(house.send_report(an, report) == "invalid-input period");
    house.clock.set(time_of("2024-02-19T00:00:00+07:00"));
    CHECK(house.send_report(an, report).empty());
    report.period = "2024-W53"; // 2024 has 52 weeks
    CHECK(house.send_report(an, report) == "invalid-input 2024-W53");
    report.period = "2023-W01"; // before the plan: no regime was in force
    CHECK(house.send_report(an, report) == "not-found 2023-W01");
}

TEST_CASE("a report with an error is refused at its field and nothing is stored", "[reporting][admission]") {
    House house;
    Report report = health_report();
    report.models[0].percent = 101;
    CHECK(house.send_report(an, report) == "invalid-input models[6].percent");
    report = health_report();
    report.models.push_back(about(2));
    CHECK(house.send_report(an, report) == "forbidden models[2].model");
    Json body = reporting::report_to_json(health_report());
    body["colour"] = "red";
    CHECK(house.send(an, reporting::report_kind, "SYT", "2024-W07", body) == "invalid-input colour");
    CHECK(house.sequence() == 0);
}

TEST_CASE("a revision names a report of the same agency and period that is there", "[reporting][admission]") {
    House house;
    CHECK(house.send_report(an, revision_of(base::new_uuid(), 1)) == "not-found bases");
    REQUIRE(house.send_report(binh, short_report("CAT", about(29))).empty());
    CHECK(house.send_report(an, revision_of(house.last, 2)) == "not-found bases");
    Report last_week = health_report();
    last_week.period = "2024-W06";
    REQUIRE(house.send_report(an, last_week).empty());
    CHECK(house.send_report(an, revision_of(house.last, 2)) == "not-found bases");
}

TEST_CASE("a revision counts one higher than the highest it revises", "[reporting][admission]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const std::string first = house.last;
    CHECK(house.send_report(an, revision_of(first, 1)) == "invalid-input revision");
    CHECK(house.send_report(an, revision_of(first, 3)) == "invalid-input revision");
    CHECK(house.send_report(an, revision_of(first, 2)).empty());
    CHECK(house.send_report(an, revision_of(house.last, 3)).empty());
    Report first_again = health_report();
    first_again.revision = 2; // revises nothing
    first_again.reason = "Sửa";
    CHECK(house.send_report(an, first_again) == "invalid-input revision");
}

TEST_CASE("a revision without a reason is refused", "[reporting][admission]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    Report report = revision_of(house.last, 2);
    report.reason.clear();
    CHECK(house.send_report(an, report) == "invalid-input reason");
}

TEST_CASE("a report is refused until its attachments have been sent", "[reporting][admission]") {
    House house;
    Report report = health_report();
    report.attachments = {{"a.pdf", base::sha256_hex("một"), 4}, {"b.pdf", base::sha256_hex("hai"), 3}};
    const auto put = [&](const char* content) {
        auto tx = *house.database.begin(base::Database::Mode::Write);
        REQUIRE(house.blobs.put(*tx, base::sha256_hex(content), content));
        REQUIRE(tx->commit());
    };
    put("một");
    CHECK(house.send_report(an, report) == "not-found attachments[1]");
    put("hai");
    CHECK(house.send_report(an, report).empty());
}

TEST_CASE("where the leader approves first, a report without approval is refused by the office too",
          "[reporting][admission]") {
    House house(House::with_approval());
    CHECK(house.send_report(an, health_report()) == "forbidden approved_by");
    Report report = health_report();
    report.approved_by = "giam.doc";
    CHECK(house.send_report(an, report) == "forbidden approved_by"); // a name in the report proves nothing
}

TEST_CASE("an approval is the leader's own entry and holds for one content of one report only",
          "[reporting][admission]") {
    House house(House::with_approval());
    Report report = health_report();
    report.approved_by = "giam.doc";
    const auto send = [&](const std::string& id) {
        const auto frozen = ledger::freeze({id, reporting::report_kind, report.agency, report.period, 1,
                                            reporting::report_to_json(report), an.name, house.clock.now()});
        return house.verdict(house.receive(an, frozen.value()));
    };
    const auto approve = [&](const people::Person& by, const std::string& id) {
        return house.send(by, reporting::approval_kind, "SYT", "2024-W07",
                          {{"report", id}, {"digest", reporting::approval_digest(report).value()}});
    };
    const std::string id = base::new_uuid();
    CHECK(approve(an, id) == "forbidden focal");
    REQUIRE(approve(head, id).empty());
    report.summary += " Sửa sau khi duyệt.";
    CHECK(send(id) == "forbidden approved_by");
    REQUIRE(approve(head, id).empty());
    CHECK(send(base::new_uuid()) == "forbidden approved_by");
    CHECK(send(id).empty());
}

TEST_CASE("a locked period takes no report but under an exception", "[reporting][admission]") {
    House house;
    REQUIRE(house.lock().empty());
    CHECK(house.send_report(an, health_report()) == "closed period");
    REQUIRE(house.except("SYT", "2024-02-16T09:00:01+07:00").empty());
    CHECK(house.send_report(binh, short_report("CAT", about(29))) == "closed period");
    CHECK(house.send_report(an, health_report()).empty());
    house.clock.advance(2s);
    CHECK(house.send_report(an, health_report()) == "closed period");
}

TEST_CASE("a late report is taken: late is a fact and no reason to refuse", "[reporting][admission]") {
    House house;
    house.clock.set(due_week7 + std::chrono::hours{24 * 30});
    CHECK(house.send_report(an, health_report()).empty());
    CHECK(house.book().of("SYT")->late());
}

TEST_CASE("after a merger the successor reports and the old agency has no task left", "[reporting][admission]") {
    House house;
    house.clock.set(time_of("2025-03-07T09:00:00+07:00"));
    const people::Person old_one{"an.nguyen", people::Role::Focal, "STTTT"};
    const people::Person new_one{"an.nguyen", people::Role::Focal, "SKHCN"};
    CHECK(house.send_report(old_one, short_report("STTTT", about(25), "2025-W10")) == "forbidden models[25].model");
    CHECK(house.send_report(new_one, short_report("SKHCN", about(25), "2025-W10")).empty());
}
