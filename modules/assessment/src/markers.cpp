#include "assessment/gaps.h"
#include "assessment/numbers.h"
#include "assessment/text_match.h"

#include <algorithm>
#include <cmath>

namespace canbo::assessment {
namespace {

using Point = std::pair<double, double>;

std::string marker_field(std::size_t position) { return "c" + std::to_string(position); }

std::vector<std::string> drops(std::string_view text) { return split(text, ';'); }

Point parse_point(std::string_view text) {
    const auto at = text.find(',');
    return {leading_number(text.substr(0, at)), at == std::string_view::npos ? 0 : leading_number(text.substr(at + 1))};
}

/// Positive where `at` lies left of the line from `from` to `to`, 0 on it.
double side(const Point& from, const Point& to, const Point& at) {
    return (to.first - from.first) * (at.second - from.second) - (at.first - from.first) * (to.second - from.second);
}

bool on_edge(const Point& from, const Point& to, const Point& at) {
    return side(from, to, at) == 0 && std::min(from.first, to.first) <= at.first &&
           at.first <= std::max(from.first, to.first) && std::min(from.second, to.second) <= at.second &&
           at.second <= std::max(from.second, to.second);
}

bool in_polygon(const std::vector<Point>& corners, const Point& at) {
    int winding = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto& from = corners[i];
        const auto& to = corners[(i + 1) % corners.size()];
        if (on_edge(from, to, at))
            return true;
        const bool below = from.second <= at.second;
        if (below && to.second > at.second && side(from, to, at) > 0)
            ++winding;
        else if (!below && to.second <= at.second && side(from, to, at) < 0)
            --winding;
    }
    return winding != 0;
}

} // namespace

bool Zone::contains(double x, double y) const {
    if (shape == Shape::Circle)
        return std::hypot(x - points[0].first, y - points[0].second) <= radius;
    if (shape == Shape::Rectangle)
        return points[0].first <= x && x <= points[1].first && points[0].second <= y && y <= points[1].second;
    return in_polygon(points, {x, y});
}

std::vector<Point> Zone::middle() const {
    if (shape == Shape::Circle)
        return {points[0]};
    auto least = points[0];
    auto most = points[0];
    for (const auto& [x, y] : points) {
        least = {std::min(least.first, x), std::min(least.second, y)};
        most = {std::max(most.first, x), std::max(most.second, y)};
    }
    const Point out{std::round((least.first + most.first) / 2), std::round((least.second + most.second) / 2)};
    return contains(out.first, out.second) ? std::vector<Point>{out} : std::vector<Point>{};
}

Result<Zone> parse_zone(std::string_view coordinates) {
    const auto pieces = split(coordinates, ';');
    for (const auto& piece : pieces)
        for (const auto& number : split(piece, ','))
            if (!is_number(number))
                return fail(ErrorCode::InvalidInput, "A region of a picture is written in whole numbers",
                            std::string(coordinates));
    Zone out;
    const bool pairs = std::all_of(pieces.begin(), pieces.end(),
                                   [](const auto& p) { return std::count(p.begin(), p.end(), ',') == 1; });
    if (pieces.size() == 2 && pieces[1].find(',') == std::string::npos) {
        out.points = {parse_point(pieces[0])};
        out.radius = leading_number(pieces[1]);
        return out;
    }
    if (!pairs || pieces.size() < 2)
        return fail(ErrorCode::InvalidInput, "A region is a circle, a rectangle or a polygon",
                    std::string(coordinates));
    for (const auto& piece : pieces)
        out.points.push_back(parse_point(piece));
    out.shape = pieces.size() == 2 ? Zone::Shape::Rectangle : Zone::Shape::Polygon;
    if (out.shape == Zone::Shape::Rectangle) {
        out.points[1].first += out.points[0].first;
        out.points[1].second += out.points[0].second;
    }
    return out;
}

std::size_t Markers::position(long long marker) const {
    const auto found = std::find(m_order.begin(), m_order.end(), marker);
    return found == m_order.end() ? 0 : static_cast<std::size_t>(found - m_order.begin()) + 1;
}

