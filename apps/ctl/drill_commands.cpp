// drill start, next, answer, lesson, show, results, map: the mailbox that nobody sends to, and scenes of an office's
// day.
#include "assessment/random.h"
#include "base/crypto.h"
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "common/course_shelf.h"
#include "common/drill_store.h"
#include "console.h"
#include "formats/course_folder.h"
#include "json_lines.h"
#include "runtime.h"
#include "service/key_file.h"
#include "storage/stores.h"
#include "training/drill_map.h"
#include "training/share_drills.h"
#include "words.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

using training::DrillLog;
using training::Mailbox;

struct DrillArguments {
    std::string course, reply, sure, seed;
    std::vector<std::string> files;
    std::size_t count{10};
    bool scenes{false};
    bool again{false};
};

/// A course with drills and what this learner did in them.
struct Drills {
    training::Course course;
    formats::CourseFiles files;
    Mailbox mailbox;
    std::unique_ptr<training::DrillStore> store;
    DrillLog log;
};

Result<apps::ShelfCourse> course_with_drills(Runtime& runtime, const std::string& slug) {
    CANBO_TRY(const auto share, runtime.share());
    const auto shelf = apps::load_shelf(runtime.folder(), share);
    if (!slug.empty())
        return apps::find_course(shelf, slug);
    const auto found = std::find_if(shelf.courses.begin(), shelf.courses.end(),
                                    [](const auto& one) { return !one.course.drills.empty(); });
    if (found == shelf.courses.end())
        return fail(ErrorCode::NotFound, "No course on this desk has drills");
    return *found;
}

Result<Drills> open_drills(Runtime& runtime, const std::string& slug) {
    static storage::SqlSettingStore settings;
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto* session, runtime.session());
    CANBO_TRY(auto found, course_with_drills(runtime, slug));
    Drills out;
    CANBO_TRY(out.files, formats::read_course_folder(found.folder));
    Issues issues;
    auto checked = formats::check_course(out.files, issues);
    if (issues.has_errors() || !checked.drills)
        return fail(ErrorCode::NotFound, "The course has no drills that can be used", found.course.slug);
    out.course = std::move(checked.course);
    out.mailbox = *std::move(checked.drills);
    CANBO_TRY(auto key, service::data_key(runtime.folder()));
    out.store =
        std::make_unique<apps::SealedDrillStore>(desk->database, settings, std::move(key), session->person.name);
    CANBO_TRY(out.log, out.store->load(out.course.slug));
    return out;
}

Result<training::DrillSession*> running(Drills& drills) {
    if (!drills.log.session)
        return fail(ErrorCode::NotFound, "No drill was begun");
    return &*drills.log.session;
}

Json message_json(const training::MailMessage& message) {
    Json links = Json::array();
    for (const auto& link : message.links)
        links.push_back({{"text", link.text}, {"target", link.target}});
    Json attachments = Json::array();
    for (const auto& file : message.attachments)
        attachments.push_back({{"name", file.name}, {"size", file.size}});
    return {{"from", {{"name", message.from_name}, {"address", message.from_address}}},
            {"reply_to", message.reply_to},
            {"to", message.to},
            {"subject", message.subject},
            {"date", message.date},
            {"body", message.body},
            {"links", links},
            {"attachments", attachments}};
}

void print_message(const training::MailMessage& message) {
    print_line(fmt::format("{}: {} <{}>", base::tr("From"), message.from_name, message.from_address));
    if (!message.reply_to.empty())
        print_line(fmt::format("{}: {}", base::tr("Replies go to"), message.reply_to));
    print_line(fmt::format("{}: {}", base::tr("To"), message.to));
    print_line(fmt::format("{}: {}", base::tr("Date"), message.date));
    print_line(fmt::format("{}: {}", base::tr("Subject"), message.subject));
    print_line("");
    print_line(message.body);
    for (const auto& link : message.links)
        print_line(fmt::format("{}: {} → {}", base::tr("Link"), link.text, link.target));
    for (const auto& file : message.attachments)
        print_line(fmt::format("{}: {} ({})", base::tr("Attachment"), file.name, file.size));
}

