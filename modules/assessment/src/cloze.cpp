#include "assessment/cloze.h"

#include <algorithm>
#include <optional>

namespace canbo::assessment {
namespace {

std::string prefix(std::size_t part) { return "sub" + std::to_string(part + 1) + "_"; }

/// Right when every part is, wrong (or given up) when every part is, else partly right.
AttemptState combined(std::optional<AttemptState> all, AttemptState one) {
    if (!all || *all == one)
        return one;
    const auto none_right = [](AttemptState s) { return s == AttemptState::GaveUp || s == AttemptState::GradedWrong; };
    return none_right(*all) && none_right(one) ? AttemptState::GradedWrong : AttemptState::GradedPartial;
}

} // namespace

Cloze::Cloze(const Cloze& other) : Question(other) {
    for (const auto& part : other.parts)
        parts.push_back(part->clone());
}

bool Cloze::is_complete(const Response& response) const {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!parts[i]->is_complete(response.part(prefix(i))))
            return false;
    return true;
}

bool Cloze::is_gradable(const Response& response) const {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i]->is_gradable(response.part(prefix(i))))
            return true;
    return false;
}

bool Cloze::is_same(const Response& before, const Response& now) const {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (!parts[i]->is_same(before.part(prefix(i)), now.part(prefix(i))))
            return false;
    return true;
}

Grade Cloze::grade(const Response& response) const {
    double sum = 0;
    double weights = 0;
    std::optional<AttemptState> state;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto mine = response.part(prefix(i));
        const auto& part = *parts[i];
        Grade grade{0, AttemptState::GaveUp};
        if (part.is_gradable(mine))
            grade = part.grade(mine);
        sum += grade.fraction * part.default_mark;
        weights += part.default_mark;
        state = combined(state, grade.state);
    }
    return {weights > 0 ? sum / weights : 0, state.value_or(AttemptState::GaveUp)};
}

double Cloze::min_fraction() const {
    double sum = 0;
    double weights = 0;
    for (const auto& part : parts) {
        sum += part->min_fraction() * part->default_mark;
        weights += part->default_mark;
    }
    return weights > 0 ? sum / weights : 0;
}

double Cloze::final_grade(const std::vector<Response>& tries) const {
    double sum = 0;
    double weights = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& part = *parts[i];
        Response last;
        std::size_t changed = 0; // the try that last changed this part
        double fraction = 0;
        for (std::size_t n = 0; n < tries.size(); ++n) {
            auto mine = tries[n].part(prefix(i));
            if (part.is_same(last, mine))
                continue;
            fraction = part.is_gradable(mine) ? part.grade(mine).fraction : 0;
            last = std::move(mine);
            changed = n;
        }
        sum += part.default_mark * std::max(0.0, fraction - static_cast<double>(changed) * penalty);
        weights += part.default_mark;
    }
    return weights > 0 ? sum / weights : 0;
}

Response Cloze::correct() const {
    Response out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = parts[i]->correct();
        for (const auto& [name, value] : part.entries())
            out.set_part(prefix(i), name, value);
    }
    return out;
}

void Cloze::draw(Random& random, Response& first) const {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Response mine;
        parts[i]->draw(random, mine);
        for (const auto& [name, value] : mine.entries())
            first.set_part(prefix(i), name, value);
    }
}

Result<void> Cloze::apply(const Response& first) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        CANBO_TRY_VOID(parts[i]->apply(first.part(prefix(i))));
    return {};
}

} // namespace canbo::assessment
