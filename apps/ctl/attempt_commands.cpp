// attempt start, answer, finish, show, list, verify: ways through a quiz, and the office's look at them.
#include "assessment/recorded.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/attempt_store.h"
#include "console.h"
#include "runtime.h"
#include "service/key_file.h"
#include "training/question_figures.h"
#include "training/question_view.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

using training::QuizAttempt;

struct AttemptArguments {
    std::string id, course, lesson, response;
    int question{0};
};

/// The attempts of the person logged in, with what they stand on.
struct Desk {
    std::unique_ptr<apps::SealedAttemptStore> store;
    std::unique_ptr<training::Attempts> attempts;
};

Result<Desk> open_desk(Runtime& runtime) {
    CANBO_TRY(const auto* here, runtime.desk());
    CANBO_TRY(auto* progress, runtime.progress());
    CANBO_TRY(const auto share, runtime.share());
    CANBO_TRY(auto key, service::data_key(runtime.folder()));
    Desk out;
    out.store = std::make_unique<apps::SealedAttemptStore>(here->database, runtime.settings(), std::move(key),
                                                           here->person.name);
    out.attempts = std::make_unique<training::Attempts>(
        training::AttemptDesk{apps::learning_desk(*here), *out.store, *progress,
                              apps::quiz_opener(runtime.folder(), share), apps::boot_clock()});
    return out;
}

/// What is shown of a question: never what is right. Marks where the behaviour shows them already.
Json question_json(const QuizAttempt& attempt, int slot) {
    const auto& question = attempt.question(slot);
    const auto view = training::view_of(attempt.source(slot), question.question());
    Json out{{"question", slot},    {"type", attempt.source(slot).type},
             {"text", view.text},   {"options", view.options},
             {"stems", view.stems}, {"state", std::string(assessment::state_name(question.state()))},
             {"mark", Json()},      {"response", Json()}};
    if (question.steps().size() > 1)
        out["response"] = assessment::response_to_json(question.last_step().answer);
    if (assessment::is_finished(question.state()) && question.mark())
        out["mark"] = *question.mark();
    return out;
}

Json attempt_json(const QuizAttempt& attempt) {
    return {{"id", attempt.log().id()},           {"course", attempt.paper().course},
            {"version", attempt.paper().version}, {"lesson", attempt.paper().lesson},
            {"questions", attempt.size()},        {"answered", attempt.answered()},
            {"finished", attempt.finished()},     {"mark", attempt.finished() ? Json(attempt.mark()) : Json()}};
}

std::string percent(double share) { return base::format_decimal(share * 100) + " %"; }

void print_attempt(const Runtime& runtime, const QuizAttempt& attempt) {
    if (runtime.json) {
        print_json(attempt_json(attempt));
        return;
    }
    print_line(attempt.log().id());
    print_line(fmt::format("{}: {}/{}", base::tr("Answered"), attempt.answered(), attempt.size()));
    if (attempt.finished())
        print_line(fmt::format("{}: {}", base::tr("Mark"), percent(attempt.mark())));
}

Result<void> start(Runtime& runtime, const AttemptArguments& in) {
    CANBO_TRY(const auto desk, open_desk(runtime));
    CANBO_TRY(const auto attempt, desk.attempts->start(in.course, in.lesson));
    print_attempt(runtime, attempt);
    return {};
}

