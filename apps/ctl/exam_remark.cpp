// exam remark ask, answer, list: re-marking of a sealed room, as events behind its seal; request, requests: by the
// office.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_setup.h"
#include "common/learning_sync.h"
#include "console.h"
#include "exam/remark.h"
#include "exam/remark_request.h"
#include "exam_bundles.h"

namespace canbo::ctl {
namespace {

struct ExamRemarkArguments : BundleArguments {
    std::string exam, package, candidate, reason, by, answer, output;
    std::vector<std::string> marks;
    long long request{0};
};

/// Signs the bundle again with the room's key, which stands in the exam's package.
Result<void> write_again(Runtime& runtime, const ExamRemarkArguments& in, const exam::RoomRecord& record) {
    CANBO_TRY(const auto desk, apps::ExamDesk::of(runtime.folder(), record.exam.exam));
    const auto from = in.package.empty() ? desk.package_file() : std::filesystem::path(in.package);
    CANBO_TRY(const auto key, apps::exam_key_for(record.exam.exam, in.key, runtime.folder(), in.file));
    CANBO_TRY(const auto bundle, apps::sign_again(record, from, key));
    CANBO_TRY_VOID(base::write_file(in.output, bundle, true));
    const auto digest = base::sha256_hex(bundle);
    if (runtime.json)
        print_json({{"id", digest}, {"event", record.events.back().sequence}, {"output", in.output}});
    else
        print_line(digest);
    return {};
}

Result<base::Time> now(Runtime& runtime) {
    CANBO_TRY(const auto* clock, runtime.clock());
    return clock->now();
}

Result<void> ask(Runtime& runtime, const ExamRemarkArguments& in) {
    CANBO_TRY(auto record, open_bundle(runtime, in));
    CANBO_TRY(const auto time, now(runtime));
    CANBO_TRY_VOID(exam::ask_remark(record, in.candidate, in.reason, time));
    return write_again(runtime, in, record);
}

/// "3=0.5"
Result<std::map<int, double>> marks_of(const std::vector<std::string>& texts) {
    std::map<int, double> out;
    for (const auto& text : texts) {
        const auto equals = text.find('=');
        const auto json = equals == std::string::npos ? Result<Json>(fail(ErrorCode::InvalidInput, ""))
                                                      : base::parse_json(text.substr(equals + 1), {40, 1});
        const int slot = std::atoi(text.c_str());
        if (!json || !json->is_number() || slot < 1)
            return fail(ErrorCode::InvalidInput, "A changed mark looks like 3=0.5", "mark");
        out[slot] = json->get<double>();
    }
    return out;
}

Result<void> answer(Runtime& runtime, const ExamRemarkArguments& in) {
    CANBO_TRY(auto record, open_bundle(runtime, in));
    CANBO_TRY(const auto time, now(runtime));
    CANBO_TRY(const auto marks, marks_of(in.marks));
    CANBO_TRY_VOID(exam::answer_remark(record, in.request, in.by, in.answer, marks, time));
    return write_again(runtime, in, record);
}

Result<void> list(Runtime& runtime, const ExamRemarkArguments& in) {
    CANBO_TRY(const auto record, open_bundle(runtime, in));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : exam::remarks_of(record)) {
        Json marks = Json::object();
        for (const auto& [slot, mark] : one.marks)
            marks[std::to_string(slot)] = mark;
        out.push_back({{"event", one.request},
                       {"candidate", one.candidate},
                       {"reason", one.reason},
                       {"asked", base::to_iso(one.asked)},
                       {"answered", one.answered ? Json(base::to_iso(*one.answered)) : Json()},
                       {"answered_by", one.answered_by},
                       {"answer", one.answer},
                       {"marks", std::move(marks)}});
        rows.push_back({std::to_string(one.request), one.candidate, one.reason, one.answer});
    }
    if (runtime.json)
        print_json({{"exam", record.exam.exam}, {"room", record.room}, {"remarks", std::move(out)}});
    else
        print_table({base::tr("Event"), base::tr("Candidate"), base::tr("Request"), base::tr("Answer")}, rows);
    return {};
}

Result<void> request(Runtime& runtime, const ExamRemarkArguments& in) {
    CANBO_TRY(const auto exchange, runtime.exchange());
    CANBO_TRY([[maybe_unused]] const auto synced, exchange.run()); // the own result may have come meanwhile
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto id, exam::request_remark(apps::learning_desk(*desk), in.exam, in.reason));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

Result<void> requests(Runtime& runtime, const ExamRemarkArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto all, exam::load_remark_requests(*tx, apps::learning_desk(*desk), in.exam));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : all) {
        out.push_back({{"id", one.entry},
                       {"candidate", one.candidate},
                       {"reason", one.reason},
                       {"asked", base::to_iso(one.asked)}});
        rows.push_back({base::show_time(one.asked), one.candidate, one.reason});
    }
    if (runtime.json)
        print_json({{"exam", in.exam}, {"requests", std::move(out)}});
    else
        print_table({base::tr("Time"), base::tr("Candidate"), base::tr("Request")}, rows);
    return {};
}

} // namespace

void add_exam_remark(Command& area, Runtime& runtime) {
    auto in = std::make_shared<ExamRemarkArguments>();
    auto* remark = add_area(area, "remark", "Re-marking of a sealed room, as events behind its seal");
    const auto common = [in](Command* verb) {
        verb->add_option("BUNDLE", in->file, "What room seal wrote")->required();
        verb->add_option("--key", in->key, "File with the exam's key (default: the one joined on this desk)");
        verb->add_option("--packer", in->packers, "File with the public key of who may pack exams");
        return verb;
    };
    const auto writes = [in](Command* verb) {
        verb->add_option("--package", in->package, "The exam's package (default: the one fetched to this desk)");
        verb->add_option("--output", in->output, "Bundle to write")->required();
    };
    auto* verb = common(add_verb(*remark, "ask", "Note that a candidate asks for re-marking", runtime,
                                 [&runtime, in] { return ask(runtime, *in); }));
    verb->add_option("--candidate", in->candidate, "The candidate's number")->required();
    verb->add_option("--reason", in->reason, "Why")->required();
    writes(verb);
    verb = common(add_verb(*remark, "answer", "Answer a request for re-marking, as the council's chairman", runtime,
                           [&runtime, in] { return answer(runtime, *in); }));
    verb->add_option("--event", in->request, "The request: its event, as exam remark list shows it")->required();
    verb->add_option("--by", in->by, "Name of the chairman")->required();
    verb->add_option("--answer", in->answer, "What the council found")->required();
    verb->add_option("--mark", in->marks, "A question's new mark, like 3=0.5 (default: all marks stay)");
    writes(verb);
    verb = add_verb(*remark, "request", "Ask the council to look at your own attempt again", runtime,
                    [&runtime, in] { return request(runtime, *in); });
    verb->add_option("--exam", in->exam, "The exam")->required();
    verb->add_option("--reason", in->reason, "Why")->required();
    verb = add_verb(*remark, "requests", "What candidates asked the council by the office", runtime,
                    [&runtime, in] { return requests(runtime, *in); });
    verb->add_option("--exam", in->exam, "The exam")->required();
    common(add_verb(*remark, "list", "The requests for re-marking and their answers", runtime,
                    [&runtime, in] { return list(runtime, *in); }));
}

} // namespace canbo::ctl
