// course publish, withdraw, fetch, holdings: courses between the office and its desks.
#include "course_office.h"

#include "base/file.h"
#include "base/translation.h"
#include "common/course_fetch.h"
#include "console.h"
#include "formats/course_package.h"
#include "key_file.h"
#include "training/published_course.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct CourseOfficeArguments {
    std::string from, course, version;
    std::vector<std::string> publishers;
    bool assigned{false};
};

Result<void> publish(Runtime& runtime, const CourseOfficeArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::ManageTraining));
    CANBO_TRY(const auto bytes, base::read_file(in.from));
    CANBO_TRY(const auto trusted, public_keys(runtime, in.publishers));
    CANBO_TRY(const auto package, formats::read_course_package(bytes, trusted));
    Issues issues;
    const auto checked = formats::check_course(package.files, issues);
    print_issues(issues);
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The course has faults; mend the places named above", in.from);
    CANBO_TRY(const auto id, training::publish_course(apps::learning_desk(*desk), desk->blobs, checked.course,
                                                      package.files, package.publisher));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

Result<void> withdraw(Runtime& runtime, const CourseOfficeArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto id, training::withdraw_course(apps::learning_desk(*desk), in.course, in.version));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

Result<void> fetch(Runtime& runtime, const CourseOfficeArguments& in) {
    CANBO_TRY(const auto exchange, runtime.exchange());
    CANBO_TRY([[maybe_unused]] const auto synced, exchange.run());
    CANBO_TRY(const auto fetched, apps::fetch_courses(exchange, {in.assigned, {}, {}}));
    CANBO_TRY([[maybe_unused]] const auto told, exchange.run()); // what stands here now
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : fetched.placed) {
        out.push_back({{"course", one.course},
                       {"version", one.version},
                       {"files", one.files},
                       {"fetched", one.fetched},
                       {"bytes", one.bytes}});
        rows.push_back({one.course, one.version, std::to_string(one.files), std::to_string(one.fetched),
                        std::to_string(one.bytes)});
    }
    if (runtime.json)
        print_json({{"courses", std::move(out)}});
    else if (rows.empty())
        print_line(base::tr("Every course that was published is here"));
    else
        print_table(
            {base::tr("Course"), base::tr("Version"), base::tr("Files"), base::tr("Fetched"), base::tr("Bytes")}, rows);
    return {};
}

Result<void> holdings(Runtime& runtime, const CourseOfficeArguments&) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::WriteReport));
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto held, training::load_holdings(*tx, apps::learning_desk(*desk)));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : held) {
        out.push_back(
            {{"agency", one.agency}, {"course", one.course}, {"version", one.version}, {"people", one.people}});
        rows.push_back({one.agency, one.course, one.version, std::to_string(one.people)});
    }
    if (runtime.json)
        print_json({{"rows", std::move(out)}});
    else
        print_table({base::tr("Agency"), base::tr("Course"), base::tr("Version"), base::tr("People")}, rows);
    return {};
}

} // namespace

void add_course_office_verbs(Command& area, Runtime& runtime) {
    auto in = std::make_shared<CourseOfficeArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const CourseOfficeArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* verb = add_verb(area, "publish", "Give a package's course to every desk", runtime, work(publish));
    verb->add_option("PKG", in->from, "The package")->required();
    verb->add_option("--publisher", in->publishers, "A file with the public key of somebody whose packages are taken");
    verb = add_verb(area, "withdraw", "No desk fetches this version any more; who has it keeps it", runtime,
                    work(withdraw));
    verb->add_option("COURSE", in->course, "The course's name")->required();
    verb->add_option("VERSION", in->version, "Its version")->required();
    verb = add_verb(area, "fetch", "Bring the courses that were published to this desk", runtime, work(fetch));
    verb->add_flag("--assigned", in->assigned, "Only those assigned to the person logged in");
    add_verb(area, "holdings", "How many people of each agency have which version", runtime, work(holdings));
}

} // namespace canbo::ctl
