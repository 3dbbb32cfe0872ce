#include "training/share_drills.h"

#include <algorithm>
#include <set>

namespace canbo::training {
namespace {

/// Of that learner and course, by id.
Result<std::vector<DrillResult>> shared_results(Transaction& tx, const LearningDesk& desk, const std::string& course) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, drill_kind, learner_subject(course, desk.person.name)));
    std::vector<DrillResult> out;
    for (const auto& entry : entries) {
        Issues issues; // the office checked it; a desk's own was made by this program
        std::string about;
        const auto results = drill_part_from_json(entry.body, about, issues);
        if (entry.author == desk.person.name && !issues.has_errors())
            out = unite_results(std::move(out), results);
    }
    return out;
}

Result<std::size_t> send_course(const LearningDesk& desk, DrillStore& store, const std::string& course) {
    CANBO_TRY(const auto log, store.load(course));
    if (log.results.empty())
        return 0U;
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto shared, shared_results(*tx, desk, course));
    std::set<std::string> known;
    for (const auto& one : shared)
        known.insert(one.id);
    std::vector<DrillResult> fresh;
    for (const auto& one : log.results)
        if (known.insert(one.id).second)
            fresh.push_back(one);
    std::size_t sent = 0;
    for (std::size_t at = 0; at < fresh.size(); at += most_results_an_entry, ++sent) {
        const auto end = std::min(fresh.size(), at + most_results_an_entry);
        const std::vector<DrillResult> part(fresh.begin() + static_cast<std::ptrdiff_t>(at),
                                            fresh.begin() + static_cast<std::ptrdiff_t>(end));
        const NewEntry entry{
            drill_kind, learner_subject(course, desk.person.name), drill_part_to_json(course, part), 1, {}};
        CANBO_TRY_VOID(queue_entry(*tx, desk, entry));
    }
    if (sent > 0)
        CANBO_TRY_VOID(tx->commit());
    return sent;
}

} // namespace

Json drill_part_to_json(const std::string& course, const std::vector<DrillResult>& results) {
    Json list = Json::array();
    for (const auto& one : results)
        list.push_back(drill_result_to_json(one));
    return {{"course", course}, {"results", std::move(list)}};
}

std::vector<DrillResult> drill_part_from_json(const Json& json, std::string& course, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    std::vector<DrillResult> out;
    course = in.text("course", 80);
    const Json& results = in.array("results");
    in.finish();
    if (!is_slug(course))
        issues.error(ErrorCode::InvalidInput, "course", "A course is named by small letters, digits and hyphens");
    if (results.empty() || results.size() > most_results_an_entry)
        issues.error(ErrorCode::TooLarge, "results", "An entry holds from 1 to 1000 results of drills");
    for (std::size_t i = 0; i < std::min(results.size(), most_results_an_entry) && issues.items().size() < 20; ++i) {
        const std::string where = "results[" + std::to_string(i) + "]";
        out.push_back(drill_result_from_json(results[i], where, issues));
        if (out.back().course != course)
            issues.error(ErrorCode::InvalidInput, where, "The result is about another course than its entry");
    }
    return out;
}

Result<std::size_t> send_drills(const LearningDesk& desk, DrillStore& store, const std::vector<std::string>& courses) {
    std::size_t sent = 0;
    for (const auto& course : courses) {
        CANBO_TRY(const auto count, send_course(desk, store, course));
        sent += count;
    }
    return sent;
}

Result<std::size_t> take_drills(const LearningDesk& desk, DrillStore& store, const std::vector<std::string>& courses) {
    std::size_t taken = 0;
    for (const auto& course : courses) {
        CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto shared, shared_results(*tx, desk, course));
        tx.reset();
        if (shared.empty())
            continue;
        CANBO_TRY(auto log, store.load(course));
        const auto before = log.results.size();
        log.results = unite_results(std::move(log.results), shared);
        if (log.results.size() == before)
            continue;
        taken += log.results.size() - before;
        CANBO_TRY_VOID(store.add_results(course, log.results));
    }
    return taken;
}

Result<std::vector<DrillObservation>> load_observations(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, drill_kind));
    std::vector<DrillObservation> out;
    std::set<std::string> known;
    for (const auto& entry : entries) {
        Issues issues;
        std::string course;
        auto results = drill_part_from_json(entry.body, course, issues);
        if (issues.has_errors())
            continue;
        for (auto& one : results)
            if (known.insert(one.id).second)
                out.push_back({entry.agency, entry.author, std::move(one)});
    }
    return out;
}

Result<void> admit_drills(const ledger::Admission& in) {
    Issues issues;
    std::string course;
    static_cast<void>(drill_part_from_json(in.entry.body, course, issues));
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return check_learner(in, course);
}

} // namespace canbo::training