/// What stands before the learner now.
void print_turn(Runtime& runtime, const Drills& drills) {
    const auto& session = *drills.log.session;
    const auto* turn = session.current();
    Json json{{"session", session.id},
              {"kind", training::kind_name(session.kind)},
              {"count", session.turns.size()},
              {"finished", turn == nullptr}};
    if (turn == nullptr) {
        if (runtime.json)
            print_json(json);
        else
            print_line(base::tr("The drill is at its end"));
        return;
    }
    const auto* message = drills.mailbox.message(turn->item);
    const auto* scene = drills.mailbox.scene(turn->item);
    json["number"] = turn - session.turns.data() + 1;
    json["item"] = turn->item;
    json["state"] = training::state_name(turn->state);
    json["retest"] = !turn->retest_of.empty();
    if (message != nullptr)
        json["message"] = message_json(*message);
    if (scene != nullptr) {
        Json choices = Json::array();
        for (const auto& choice : scene->choices)
            choices.push_back(choice.text);
        json["scene"] = {{"title", scene->title}, {"story", scene->story}, {"choices", choices}};
    }
    if (runtime.json)
        return print_json(json);
    print_line(fmt::format("{}/{}", turn - session.turns.data() + 1, session.turns.size()));
    if (message != nullptr)
        print_message(*message);
    if (scene != nullptr) {
        print_line(scene->title);
        print_line(scene->story);
        for (std::size_t i = 0; i < scene->choices.size(); ++i)
            print_line(fmt::format("{}. {}", i + 1, scene->choices[i].text));
    }
}

Result<void> start(Runtime& runtime, const DrillArguments& in) {
    CANBO_TRY(auto drills, open_drills(runtime, in.course));
    CANBO_TRY(const auto* clock, runtime.clock());
    if (drills.log.session && !drills.log.session->finished() && !in.again)
        return fail(ErrorCode::Conflict, "A drill is not at its end; go on with it, or begin anew with --again");
    const bool digits = in.seed.find_first_not_of("0123456789") == std::string::npos && in.seed.size() < 20;
    if (!digits)
        return fail(ErrorCode::InvalidInput, "A seed is a whole number", "seed");
    const auto seed =
        in.seed.empty() ? assessment::seed_of(base::new_uuid()) : std::strtoull(in.seed.c_str(), nullptr, 10);
    CANBO_TRY(drills.log.session,
              training::begin_drill(drills.mailbox, drills.course,
                                    in.scenes ? training::DrillKind::Scenes : training::DrillKind::Mailbox, in.count,
                                    seed, clock->now()));
    CANBO_TRY_VOID(drills.store->save(drills.course.slug, drills.log));
    print_turn(runtime, drills);
    return {};
}

Result<void> next(Runtime& runtime, const DrillArguments& in) {
    CANBO_TRY(auto drills, open_drills(runtime, in.course));
    CANBO_TRY(auto* session, running(drills));
    const auto* turn = session->current();
    if (turn != nullptr && turn->state != training::DrillState::Presented) { // else it is shown again
        CANBO_TRY_VOID(training::next_in_drill(*session));
        CANBO_TRY_VOID(drills.store->save(drills.course.slug, drills.log));
    }
    print_turn(runtime, drills);
    return {};
}

Result<training::DrillReply> reply_of(const DrillArguments& in) {
    training::DrillReply out;
    const auto certainty = training::parse_certainty(in.sure);
    out.action = training::parse_action(in.reply);
    if (!out.action && !in.reply.empty() && in.reply.size() < 4 &&
        in.reply.find_first_not_of("0123456789") == std::string::npos && in.reply != "0")
        out.choice = std::strtoul(in.reply.c_str(), nullptr, 10) - 1;
    if (!certainty || (!out.action && !out.choice))
        return fail(ErrorCode::InvalidInput, "Answer with report, delete, reply, open or the number of a choice");
    out.certainty = *certainty;
    return out;
}

const char* outcome_words(training::DrillOutcome outcome) {
    switch (outcome) {
    case training::DrillOutcome::Hit:
        return base::msgid("Right");
    case training::DrillOutcome::Pass:
        return base::msgid("Right: nothing was wrong with it");
    case training::DrillOutcome::Miss:
        return base::msgid("Wrong");
    case training::DrillOutcome::FalseAlarm:
        return base::msgid("A false alarm: nothing was wrong with it");
    }
    return "";
}

