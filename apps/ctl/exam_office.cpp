// exam list, publish, fetch, send, collect and exam key deposit, fetch: exams between the office and its rooms' desks.
#include "exam_office.h"

#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/exam_setup.h"
#include "console.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct ExamOfficeArguments {
    std::string exam, file, opens;
    std::vector<std::string> files, parts;
    bool as_packed{false};
};

/// The exam that is meant: the one given, else the only one that the office has.
Result<exam::PublishedExam> meant(Runtime& runtime, const std::string& wanted) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    if (!wanted.empty())
        return exam::find_published(*tx, apps::learning_desk(*desk), wanted);
    CANBO_TRY(auto all, exam::load_published(*tx, apps::learning_desk(*desk)));
    if (all.empty())
        return fail(ErrorCode::NotFound, "The office has no exam, or this desk has not heard of it: run canboctl sync");
    if (all.size() > 1)
        return fail(ErrorCode::InvalidInput, "The office has several exams: say which with --exam");
    return std::move(all.front());
}

Result<void> list(Runtime& runtime, const ExamOfficeArguments&) {
    CANBO_TRY(const auto* desk, runtime.desk());
    const auto here = apps::learning_desk(*desk);
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto exams, exam::load_published(*tx, here));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : exams) {
        CANBO_TRY(const auto bundles, exam::load_bundles(*tx, here, one.exam));
        CANBO_TRY(const auto decisions, exam::load_decisions(*tx, here, one.exam));
        const bool released = decisions.counts.has_value();
        Json rooms = Json::array();
        for (const auto& bundle : bundles)
            rooms.push_back({{"room", bundle.last.room},
                             {"bundle", bundle.last.file.sha256},
                             {"sent_by", bundle.first.sent_by},
                             {"extended", bundle.first.file.sha256 != bundle.last.file.sha256}});
        out.push_back({{"exam", one.exam},
                       {"title", one.title},
                       {"from", base::to_iso(one.from)},
                       {"opens", base::to_iso(one.opens)},
                       {"package", one.file.sha256},
                       {"rooms", one.rooms.size()},
                       {"sealed", std::move(rooms)},
                       {"proposed", decisions.pending.has_value()},
                       {"released", released}});
        rows.push_back({one.exam, one.title, base::show_time(one.from),
                        fmt::format("{}/{}", bundles.size(), one.rooms.size()),
                        base::tr(released ? base::msgid("released") : base::msgid("not released"))});
    }
    if (runtime.json)
        print_json({{"exams", std::move(out)}});
    else
        print_table(
            {base::tr("Exam"), base::tr("Title"), base::tr("Begins"), base::tr("Sealed rooms"), base::tr("Results")},
            rows);
    return {};
}

Result<void> publish(Runtime& runtime, const ExamOfficeArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto file, base::read_file(in.file, exam::most_sealed_file));
    CANBO_TRY(const auto own, apps::ExamDesk::find(runtime.folder(), in.exam));
    if (const auto current = apps::require_current(own, file); !current) {
        if (!in.as_packed || current.error().code != ErrorCode::Conflict)
            return fail(current.error());
        fmt::print(stderr, "warning: {}: {}\n", base::code_name(current.error().code), current.error().message);
    }
    CANBO_TRY(const auto exam, own.load());
    auto opens = exam.from;
    if (!in.opens.empty()) {
        CANBO_TRY(opens, base::parse_time(in.opens));
    }
    CANBO_TRY(const auto id, exam::publish_exam(apps::learning_desk(*desk), desk->blobs, exam, file, opens));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

void print_travelled(const Runtime& runtime, const std::vector<apps::TravelledFile>& files) {
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : files) {
        out.push_back({{"exam", one.exam}, {"room", one.room}, {"file", one.file.string()}, {"bytes", one.bytes}});
        rows.push_back({one.exam, one.room, one.file.string(), std::to_string(one.bytes)});
    }
    if (runtime.json)
        print_json({{"files", std::move(out)}});
    else if (rows.empty())
        print_line(base::tr("Everything that the office has is here"));
    else
        print_table({base::tr("Exam"), base::tr("Room"), base::tr("File"), base::tr("Bytes")}, rows);
}

Result<void> fetch(Runtime& runtime, const ExamOfficeArguments&) {
    CANBO_TRY(const auto exchange, runtime.exchange());
    CANBO_TRY([[maybe_unused]] const auto synced, exchange.run());
    CANBO_TRY(const auto fetched, apps::fetch_packages(exchange));
    print_travelled(runtime, fetched);
    return {};
}

