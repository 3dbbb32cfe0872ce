#include "content.h"
#include "progress/status.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using progress::AgencyView;
using progress::Confidence;
using progress::OfficeView;
using progress::Status;

namespace {

const base::Time long_ago = time_of("2023-11-01T09:00:00+07:00");

OfficeView view(Ledger& ledger, int model, const char* agency, const char* date,
                const std::optional<AgencyView>& said = std::nullopt) {
    const auto& plan = content();
    const progress::Duties duties(plan.catalogue, plan.agencies, day(date));
    return progress::office_view(*plan.catalogue.find(model), agency, duties, ledger.book(), said,
                                 *plan.catalogue.issued, day(date));
}

AgencyView says(Status status, double percent, Confidence confidence = Confidence::Green) {
    AgencyView out;
    out.status = status;
    out.percent = percent;
    out.confidence = confidence;
    return out;
}

std::string reason(const OfficeView& office) { return office.reasons.empty() ? "" : office.reasons.front(); }

} // namespace

// Model 7: SYT leads, and its task waits for gate 7-2. Model 9: CAT leads from 2023 to 2025, waiting for 9-1.

TEST_CASE("a model that waits for guidance is never late, whatever is overdue or said", "[progress][status]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(7, {"2023-12-31"}), long_ago);
    for (const Status word : {Status::Late, Status::Done, Status::OnTrack, Status::NotStarted}) {
        const auto office = view(ledger, 7, "SYT", "2024-02-16", says(word, 10, Confidence::Red));
        CHECK(office.status == Status::Waiting);
        CHECK(office.late_days == 0);
        CHECK(office.waiting_for == std::vector<std::string>{"7-2"});
        CHECK(reason(office) == "Every task of the agency waits for guidance that has not come");
    }
    CHECK(view(ledger, 9, "CAT", "2026-06-01").status == Status::Waiting); // its window ended on 31/12/2025
}

TEST_CASE("a wait is as old as the plan, or as the window where that began later", "[progress][status]") {
    Ledger ledger;
    CHECK(view(ledger, 7, "SYT", "2023-10-30").waiting_days == 10); // the plan is of 20/10/2023
    CHECK(view(ledger, 9, "CAT", "2023-10-30").waiting_days == 10); // window from 01/01/2023
    CHECK(view(ledger, 11, "CAT", "2024-02-16").waiting_days == 119);
    CHECK(view(ledger, 43, "CAT", "2024-01-11").waiting_days == 10); // window from 01/01/2024
    CHECK(view(ledger, 43, "CAT", "2023-12-01").waiting_days == 0);
}

TEST_CASE("an agency with one free task it answers for does not wait", "[progress][status]") {
    Ledger ledger;
    const auto office = view(ledger, 8, "STP", "2024-02-16", says(Status::OnTrack, 20)); // 8-t1 free, 8-t2 waits
    CHECK(office.status == Status::OnTrack);
    CHECK(office.waiting_for == std::vector<std::string>{"8-1"});
    CHECK(office.waiting_days == 0);
}

TEST_CASE("an agency that only coordinates waits when all it has to do waits", "[progress][status]") {
    Ledger ledger;
    CHECK(view(ledger, 11, "SYT", "2024-02-16").status == Status::Waiting);
    CHECK(view(ledger, 9, "SDL", "2024-02-16").status == Status::NotStarted); // its task is free
}

TEST_CASE("an opened gate ends the wait from its date on", "[progress][status]") {
    Ledger ledger;
    ledger.open("7-2", "2024-02-10", long_ago);
    CHECK(view(ledger, 7, "SYT", "2024-02-09").status == Status::Waiting);
    CHECK(view(ledger, 7, "SYT", "2024-02-10").status == Status::NotStarted);
    CHECK(view(ledger, 7, "SYT", "2024-02-10", says(Status::OnTrack, 10)).status == Status::OnTrack);
}

TEST_CASE("a milestone that fell while the gate was closed is late only from the opening", "[progress][status]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(7, {"2023-12-31"}), long_ago);
    ledger.open("7-2", "2024-02-10", long_ago);
    CHECK(view(ledger, 7, "SYT", "2024-02-10", says(Status::OnTrack, 60)).status == Status::OnTrack);
    const auto office = view(ledger, 7, "SYT", "2024-02-16", says(Status::OnTrack, 60));
    CHECK(office.status == Status::Late);
    CHECK(office.late_days == 6);
}

