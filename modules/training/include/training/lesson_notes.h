#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// What a learner put beside a paragraph: a note, a bookmark, or both. One for each paragraph.
struct LessonNote {
    std::string lesson;
    std::size_t paragraph{0}; ///< Counted from 0 when it was written.
    std::string words;        ///< The paragraph's first words: they find it again when the lesson has changed.
    std::string text;         ///< Empty: a bookmark alone.
    bool bookmark{false};
    base::Time at{}; ///< Of the last change.

    bool operator==(const LessonNote&) const = default;
};

inline constexpr std::size_t longest_note = 10'000; ///< Bytes.

/// A learner's notes in one course, by lesson and paragraph. Theirs alone: kept sealed, never logged, never sent.
struct CourseNotes {
    std::vector<LessonNote> notes;

    const LessonNote* find(std::string_view lesson, std::string_view words) const;
    /// In the place of what stood beside that paragraph; one that says nothing takes it away.
    /// @error InvalidInput no clean text, TooLarge
    Result<void> put(LessonNote note);
};

Json notes_to_json(const CourseNotes& notes);
/// @error InvalidInput; its sentence quotes no note
Result<CourseNotes> notes_from_json(const Json& json);

/// Where a learner's notes are kept on this desk.
class NoteStore {
public:
    virtual ~NoteStore() = default;
    /// Empty when nothing was noted. @error Storage
    virtual Result<CourseNotes> load(const std::string& course) = 0;
    /// On the disk when it returns. @error Storage
    virtual Result<void> save(const std::string& course, const CourseNotes& notes) = 0;
};

} // namespace canbo::training