Result<void> answer(Runtime& runtime, const AttemptArguments& in) {
    CANBO_TRY(const auto json, base::parse_json(in.response, {200'000, 4}));
    CANBO_TRY(auto sent, assessment::response_from_json(json));
    CANBO_TRY(const auto desk, open_desk(runtime));
    CANBO_TRY(const auto before, desk.attempts->kept(in.id));
    CANBO_TRY(const auto paper, training::paper_of(before.log));
    if (!paper.lesson.empty() && !sent.has("-submit"))
        sent.set("-submit", "1"); // a lesson's quiz answers at once
    CANBO_TRY(const auto attempt, desk.attempts->answer(in.id, in.question, sent));
    if (runtime.json)
        print_json(question_json(attempt, in.question));
    else
        print_line(fmt::format("{}: {}/{}", base::tr("Answered"), attempt.answered(), attempt.size()));
    return {};
}

Result<void> finish(Runtime& runtime, const AttemptArguments& in) {
    CANBO_TRY(const auto desk, open_desk(runtime));
    CANBO_TRY(const auto attempt, desk.attempts->finish(in.id));
    print_attempt(runtime, attempt);
    return {};
}

Result<void> show(Runtime& runtime, const AttemptArguments& in) {
    CANBO_TRY(const auto desk, open_desk(runtime));
    CANBO_TRY(const auto attempt, desk.attempts->open(in.id));
    CANBO_TRY(const auto kept, desk.attempts->kept(in.id));
    const auto left = desk.attempts->time_left(attempt, kept);
    Json out = attempt_json(attempt);
    out["seconds_left"] = left && !attempt.finished() ? Json(left->count() / 1000) : Json();
    out["questions"] = Json::array();
    for (int slot = 1; slot <= static_cast<int>(attempt.size()); ++slot)
        out["questions"].push_back(question_json(attempt, slot));
    if (runtime.json) {
        print_json(out);
        return {};
    }
    print_attempt(runtime, attempt);
    for (const auto& one : out["questions"]) {
        print_line(fmt::format("\n{}. {}", one["question"].get<int>(), one["text"].get<std::string>()));
        for (std::size_t i = 0; i < one["stems"].size(); ++i)
            print_line(fmt::format("   [{}] {}", i, one["stems"][i].get<std::string>()));
        for (std::size_t i = 0; i < one["options"].size(); ++i)
            print_line(fmt::format("   ({}) {}", i, one["options"][i].get<std::string>()));
    }
    return {};
}

Result<void> list(Runtime& runtime, const AttemptArguments&) {
    CANBO_TRY(const auto desk, open_desk(runtime));
    CANBO_TRY(const auto ids, desk.store->list());
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& id : ids) {
        CANBO_TRY(const auto kept, desk.attempts->kept(id));
        CANBO_TRY(const auto paper, training::paper_of(kept.log));
        const bool finished = kept.log.events().back().kind == assessment::AttemptEvent::Kind::Finish;
        out.push_back({{"id", id},
                       {"course", paper.course},
                       {"version", paper.version},
                       {"lesson", paper.lesson},
                       {"begun", base::to_iso(kept.log.events().front().wall)},
                       {"finished", finished}});
        rows.push_back({id, paper.course, paper.lesson, base::show_time(kept.log.events().front().wall),
                        base::tr(finished ? "finished" : "running")});
    }
    if (runtime.json)
        print_json({{"attempts", std::move(out)}});
    else
        print_table({base::tr("Attempt"), base::tr("Course"), base::tr("Lesson"), base::tr("Begun"), base::tr("State")},
                    rows);
    return {};
}

Result<void> verify(Runtime& runtime, const AttemptArguments& in) {
    CANBO_TRY(const auto* here, runtime.desk());
    CANBO_TRY(const auto share, runtime.share());
    CANBO_TRY(const auto verdict,
              training::verify_attempt(apps::learning_desk(*here), in.id, apps::quiz_opener(runtime.folder(), share)));
    if (runtime.json) {
        print_json(training::verdict_to_json(verdict));
    } else {
        print_line(fmt::format("{} {} {} {}", verdict.attempt, verdict.learner, verdict.course, verdict.lesson));
        print_line(fmt::format("{}: {}", base::tr("Mark"), percent(verdict.claimed)));
        if (verdict.graded)
            print_line(fmt::format("{}: {}", base::tr("Graded again"), percent(verdict.regraded)));
        for (const auto& finding : verdict.findings)
            print_line(fmt::format("✕ {} ({})", base::tr(finding.message), finding.where));
        for (const auto& [event, by] : verdict.clock_changes)
            print_line(fmt::format("{} {}: {} s", base::tr("The clock was set at event"), event, by.count() / 1000));
    }
    if (!verdict.valid)
        return fail(ErrorCode::DigestMismatch, "The attempt does not stand", in.id);
    return {};
}

Result<void> statistics(Runtime& runtime, const AttemptArguments&) {
    CANBO_TRY(const auto* here, runtime.desk());
    CANBO_TRY_VOID(people::require(here->person, people::Permission::ManageTraining));
    CANBO_TRY(const auto share, runtime.share());
    CANBO_TRY(const auto figures,
              training::question_figures(apps::learning_desk(*here), apps::quiz_opener(runtime.folder(), share)));
    const auto json = [](const std::optional<double>& value) { return value ? Json(*value) : Json(); };
    const auto text = [](const std::optional<double>& value) { return value ? base::format_decimal(*value) : "–"; };
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : figures.questions) {
        const auto& f = one.figures;
        out.push_back({{"course", one.course},
                       {"version", one.version},
                       {"lesson", one.lesson},
                       {"question", one.question},
                       {"attempts", f.attempts},
                       {"facility", json(f.facility)},
                       {"standard_deviation", json(f.standard_deviation)},
                       {"discrimination_index", json(f.discrimination_index)},
                       {"discriminative_efficiency", json(f.discriminative_efficiency)}});
        rows.push_back({one.course, one.lesson, one.question, std::to_string(f.attempts), text(f.facility),
                        text(f.discrimination_index), text(f.discriminative_efficiency)});
    }
    if (runtime.json)
        print_json({{"attempts", figures.attempts}, {"left_out", figures.left_out}, {"questions", std::move(out)}});
    else
        print_table({base::tr("Course"), base::tr("Lesson"), base::tr("Question"), base::tr("Attempts"),
                     base::tr("Facility"), base::tr("Discrimination, %"), base::tr("Efficiency, %")},
                    rows);
    return {};
}

/// Words of `attempt list`, for translation.
[[maybe_unused]] constexpr const char* states[] = {base::msgid("finished"), base::msgid("running")};

} // namespace

void add_attempt_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<AttemptArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const AttemptArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* area = add_area(app, "attempt", "Attempts at quizzes: every answer is kept at once, and can be verified");
    const auto named = [&](Command& verb) { verb.add_option("ID", in->id, "The attempt")->required(); };
    auto* verb = add_verb(*area, "start", "Begin an attempt at a quiz", runtime, work(start));
    verb->add_option("--course", in->course, "The course's name")->required();
    verb->add_option("--lesson", in->lesson, "The lesson's name; without it the final quiz");
    verb =
        add_verb(*area, "answer", "Answer a question; it is on the disk when the command ends", runtime, work(answer));
    named(*verb);
    verb->add_option("--question", in->question, "Its number, from 1")->required();
    verb->add_option("--response", in->response, "The answer as JSON, such as {\"answer\": \"1\"}")->required();
    verb = add_verb(*area, "finish", "End an attempt; its mark counts from now on", runtime, work(finish));
    named(*verb);
    verb = add_verb(*area, "show", "The questions of an attempt and what was answered", runtime, work(show));
    named(*verb);
    add_verb(*area, "list", "The attempts of the person logged in on this desk", runtime, work(list));
    add_verb(*area, "statistics", "How each question did, over the attempts that came to the office", runtime,
             work(statistics));
    verb = add_verb(*area, "verify", "Play an attempt again from its events and grade it again", runtime, work(verify));
    named(*verb);
}

} // namespace canbo::ctl
