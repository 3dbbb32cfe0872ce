#pragma once

#include "training/attempt_entries.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace canbo::training {

/// What the office finds when it plays an attempt again.
struct AttemptVerdict {
    std::string attempt, learner, agency, course, version, lesson;
    bool valid{false};  ///< Nothing was found, and every mark came out as the learner saw it.
    bool graded{false}; ///< The questions were at hand.
    double claimed{0};  ///< Share of the whole mark the learner saw.
    double regraded{0};
    std::chrono::milliseconds took{0}; ///< By the clock nobody can set.
    struct Question {
        int slot{0};
        std::string name;
        std::string state;
        std::optional<double> mark;
        double max{1};
        std::string text; ///< In plain words.
    };
    std::vector<Question> questions;
    std::vector<Error> findings;
    /// Where the machine's clock was set during the attempt: sequence of the event, by how much. No fault by itself.
    std::vector<std::pair<long long, std::chrono::milliseconds>> clock_changes;
};

/// Replays and grades again. `open` fails where the course is not here in that version: then only chain, heads and
/// order are judged, and that is a finding. @error NotFound no such attempt here; Storage
Result<AttemptVerdict> verify_attempt(const LearningDesk& desk, const std::string& id, const OpenQuiz& open);

Json verdict_to_json(const AttemptVerdict& verdict);

} // namespace canbo::training
