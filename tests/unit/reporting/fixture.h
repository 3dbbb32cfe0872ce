#pragma once

#include "ledger/receive_entry.h"
#include "progress/agency_book.h"
#include "reporting/admission.h"
#include "reporting/consolidate.h"
#include "reporting/desk.h"
#include "reporting/draft_report.h"
#include "reporting/period_book.h"
#include "unit/progress/content.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace canbo::test {

inline const people::Person an{"an.nguyen", people::Role::Focal, "SYT"}; ///< Health department.
inline const people::Person ha{"ha.tran", people::Role::Focal, "SYT"};
inline const people::Person head{"giam.doc", people::Role::Leader, "SYT"};
inline const people::Person binh{"binh.le", people::Role::Focal, "CAT"}; ///< Police.
inline const people::Person thu{"thu.vu", people::Role::Office, "CAT"};  ///< The standing office.
inline const people::Person auditor{"kiem.tra", people::Role::Auditor, ""};

inline base::Period period(const char* text) { return base::Period::parse(text).value(); }

/// Week 7 of 2024 runs from Monday 12/02 to Sunday 18/02 and is due on Friday 16/02 at 17:00.
inline base::Period week7() { return period("2024-W07"); }
inline const base::Time friday_morning = time_of("2024-02-16T09:00:00+07:00");
inline const base::Time due_week7 = time_of("2024-02-16T17:00:00+07:00");

/// What an agency says about a model, with every text filled in.
inline reporting::ModelReport about(int model, const char* status = "on-track", std::optional<double> percent = 60) {
    reporting::ModelReport out;
    out.model = model;
    out.status = status;
    out.confidence = "green";
    out.percent = percent;
    out.results = "Kết quả mô hình " + std::to_string(model);
    out.next = "Việc tiếp theo";
    return out;
}

/// The health department's report of week 7: model 6 is late, 7 and 33 wait. It answers for these three.
inline reporting::Report health_report() {
    reporting::Report out;
    out.period = "2024-W07";
    out.agency = "SYT";
    out.summary = "Toàn ngành trực **thông suốt** dịp Tết.";
    out.models = {about(6, "late", 92), about(7, "waiting", 10), about(33, "waiting", 15)};
    out.models[0].indicators = {{"m06-co-so-tiep-nhan", 92.2}, {"m06-luot-kham", 386540}};
    out.models[0].difficulties = "Còn 17 trạm y tế chưa có thiết bị.";
    out.models[0].proposals = "Cho phép gia hạn đến 31/3/2024.";
    return out;
}

/// A report that says one thing about one model.
inline reporting::Report short_report(const std::string& agency, reporting::ModelReport model,
                                      const char* in_period = "2024-W07") {
    reporting::Report out;
    out.period = in_period;
    out.agency = agency;
    out.summary = "Tình hình chung";
    out.models.push_back(std::move(model));
    return out;
}

/// An office and the desks around it on one database: what the office takes is in every replica at once.
struct House {
    MemoryDatabase database;
    MemoryEntryStore entries;
    MemoryOutbox outbox;
    MemoryBlobStore blobs;
    MemoryDraftStore drafts;
    base::ManualClock clock{friday_morning};
    base::SigningKey key{base::SigningKey::generate()};
    people::AgencyTree agencies;
    ledger::KindRegistry kinds;
    ledger::ReceiveEntry receive{database, entries, blobs, kinds, clock, key};

    explicit House(people::AgencyTree shipped = content().agencies) : agencies(std::move(shipped)) {
        progress::register_kinds(kinds, content().catalogue, agencies);
        reporting::register_kinds(kinds, content().catalogue, agencies, content().calendar);
    }

    /// The shipped agencies, but the health department's leader approves first.
    static people::AgencyTree with_approval() {
        auto tree = content().agencies;
        auto health = *tree.find("SYT");
        health.needs_approval = true;
        tree.put(health);
        return tree;
    }

