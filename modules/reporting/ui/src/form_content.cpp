#include "reporting_ui/form_content.h"

#include "base/text.h"
#include "base/translation.h"
#include "progress/status.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace canbo::reporting::ui {
namespace {

using progress::Confidence;
using progress::Status;

struct Asked {
    const char* key;
    const char* label;
    FieldRow::Kind kind;
};

/// In the order of the form; indicators stand between percent and results.
constexpr Asked asked_first[] = {{"status", base::msgid("Status"), FieldRow::Kind::Choice},
                                 {"confidence", base::msgid("Confidence"), FieldRow::Kind::Choice},
                                 {"percent", base::msgid("Percentage done (%)"), FieldRow::Kind::Line}};
constexpr Asked asked_last[] = {{"results", base::msgid("Results of the period"), FieldRow::Kind::Area},
                                {"difficulties", base::msgid("Difficulties and causes"), FieldRow::Kind::Area},
                                {"proposals", base::msgid("Proposals"), FieldRow::Kind::Area},
                                {"next", base::msgid("Next steps"), FieldRow::Kind::Area}};

constexpr Status statuses[] = {Status::NotStarted, Status::OnTrack, Status::AtRisk,
                               Status::Late,       Status::Done,    Status::Waiting};
constexpr Confidence confidences[] = {Confidence::Green, Confidence::Amber, Confidence::Red};

std::vector<std::pair<std::string, std::string>> options_of(const std::string& key) {
    std::vector<std::pair<std::string, std::string>> out{{"", "–"}};
    if (key == "status")
        for (const auto status : statuses)
            out.emplace_back(progress::status_name(status), base::tr(progress::status_label(status)));
    else
        for (const auto confidence : confidences)
            out.emplace_back(progress::confidence_name(confidence), base::tr(progress::confidence_label(confidence)));
    return out;
}

const char* label_of(const std::string& key) {
    for (const auto& asked : asked_first)
        if (key == asked.key)
            return asked.label;
    for (const auto& asked : asked_last)
        if (key == asked.key)
            return asked.label;
    return nullptr;
}

/// "1.234.567": every group after the first has three digits.
bool is_grouped(std::string_view whole) {
    std::size_t start = 0, end = whole.find('.');
    if (end == 0 || end > 3)
        return false;
    while (end != std::string_view::npos) {
        start = end + 1;
        end = whole.find('.', start);
        if (std::min(end, whole.size()) - start != 3)
            return false;
    }
    return true;
}

std::string prefix_of(int model) { return "models/" + std::to_string(model) + "/"; }

int model_of(std::string_view path) {
    return path.starts_with("models/") ? std::atoi(std::string(path.substr(7)).c_str()) : 0;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool is_number_field(std::string_view path) {
    return path.ends_with("/percent") || path.find("/indicators/") != std::string_view::npos;
}

std::string plain_number(double value) {
    std::string text = fmt::format("{}", value);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

Mark mark_of(const std::string& status) {
    if (status == "late")
        return Mark::Bad;
    if (status == "at-risk" || status == "waiting")
        return Mark::Warn;
    return status == "done" || status == "on-track" ? Mark::Good : Mark::Muted;
}

std::string status_shown(const std::string& status) {
    if (status.empty())
        return "–";
    const char* symbol = status == "late"       ? "✖ "
                         : status == "at-risk"  ? "⚠ "
                         : status == "waiting"  ? "⏸ "
                         : status == "done"     ? "✓ "
                         : status == "on-track" ? "● "
                                                : "○ ";
    return symbol + choice_word("status", status);
}

FieldRow field_row(const FormContent& content, int model, const Asked& asked) {
    FieldRow row;
    row.path = prefix_of(model) + asked.key;
    row.label = base::tr(asked.label);
    row.kind = asked.kind;
    row.value = shown_text(content.fields, row.path);
    row.last = shown_text(content.last, row.path);
    if (asked.kind == FieldRow::Kind::Choice) {
        row.options = options_of(asked.key);
        row.last = choice_word(asked.key, row.last);
    }
    return row;
}

FieldRow indicator_row(const FormContent& content, int model, const progress::Indicator& indicator) {
    FieldRow row;
    row.path = prefix_of(model) + "indicators/" + indicator.code;
    row.label = indicator.name;
    row.kind = FieldRow::Kind::Line;
    const auto goal = content.goals.find(indicator.code);
    const auto target = goal != content.goals.end() ? std::optional<double>(goal->second) : indicator.target;
    row.hint = indicator.unit;
    if (target)
        row.hint += (row.hint.empty() ? "" : " · ") +
                    fmt::format(fmt::runtime(base::tr("target {}")), base::format_decimal(*target));
    row.value = shown_text(content.fields, row.path);
    row.last = shown_text(content.last, row.path);
    return row;
}

void say_missing(const FormContent& content, ModelRow& row) {
    std::size_t errors = 0, warnings = 0;
    for (const auto& issue : content.issues.items())
        if (section_of(field_path(issue.where)) == row.section)
            ++(issue.severity == Issue::Severity::Error ? errors : warnings);
    if (errors > 0) {
        row.missing = "✖ " + fmt::format(fmt::runtime(base::tr("{} to correct")), errors);
        row.missing_mark = Mark::Bad;
    } else if (warnings > 0) {
        row.missing = "⚠ " + fmt::format(fmt::runtime(base::tr("{} missing")), warnings);
        row.missing_mark = Mark::Warn;
    } else if (content.view.state == "draft") {
        row.missing = "✓ " + base::tr("complete");
        row.missing_mark = Mark::Good;
    }
}

} // namespace

std::string field_path(std::string_view where) {
    std::string out;
    for (std::size_t i = 0; i < where.size(); ++i) {
        if (where[i] == '[' || (where[i] == '.' && std::count(out.begin(), out.end(), '/') < 3))
            out += '/';
        else if (where[i] != ']')
            out += where[i];
    }
    return out;
}

std::string section_of(std::string_view path) {
    if (const int model = model_of(path); model > 0)
        return std::to_string(model);
    return path.starts_with("attachments") ? "attachments" : "summary";
}

std::string choice_word(const std::string& field, const std::string& name) {
    if (field == "status") {
        const auto status = progress::parse_status(name);
        return status ? base::tr(progress::status_label(*status)) : name;
    }
    const auto confidence = progress::parse_confidence(name);
    return confidence ? base::tr(progress::confidence_label(*confidence)) : name;
}

std::string field_title(const std::string& path, const progress::Catalogue& catalogue) {
    const int model = model_of(path);
    if (model == 0)
        return section_of(path) == "attachments" ? base::tr("Attachments") : base::tr("Overall assessment");
    const std::string title = fmt::format(fmt::runtime(base::tr("Model {}")), model);
    const std::string key = last_part(path);
    if (const char* label = label_of(key))
        return title + " · " + base::tr(label);
    const auto* known = catalogue.find(model);
    const auto* indicator = known != nullptr ? known->indicator(key) : nullptr;
    return indicator != nullptr ? title + " · " + indicator->name : title;
}

std::string shown_text(const Fields& fields, const std::string& path) {
    const auto found = fields.find(path);
    if (found == fields.end())
        return {};
    const Json value = Json::parse(found->second, nullptr, false);
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number() ? plain_number(value.get<double>()) : std::string();
}

std::optional<double> parse_number(std::string_view typed) {
    std::string text(base::trim(typed));
    const std::size_t comma = text.find(',');
    const std::string_view whole = std::string_view(text).substr(0, comma);
    if (whole.find('.') != std::string_view::npos) {
        if (is_grouped(whole))
            std::erase(text, '.');
        else if (comma != std::string::npos)
            return {};
    }
    std::replace(text.begin(), text.end(), ',', '.');
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

std::string kept_json(const std::string& path, const std::string& typed) {
    const std::string text = base::to_nfc(typed).value_or(std::string());
    if (base::trim(text).empty())
        return {};
    if (is_number_field(path))
        if (const auto number = parse_number(text))
            return Json(*number).dump();
    return Json(text).dump();
}

Fields copied_forward(const FormContent& content, int model) {
    Fields out;
    for (const auto& [path, json] : content.last) {
        const int of = model_of(path);
        const std::string key = last_part(path);
        const bool wanted = of > 0 && (model == 0 || of == model) && key != "results" && key != "model" &&
                            path.find("/milestones/") == std::string::npos;
        const bool ours = std::find(content.models.begin(), content.models.end(), of) != content.models.end();
        if (wanted && ours && content.fields.count(path) == 0)
            out[path] = json;
    }
    return out;
}

std::vector<ModelRow> model_rows(const FormContent& content, const progress::Catalogue& catalogue) {
    std::vector<ModelRow> rows;
    ModelRow summary;
    summary.section = "summary";
    summary.name = base::tr("Overall assessment");
    say_missing(content, summary);
    rows.push_back(std::move(summary));
    for (const int number : content.models) {
        ModelRow row;
        row.section = row.number = std::to_string(number);
        if (const auto* model = catalogue.find(number))
            row.name = model->name;
        const std::string status = shown_text(content.fields, prefix_of(number) + "status");
        row.status = status_shown(status);
        row.status_mark = mark_of(status);
        say_missing(content, row);
        rows.push_back(std::move(row));
    }
    ModelRow files;
    files.section = "attachments";
    files.name = base::tr("Attachments");
    files.status = std::to_string(std::count_if(content.fields.begin(), content.fields.end(), [](const auto& field) {
        return field.first.starts_with("attachments/");
    }));
    rows.push_back(std::move(files));
    return rows;
}

std::vector<FieldRow> field_rows(const FormContent& content, const progress::Catalogue& catalogue, int model) {
    std::vector<FieldRow> rows;
    for (const auto& asked : asked_first)
        rows.push_back(field_row(content, model, asked));
    if (const auto* known = catalogue.find(model))
        for (const auto& indicator : known->indicators)
            rows.push_back(indicator_row(content, model, indicator));
    for (const auto& asked : asked_last)
        rows.push_back(field_row(content, model, asked));
    return rows;
}

std::vector<ProblemRow> problem_rows(const FormContent& content, const progress::Catalogue& catalogue) {
    std::vector<ProblemRow> rows;
    for (const auto& issue : content.issues.items()) {
        ProblemRow row;
        row.error = issue.severity == Issue::Severity::Error;
        row.path = field_path(issue.where);
        row.section = section_of(row.path);
        row.where = field_title(row.path, catalogue);
        row.text = (row.error ? "✖ " : "⚠ ") + base::tr(issue.sentence);
        rows.push_back(std::move(row));
    }
    std::stable_partition(rows.begin(), rows.end(), [](const auto& row) { return row.error; });
    return rows;
}

} // namespace canbo::reporting::ui
