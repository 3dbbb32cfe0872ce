// exam create, roster import, pack, key split and join: what the office or a council does before an exam.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_desk.h"
#include "common/roster_photos.h"
#include "console.h"
#include "exam/key_share.h"
#include "exam_areas.h"
#include "exam_banks.h"
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
constexpr int needed_parts = 2, parts = 3;

struct ExamArguments {
    std::string exam, file, output, key, photos;
    std::vector<std::string> shares;
    bool dry_run{false}, keep{false};
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
    CANBO_TRY_VOID(put_banks_in(json, fs::absolute(in.file).parent_path()));
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

Result<std::string> own_exam_key(const apps::ExamDesk& desk) {
    std::error_code code;
    if (!fs::exists(desk.key_file(), code))
        CANBO_TRY_VOID(service::write_key_file(desk.key_file(), base::to_base64(base::random_bytes(32)) + "\n"));
    return service::read_key32(desk.key_file());
}

Result<void> pack(Runtime& runtime, const ExamArguments& in) {
    CANBO_TRY(const auto desk, apps::ExamDesk::find(runtime.folder(), in.exam));
    CANBO_TRY(auto exam, desk.load());
    CANBO_TRY(auto roster, desk.load_roster());
    if (roster.empty())
        return fail(ErrorCode::NotFound, "The exam has no list of candidates yet: run canboctl exam roster import");
    Issues issues; // the exam may have changed after the list came
    exam::check_roster(
        roster, exam, [&](std::size_t i) { return roster[i].number; }, issues);
    CANBO_TRY_VOID(refuse_if_wrong(runtime, issues));
    CANBO_TRY(const auto packer,
              service::own_signing_key(in.key.empty() ? runtime.folder() / "desk.key" : fs::path(in.key)));
    CANBO_TRY(const auto key, own_exam_key(desk));
    const auto package = exam::make_package(std::move(exam), std::move(roster), packer);
    CANBO_TRY(const auto file, exam::write_package(package, key, packer));
    CANBO_TRY_VOID(base::write_file(in.output, file, true));
    CANBO_TRY_VOID(base::write_file(desk.packer_file(), base::to_base64(packer.public_key) + "\n"));
    const auto digest = base::sha256_hex(file);
    if (runtime.json)
        print_json({{"id", digest},
                    {"exam", desk.exam()},
                    {"key", exam::exam_key_id(key)},
                    {"output", in.output},
                    {"packer", base::to_base64(packer.public_key)}});
    else
        print_line(digest);
    return {};
}

Result<void> split(Runtime& runtime, const ExamArguments& in) {
    CANBO_TRY(const auto desk, apps::ExamDesk::find(runtime.folder(), in.exam));
    CANBO_TRY(const auto key, service::read_key32(desk.key_file()));
    CANBO_TRY(const auto shares, exam::split_secret(key, needed_parts, parts));
    std::error_code code;
    fs::create_directories(in.output, code); // write_key_file tells what is wrong with the folder
    Json files = Json::array();
    for (const auto& share : shares) {
        const auto file = fs::path(in.output) / fmt::format("{}-{}.share", desk.exam(), share.index);
        CANBO_TRY_VOID(service::write_key_file(
            file, exam::write_share({desk.exam(), exam::exam_key_id(key), needed_parts, share}) + "\n"));
        files.push_back(file.string());
    }
    if (!in.keep)
        fs::remove(desk.key_file(), code);
    if (runtime.json)
        print_json({{"id", exam::exam_key_id(key)}, {"shares", files}, {"kept", in.keep}});
    else
        for (const auto& file : files)
            print_line(file.get<std::string>());
    return {};
}

/// A part as a file, or as its holder typed it.
Result<exam::NamedShare> share_of(const std::string& given) {
    if (given.starts_with("canbo-share"))
        return exam::read_share(given);
    CANBO_TRY(const auto text, base::read_file(given, 10'000));
    return exam::read_share(text);
}

Result<void> join(Runtime& runtime, const ExamArguments& in) {
    std::vector<exam::NamedShare> shares;
    for (const auto& given : in.shares) {
        CANBO_TRY(auto share, share_of(given));
        shares.push_back(std::move(share));
    }
    CANBO_TRY(const auto key, exam::join_shares(shares));
    CANBO_TRY(const auto desk, apps::ExamDesk::of(runtime.folder(), shares.front().exam));
    const auto file = in.output.empty() ? desk.key_file() : fs::path(in.output);
    std::error_code code;
    if (file.has_parent_path())
        fs::create_directories(file.parent_path(), code);
    CANBO_TRY_VOID(service::write_key_file(file, base::to_base64(key) + "\n"));
    if (runtime.json)
        print_json({{"id", exam::exam_key_id(key)}, {"exam", desk.exam()}, {"output", file.string()}});
    else
        print_line(file.string());
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
}

} // namespace canbo::ctl
