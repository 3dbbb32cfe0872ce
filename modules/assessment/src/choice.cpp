#include "assessment/choice.h"

#include <algorithm>

namespace canbo::assessment {
namespace {

std::string choice_field(std::size_t position) { return "choice" + std::to_string(position); }

} // namespace

bool TrueFalse::is_same(const Response& before, const Response& now) const { return same_text(before, now, "answer"); }

Grade TrueFalse::grade(const Response& response) const { return graded(response.given("answer") == right ? 1 : 0); }

void ChoiceQuestion::draw(Random& random, Response& first) const {
    std::vector<long long> order;
    for (const auto& choice : choices)
        order.push_back(choice.id);
    if (shuffle)
        random.shuffle(order);
    first.set("_order", format_order(order));
}

Result<void> ChoiceQuestion::apply(const Response& first) {
    m_ordered.clear();
    const auto* stored = first.find("_order");
    if (stored == nullptr) { // a part of an older attempt: as written
        m_ordered = choices;
        return {};
    }
    for (const auto id : parse_order(*stored)) {
        const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.id == id; });
        if (found == choices.end())
            return fail(ErrorCode::InvalidInput, "The stored order names a choice that the question does not have",
                        "_order");
        m_ordered.push_back(*found);
    }
    return {};
}

bool SingleChoice::is_complete(const Response& response) const {
    const auto* answer = response.find("answer");
    return answer != nullptr && !answer->empty() && *answer != "-1";
}

bool SingleChoice::is_same(const Response& before, const Response& now) const {
    const bool had = is_complete(before);
    return had == is_complete(now) && (!had || before.text("answer") == now.text("answer"));
}

Grade SingleChoice::grade(const Response& response) const {
    const auto position = response.integer("answer");
    if (!response.has("answer") || position < 0 || static_cast<std::size_t>(position) >= ordered().size())
        return graded(0);
    return graded(ordered()[static_cast<std::size_t>(position)].fraction);
}

double SingleChoice::min_fraction() const {
    double least = 0;
    for (const auto& choice : choices)
        least = std::min(least, choice.fraction);
    return least;
}

Response SingleChoice::correct() const {
    for (std::size_t i = 0; i < ordered().size(); ++i)
        if (graded_state(ordered()[i].fraction) == AttemptState::GradedRight)
            return {{"answer", std::to_string(i)}};
    return {};
}

bool MultipleChoice::is_complete(const Response& response) const {
    for (std::size_t i = 0; i < ordered().size(); ++i)
        if (response.given(choice_field(i)))
            return true;
    return false;
}

bool MultipleChoice::is_same(const Response& before, const Response& now) const {
    for (std::size_t i = 0; i < ordered().size(); ++i)
        if (!same_integer(before, now, choice_field(i)))
            return false;
    return true;
}

Grade MultipleChoice::grade(const Response& response) const {
    double sum = 0;
    for (std::size_t i = 0; i < ordered().size(); ++i)
        if (response.given(choice_field(i)))
            sum += ordered()[i].fraction;
    return graded(std::clamp(sum, 0.0, 1.0));
}

Response MultipleChoice::correct() const {
    Response out;
    for (std::size_t i = 0; i < ordered().size(); ++i)
        if (ordered()[i].fraction > 0)
            out.set(choice_field(i), "1");
    return out;
}

} // namespace canbo::assessment