TEST_CASE("a milestone after the opening is late from its own date", "[progress][status]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(7, {"2024-02-14"}), long_ago);
    ledger.open("7-2", "2024-02-10", long_ago);
    CHECK(view(ledger, 7, "SYT", "2024-02-16", says(Status::OnTrack, 60)).late_days == 2);
}

TEST_CASE("a window that ended while the gate was closed is late only from the opening", "[progress][status]") {
    Ledger ledger;
    ledger.open("9-1", "2026-01-10", long_ago);
    CHECK(view(ledger, 9, "CAT", "2026-01-10", says(Status::OnTrack, 60)).status == Status::OnTrack);
    CHECK(view(ledger, 9, "CAT", "2026-01-12", says(Status::OnTrack, 60)).late_days == 2);
}

TEST_CASE("an agency that says done at 100 percent is done", "[progress][status]") {
    Ledger ledger;
    const auto office = view(ledger, 6, "SYT", "2024-02-16", says(Status::Done, 100));
    CHECK(office.status == Status::Done);
    CHECK(reason(office) == "The agency reports it done");
    AgencyView no_percent;
    no_percent.status = Status::Done;
    CHECK(view(ledger, 6, "SYT", "2024-02-16", no_percent).status == Status::Done);
    CHECK(view(ledger, 6, "SYT", "2024-02-16", says(Status::Done, 99)).status == Status::Late);
}

TEST_CASE("an agency that reached every milestone of its plan is done, whatever word it chose", "[progress][status]") {
    Ledger ledger;
    ledger.plan("SYT", plan_of(6, {"2023-11-30", "2023-12-31"}), long_ago);
    AgencyView said = says(Status::OnTrack, 90);
    said.milestones_done = {{"m1", day("2023-11-28")}, {"m2", day("2024-02-20")}};
    CHECK(view(ledger, 6, "SYT", "2024-02-20", said).status == Status::Done);
    CHECK(reason(view(ledger, 6, "SYT", "2024-02-20", said)) == "Every milestone of the registered plan is reached");
    CHECK(view(ledger, 6, "SYT", "2024-02-19", said).status == Status::Late); // m2 was not reached yet
    said.milestones_done.erase("m2");
    CHECK(view(ledger, 6, "SYT", "2024-02-20", said).status == Status::Late);
}

TEST_CASE("model 6 is late after 31/12/2023 and counts its days", "[progress][status]") {
    Ledger ledger;
    CHECK(view(ledger, 6, "SYT", "2023-12-31", says(Status::OnTrack, 92)).status == Status::OnTrack);
    const auto office = view(ledger, 6, "SYT", "2024-02-16", says(Status::OnTrack, 92));
    CHECK(office.status == Status::Late);
    CHECK(office.late_days == 47);
    CHECK(reason(office) == "The model's window has passed and it is not done");
    CHECK(view(ledger, 6, "SYT", "2024-01-01").late_days == 1); // even if nothing was ever reported
}

TEST_CASE("an adjusted window takes the lateness away", "[progress][status]") {
    Ledger ledger;
    const progress::Adjustment longer{6, "QĐ 45", day("2024-01-15"), std::nullopt, day("2024-03-31"), ""};
    ledger.add(progress::adjustment_kind, "", "model-06", progress::adjustment_to_json(longer), long_ago);
    CHECK(view(ledger, 6, "SYT", "2024-01-14", says(Status::OnTrack, 92)).status == Status::Late);
    CHECK(view(ledger, 6, "SYT", "2024-01-15", says(Status::OnTrack, 92)).status == Status::OnTrack);
}

TEST_CASE("a milestone that passed unfinished makes a model late by the longest overdue one", "[progress][status]") {
    Ledger ledger;
    ledger.plan("VPUB", plan_of(2, {"2024-01-31", "2024-02-10", "2024-12-31"}), long_ago);
    const auto office = view(ledger, 2, "VPUB", "2024-02-16", says(Status::OnTrack, 60));
    CHECK(office.status == Status::Late);
    CHECK(office.late_days == 16);
    CHECK(reason(office) == "A milestone of the registered plan has passed unfinished");
    AgencyView said = says(Status::OnTrack, 60);
    said.milestones_done = {{"m1", day("2024-02-05")}};
    CHECK(view(ledger, 2, "VPUB", "2024-02-16", said).late_days == 6);
}

