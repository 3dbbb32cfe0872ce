// exam print: the papers of an exam as PDF, from its package before, from a room's bundle after.
#include "base/file.h"
#include "common/exam_desk.h"
#include "common/room_host.h"
#include "common/roster_photos.h"
#include "exam/forms.h"
#include "exam_bundles.h"
#include "paper.h"

namespace canbo::ctl {
namespace {

struct ExamPrintArguments : BundleArguments {
    std::string form, room, candidate, output;
    long long event{0};
};

Result<base::FormData> package_form(Runtime& runtime, const ExamPrintArguments& in) {
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    CANBO_TRY(const auto key, apps::exam_key_for(apps::exam_named(file), in.key, runtime.folder(), in.file));
    if (key.empty())
        return fail(ErrorCode::NotFound, "The exam's key is needed: join it, or give it with --key");
    CANBO_TRY(const auto package, exam::open_package(file, key));
    const auto room = in.room.empty() ? package.exam.rooms.front().room : in.room;
    if (package.exam.find_room(room) == nullptr)
        return fail(ErrorCode::NotFound, "The exam has no such room", room);
    const auto digest = base::sha256_hex(file);
    if (in.form == "pins")
        return exam::pins_form(package, room, digest);
    auto out = exam::roster_form(package.exam, room, package.roster, digest);
    CANBO_TRY(out.pictures, apps::roster_pictures(package.roster));
    return out;
}

Result<base::FormData> bundle_form(Runtime& runtime, const ExamPrintArguments& in) {
    CANBO_TRY(const auto record, open_bundle(runtime, in));
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    const auto digest = base::sha256_hex(file);
    if (in.form == "receipt")
        return exam::receipt_form(record, in.candidate, digest);
    if (in.form == "incident")
        return exam::incident_form(record, in.event, digest);
    return in.form == "minutes" ? exam::minutes_form(record, digest) : exam::results_form(record, digest);
}

Result<void> print(Runtime& runtime, const ExamPrintArguments& in) {
    const bool before = in.form == "roster" || in.form == "pins";
    CANBO_TRY(const auto form, before ? package_form(runtime, in) : bundle_form(runtime, in));
    return write_pdf(runtime, form, in.output);
}

} // namespace

void add_exam_print(Command& area, Runtime& runtime) {
    auto in = std::make_shared<ExamPrintArguments>();
    auto* verb =
        add_verb(area, "print", "Papers of an exam as PDF: from its package before, from a room's bundle after",
                 runtime, [&runtime, in] { return print(runtime, *in); });
    verb->add_option("FILE", in->file, "Package or bundle")->required();
    verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
    verb->add_option("--packer", in->packers, "File with the public key of who may pack exams");
    verb->add_option("--form", in->form,
                     "roster or pins of a package; minutes, results, receipt or incident of a bundle")
        ->required()
        ->one_of({"roster", "pins", "minutes", "results", "receipt", "incident"});
    verb->add_option("--output", in->output, "PDF to write")->required();
    verb->add_option("--candidate", in->candidate, "The candidate's number");
    verb->add_option("--event", in->event, "Which incident: its event, as exam incidents lists them");
    verb->add_option("--room", in->room, "The room (default: the exam's first)");
}

} // namespace canbo::ctl
