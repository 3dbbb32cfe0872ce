#include "training/bulletin.h"

#include "base/crypto.h"
#include "base/json_parts.h"
#include "base/text.h"
#include "people/agency.h"

#include <algorithm>
#include <map>

namespace canbo::training {
namespace {

using people::Permission;

template <class T>
bool any_or_in(const std::vector<T>& list, const T& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

void check(const Bulletin& in, Issues& issues) {
    if (base::trim(in.title).empty() || base::length(in.title) > 200 || !base::is_clean_text(in.title))
        issues.error(ErrorCode::InvalidInput, "title", "A bulletin has a title of at most 200 characters");
    if (base::trim(in.text).empty() || !base::is_clean_text(in.text))
        issues.error(ErrorCode::InvalidInput, "text", "A bulletin has a text");
    if (in.text.size() > longest_bulletin)
        issues.error(ErrorCode::TooLarge, "text", "A bulletin is at most 100,000 bytes long");
    for (const auto& code : in.agencies)
        if (!people::is_agency_code(code))
            issues.error(ErrorCode::InvalidInput, "agencies", "There is no such agency");
}

/// Who has confirmed what: by bulletin.
Result<std::map<std::string, std::set<std::string>>> confirmations(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, bulletin_read_kind));
    std::map<std::string, std::set<std::string>> out;
    for (const auto& entry : entries)
        out[entry.subject].insert(entry.author);
    return out;
}

Result<std::vector<Bulletin>> all_bulletins(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, bulletin_kind));
    std::vector<Bulletin> out;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        Issues issues;
        auto read = bulletin_from_json(entry->body, issues);
        if (issues.has_errors())
            continue;
        read.id = entry->id;
        read.by = entry->author;
        read.at = entry->time;
        out.push_back(std::move(read));
    }
    return out;
}

} // namespace

bool Bulletin::is_for(const people::Person& person) const {
    return any_or_in(roles, person.role) && any_or_in(agencies, person.agency);
}

Json bulletin_to_json(const Bulletin& in) {
    Json roles = Json::array();
    for (const auto role : in.roles)
        roles.push_back(std::string(people::role_name(role)));
    return {{"title", in.title},
            {"text", in.text},
            {"roles", std::move(roles)},
            {"agencies", in.agencies},
            {"must_read", in.must_read}};
}

Bulletin bulletin_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    Bulletin out;
    out.title = in.text("title", 1000);
    out.text = in.text("text", longest_bulletin);
    out.must_read = in.boolean_or("must_read", false);
    const Json& roles = in.array_or_empty("roles");
    const Json& agencies = in.array_or_empty("agencies");
    in.finish();
    for (const auto& name : roles) {
        const auto role = people::parse_role(name.is_string() ? name.get<std::string>() : std::string());
        if (role)
            out.roles.push_back(*role);
        else
            issues.error(ErrorCode::InvalidInput, "roles", role.error().message);
    }
    for (const auto& code : agencies)
        out.agencies.push_back(code.is_string() ? code.get<std::string>() : std::string());
    if (!issues.has_errors())
        check(out, issues);
    return out;
}

Result<std::string> publish_bulletin(const LearningDesk& desk, Bulletin bulletin) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageTraining));
    Issues issues;
    check(bulletin, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto id, queue_entry(*tx, desk, {bulletin_kind, "bulletin", bulletin_to_json(bulletin), 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::vector<ShownBulletin>> load_bulletins(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(auto all, all_bulletins(tx, desk));
    CANBO_TRY(const auto read, confirmations(tx, desk));
    std::vector<ShownBulletin> out;
    for (auto& one : all) {
        if (!one.is_for(desk.person) && !desk.person.may(Permission::ManageTraining))
            continue;
        const auto who = read.find(one.id);
        const bool confirmed = who != read.end() && who->second.contains(desk.person.name);
        out.push_back({std::move(one), confirmed});
    }
    return out;
}

Result<std::string> confirm_bulletin(const LearningDesk& desk, const std::string& id) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto all, load_bulletins(*tx, desk));
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.bulletin.id == id; });
    if (found == all.end())
        return fail(ErrorCode::NotFound, "There is no such bulletin", id);
    if (found->confirmed || !found->bulletin.is_for(desk.person))
        return std::string();
    CANBO_TRY(auto entry, queue_entry(*tx, desk, {bulletin_read_kind, id, {{"bulletin", id}}, 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return entry;
}

Result<std::vector<BulletinReach>> bulletin_reach(Transaction& tx, const LearningDesk& desk,
                                                  const std::vector<people::Account>& people) {
    CANBO_TRY(const auto all, all_bulletins(tx, desk));
    CANBO_TRY(const auto read, confirmations(tx, desk));
    std::vector<BulletinReach> out;
    for (const auto& bulletin : all) {
        std::map<std::string, BulletinReach> rows;
        const auto who = read.find(bulletin.id);
        for (const auto& one : people) {
            if (!bulletin.is_for(one.person()))
                continue;
            auto& row = rows[one.agency];
            ++row.people;
            row.confirmed += who != read.end() && who->second.contains(one.name) ? 1 : 0;
        }
        for (auto& [agency, row] : rows)
            out.push_back({agency, bulletin.id, bulletin.title, row.people, row.confirmed});
    }
    return out;
}

Result<void> admit_bulletin(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageTraining));
    Issues issues;
    static_cast<void>(bulletin_from_json(in.entry.body, issues));
    return base::first_problem(issues);
}

Result<void> admit_bulletin_read(const ledger::Admission& in) {
    if (in.entry.agency != in.author.agency)
        return fail(ErrorCode::Forbidden, "What a learner did belongs to their own agency", "agency");
    CANBO_TRY(const auto stored, in.entries.find(in.transaction, in.entry.subject));
    if (!stored || stored->entry.kind != bulletin_kind || in.entry.body != Json{{"bulletin", in.entry.subject}})
        return fail(ErrorCode::NotFound, "There is no such bulletin", "subject");
    Issues ignored; // it was checked when it came
    if (!bulletin_from_json(stored->entry.body, ignored).is_for(in.author))
        return fail(ErrorCode::NotFound, "There is no such bulletin", "subject");
    return {};
}

} // namespace canbo::training
