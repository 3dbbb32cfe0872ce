#pragma once

#include "assessment/question.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::assessment {

/// Words or pictures put into places: "gapselect" (lists in a text), "ddwtos" (words dragged into a text) and
/// "ddimageortext" (dragged onto a picture) grade alike. Response: "pN" = 1-based position of the choice in the
/// stored order of the place's group ("_choiceorderG"); "0" or empty = none.
class Gaps : public Question {
public:
    struct Place {
        int number{0};
        int group{1};
        long long right{0}; ///< Number of the right choice within its group.
    };
    std::vector<Place> places;
    std::map<int, std::vector<std::pair<long long, std::string>>> choices; ///< Group to numbers and texts.
    bool shuffle{false};

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

private:
    long long right_position(const Place& place) const;
    bool right_at(const Response& response, const Place& place) const;

    std::map<int, std::vector<long long>> m_order;
};

/// A region of a picture in pixels.
struct Zone {
    enum class Shape { Circle, Rectangle, Polygon };
    Shape shape{Shape::Circle};
    std::vector<std::pair<double, double>> points; ///< Centre; corner and opposite corner; corners.
    double radius{0};

    /// True inside and on the edge.
    bool contains(double x, double y) const;
    /// Some point inside; nothing for a polygon whose middle lies outside.
    std::vector<std::pair<double, double>> middle() const;
};

/// "50,50;50" (circle: centre, radius), "100,0;100,100" (rectangle: corner, width and height), "0,0;9,0;9,9"
/// (polygon). @error InvalidInput
Result<Zone> parse_zone(std::string_view coordinates);

/// "ddmarker": markers put on a picture, made for "mark the suspicious spot on this screenshot". Response: "cN" for
/// the Nth marker of the stored order = "x,y;x,y" in pixels. Markers that hit nothing count against the grade.
class Markers : public Question {
public:
    struct Place {
        int number{0};
        Zone zone;
        long long right{0}; ///< Number of the marker that belongs here.
    };
    std::vector<Place> places;
    std::vector<std::pair<long long, std::string>> markers;
    bool shuffle{false};

    std::unique_ptr<Question> clone() const override { return cloned(*this); }
    bool is_complete(const Response& response) const override;
    bool is_gradable(const Response& response) const override { return is_complete(response); }
    bool is_same(const Response& before, const Response& now) const override;
    Grade grade(const Response& response) const override;
    bool counts_back() const override { return true; }
    double final_grade(const std::vector<Response>& tries) const override;
    Response correct() const override;
    void draw(Random& random, Response& first) const override;
    Result<void> apply(const Response& first) override;

private:
    std::size_t dragged(const Response& response) const;
    /// Places that are hit, each by a drop no other place uses.
    std::vector<int> hits(const Response& response) const;
    std::size_t position(long long marker) const;

    std::vector<long long> m_order;
};

} // namespace canbo::assessment
