#include "assessment/matching.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace canbo::assessment {
namespace {

using Order = std::vector<long long>;

std::optional<std::size_t> place(const Order& order, long long id) {
    const auto found = std::find(order.begin(), order.end(), id);
    if (found == order.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - order.begin());
}

/// What was right out of what could be.
struct Score {
    double right{0};
    double all{0};
};

Score by_position(const Order& right, const Order& given) {
    Score out;
    for (std::size_t i = 0; i < right.size(); ++i) {
        out.right += i < given.size() && given[i] == right[i] ? 1 : 0;
        out.all += 1;
    }
    return out;
}

/// The item `step` places from the one at `at`; 0 beyond either end, which counts as a neighbour too.
long long neighbour(const Order& order, std::size_t at, long long step) {
    const auto index = static_cast<long long>(at) + step;
    return index < 0 || index >= static_cast<long long>(order.size()) ? 0 : order[static_cast<std::size_t>(index)];
}

Score by_neighbours(const Order& right, const Order& given, bool previous_too, bool last_too) {
    Score out;
    for (std::size_t i = 0; i < right.size(); ++i) {
        const auto at = place(given, right[i]);
        const bool last = i + 1 == right.size();
        if (!last || last_too) {
            // Without the last item, the one that ends the given order has no next to be right about.
            const bool has_next = at && (last_too || *at + 1 < given.size());
            out.right += has_next && neighbour(given, *at, 1) == neighbour(right, i, 1) ? 1 : 0;
            out.all += 1;
        }
        if (previous_too) {
            out.right += at && neighbour(given, *at, -1) == neighbour(right, i, -1) ? 1 : 0;
            out.all += 1;
        }
    }
    return out;
}

/// Every pair of items that stands in the right order, seen from both of its items.
Score by_all_pairs(const Order& right, const Order& given) {
    Score out;
    for (std::size_t i = 0; i < right.size(); ++i)
        for (std::size_t j = i + 1; j < right.size(); ++j) {
            const auto first = place(given, right[i]);
            const auto second = place(given, right[j]);
            out.right += first && second && *first < *second ? 2 : 0;
            out.all += 2;
        }
    return out;
}

Score by_longest_run(const Order& right, const Order& given, bool contiguous) {
    std::vector<std::size_t> places;
    for (const auto id : given)
        if (const auto at = place(right, id))
            places.push_back(*at);
    std::vector<std::size_t> longest(places.size(), 1);
    std::size_t best = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = contiguous && i > 0 ? i - 1 : 0; j < i; ++j) {
            const bool goes_on = contiguous ? places[i] == places[j] + 1 : places[i] > places[j];
            if (goes_on)
                longest[i] = std::max(longest[i], longest[j] + 1);
        }
        best = std::max(best, longest[i]);
    }
    // One item alone is no run.
    return {best > 1 ? static_cast<double>(best) : 0, static_cast<double>(given.size())};
}

Score by_distance(const Order& right, const Order& given) {
    Score out;
    const auto most = static_cast<long long>(right.size()) - 1;
    for (std::size_t i = 0; i < right.size(); ++i) {
        if (const auto at = place(given, right[i]))
            out.right += static_cast<double>(
                std::max(0LL, most - std::llabs(static_cast<long long>(i) - static_cast<long long>(*at))));
        out.all += static_cast<double>(most);
    }
    return out;
}

Score score(Ordering::Rule rule, const Order& right, const Order& given) {
    switch (rule) {
    case Ordering::Rule::NextExcludeLast:
        return by_neighbours(right, given, false, false);
    case Ordering::Rule::NextIncludeLast:
        return by_neighbours(right, given, false, true);
    case Ordering::Rule::OnePreviousAndNext:
        return by_neighbours(right, given, true, true);
    case Ordering::Rule::AllPreviousAndNext:
        return by_all_pairs(right, given);
    case Ordering::Rule::LongestOrderedSubset:
        return by_longest_run(right, given, false);
    case Ordering::Rule::LongestContiguousSubset:
        return by_longest_run(right, given, true);
    case Ordering::Rule::DistanceFromPlace:
        return by_distance(right, given);
    case Ordering::Rule::AbsolutePosition:
    case Ordering::Rule::AllOrNothing:
        break;
    }
    auto out = by_position(right, given);
    if (rule == Ordering::Rule::AllOrNothing && out.right < out.all)
        out.right = 0;
    return out;
}

} // namespace

const Ordering::Item* Ordering::by_id(long long id) const {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

bool Ordering::is_same(const Response& before, const Response& now) const {
    return before.has(field) && now.has(field) && before.text(field) == now.text(field);
}

Grade Ordering::grade(const Response& response) const {
    Order given = m_start;
    if (const auto* answer = response.find(field)) {
        given.clear();
        for (const auto& key : split(*answer, ',')) {
            const auto found = std::find_if(items.begin(), items.end(), [&](const auto& i) { return i.key == key; });
            if (found != items.end() && place(m_right, found->id) && !place(given, found->id))
                given.push_back(found->id);
        }
    }
    const auto result = score(rule, m_right, given);
    return graded(result.all > 0 ? result.right / result.all : 0);
}

Response Ordering::correct() const {
    std::string keys;
    for (const auto id : m_right)
        if (const auto* item = by_id(id))
            keys += (keys.empty() ? "" : ",") + item->key;
    return {{field, keys}};
}

void Ordering::draw(Random& random, Response& first) const {
    Order drawn;
    for (const auto& item : items)
        drawn.push_back(item.id);
    if (show > 0 && show < drawn.size()) {
        random.shuffle(drawn);
        drawn.resize(show);
    }
    Order right;
    for (const auto& item : items)
        if (place(drawn, item.id))
            right.push_back(item.id);
    drawn = right;
    random.shuffle(drawn);
    first.set("_correctresponse", format_order(right));
    first.set("_currentresponse", format_order(drawn));
}

Result<void> Ordering::apply(const Response& first) {
    m_right = parse_order(first.text("_correctresponse"));
    m_start = parse_order(first.text("_currentresponse"));
    for (const auto id : m_right)
        if (by_id(id) == nullptr)
            return fail(ErrorCode::InvalidInput, "The stored order names an item that the question does not have",
                        "_correctresponse");
    return {};
}

} // namespace canbo::assessment
