#pragma once

#include "assessment/question.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::assessment {

/// "truefalse". Response: "answer" = "1" for true, "0" or empty for false.
class TrueFalse : public Question {
public:
    bool right{true};

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override { return response.has("answer"); }
    bool is_gradable(const Response& response) const override { return response.has("answer"); }
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    Response correct() const override { return {{"answer", right ? "1" : "0"}}; }
};

/// One choice: an id that never changes, and the share of the mark it brings (or costs).
struct Choice {
    long long id{0};
    double fraction{0};
    std::string text;
};

/// What single and multiple answers share: choices in a stored order ("_order" = ids; responses name positions in it).
class ChoiceQuestion : public Question {
public:
    std::vector<Choice> choices;
    bool shuffle{true};

    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;
    /// The choices as this attempt shows them.
    const std::vector<Choice>& ordered() const { return m_ordered; }

private:
    std::vector<Choice> m_ordered;
};

/// "multichoice", one answer. Response: "answer" = position; empty or "-1" = none.
class SingleChoice : public ChoiceQuestion {
public:
    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override;
    bool is_gradable(const Response& response) const override { return is_complete(response); }
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    double min_fraction() const override;
    Response correct() const override;
};

/// "multichoice", several answers. Response: "choiceN" for position N. Fractions add up, kept between 0 and 1.
class MultipleChoice : public ChoiceQuestion {
public:
    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override;
    bool is_gradable(const Response& response) const override { return is_complete(response); }
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    Response correct() const override;
};

} // namespace canbo::assessment
