#include "training/assignment.h"

#include "base/crypto.h"
#include "base/json_parts.h"
#include "people/account.h"
#include "people/agency.h"
#include "training/course.h"

#include <algorithm>
#include <map>

namespace canbo::training {
namespace {

using people::Permission;

constexpr std::size_t most_named = 2000;

std::vector<std::string> read_texts(base::ObjectReader& in, const char* key, std::size_t most, Issues& issues) {
    std::vector<std::string> out;
    const Json& list = in.array_or_empty(key);
    if (list.size() > most)
        issues.error(ErrorCode::TooLarge, in.path(key), "The list is too long");
    for (std::size_t i = 0; i < std::min(list.size(), most); ++i)
        if (list[i].is_string())
            out.push_back(list[i].get<std::string>());
        else
            issues.error(ErrorCode::InvalidInput, in.path(key), "Text is expected here");
    return out;
}

void check(const Assignment& in, Issues& issues) {
    if (!is_slug(in.course))
        issues.error(ErrorCode::InvalidInput, "course", "A course is named by small letters, digits and hyphens");
    if (in.roles.empty() && in.agencies.empty() && in.people.empty())
        issues.error(ErrorCode::InvalidInput, "roles", "Say who has to do the course: a role, an agency or a person");
    for (const auto& code : in.agencies)
        if (!people::is_agency_code(code))
            issues.error(ErrorCode::InvalidInput, "agencies", "There is no such agency");
    for (const auto& one : in.people)
        if (!people::is_account_name(one.name) || (!one.agency.empty() && !people::is_agency_code(one.agency)))
            issues.error(ErrorCode::InvalidInput, "people", "There is no such account");
}

} // namespace

bool Assignment::covers(const people::Person& person) const {
    if (withdrawn)
        return false;
    if (!people.empty())
        return std::any_of(people.begin(), people.end(), [&](const auto& one) { return one.name == person.name; });
    const bool role = roles.empty() || std::find(roles.begin(), roles.end(), person.role) != roles.end();
    return role && (agencies.empty() || std::find(agencies.begin(), agencies.end(), person.agency) != agencies.end());
}

Json assignment_to_json(const Assignment& in) {
    Json roles = Json::array(), people = Json::array();
    for (const auto role : in.roles)
        roles.push_back(std::string(people::role_name(role)));
    for (const auto& one : in.people)
        people.push_back({{"name", one.name}, {"agency", one.agency}});
    return {{"course", in.course},     {"version", in.version},    {"roles", std::move(roles)},
            {"agencies", in.agencies}, {"people", people},         {"due", base::to_iso(in.due)},
            {"note", in.note},         {"withdrawn", in.withdrawn}};
}

Assignment assignment_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    Assignment out;
    out.course = in.text("course", 200);
    out.version = in.text_or("version", "", 40);
    for (const auto& name : read_texts(in, "roles", 8, issues)) {
        if (const auto role = people::parse_role(name))
            out.roles.push_back(*role);
        else
            issues.error(ErrorCode::InvalidInput, "roles", role.error().message);
    }
    out.agencies = read_texts(in, "agencies", 1000, issues);
    const Json& named = in.array_or_empty("people");
    for (std::size_t i = 0; i < std::min(named.size(), most_named); ++i) {
        base::ObjectReader one(named[i], "people[" + std::to_string(i) + "]", issues);
        out.people.push_back({one.text("name", 40), one.text_or("agency", "", 16)});
        one.finish();
    }
    if (named.size() > most_named)
        issues.error(ErrorCode::TooLarge, "people", "The list is too long");
    if (const auto due = base::parse_day(in.text("due", 10)))
        out.due = *due;
    else
        issues.error(ErrorCode::InvalidInput, "due", "This is no date; write yyyy-mm-dd");
    out.note = in.text_or("note", "", 2000);
    out.withdrawn = in.boolean_or("withdrawn", false);
    in.finish();
    if (!issues.has_errors())
        check(out, issues);
    return out;
}

std::string assignment_audience(const ledger::Entry& entry) {
    Issues ignored; // it was admitted
    const auto assignment = assignment_from_json(entry.body, ignored);
    if (assignment.people.empty())
        return {};
    std::vector<std::string> readers;
    for (const auto& one : assignment.people) {
        readers.push_back(ledger::person_reader(one.name));
        if (!one.agency.empty())
            readers.push_back(ledger::staff_reader(one.agency));
    }
    return ledger::closed_audience(readers);
}

Result<std::string> assign_course(const LearningDesk& desk, Assignment assignment) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageTraining));
    Issues issues;
    check(assignment, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    const std::string id = base::new_uuid();
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(queue_entry(*tx, desk, {assignment_kind, id, assignment_to_json(assignment), 1, id}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::string> withdraw_assignment(const LearningDesk& desk, const std::string& id) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageTraining));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto all, load_assignments(*tx, desk));
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
    if (found == all.end())
        return fail(ErrorCode::NotFound, "There is no such assignment", id);
    if (found->withdrawn)
        return fail(ErrorCode::Conflict, "The assignment was withdrawn before", id);
    Assignment back = *found;
    back.withdrawn = true;
    CANBO_TRY(const auto entry, queue_entry(*tx, desk, {assignment_kind, id, assignment_to_json(back), 2, {}}));
    CANBO_TRY_VOID(tx->commit());
    return entry;
}

Result<std::vector<Assignment>> load_assignments(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, assignment_kind));
    std::map<std::string, Assignment> by_id;
    for (const auto& entry : entries) {
        Issues issues;
        auto read = assignment_from_json(entry.body, issues);
        if (issues.has_errors())
            continue;
        const auto [place, fresh] = by_id.try_emplace(entry.subject, std::move(read));
        if (fresh) {
            place->second.id = entry.subject;
            place->second.by = entry.author;
            place->second.at = entry.time;
        } else {
            place->second.withdrawn = true; // the only second entry there is
        }
    }
    std::vector<Assignment> out;
    for (auto& [id, assignment] : by_id)
        out.push_back(std::move(assignment));
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.due < b.due; });
    return out;
}

Result<void> admit_assignment(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageTraining));
    Issues issues;
    const auto assignment = assignment_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    if (!assignment.withdrawn) {
        if (in.entry.subject != in.entry.id || in.entry.revision != 1)
            return fail(ErrorCode::InvalidInput, "An assignment is named by its own entry", "subject");
        return {};
    }
    CANBO_TRY(const auto before, in.entries.by_subject(in.transaction, assignment_kind, in.entry.subject));
    if (before.empty())
        return fail(ErrorCode::NotFound, "There is no such assignment", "subject");
    if (before.size() > 1)
        return fail(ErrorCode::Conflict, "The assignment was withdrawn before", "subject");
    Json same = in.entry.body;
    same["withdrawn"] = false;
    if (same != before.front().entry.body || in.entry.revision != 2)
        return fail(ErrorCode::InvalidInput, "What is withdrawn is another assignment", "body");
    return {};
}

} // namespace canbo::training
