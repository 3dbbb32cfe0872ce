#pragma once

#include "assessment/question.h"

#include <memory>
#include <string>
#include <vector>

namespace canbo::assessment {

/// "multianswer" (cloze): a text with small questions inside, each with its weight (default_mark). Response: the
/// Nth part's own names behind "subN_"; stored draws behind "_subN_".
class Cloze : public Question {
public:
    std::vector<std::unique_ptr<Question>> parts;

    Cloze() = default;
    Cloze(const Cloze& other);

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override;
    bool is_gradable(const Response& response) const override;
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    double min_fraction() const override;
    bool counts_back() const override { return true; }
    double final_grade(const std::vector<Response>& tries) const override;
    Response correct() const override;
    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;
};

} // namespace canbo::assessment