bool Markers::is_complete(const Response& response) const {
    for (std::size_t i = 1; i <= markers.size(); ++i)
        if (!trim_answer(response.text(marker_field(i))).empty())
            return true;
    return false;
}

bool Markers::is_same(const Response& before, const Response& now) const {
    for (std::size_t i = 1; i <= markers.size(); ++i) {
        auto had = drops(before.text(marker_field(i)));
        auto has = drops(now.text(marker_field(i)));
        std::sort(had.begin(), had.end());
        std::sort(has.begin(), has.end());
        if (had != has)
            return false;
    }
    return true;
}

std::size_t Markers::dragged(const Response& response) const {
    std::size_t out = 0;
    for (std::size_t i = 1; i <= markers.size(); ++i)
        if (const auto text = response.text(marker_field(i)); !text.empty())
            out += drops(text).size();
    return out;
}

std::vector<int> Markers::hits(const Response& response) const {
    struct PlaceHits {
        const Place* place{nullptr};
        std::vector<std::pair<std::size_t, std::size_t>> drops; // marker_field and number of the drop in it
    };
    std::vector<PlaceHits> all;
    for (const auto& place : places) {
        PlaceHits found{&place, {}};
        const auto at = position(place.right);
        const auto given = drops(response.text(marker_field(at)));
        for (std::size_t i = 0; at > 0 && i < given.size(); ++i) {
            const auto point = parse_point(given[i]);
            if (!trim_answer(given[i]).empty() && place.zone.contains(point.first, point.second))
                found.drops.emplace_back(at, i);
        }
        if (!found.drops.empty())
            all.push_back(std::move(found));
    }
    // Zones may overlap: the place with the fewest drops chooses first.
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.drops.size() < b.drops.size(); });
    std::vector<std::pair<std::size_t, std::size_t>> used;
    std::vector<int> out;
    for (const auto& found : all)
        for (const auto& drop : found.drops)
            if (std::find(used.begin(), used.end(), drop) == used.end()) {
                used.push_back(drop);
                out.push_back(found.place->number);
                break;
            }
    return out;
}

Grade Markers::grade(const Response& response) const {
    const auto all = std::max(places.size(), dragged(response));
    return graded(all == 0 ? 0 : static_cast<double>(hits(response).size()) / static_cast<double>(all));
}

double Markers::final_grade(const std::vector<Response>& tries) const {
    std::size_t most_dragged = places.size();
    std::map<int, std::size_t> right_since; // place to the try since which it is right
    for (std::size_t i = 0; i < tries.size(); ++i) {
        most_dragged = std::max(most_dragged, dragged(tries[i]));
        const auto now = hits(tries[i]);
        for (const int place : now)
            right_since.try_emplace(place, i);
        std::erase_if(right_since,
                      [&](const auto& item) { return std::find(now.begin(), now.end(), item.first) == now.end(); });
    }
    double sum = 0;
    for (const auto& [place, since] : right_since)
        sum += 1 - static_cast<double>(since) * penalty;
    return most_dragged == 0 ? 0 : sum / static_cast<double>(most_dragged);
}

Response Markers::correct() const {
    std::map<std::size_t, std::string> texts;
    for (const auto& place : places)
        for (const auto& [x, y] : place.zone.middle()) {
            auto& text = texts[position(place.right)];
            text += (text.empty() ? "" : ";") + format_number(x) + "," + format_number(y);
        }
    Response out;
    for (auto& [at, text] : texts)
        out.set(marker_field(at), text);
    return out;
}

void Markers::draw(Random& random, Response& first) const {
    std::vector<long long> order;
    for (const auto& [number, text] : markers)
        order.push_back(number);
    if (shuffle)
        random.shuffle(order);
    first.set("_choiceorder1", format_order(order));
}

Result<void> Markers::apply(const Response& first) {
    m_order = parse_order(first.text("_choiceorder1"));
    return {};
}

} // namespace canbo::assessment
