// course check: content held against its rules.
#include "base/translation.h"
#include "console.h"
#include "formats/course_folder.h"
#include "runtime.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

Result<void> check(Runtime& runtime, const std::string& from) {
    CANBO_TRY(const auto files, formats::read_course_folder(from));
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
        return fail(ErrorCode::InvalidInput, "The course has faults; mend the places named above", from);
    return {};
}

} // namespace

void add_course_commands(CLI::App& app, Runtime& runtime) {
    auto from = std::make_shared<std::string>();
    auto* area = add_area(app, "course", "Courses: check them, pack them, put them on a desk");
    auto* verb = add_verb(*area, "check", "Name every fault of a course with its file and line", runtime,
                          [&runtime, from] { return check(runtime, *from); });
    verb->add_option("COURSE", *from, "The course's folder")->required();
}

} // namespace canbo::ctl
