// training record, show: what the person logged in did in a course, and where that has brought them.
#include "base/translation.h"
#include "common/note_store.h"
#include "console.h"
#include "service/key_file.h"
#include "training.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

using training::LearningEvent;
using Kind = LearningEvent::Kind;

struct TrainingArguments {
    std::string course, lesson, words, text;
    bool viewed{false};
    std::optional<double> mark;
    std::string answer;
    std::vector<double> watched;
    bool bookmark{false};
};

Result<LearningEvent> event_of(const TrainingArguments& in) {
    const int given =
        (in.viewed ? 1 : 0) + (in.mark ? 1 : 0) + (in.answer.empty() ? 0 : 1) + (in.watched.empty() ? 0 : 1);
    if (given != 1)
        return fail(ErrorCode::InvalidInput, "Say one thing that was done: viewed, mark, answer or watched");
    LearningEvent event;
    event.lesson = in.lesson;
    event.kind = in.viewed ? Kind::Viewed : in.mark ? Kind::Marked : in.answer.empty() ? Kind::Watched : Kind::Answer;
    if (in.mark)
        event.value = *in.mark;
    if (in.answer == "right")
        event.value = 1;
    if (!in.watched.empty()) {
        event.value = in.watched.front();
        event.until = in.watched.back();
    }
    return event;
}

const char* state_word(training::LessonState state) {
    switch (state) {
    case training::LessonState::Locked:
        return base::msgid("locked");
    case training::LessonState::Done:
        return base::msgid("done");
    case training::LessonState::Open:
        break;
    }
    return base::msgid("open");
}

Result<void> record(Runtime& runtime, const TrainingArguments& in) {
    CANBO_TRY(const auto shelf, runtime.shelf());
    CANBO_TRY(const auto found, apps::find_course(shelf, in.course));
    CANBO_TRY(auto event, event_of(in));
    CANBO_TRY(auto* progress, runtime.progress());
    CANBO_TRY(const auto* clock, runtime.clock());
    CANBO_TRY(const auto kept, training::record_learning(found.course, std::move(event), *progress, *clock));
    runtime.print_id(kept.id);
    return {};
}

Result<void> show(Runtime& runtime, const TrainingArguments& in) {
    CANBO_TRY(const auto shelf, runtime.shelf());
    CANBO_TRY(const auto found, apps::find_course(shelf, in.course));
    CANBO_TRY(auto* store, runtime.progress());
    CANBO_TRY(const auto progress, store->load(found.course.slug));
    const auto standing = training::standing_in(found.course, progress.log);
    Json lessons = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& lesson : found.course.lessons) {
        const char* word = state_word(standing.lessons.at(lesson.id));
        lessons.push_back({{"lesson", lesson.id}, {"title", lesson.title}, {"state", word}});
        rows.push_back({lesson.id, lesson.title, base::tr(word)});
    }
    if (runtime.json) {
        print_json({{"course", found.course.slug},
                    {"version", found.course.version},
                    {"done", standing.done},
                    {"completed", standing.completed},
                    {"final_mark", standing.final_mark},
                    {"final_attempts", standing.final_attempts},
                    {"events", progress.log.events().size()},
                    {"lessons", std::move(lessons)}});
        return {};
    }
    print_table({base::tr("Lesson"), base::tr("Title"), base::tr("State")}, rows);
    print_line(fmt::format("{}: {}/{}", base::tr("Lessons done"), standing.done, found.course.lessons.size()));
    return {};
}

Result<std::unique_ptr<training::NoteStore>> open_notes(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto key, service::data_key(runtime.folder()));
    return std::make_unique<apps::SealedNoteStore>(desk->database, runtime.settings(), std::move(key),
                                                   desk->person.name);
}

Result<void> note(Runtime& runtime, const TrainingArguments& in) {
    CANBO_TRY(const auto shelf, runtime.shelf());
    CANBO_TRY(const auto found, apps::find_course(shelf, in.course));
    if (found.course.lesson(in.lesson) == nullptr)
        return fail(ErrorCode::NotFound, "The course has no such lesson", in.lesson);
    CANBO_TRY(const auto store, open_notes(runtime));
    CANBO_TRY(auto notes, store->load(found.course.slug));
    CANBO_TRY(const auto* clock, runtime.clock());
    CANBO_TRY_VOID(notes.put({in.lesson, 0, in.words, in.text, in.bookmark, clock->now()}));
    CANBO_TRY_VOID(store->save(found.course.slug, notes));
    runtime.print_id(in.lesson);
    return {};
}

Result<void> notes(Runtime& runtime, const TrainingArguments& in) {
    CANBO_TRY(const auto store, open_notes(runtime));
    CANBO_TRY(const auto kept, store->load(in.course));
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : kept.notes)
        rows.push_back({one.bookmark ? "★" : "", one.lesson, one.words, one.text});
    if (runtime.json)
        print_json(training::notes_to_json(kept));
    else
        print_table({"", base::tr("Lesson"), base::tr("Paragraph"), base::tr("Note")}, rows);
    return {};
}

} // namespace

Result<std::vector<training::StandingClaim>> own_claims(Runtime& runtime) {
    CANBO_TRY(const auto shelf, runtime.shelf());
    CANBO_TRY(auto* store, runtime.progress());
    std::vector<training::StandingClaim> out;
    for (const auto& one : shelf.courses) {
        CANBO_TRY(const auto progress, store->load(one.course.slug));
        if (const auto claim = training::claim_of(one.course, progress.log))
            out.push_back(*claim);
    }
    return out;
}

void add_training_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<TrainingArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const TrainingArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* area = add_area(app, "training", "Learning: what is assigned, what was done, who has completed what");
    auto* verb = add_verb(*area, "record", "Note what was done in a lesson", runtime, work(record));
    verb->add_option("--course", in->course, "The course's name")->required();
    verb->add_option("--lesson", in->lesson, "The lesson's name")->required();
    verb->add_flag("--viewed", in->viewed, "It was read to its end");
    verb->add_option("--mark", in->mark, "Mark of a round of its questions, a share of 1");
    verb->add_option("--answer", in->answer, "One question was answered: right or wrong")->one_of({"right", "wrong"});
    verb->add_option("--watched", in->watched, "From where to where its video ran, as shares of 1")->expected(2);
    add_assignment_verbs(*area, runtime);
    verb = add_verb(*area, "note", "Note something beside a paragraph; it stays on this desk", runtime, work(note));
    verb->add_option("--course", in->course, "The course's name")->required();
    verb->add_option("--lesson", in->lesson, "The lesson's name")->required();
    verb->add_option("--words", in->words, "The paragraph's first words");
    verb->add_option("--text", in->text, "The note; empty takes it away");
    verb->add_flag("--bookmark", in->bookmark, "With a bookmark");
    verb = add_verb(*area, "notes", "What was noted in a course", runtime, work(notes));
    verb->add_option("--course", in->course, "The course's name")->required();
    verb = add_verb(*area, "show", "Where the person logged in stands in a course", runtime, work(show));
    verb->add_option("--course", in->course, "The course's name")->required();
}

} // namespace canbo::ctl