TEST_CASE("before its window a model of which nothing is said has not started", "[progress][status]") {
    Ledger ledger;
    const auto office = view(ledger, 2, "VPUB", "2023-12-31");
    CHECK(office.status == Status::NotStarted);
    CHECK(reason(office) == "The model's window has not begun");
    CHECK(view(ledger, 2, "VPUB", "2023-12-31", says(Status::OnTrack, 5)).status == Status::OnTrack);
}

TEST_CASE("within its window a model of which nothing is said has not started either", "[progress][status]") {
    Ledger ledger;
    const auto silent = view(ledger, 2, "VPUB", "2024-02-16");
    CHECK(silent.status == Status::NotStarted);
    CHECK(reason(silent) == "Nothing has been reported yet");
    CHECK(view(ledger, 2, "VPUB", "2024-02-16", says(Status::NotStarted, 0)).status == Status::NotStarted);
    CHECK(view(ledger, 2, "VPUB", "2024-02-16", says(Status::NotStarted, 5)).status == Status::OnTrack);
}

TEST_CASE("an agency that says late or at risk before anything is overdue is at risk", "[progress][status]") {
    Ledger ledger;
    CHECK(reason(view(ledger, 2, "VPUB", "2024-02-16", says(Status::Late, 60))) == "The agency says that it is late");
    CHECK(reason(view(ledger, 2, "VPUB", "2024-02-16", says(Status::AtRisk, 60))) ==
          "The agency says that it is at risk");
    CHECK(view(ledger, 2, "VPUB", "2024-02-16", says(Status::Late, 60)).status == Status::AtRisk);
    CHECK(view(ledger, 2, "VPUB", "2024-02-16", says(Status::AtRisk, 60)).status == Status::AtRisk);
}

TEST_CASE("confidence that is not high is a risk however much is done", "[progress][status]") {
    Ledger ledger;
    for (const Confidence confidence : {Confidence::Amber, Confidence::Red}) {
        const auto office = view(ledger, 2, "VPUB", "2024-02-16", says(Status::OnTrack, 99, confidence));
        CHECK(office.status == Status::AtRisk);
        CHECK(reason(office) == "The agency's confidence to deliver is not high");
    }
}

TEST_CASE("a milestone within fourteen days with less than half done is a risk", "[progress][status]") {
    Ledger ledger;
    ledger.plan("VPUB", plan_of(2, {"2024-03-01"}), long_ago);
    const auto status_on = [&](const char* date, double percent) {
        return view(ledger, 2, "VPUB", date, says(Status::OnTrack, percent)).status;
    };
    CHECK(status_on("2024-02-15", 49) == Status::OnTrack); // fifteen days before
    CHECK(status_on("2024-02-16", 49) == Status::AtRisk);  // fourteen
    CHECK(status_on("2024-03-01", 49) == Status::AtRisk);  // the day itself
    CHECK(status_on("2024-02-16", 50) == Status::OnTrack);
    CHECK(status_on("2024-03-02", 90) == Status::Late);
    AgencyView said = says(Status::OnTrack, 20);
    said.milestones_done = {{"m1", day("2024-02-10")}};
    CHECK(view(ledger, 2, "VPUB", "2024-02-16", said).status == Status::Done);
}

TEST_CASE("nothing overdue and high confidence is on track", "[progress][status]") {
    Ledger ledger;
    const auto office = view(ledger, 2, "VPUB", "2024-02-16", says(Status::OnTrack, 10));
    CHECK(office.status == Status::OnTrack);
    CHECK(reason(office) == "Nothing is overdue and the agency is confident");
}

TEST_CASE("status and confidence are read back from their names", "[progress][status]") {
    for (const char* name : {"not-started", "on-track", "at-risk", "late", "done", "waiting"}) {
        REQUIRE(progress::parse_status(name));
        CHECK(progress::status_name(*progress::parse_status(name)) == name);
    }
    for (const char* name : {"green", "amber", "red"}) {
        REQUIRE(progress::parse_confidence(name));
        CHECK(progress::confidence_name(*progress::parse_confidence(name)) == name);
    }
    CHECK_FALSE(progress::parse_status("On track"));
    CHECK_FALSE(progress::parse_confidence(""));
    CHECK(progress::status_label(Status::Waiting) == "Waiting for guidance");
    CHECK(progress::confidence_label(Confidence::Red) == "Low");
}
