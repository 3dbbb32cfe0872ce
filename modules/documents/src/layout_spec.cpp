#include "layout_spec.h"

#include "base/file.h"
#include "base/issues.h"
#include "base/json.h"

namespace canbo::documents {
namespace {

constexpr const char* needed_styles[] = {"body",       "list",
                                         "quote",      "code",
                                         "note",       "table",
                                         "table_head", "heading_1",
                                         "heading_2",  "heading_3",
                                         "heading_4",  "heading_5",
                                         "heading_6",  "national_name",
                                         "motto",      "superior",
                                         "issuer",     "number",
                                         "place_date", "kind",
                                         "abstract",   "subject",
                                         "addressee",  "authority",
                                         "signer",     "recipients_title",
                                         "recipients", "page_number",
                                         "urgency"};

double millimetres(base::ObjectReader& in, const char* key) {
    return in.optional_number(key).value_or(0) * points_per_mm;
}
double plain(base::ObjectReader& in, const char* key, double fallback = 0) {
    return in.optional_number(key).value_or(fallback);
}

Align read_align(base::ObjectReader& in, base::Issues& issues) {
    const std::string name = in.text_or("align", "left");
    if (name == "center")
        return Align::Center;
    if (name == "right")
        return Align::Right;
    if (name == "justify")
        return Align::Justify;
    if (name != "left")
        issues.error(ErrorCode::InvalidInput, in.path("align"), "The alignment is not known");
    return Align::Left;
}

Style read_style(const Json& json, const std::string& where, base::Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Style style;
    style.size = plain(in, "size_pt", 14);
    style.bold = in.boolean_or("bold", false);
    style.italic = in.boolean_or("italic", false);
    style.upper = in.boolean_or("upper", false);
    style.align = read_align(in, issues);
    style.first_line = millimetres(in, "first_line_mm");
    style.left = millimetres(in, "left_mm");
    style.before = plain(in, "before_pt");
    style.line_spacing = plain(in, "line_spacing", 1);
    style.keep_with_next = in.boolean_or("keep_with_next", false);
    in.finish();
    if (style.size < 4 || style.size > 72 || style.line_spacing < 0.8 || style.line_spacing > 3)
        issues.error(ErrorCode::InvalidInput, where, "A size or spacing is out of range");
    return style;
}

void read_page(const Json& json, LayoutSpec& spec, base::Issues& issues) {
    base::ObjectReader in(json, "page", issues);
    spec.page = {millimetres(in, "width_mm"),  millimetres(in, "height_mm"), millimetres(in, "top_mm"),
                 millimetres(in, "bottom_mm"), millimetres(in, "left_mm"),   millimetres(in, "right_mm")};
    spec.page_number = {millimetres(in, "number_from_top_mm")};
    in.finish();
    if (spec.page.width - spec.page.left - spec.page.right < 200 ||
        spec.page.height - spec.page.top - spec.page.bottom < 200)
        issues.error(ErrorCode::InvalidInput, "page", "The margins leave no room for text");
}

void read_letter(const Json& head, const Json& sign, LayoutSpec& spec, base::Issues& issues) {
    base::ObjectReader in(head, "letterhead", issues);
    spec.letterhead = {millimetres(in, "left_width_mm"),
                       millimetres(in, "column_gap_mm"),
                       plain(in, "rule_thickness_pt", 0.75),
                       plain(in, "rule_gap_pt"),
                       plain(in, "agency_rule_share", 0.4),
                       plain(in, "abstract_rule_share", 0.4),
                       plain(in, "row_gap_pt"),
                       plain(in, "title_gap_pt"),
                       millimetres(in, "number_blank_mm"),
                       millimetres(in, "addressee_indent_mm")};
    in.finish();
    base::ObjectReader out(sign, "signature", issues);
    spec.signature = {millimetres(out, "left_width_mm"), millimetres(out, "column_gap_mm"), plain(out, "before_pt"),
                      millimetres(out, "seal_height_mm"), static_cast<int>(out.integer("lines_kept", 0, 10))};
    out.finish();
}

void read_urgency(const Json& json, LayoutSpec& spec, base::Issues& issues) {
    base::ObjectReader in(json, "urgency", issues);
    spec.urgency.height = millimetres(in, "height_mm");
    spec.urgency.thickness = plain(in, "line_pt", 1);
    spec.urgency.before = plain(in, "before_pt");
    for (const auto& [word, width] : in.object_or_empty("widths_mm").items()) {
        if (width.is_number())
            spec.urgency.widths[word] = width.get<double>() * points_per_mm;
        else
            issues.error(ErrorCode::InvalidInput, "urgency.widths_mm." + word, "This must be a number");
    }
    in.finish();
}

void read_rest(base::ObjectReader& top, LayoutSpec& spec, base::Issues& issues) {
    base::ObjectReader table(top.object_or_empty("table"), "table", issues);
    spec.table = {plain(table, "padding_x_pt"), plain(table, "padding_y_pt"), plain(table, "line_pt", 0.5),
                  plain(table, "before_pt")};
    table.finish();
    base::ObjectReader frame(top.object_or_empty("frame"), "frame", issues);
    spec.frame = {millimetres(frame, "inset_mm"), plain(frame, "outer_pt"), plain(frame, "gap_pt"),
                  plain(frame, "inner_pt")};
    frame.finish();
    base::ObjectReader list(top.object_or_empty("list"), "list", issues);
    spec.list_indent = millimetres(list, "indent_mm");
    list.finish();
    base::ObjectReader notes(top.object_or_empty("notes"), "notes", issues);
    spec.notes = {millimetres(notes, "rule_mm"), plain(notes, "before_pt")};
    notes.finish();
    for (const auto& [name, style] : top.object_or_empty("styles").items())
        spec.styles[name] = read_style(style, "styles." + name, issues);
    for (const char* name : needed_styles)
        if (spec.styles.count(name) == 0)
            issues.error(ErrorCode::InvalidInput, std::string("styles.") + name, "A style of the layout is missing");
}

} // namespace

const Style& LayoutSpec::style(const std::string& name) const {
    const auto found = styles.find(name);
    CANBO_CHECK(found != styles.end());
    return found->second;
}

Result<LayoutSpec> LayoutSpec::load(const std::filesystem::path& file) {
    CANBO_TRY(const std::string text, base::read_file(file, 1'000'000));
    CANBO_TRY(const Json json, base::parse_json(text));
    base::Issues issues;
    LayoutSpec spec;
    base::ObjectReader in(json, "", issues);
    static_cast<void>(in.text_or("$comment", ""));
    read_page(in.object_or_empty("page"), spec, issues);
    read_letter(in.object_or_empty("letterhead"), in.object_or_empty("signature"), spec, issues);
    read_urgency(in.object_or_empty("urgency"), spec, issues);
    read_rest(in, spec, issues);
    in.finish();
    if (issues.has_errors()) {
        Error error = base::first_error(issues);
        error.where = file.filename().string() + ": " + error.where;
        return fail(std::move(error));
    }
    return spec;
}

} // namespace canbo::documents