Result<std::string> queue_bundle(Runtime& runtime, const std::string& path) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto file, base::read_file(path, exam::most_sealed_file));
    return apps::queue_room(*desk, runtime.folder(), file, path);
}

Result<void> send(Runtime& runtime, const ExamOfficeArguments& in) {
    CANBO_TRY(const auto id, queue_bundle(runtime, in.file));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

/// What came by the line, and what somebody brought on a stick.
Result<void> collect(Runtime& runtime, const ExamOfficeArguments& in) {
    std::vector<std::string> ids;
    for (const auto& path : in.files) {
        CANBO_TRY(auto id, queue_bundle(runtime, path));
        ids.push_back(std::move(id));
    }
    CANBO_TRY_VOID(runtime.send_queued(ids, true));
    CANBO_TRY(const auto exchange, runtime.exchange());
    CANBO_TRY([[maybe_unused]] const auto synced, exchange.run());
    CANBO_TRY(auto fetched, apps::fetch_packages(exchange));
    CANBO_TRY(const auto published, meant(runtime, in.exam));
    CANBO_TRY(const auto bundles, apps::fetch_bundles(exchange, published.exam));
    fetched.insert(fetched.end(), bundles.begin(), bundles.end());
    print_travelled(runtime, fetched);
    return {};
}

Result<void> deposit(Runtime& runtime, const ExamOfficeArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto exchange, runtime.exchange());
    CANBO_TRY(const auto published, meant(runtime, in.exam));
    CANBO_TRY(const auto parts, apps::share_texts(in.parts));
    CANBO_TRY(const auto id, exam::deposit_key(apps::learning_desk(*desk), exchange.office_key, published.exam, parts));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

Result<void> fetch_key(Runtime& runtime, const ExamOfficeArguments& in) {
    CANBO_TRY(auto* office, runtime.office());
    CANBO_TRY(const auto published, meant(runtime, in.exam));
    CANBO_TRY(auto texts, office->exam_key_parts(published.exam));
    texts.insert(texts.end(), in.parts.begin(), in.parts.end());
    CANBO_TRY(const auto joined, apps::join_exam_key({runtime.folder(), published.exam, published.key, {}, {}}, texts));
    print_joined(runtime, joined);
    return {};
}

} // namespace

void print_joined(const Runtime& runtime, const apps::JoinedKey& joined) {
    if (runtime.json)
        print_json({{"id", joined.key_id}, {"exam", joined.exam}, {"output", joined.file.string()}});
    else
        print_line(joined.file.string());
}

void add_exam_office(Command& area, Runtime& runtime) {
    auto in = std::make_shared<ExamOfficeArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const ExamOfficeArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    add_verb(area, "list", "The exams that the office has, and how far they are", runtime, work(list));
    auto* verb = add_verb(area, "publish", "Give a package to its rooms' desks, by the office", runtime, work(publish));
    verb->add_option("PACKAGE", in->file, "What exam pack wrote")->required();
    verb->add_option("--opens", in->opens,
                     "From when on the office gives the parts of the key that it keeps (default: the exam's start)");
    verb->add_option("--exam", in->exam, "The exam (default: the only one)");
    verb->add_flag("--as-packed", in->as_packed, "Also one that does not hold what is saved now; a warning says so");
    add_verb(area, "fetch", "Bring the packages that the office gives to this desk", runtime, work(fetch));
    verb = add_verb(area, "send", "Send a sealed room to the office; without a line it waits", runtime, work(send));
    verb->add_option("BUNDLE", in->file, "What room seal wrote")->required();
    verb = add_verb(area, "collect", "Bring the sealed rooms of an exam to this desk", runtime, work(collect));
    verb->add_option("--from", in->files, "Bundles that were brought as files");
    verb->add_option("--exam", in->exam, "The exam (default: the only one)");
}

void add_exam_key(Command& area, Runtime& runtime) {
    auto in = std::make_shared<ExamOfficeArguments>();
    auto* verb = add_verb(area, "deposit", "Give parts of the key into the office's keeping until their time", runtime,
                          [&runtime, in] { return deposit(runtime, *in); });
    verb->add_option("PART", in->parts, "Files with the parts, or their text")->required();
    verb->add_option("--exam", in->exam, "The exam (default: the only one)");
    verb = add_verb(area, "fetch", "Join the key of the parts that the office gives, and of others", runtime,
                    [&runtime, in] { return fetch_key(runtime, *in); });
    verb->add_option("PART", in->parts, "Further parts: files, or their text");
    verb->add_option("--exam", in->exam, "The exam (default: the only one)");
}

} // namespace canbo::ctl