Result<void> answer(Runtime& runtime, const DrillArguments& in) {
    CANBO_TRY(auto drills, open_drills(runtime, in.course));
    CANBO_TRY(auto* session, running(drills));
    CANBO_TRY(const auto* clock, runtime.clock());
    CANBO_TRY(const auto reply, reply_of(in));
    CANBO_TRY(const auto result, training::answer_drill(*session, drills.mailbox, reply, clock->now()));
    drills.log.results.push_back(result);
    CANBO_TRY_VOID(drills.store->save(drills.course.slug, drills.log));
    const auto about = training::drill_item(drills.mailbox, result.item);
    const auto flags = training::drill_flags(drills.mailbox, result.item);
    if (runtime.json) {
        Json list = Json::array();
        for (const auto& flag : flags)
            list.push_back({{"where", flag.where}, {"why", flag.why}, {"good", flag.good}});
        print_json({{"item", result.item},
                    {"outcome", training::outcome_name(result.outcome)},
                    {"right", training::is_right(result.outcome)},
                    {"certainty", training::certainty_name(result.certainty)},
                    {"flags", list},
                    {"why", about->why},
                    {"lesson", about->lesson},
                    {"state", training::state_name(session->current()->state)}});
        return {};
    }
    print_line(base::tr(outcome_words(result.outcome)));
    if (!about->why.empty())
        print_line(about->why);
    for (const auto& flag : flags)
        print_line(fmt::format("{} {}: {}", flag.good ? "✓" : "⚑", flag.where, flag.why));
    if (!training::is_right(result.outcome))
        print_line(base::tr("Read the short lesson now: drill lesson"));
    return {};
}

Result<void> lesson(Runtime& runtime, const DrillArguments& in) {
    CANBO_TRY(auto drills, open_drills(runtime, in.course));
    CANBO_TRY(auto* session, running(drills));
    const std::string item = session->current() != nullptr ? session->current()->item : "";
    CANBO_TRY_VOID(training::see_drill_lesson(*session, drills.mailbox));
    const auto about = training::drill_item(drills.mailbox, item);
    const auto* source = about ? drills.course.lesson(about->lesson) : nullptr;
    if (source == nullptr)
        return fail(ErrorCode::NotFound, "The course no longer has this drill", item);
    std::string words = about->why;
    for (const auto& flag : training::drill_flags(drills.mailbox, item))
        words += " " + flag.why;
    const auto text = training::short_lesson(drills.files[source->file], words);
    CANBO_TRY_VOID(drills.store->save(drills.course.slug, drills.log));
    if (runtime.json)
        print_json(
            {{"lesson", source->id}, {"text", text}, {"state", training::state_name(session->current()->state)}});
    else
        print_line(text);
    return {};
}

Json score_json(const training::DrillScore& score) {
    Json levels = Json::object();
    for (const auto level :
         {training::Certainty::Unsure, training::Certainty::FairlySure, training::Certainty::Certain}) {
        const auto& one = score.levels[static_cast<std::size_t>(level) - 1];
        levels[std::string(training::certainty_name(level))] = {{"answers", one.answers}, {"right", one.right}};
    }
    return {{"answers", score.answers()},
            {"hits", score.hits},
            {"passes", score.passes},
            {"misses", score.misses},
            {"false_alarms", score.false_alarms},
            {"confident_wrong", score.confident_wrong},
            {"marks", score.marks},
            {"levels", levels},
            {"overconfidence", score.answers() > 0 ? Json(score.overconfidence()) : Json()}};
}

Result<void> show(Runtime& runtime, const DrillArguments& in) {
    CANBO_TRY(auto drills, open_drills(runtime, in.course));
    const auto score = training::score_drill(drills.log.results);
    if (runtime.json) {
        Json turns = Json::array();
        if (drills.log.session)
            for (const auto& turn : drills.log.session->turns)
                turns.push_back({{"item", turn.state == training::DrillState::Waiting ? Json() : Json(turn.item)},
                                 {"state", training::state_name(turn.state)},
                                 {"retest", !turn.retest_of.empty()},
                                 {"right", turn.right}});
        print_json({{"course", drills.course.slug},
                    {"session", drills.log.session ? Json(drills.log.session->id) : Json()},
                    {"seed", drills.log.session ? Json(std::to_string(drills.log.session->seed)) : Json()},
                    {"turns", turns},
                    {"score", score_json(score)}});
        return {};
    }
    const auto percent = [](double share) { return base::format_decimal(share * 100); };
    print_table({base::tr("Field"), base::tr("Value")},
                {{base::tr("Answers"), std::to_string(score.answers())},
                 {base::tr("Traps seen and right ways taken"), std::to_string(score.hits)},
                 {base::tr("Good messages taken as such"), std::to_string(score.passes)},
                 {base::tr("Missed"), std::to_string(score.misses)},
                 {base::tr("False alarms"), std::to_string(score.false_alarms)},
                 {base::tr("Certain and wrong"), std::to_string(score.confident_wrong)},
                 {base::tr("Right, %"), percent(score.right)},
                 {base::tr("Stated certainty, %"), percent(score.stated)}});
    return {};
}