    reporting::Desk desk(const people::Person& person) {
        return {database,           entries, outbox, blobs, drafts, clock, content().catalogue, agencies,
                content().calendar, person};
    }

    /// Sends one entry as that person. @returns "" when taken, else "code where"; `last` is the entry's id.
    std::string send(const people::Person& by, const char* kind, const std::string& agency, const std::string& subject,
                     Json body, std::int64_t revision = 1) {
        last = base::new_uuid();
        const auto frozen =
            ledger::freeze({last, kind, agency, subject, revision, std::move(body), by.name, clock.now()});
        return verdict(receive(by, frozen.value()));
    }
    std::string send_report(const people::Person& by, const reporting::Report& report) {
        return send(by, reporting::report_kind, report.agency, report.period, reporting::report_to_json(report),
                    report.revision);
    }
    std::string decide(const std::string& report, const char* decision, const char* remark = "",
                       const std::string& agency = "SYT", const char* in_period = "2024-W07") {
        return send(thu, reporting::decision_kind, agency, in_period,
                    {{"report", report}, {"decision", decision}, {"remark", remark}});
    }
    std::string accept(const std::string& report, const std::string& agency = "SYT") {
        return decide(report, "accepted", "", agency);
    }
    std::string lock(bool locked = true) {
        return send(thu, reporting::lock_kind, "", "2024-W07", {{"locked", locked}});
    }
    std::string except(const std::string& agency, const char* expires) {
        return send(thu, reporting::exception_kind, agency, "2024-W07",
                    {{"expires", expires}, {"reason", "Số liệu sai"}});
    }
    std::string expect(const std::string& agency, bool expected, const char* from = "2024-01-01") {
        return send(thu, reporting::expectation_kind, agency, agency, {{"expected", expected}, {"from", from}});
    }

    /// Sends what waits in the outbox: what `other` wrote as that person, the rest as `by`.
    /// @returns the verdicts of those refused
    std::vector<std::string> pump(const people::Person& by, const people::Person& other = {}) {
        std::vector<std::string> refused;
        for (const auto& item : queued()) {
            auto outcome = verdict(receive(item.frozen.entry.author == other.name ? other : by, item.frozen));
            auto tx = database.begin(base::Database::Mode::Write).value();
            CANBO_CHECK(outbox.remove(*tx, item.frozen.entry.id));
            CANBO_CHECK(tx->commit());
            if (!outcome.empty())
                refused.push_back(std::move(outcome));
        }
        return refused;
    }

    std::vector<ledger::OutboxItem> queued() {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return outbox.list(*tx).value();
    }
    std::optional<reporting::Draft> draft(const std::string& id) {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return drafts.find(*tx, id).value();
    }
    reporting::PeriodBook book(const base::Period& of = week7(), std::int64_t up_to = 0) {
        auto tx = database.begin(base::Database::Mode::Read).value();
        const auto calendar = reporting::load_calendar(*tx, entries, content().calendar).value();
        return reporting::PeriodBook::load(*tx, entries, of, calendar, up_to).value();
    }
    std::string state(const std::string& report) {
        const auto all = book();
        const auto* version = all.find(report);
        return version == nullptr ? "nowhere" : std::string(reporting::state_name(version->state));
    }
    reporting::ConsolidatedReport consolidated(std::int64_t sequence = 0) {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return reporting::consolidate(*tx, desk(thu), week7(), sequence).value();
    }
    std::int64_t sequence() {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return entries.last_sequence(*tx).value();
    }

    std::string last;

    static std::string verdict(const Result<ledger::ReceiveEntry::Outcome>& outcome) {
        if (outcome)
            return "";
        return std::string(base::code_name(outcome.error().code)) + " " + outcome.error().where;
    }
};

/// "code where" of a failure, "" of a success.
template <class T>
std::string refusal(const Result<T>& result) {
    if (result)
        return "";
    return std::string(base::code_name(result.error().code)) + " " + result.error().where;
}

} // namespace canbo::test
