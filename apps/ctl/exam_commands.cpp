// exam create, roster import, pack, key split and join: what the office or a council does before an exam.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_banks.h"
#include "common/exam_setup.h"
#include "common/roster_photos.h"
#include "console.h"
#include "exam_areas.h"
#include "exam_bundles.h"
#include "exam_office.h"
#include "formats/roster_file.h"
#include "service/key_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_file = 100'000'000;

struct ExamArguments {
    std::string exam, file, output, key, photos;
    std::vector<std::string> shares;
    bool dry_run{false}, keep{false}, new_key{false};
};

Result<void> refuse_if_wrong(const Runtime& runtime, const Issues& issues) {
    if (!runtime.json)
        print_issues(issues);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return {};
}

Result<void> create(Runtime& runtime, const ExamArguments& in) {
    CANBO_TRY(const auto text, base::read_file(in.file, most_file));
    CANBO_TRY(auto json, base::parse_json(text, {most_file, 32}));
    CANBO_TRY_VOID(apps::put_banks_in(json, fs::absolute(in.file).parent_path()));
    Issues issues;
    const auto exam = exam::exam_from_json(json, issues);
    print_issues(issues);
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The exam cannot be created like this");
    CANBO_TRY(const auto desk, apps::ExamDesk::of(runtime.folder(), exam.exam));
    CANBO_TRY_VOID(desk.save(exam));
    runtime.print_id(exam.exam);
    return {};
}

Result<void> import_roster(Runtime& runtime, const ExamArguments& in) {
    CANBO_TRY(const auto desk, apps::ExamDesk::find(runtime.folder(), in.exam));
    CANBO_TRY(const auto exam, desk.load());
    CANBO_TRY(const auto text, base::read_file(in.file, most_file));
    Issues issues;
    CANBO_TRY(auto read, formats::read_roster(text, issues));
    if (!in.photos.empty())
        apps::take_photos(in.photos, read.candidates, issues);
    exam::check_roster(
        read.candidates, exam, [&](std::size_t i) { return read.places[i]; }, issues);
    if (runtime.json)
        print_json({{"exam", exam.exam},
                    {"candidates", read.candidates.size()},
                    {"photos", std::count_if(read.candidates.begin(), read.candidates.end(),
                                             [](const auto& one) { return !one.photo.empty(); })},
                    {"imported", !in.dry_run && !issues.has_errors()},
                    {"issues", issues_to_json(issues)}});
    CANBO_TRY_VOID(refuse_if_wrong(runtime, issues));
    if (!in.dry_run)
        CANBO_TRY_VOID(desk.save_roster(read.candidates));
    if (!runtime.json)
        print_line(fmt::format("{}: {}", base::tr("Candidates"), read.candidates.size()));
    return {};
}

Result<void> pack(Runtime& runtime, const ExamArguments& in) {
    CANBO_TRY(const auto desk, apps::ExamDesk::find(runtime.folder(), in.exam));
    CANBO_TRY(const auto packer,
              service::own_signing_key(in.key.empty() ? runtime.folder() / "desk.key" : fs::path(in.key)));
    Issues issues;
    const auto packed = apps::pack_exam(desk, packer, {in.output, in.new_key}, issues);
    if (!runtime.json)
        print_issues(issues);
    if (!packed)
        return fail(packed.error());
    if (runtime.json)
        print_json({{"id", packed->digest},
                    {"exam", desk.exam()},
                    {"key", packed->key_id},
                    {"output", in.output},
                    {"packer", packed->packer}});
    else
        print_line(packed->digest);
    return {};
}

Result<void> split(Runtime& runtime, const ExamArguments& in) {
    CANBO_TRY(const auto desk, apps::ExamDesk::find(runtime.folder(), in.exam));
    CANBO_TRY(const auto made, apps::split_exam_key(desk, in.output, in.keep));
    Json files = Json::array();
    for (const auto& file : made.files)
        files.push_back(file.string());
    if (runtime.json)
        print_json({{"id", made.key_id}, {"shares", files}, {"kept", in.keep}});
    else
        for (const auto& file : files)
            print_line(file.get<std::string>());
    return {};
}

Result<void> join(Runtime& runtime, const ExamArguments& in) {
    CANBO_TRY(const auto joined, apps::join_exam_key({runtime.folder(), {}, {}, {}, in.output}, in.shares));
    print_joined(runtime, joined);
    return {};
}

} // namespace

void add_exam_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<ExamArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const ExamArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    const auto of_exam = [in](Command* verb) {
        verb->add_option("--exam", in->exam, "The exam (default: the only one)");
    };
    auto* area = add_area(app, "exam", "Exams: papers, packages, keys, and room bundles that prove themselves");
    auto* verb = add_verb(*area, "create", "Set up an exam, or change it, from a file", runtime, work(create));
    verb->add_option("FILE", in->file, "JSON as content/schema/exam.schema.json says")->required();
    auto* roster = add_area(*area, "roster", "The list of candidates");
    verb = add_verb(*roster, "import", "Read the candidates from XLSX or CSV", runtime, work(import_roster));
    verb->add_option("FILE", in->file, "XLSX or CSV, the first row names the columns")->required();
    verb->add_option("--photos", in->photos, "Folder with photos named by candidates' numbers (0001.jpg)");
    verb->add_flag("--dry-run", in->dry_run, "Only say what is wrong");
    of_exam(verb);
    verb = add_verb(*area, "pack", "Seal and sign the exam for its rooms", runtime, work(pack));
    verb->add_option("--output", in->output, "Package to write")->required();
    verb->add_option("--key", in->key, "File with the packer's secret key (default: the desk's)");
    verb->add_flag("--new-key", in->new_key, "Draw a new key; the parts of the old one do not open this package");
    of_exam(verb);
    auto* key = add_area(*area, "key", "The key that opens an exam");
    verb = add_verb(*key, "split", "Split the key into three parts, two of which open it", runtime, work(split));
    verb->add_option("--output", in->output, "Folder for the parts")->required();
    verb->add_flag("--keep", in->keep, "Leave the whole key on this desk");
    of_exam(verb);
    verb = add_verb(*key, "join", "Join the key of two parts", runtime, work(join));
    verb->add_option("SHARE", in->shares, "Files with the parts, or their text")->required();
    verb->add_option("--output", in->output, "File for the key (default: the exam's on this desk)");
    add_exam_key(*key, runtime);
    add_exam_bundles(*area, runtime);
    add_exam_office(*area, runtime);
    add_exam_release(*area, runtime);
    add_exam_archive(*area, runtime);
}

} // namespace canbo::ctl
