#pragma once

#include "assessment/bank.h"
#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "exam/identity_state.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::exam {

/// A person of the exam's council, or an invigilator.
struct Official {
    enum class Role { Chairman, Secretary, Technical, Member, Invigilator };
    std::string name;
    Role role{Role::Member};
};
std::string_view official_role_name(Official::Role role); ///< "chairman"
std::string official_label(Official::Role role);          ///< As Vietnamese paper says it: "Chủ tịch Hội đồng"

/// What a candidate sees when the attempt is over.
enum class AtEnd { Nothing, Answered, Score };
std::string_view at_end_name(AtEnd what); ///< "nothing", "answered", "score"

/// What the regulation and the council decided for this exam.
struct Rules {
    /// How late a candidate may come. "tt22-2025": 5 minutes for tests of at most 30, 10 for those of 60 and more, in
    /// between what the chairman says in late_minutes (Thông tư 22/2025/TT-BNV). "fixed": late_minutes.
    std::string late{"fixed"};
    std::optional<int> late_minutes;
    AtEnd at_end{AtEnd::Answered};
    IdentityState identity{IdentityState::QrRead}; ///< The least a card must reach; by hand is always possible.
    bool pin{true};                                ///< Candidates sign in with the number of their slip.
    bool shuffle_questions{true};
    int breaks{0};        ///< How many a candidate may take.
    int break_minutes{5}; ///< Of each; what is longer is the candidate's own time.
    int pass_percent{50};
};

struct ExamRoomPlace {
    std::string room; ///< Slug, e.g. "p01".
    std::string name;
    int seats{0}; ///< Stations, numbered from 1.
};

/// So many questions of a bank, drawn by category and tags.
struct BlueprintRule {
    std::string bank;
    assessment::DrawRule draw;
    double mark{1};
};

/// An exam as its council set it up, with the banks that its papers are drawn from. Secret until it is held.
struct Exam {
    std::string exam; ///< Slug.
    std::string title;
    std::string organiser; ///< "HỘI ĐỒNG THI …", for paper.
    std::string above;     ///< The organiser's superior on paper; may be empty.
    std::string place;     ///< "Bình Thuận", before dates on paper.
    base::Time from{}, to{};
    int minutes{0};
    Rules rules;
    std::vector<Official> council;
    std::vector<ExamRoomPlace> rooms;
    std::vector<BlueprintRule> blueprint;
    std::map<std::string, std::vector<assessment::BankQuestion>> banks;

    const ExamRoomPlace* find_room(std::string_view room) const;
    /// Is this the name of somebody with that role? White space, case and accents do not count.
    bool has_official(std::string_view name, Official::Role role) const;
    double max_mark() const;
    /// How long after `from` a candidate is let in without the chairman.
    std::chrono::minutes late_limit() const;
};

/// Reads content/schema/exam.schema.json with every bank in place of its file. Finds all problems at once, among them
/// a blueprint that its banks cannot fill and a question that no machine can mark.
Exam exam_from_json(const Json& json, Issues& issues);
Json exam_to_json(const Exam& exam);

/// Letters, digits and hyphens, 1 to 60: names of exams and rooms, which are also names of folders.
bool is_exam_slug(std::string_view text);

} // namespace canbo::exam
