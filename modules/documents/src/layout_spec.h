#pragma once

#include "base/result.h"

#include <filesystem>
#include <map>
#include <string>

namespace canbo::documents {

constexpr double points_per_mm = 72 / 25.4;

enum class Align { Left, Center, Right, Justify };

/// How the paragraphs of one kind look. Lengths in points.
struct Style {
    double size{14};
    bool bold{false};
    bool italic{false};
    bool upper{false};
    Align align{Align::Left};
    double first_line{0}; ///< Indent of the first line, beyond `left`.
    double left{0};
    double before{0};       ///< Gap above; none at the head of a page.
    double line_spacing{1}; ///< Times single spacing.
    bool keep_with_next{false};
};

/// The figures of a layout: reports/<layout>.json. Lengths in points here, millimetres and points in the file.
struct LayoutSpec {
    struct {
        double width, height, top, bottom, left, right;
    } page{};
    struct {
        double from_top; ///< Baseline below the upper edge of the paper.
    } page_number{};
    struct {
        double left_width, column_gap, rule_thickness, rule_gap;
        double agency_rule_share;   ///< Length of the rule under the issuing agency, of that line's length.
        double abstract_rule_share; ///< The same under the abstract.
        double row_gap;             ///< Between the agency's rule and the number.
        double title_gap;           ///< Above the kind of document.
        double number_blank;        ///< Width left free for a number, day or month not yet given.
        double addressee_indent;
    } letterhead{};
    struct {
        double left_width, column_gap, before, seal_height;
        int lines_kept; ///< Lines of body that stay on the page of the signature.
    } signature{};
    struct {
        double height, thickness, before;
        std::map<std::string, double> widths; ///< By the stamp's text.
    } urgency{};
    struct {
        double padding_x, padding_y, line_thickness, before;
    } table{};
    /// A double line around every page; none where `outer` is 0.
    struct {
        double inset, outer, gap, inner; ///< From the edge of the paper; thickness; between the lines; thickness.
    } frame{};
    double list_indent{0}; ///< For each depth below the first.
    struct {
        double rule_length, before;
    } notes{};
    std::map<std::string, Style> styles;

    /// A style by name; CANBO_CHECKs that it is there: load() made sure of those the code names.
    const Style& style(const std::string& name) const;

    /// @error NotFound, InvalidInput (unknown key, missing style; `where` names it)
    static Result<LayoutSpec> load(const std::filesystem::path& file);
};

} // namespace canbo::documents