Result<void> results(Runtime& runtime, const DrillArguments& in) {
    CANBO_TRY(auto drills, open_drills(runtime, in.course));
    CANBO_TRY(const auto* session, runtime.session());
    const auto learner = base::sha256_hex("canbo drill learner\n" + session->person.name);
    for (const auto& result : drills.log.results)
        print_line(Json{{"agency", session->person.agency},
                        {"learner", learner},
                        {"result", training::drill_result_to_json(result)}}
                       .dump());
    return {};
}

Result<std::vector<training::DrillObservation>> read_observations(const std::vector<std::string>& files) {
    std::vector<training::DrillObservation> out;
    for (const auto& file : files)
        CANBO_TRY_VOID(for_each_line(file, [&](const Json& row) -> Result<void> {
            Issues issues;
            base::ObjectReader one(row, "", issues);
            training::DrillObservation seen{
                one.text("agency", 80), one.text("learner", 80),
                training::drill_result_from_json(one.object_or_empty("result"), "result", issues)};
            one.finish();
            if (issues.has_errors())
                return fail(base::first_error(issues));
            out.push_back(std::move(seen));
            return {};
        }));
    return out;
}

/// As the office has them.
Result<std::vector<training::DrillObservation>> observations_here(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::ManageTraining));
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    return training::load_observations(*tx, apps::learning_desk(*desk));
}

Result<void> map(Runtime& runtime, const DrillArguments& in) {
    CANBO_TRY(const auto observations, in.files.empty() ? observations_here(runtime) : read_observations(in.files));
    const auto map = training::map_risk(observations);
    Json cells = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& cell : map.cells) {
        cells.push_back({{"topic", cell.topic},
                         {"agency", cell.agency.empty() ? Json() : Json(cell.agency)},
                         {"people", cell.people},
                         {"percent", cell.percent}});
        rows.push_back({cell.topic, cell.agency.empty() ? base::tr("All agencies") : cell.agency,
                        fmt::format("{}+", cell.people), std::to_string(cell.percent)});
    }
    if (runtime.json)
        print_json({{"cells", cells}, {"hidden", map.hidden}});
    else
        print_table({base::tr("Topic"), base::tr("Agency"), base::tr("People"), base::tr("Certain and wrong, %")},
                    rows);
    return {};
}

} // namespace

void add_drill_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<DrillArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const DrillArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* area = add_area(app, "drill", "Security drills: a mailbox nobody sends to, and scenes of an office's day");
    const auto add = [&](const char* name, const char* help, Result<void> (*f)(Runtime&, const DrillArguments&)) {
        auto* verb = add_verb(*area, name, help, runtime, work(f));
        verb->add_option("--course", in->course, "Name of the course (default: the first with drills)");
        return verb;
    };
    auto* verb = add("start", base::msgid("Begin a drill and show its first message"), start);
    verb->add_flag("--scenes", in->scenes, "Scenes instead of messages");
    verb->add_flag("--again", in->again, "Begin anew although one is not at its end");
    verb->add_option("--count", in->count, "How many")->between(1, 100);
    verb->add_option("--seed", in->seed, "The order's seed, to draw the same again");
    add("next", base::msgid("Show the next message, or the one that waits for its answer"), next);
    verb = add("answer", base::msgid("Answer it; its red flags are shown"), answer);
    verb->add_option("ANSWER", in->reply, "report, delete, reply, open, or the number of a scene's choice")->required();
    verb->add_option("--sure", in->sure, "How sure you are")->required()->one_of({"unsure", "fairly-sure", "certain"});
    add("lesson", base::msgid("Read the two-minute lesson after a miss"), lesson);
    add("show", base::msgid("Where the drill stands, and the score of all drills"), show);
    add("results", base::msgid("The results as JSON lines, as drill map reads them"), results);
    verb = add_verb(*area, "map", "Certain and wrong per topic and agency, for groups of at least five", runtime,
                    work(map));
    verb->add_option("FILE", in->files, "JSON lines of drill results (default: those that came to the office)");
}

} // namespace canbo::ctl
