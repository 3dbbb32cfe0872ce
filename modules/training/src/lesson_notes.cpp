#include "training/lesson_notes.h"

#include "base/issues.h"
#include "base/text.h"

#include <algorithm>

namespace canbo::training {
namespace {

constexpr std::size_t longest_words = 400;
constexpr std::size_t most_notes = 10'000;
constexpr std::int64_t most_paragraphs = 100'000;

} // namespace

const LessonNote* CourseNotes::find(std::string_view lesson, std::string_view words) const {
    const auto found = std::find_if(notes.begin(), notes.end(),
                                    [&](const auto& one) { return one.lesson == lesson && one.words == words; });
    return found == notes.end() ? nullptr : &*found;
}

Result<void> CourseNotes::put(LessonNote note) {
    if (note.text.size() > longest_note)
        return fail(ErrorCode::TooLarge, "A note is at most 10,000 bytes long", "text");
    CANBO_TRY(note.text, base::to_nfc(base::trim(note.text)));
    if (!base::is_clean_text(note.text) || note.lesson.empty() || note.words.size() > longest_words)
        return fail(ErrorCode::InvalidInput, "This note cannot be kept", "text");
    std::erase_if(notes, [&](const auto& one) { return one.lesson == note.lesson && one.words == note.words; });
    if (!note.text.empty() || note.bookmark)
        notes.push_back(std::move(note));
    std::stable_sort(notes.begin(), notes.end(), [](const auto& a, const auto& b) {
        return a.lesson != b.lesson ? a.lesson < b.lesson : a.paragraph < b.paragraph;
    });
    return {};
}

Json notes_to_json(const CourseNotes& in) {
    Json out = Json::array();
    for (const auto& one : in.notes)
        out.push_back({{"lesson", one.lesson},
                       {"paragraph", one.paragraph},
                       {"words", one.words},
                       {"text", one.text},
                       {"bookmark", one.bookmark},
                       {"at", base::to_iso(one.at)}});
    return {{"notes", std::move(out)}};
}

Result<CourseNotes> notes_from_json(const Json& json) {
    Issues issues;
    CourseNotes out;
    base::ObjectReader all(json, "", issues);
    const Json& notes = all.array("notes");
    all.finish();
    for (std::size_t i = 0; i < std::min(notes.size(), most_notes); ++i) {
        base::ObjectReader in(notes[i], "notes[" + std::to_string(i) + "]", issues);
        LessonNote one;
        one.lesson = in.text("lesson", 200);
        one.paragraph = static_cast<std::size_t>(in.integer("paragraph", 0, most_paragraphs));
        one.words = in.text_or("words", "", longest_words);
        one.text = in.text_or("text", "", longest_note);
        one.bookmark = in.boolean_or("bookmark", false);
        one.at = base::parse_time(in.text("at", 40)).value_or(base::Time{});
        in.finish();
        out.notes.push_back(std::move(one));
    }
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "What was noted of this course can no longer be read");
    return out;
}

} // namespace canbo::training
