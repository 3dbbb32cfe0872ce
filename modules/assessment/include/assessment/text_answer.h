#pragma once

#include "assessment/numbers.h"
#include "assessment/question.h"
#include "assessment/text_match.h"

#include <optional>
#include <string>
#include <vector>

namespace canbo::assessment {

/// "shortanswer": the first expected text that fits gives the grade. Response: "answer".
class ShortAnswer : public Question {
public:
    struct Expected {
        std::string pattern; ///< See fits().
        double fraction{0};
    };
    std::vector<Expected> answers;
    TextRules rules;

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override { return response.given("answer") || zero(response); }
    bool is_gradable(const Response& response) const override { return is_complete(response); }
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    Response correct() const override;

private:
    static bool zero(const Response& response) { return response.text("answer") == "0"; }
};

/// "numerical". Response: "answer", and "unit" where units have a field of their own. "_separators" stores the
/// attempt's decimal and thousands signs ("." "$" ",").
class Numerical : public Question {
public:
    struct Expected {
        std::string answer; ///< A number with a decimal point, or "*".
        double tolerance{0};
        Tolerance kind{Tolerance::Nominal};
        double fraction{0};
    };
    /// How the unit is given.
    enum class UnitDisplay { Typed = 0, Radio = 1, Select = 2, None = 3 };
    /// What a missing or wrong unit costs: nothing, a share of the answer's grade, or a share of the whole mark.
    enum class UnitGrading { None = 0, OfGrade = 1, OfMark = 2 };

    std::vector<Expected> answers;
    NumberReader reader;
    UnitDisplay unit_display{UnitDisplay::None};
    UnitGrading unit_grading{UnitGrading::None};
    double unit_penalty{0};

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override;
    bool is_gradable(const Response& response) const override;
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    Response correct() const override;
    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;

private:
    bool unit_apart() const { return unit_display == UnitDisplay::Radio || unit_display == UnitDisplay::Select; }
};

/// "essay": marked by a person. Response: "answer". Word limits count words between white space.
class Essay : public Question {
public:
    bool required{true};
    std::optional<int> least_words;
    std::optional<int> most_words;

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    Marking marking() const override { return Marking::ByHand; }
    bool is_complete(const Response& response) const override;
    bool is_gradable(const Response& response) const override { return !response.text("answer").empty(); }
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response&) const override { return {0, AttemptState::NeedsGrading}; }
};

/// "description": only to be read.
class Description : public Question {
public:
    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    Marking marking() const override { return Marking::None; }
    bool is_complete(const Response&) const override { return false; }
    bool is_gradable(const Response&) const override { return false; }
    bool is_same(const Response&, const Response&) const override { return true; }
    Grade grade(const Response&) const override { return {0, AttemptState::Finished}; }
};

} // namespace canbo::assessment
