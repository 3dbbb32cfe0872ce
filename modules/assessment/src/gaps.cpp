#include "assessment/gaps.h"

#include <algorithm>

namespace canbo::assessment {
namespace {

std::string field(const Gaps::Place& place) { return "p" + std::to_string(place.number); }

} // namespace

long long Gaps::right_position(const Place& place) const {
    const auto order = m_order.find(place.group);
    if (order == m_order.end())
        return -1;
    const auto found = std::find(order->second.begin(), order->second.end(), place.right);
    return found == order->second.end() ? -1 : found - order->second.begin() + 1;
}

bool Gaps::right_at(const Response& response, const Place& place) const {
    return response.has(field(place)) && response.integer(field(place)) == right_position(place);
}

bool Gaps::is_complete(const Response& response) const {
    return std::all_of(places.begin(), places.end(), [&](const auto& p) { return response.given(field(p)); });
}

bool Gaps::is_gradable(const Response& response) const {
    return std::any_of(places.begin(), places.end(), [&](const auto& p) { return response.given(field(p)); });
}

bool Gaps::is_same(const Response& before, const Response& now) const {
    return std::all_of(places.begin(), places.end(),
                       [&](const auto& p) { return same_integer(before, now, field(p)); });
}

Grade Gaps::grade(const Response& response) const {
    const auto right =
        std::count_if(places.begin(), places.end(), [&](const auto& p) { return right_at(response, p); });
    return graded(places.empty() ? 0 : static_cast<double>(right) / static_cast<double>(places.size()));
}

double Gaps::final_grade(const std::vector<Response>& tries) const {
    double sum = 0;
    for (const auto& place : places) {
        std::size_t wrong_tries = 0;
        bool right = false;
        for (std::size_t i = 0; i < tries.size(); ++i) {
            right = right_at(tries[i], place);
            wrong_tries = right ? wrong_tries : i + 1;
        }
        if (right)
            sum += std::max(0.0, 1 - static_cast<double>(wrong_tries) * penalty);
    }
    return places.empty() ? 0 : sum / static_cast<double>(places.size());
}

Response Gaps::correct() const {
    Response out;
    for (const auto& place : places)
        out.set(field(place), std::to_string(right_position(place)));
    return out;
}

void Gaps::draw(Random& random, Response& first) const {
    for (const auto& [group, members] : choices) {
        std::vector<long long> order;
        for (const auto& [number, text] : members)
            order.push_back(number);
        if (shuffle)
            random.shuffle(order);
        first.set("_choiceorder" + std::to_string(group), format_order(order));
    }
}

Result<void> Gaps::apply(const Response& first) {
    m_order.clear();
    for (const auto& [group, members] : choices) {
        const auto name = "_choiceorder" + std::to_string(group);
        m_order[group] = parse_order(first.text(name));
        for (const auto number : m_order[group])
            if (std::none_of(members.begin(), members.end(), [&](const auto& m) { return m.first == number; }))
                return fail(ErrorCode::InvalidInput, "The stored order names a choice that the question does not have",
                            name);
    }
    return {};
}

} // namespace canbo::assessment
