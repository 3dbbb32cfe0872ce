#pragma once

#include "assessment/question.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::assessment {

/// "match": each stem gets one of the choices. Response: "subN" = 1-based position of the choice in this attempt's
/// order for the Nth stem; "0" or empty = none. Stored: "_stemorder", "_choiceorder" (ids).
class Match : public Question {
public:
    struct Stem {
        long long id{0};
        long long right{0}; ///< Id of the right choice.
        std::string text;
    };
    std::vector<Stem> stems;
    std::vector<std::pair<long long, std::string>> choices; ///< Id and text.
    bool shuffle{true};

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override;
    bool is_gradable(const Response& response) const override;
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    bool counts_back() const override { return true; }
    double final_grade(const std::vector<Response>& tries) const override;
    Response correct() const override;
    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;
    const std::vector<Stem>& ordered_stems() const { return m_stems; }
    const std::vector<long long>& ordered_choices() const { return m_choices; }

protected:
    bool right_at(const Response& response, std::size_t stem) const;

private:
    std::vector<Stem> m_stems;
    std::vector<long long> m_choices;
};

/// "randomsamatch": a matching question whose stems are short-answer questions drawn from a pool; everything drawn
/// is stored ("_stem_25", "_right_25", "_choice_13"), so that the paper stands on its own.
class RandomMatch : public Match {
public:
    /// A question of the pool: its id, its text, the id and text of its best answer.
    struct PoolItem {
        long long question{0};
        std::string text;
        long long answer{0};
        std::string answer_text;
    };
    std::vector<PoolItem> pool;
    std::size_t count{4}; ///< Stems to draw; fewer where the pool holds fewer.

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;
};

/// "ordering": items to be put in order. Response: the field's text = item keys, comma between.
class Ordering : public Question {
public:
    /// How an order that is not quite right is graded. Numbers are Moodle's.
    enum class Rule {
        AllOrNothing = -1,
        AbsolutePosition = 0,
        NextExcludeLast = 1,
        NextIncludeLast = 2,
        OnePreviousAndNext = 3,
        AllPreviousAndNext = 4,
        LongestOrderedSubset = 5,
        LongestContiguousSubset = 6,
        DistanceFromPlace = 7,
    };
    struct Item {
        long long id{0};
        std::string key; ///< What a response names it by.
        std::string text;
    };
    std::vector<Item> items; ///< In the right order.
    Rule rule{Rule::AbsolutePosition};
    std::string field{"response_0"};
    std::size_t show{0}; ///< How many of the items an attempt draws; 0 = all.

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response&) const override { return true; }
    bool is_gradable(const Response&) const override { return true; }
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    Response correct() const override;
    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;

private:
    const Item* by_id(long long id) const;

    std::vector<long long> m_right;
    std::vector<long long> m_start;
};

} // namespace canbo::assessment
