// training assign, withdraw, list, completion.
#include "base/translation.h"
#include "console.h"
#include "formats/xlsx_writer.h"
#include "progress/agency_book.h"
#include "training.h"
#include "training/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace canbo::ctl {
namespace {

using training::Assignment;

struct TrainingAssignmentsArguments {
    std::string id, course, version, due, note, agency, xlsx;
    std::vector<std::string> roles, agencies, people;
};

/// A name is looked up among the people the office told of, so that who answers for the agency sees it too.
Result<std::vector<Assignment::Named>> named_people(Runtime& runtime, const std::vector<std::string>& names) {
    std::vector<Assignment::Named> out;
    if (names.empty())
        return out;
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto everybody, apps::people_here(*tx, runtime.settings(), desk->person));
    for (const auto& name : names) {
        const auto found =
            std::find_if(everybody.begin(), everybody.end(), [&](const auto& a) { return a.name == name; });
        if (found == everybody.end())
            return fail(ErrorCode::NotFound, "There is no such account", name);
        out.push_back({name, found->agency});
    }
    return out;
}

Result<void> check_agencies(Runtime& runtime, const std::vector<std::string>& codes) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto tree, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
    for (const auto& code : codes)
        if (tree.find(code) == nullptr)
            return fail(ErrorCode::NotFound, "There is no such agency", code);
    return {};
}

Result<void> assign(Runtime& runtime, const TrainingAssignmentsArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::ManageTraining));
    Assignment assignment;
    assignment.course = in.course;
    assignment.version = in.version;
    assignment.note = in.note;
    CANBO_TRY(assignment.due, base::parse_day(in.due));
    for (const auto& name : in.roles) {
        CANBO_TRY(const auto role, people::parse_role(name));
        assignment.roles.push_back(role);
    }
    CANBO_TRY_VOID(check_agencies(runtime, in.agencies));
    assignment.agencies = in.agencies;
    CANBO_TRY(assignment.people, named_people(runtime, in.people));
    CANBO_TRY(const auto shelf, runtime.shelf());
    CANBO_TRY([[maybe_unused]] const auto course, apps::find_course(shelf, in.course, in.version));
    CANBO_TRY(const auto id, training::assign_course(apps::learning_desk(*desk), std::move(assignment)));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

Result<void> withdraw(Runtime& runtime, const TrainingAssignmentsArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto id, training::withdraw_assignment(apps::learning_desk(*desk), in.id));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

std::string title_of(const apps::Shelf& shelf, const std::string& slug) {
    const auto found = apps::find_course(shelf, slug);
    return found ? found->course.title : slug;
}

/// The words of DueCourse::State, for translation.
constexpr const char* due_words[] = {base::msgid("not-begun"), base::msgid("begun"), base::msgid("completed"),
                                     base::msgid("overdue")};

Result<void> list(Runtime& runtime, const TrainingAssignmentsArguments&) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto shelf, runtime.shelf());
    CANBO_TRY(const auto claims, own_claims(runtime));
    const auto learning = apps::learning_desk(*desk);
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto assignments, training::load_assignments(*tx, learning));
    CANBO_TRY(auto book, training::StandingBook::load(*tx, learning));
    for (const auto& claim : claims)
        book.add(claim, desk->person.name, desk->clock.now());
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& due : training::due_courses(assignments, desk->person, book, desk->clock.now())) {
        const auto& one = due.assignment;
        const std::string state(training::due_state_name(due.state));
        out.push_back({{"assignment", one.id},
                       {"course", one.course},
                       {"version", one.version},
                       {"title", title_of(shelf, one.course)},
                       {"due", base::to_iso(one.due)},
                       {"state", state},
                       {"overdue", due.overdue},
                       {"note", one.note}});
        rows.push_back({base::show_day(one.due), title_of(shelf, one.course), base::tr(state),
                        due.overdue ? base::tr(due_words[3]) : std::string()});
    }
    if (runtime.json)
        print_json({{"courses", std::move(out)}});
    else if (rows.empty())
        print_line(base::tr("Nothing is assigned"));
    else
        print_table({base::tr("Due"), base::tr("Course"), base::tr("State"), ""}, rows);
    return {};
}

Result<void> completion(Runtime& runtime, const TrainingAssignmentsArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::WriteReport));
    const auto learning = apps::learning_desk(*desk);
    CANBO_TRY(const auto shelf, runtime.shelf());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
    if (!in.agency.empty() && agencies.find(in.agency) == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", in.agency);
    const bool everywhere = desk->person.may(people::Permission::SeeEveryAgency);
    if (!everywhere && !in.agency.empty() && in.agency != desk->person.agency)
        return fail(ErrorCode::Forbidden, "Completion is shown to the own agency and the standing office", in.agency);
    CANBO_TRY(auto everybody, apps::people_here(*tx, runtime.settings(), desk->person));
    std::erase_if(everybody, [&](const auto& one) { return !in.agency.empty() && one.agency != in.agency; });
    CANBO_TRY(const auto assignments, training::load_assignments(*tx, learning));
    CANBO_TRY(const auto book, training::StandingBook::load(*tx, learning));
    const auto rows = training::completion(assignments, everybody, book, desk->clock.now());
    if (!in.xlsx.empty())
        CANBO_TRY_VOID(formats::write_xlsx(
            training::completion_workbook(rows, agencies, [&](const auto& slug) { return title_of(shelf, slug); }),
            in.xlsx));
    if (runtime.json) {
        print_json({{"at", base::to_iso(desk->clock.now())}, {"rows", training::completion_to_json(rows)}});
        return {};
    }
    std::vector<std::vector<std::string>> table;
    for (const auto& row : rows)
        table.push_back({row.agency, title_of(shelf, row.assignment.course), base::show_day(row.assignment.due),
                         std::to_string(row.assigned), std::to_string(row.begun), std::to_string(row.completed),
                         std::to_string(row.late), std::to_string(row.overdue)});
    print_table({base::tr("Agency"), base::tr("Course"), base::tr("Due"), base::tr("Assigned"), base::tr("Begun"),
                 base::tr("Completed"), base::tr("Completed late"), base::tr("Overdue")},
                table, 44);
    return {};
}

} // namespace

void add_assignment_verbs(Command& area, Runtime& runtime) {
    auto in = std::make_shared<TrainingAssignmentsArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const TrainingAssignmentsArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* verb = add_verb(area, "assign", "Assign a course to people, to be completed by a day", runtime, work(assign));
    verb->add_option("--course", in->course, "The course's name")->required();
    verb->add_option("--course-version", in->version, "This version or a newer one; without it any");
    verb->add_option("--role", in->roles, "Whoever has this role; may be given several times");
    verb->add_option("--agency", in->agencies, "Whoever belongs to this agency; may be given several times");
    verb->add_option("--person", in->people, "This account; may be given several times");
    verb->add_option("--due", in->due, "The last day, yyyy-mm-dd")->required();
    verb->add_option("--note", in->note, "What the people should know");
    verb = add_verb(area, "withdraw", "Take an assignment back", runtime, work(withdraw));
    verb->add_option("ID", in->id, "The assignment")->required();
    add_verb(area, "list", "What is assigned to the person logged in, and until when", runtime, work(list));
    verb = add_verb(area, "completion", "Who has completed what is assigned, counted per agency", runtime,
                    work(completion));
    verb->add_option("--agency", in->agency, "This agency only");
    verb->add_option("--xlsx", in->xlsx, "Spreadsheet to write");
}

} // namespace canbo::ctl
