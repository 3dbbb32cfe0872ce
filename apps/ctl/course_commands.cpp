// course check, key, pack, install, list: a course's way from its author's folder to a desk.
#include "base/file.h"
#include "base/translation.h"
#include "common/course_shelf.h"
#include "console.h"
#include "course_office.h"
#include "formats/course_package.h"
#include "key_file.h"
#include "runtime.h"
#include "service/key_file.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct CourseArguments {
    std::string from, key, output;
    std::vector<std::string> publishers;
};

Result<formats::CourseFiles> read_files(Runtime& runtime, const CourseArguments& in) {
    std::error_code ignored;
    if (std::filesystem::is_directory(in.from, ignored))
        return formats::read_course_folder(in.from);
    CANBO_TRY(const auto bytes, base::read_file(in.from));
    CANBO_TRY(const auto trusted, public_keys(runtime, in.publishers));
    CANBO_TRY(auto package, formats::read_course_package(bytes, trusted));
    return std::move(package.files);
}

Result<formats::CheckedCourse> sound_course(const formats::CourseFiles& files, const std::string& from,
                                            Issues& issues) {
    auto checked = formats::check_course(files, issues);
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The course has faults; mend the places named above", from);
    return checked;
}

Result<void> check(Runtime& runtime, const CourseArguments& in) {
    CANBO_TRY(const auto files, read_files(runtime, in));
    Issues issues;
    const auto checked = formats::check_course(files, issues);
    const auto& course = checked.course;
    const std::size_t messages = checked.drills ? checked.drills->messages.size() : 0;
    if (runtime.json)
        print_json({{"slug", course.slug},
                    {"version", course.version},
                    {"lessons", course.lessons.size()},
                    {"questions", checked.questions},
                    {"messages", messages},
                    {"issues", issues_to_json(issues)}});
    else
        print_table(
            {base::tr("Course"), base::tr("Version"), base::tr("Lessons"), base::tr("Questions"), base::tr("Messages")},
            {{course.slug, course.version, std::to_string(course.lessons.size()), std::to_string(checked.questions),
              std::to_string(messages)}});
    print_issues(issues);
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The course has faults; mend the places named above", in.from);
    return {};
}

Result<void> make_key(Runtime& runtime, const CourseArguments& in) {
    CANBO_TRY(const auto key, make_key_pair(in.output));
    runtime.print_id(key.id());
    return {};
}

Result<void> pack(Runtime& runtime, const CourseArguments& in) {
    CANBO_TRY(const auto files, formats::read_course_folder(in.from));
    Issues issues;
    const auto checked = sound_course(files, in.from, issues);
    print_issues(issues);
    if (!checked)
        return fail(checked.error());
    CANBO_TRY(const auto key, service::read_signing_key(in.key));
    CANBO_TRY(const auto bytes, formats::pack_course(files, checked->course.slug, checked->course.version, key));
    CANBO_TRY_VOID(base::write_file(in.output, bytes));
    if (runtime.json)
        print_json({{"output", in.output},
                    {"slug", checked->course.slug},
                    {"version", checked->course.version},
                    {"bytes", bytes.size()},
                    {"sha256", base::sha256_hex(bytes)}});
    else
        print_line(fmt::format("{} ({} {})", in.output, checked->course.slug, checked->course.version));
    return {};
}

Result<void> install(Runtime& runtime, const CourseArguments& in) {
    CANBO_TRY(const auto bytes, base::read_file(in.from));
    CANBO_TRY(const auto trusted, public_keys(runtime, in.publishers));
    CANBO_TRY(const auto package, formats::read_course_package(bytes, trusted));
    Issues issues;
    const auto checked = sound_course(package.files, in.from, issues);
    print_issues(issues);
    if (!checked)
        return fail(checked.error());
    const auto& course = checked->course;
    CANBO_TRY_VOID(formats::place_course(package.files,
                                         apps::shelf_folder(runtime.folder()) / (course.slug + "@" + course.version)));
    if (runtime.json)
        print_json({{"slug", course.slug}, {"version", course.version}, {"publisher", package.publisher}});
    else
        print_line(fmt::format("{} {}", course.slug, course.version));
    return {};
}

Result<void> list_courses(Runtime& runtime) {
    CANBO_TRY(const auto share, runtime.share());
    const auto shelf = apps::load_shelf(runtime.folder(), share);
    if (!shelf.damaged.empty())
        return fail(ErrorCode::InvalidInput, "A course on this desk is damaged; install it again",
                    shelf.damaged.front().string());
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : shelf.courses) {
        const auto& course = one.course;
        out.push_back({{"slug", course.slug},
                       {"version", course.version},
                       {"title", course.title},
                       {"lessons", course.lessons.size()},
                       {"minutes", course.minutes},
                       {"shipped", one.shipped}});
        rows.push_back({course.slug, course.version, course.title, std::to_string(course.lessons.size()),
                        std::to_string(course.minutes)});
    }
    if (runtime.json)
        print_json({{"courses", out}});
    else
        print_table(
            {base::tr("Course"), base::tr("Version"), base::tr("Title"), base::tr("Lessons"), base::tr("Minutes")},
            rows);
    return {};
}

} // namespace

void add_course_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<CourseArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const CourseArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    const auto publisher = [&](Command& verb) {
        verb.add_option("--publisher", in->publishers,
                        "A file with the public key of somebody whose packages are taken");
    };
    auto* area = add_area(app, "course", "Courses: check them, pack them, put them on a desk");
    auto* verb = add_verb(*area, "check", "Name every fault of a course with its file and line", runtime, work(check));
    verb->add_option("COURSE", in->from, "The course's folder, or a package")->required();
    publisher(*verb);
    verb = add_verb(*area, "key", "Make a key to sign packages and certificates with", runtime, work(make_key));
    verb->add_option("FILE", in->output, "File for the secret; its public half goes into FILE.pub")->required();
    verb = add_verb(*area, "pack", "Pack a course into one signed file", runtime, work(pack));
    verb->add_option("DIR", in->from, "The course's folder")->required();
    verb->add_option("--key", in->key, "File with the publisher's secret key")->required();
    verb->add_option("--output", in->output, "File to write")->required();
    verb = add_verb(*area, "install", "Put a package on this desk, completely or not at all", runtime, work(install));
    verb->add_option("PKG", in->from, "The package")->required();
    publisher(*verb);
    add_course_office_verbs(*area, runtime);
    add_verb(*area, "list", "The courses on this desk", runtime, [&runtime] { return list_courses(runtime); });
}

} // namespace canbo::ctl
