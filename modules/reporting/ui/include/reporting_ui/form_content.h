#pragma once

#include "base/issues.h"
#include "progress/catalogue.h"
#include "reporting/report_view.h"
#include "reporting_ui/words.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::reporting::ui {

/// Path to JSON text, as a draft keeps its fields.
using Fields = std::map<std::string, std::string>;

/// Everything the form shows of one report, read in one go on the worker.
struct FormContent {
    ReportView view;
    Fields fields;
    Fields last;                         ///< The agency's report before this one; empty without one.
    std::string last_title;              ///< "Báo cáo tuần 06/2024"; empty without one.
    std::vector<int> models;             ///< The agency's models and those the report speaks about, in order.
    std::map<std::string, double> goals; ///< Indicator code to the target of the agency's registered plan.
    Issues issues;                       ///< Of a draft.
    std::optional<base::Time> due;
    std::string receiver; ///< Name of the lead it goes to; empty: the standing office.
    bool needs_approval{false};
    std::string agency_name;
    std::vector<ReportView> rivals; ///< The versions of a conflict; else empty.
};

/// One row of the form's table of contents.
struct ModelRow {
    std::string section; ///< "summary", "6", "attachments"
    std::string number;
    std::string name;
    std::string status;
    Mark status_mark{Mark::Plain};
    std::string missing;
    Mark missing_mark{Mark::Plain};
};

/// One field of a section: how it is asked for, what it holds, what the last report said.
struct FieldRow {
    enum class Kind { Line, Area, Choice };
    std::string path; ///< Of the draft: "models/6/percent".
    std::string label;
    Kind kind{Kind::Area};
    std::string hint; ///< Unit and target of an indicator; else empty.
    std::string value;
    std::string last;
    std::vector<std::pair<std::string, std::string>> options{}; ///< Value and its word, for a choice.
};

/// A problem in the list; a person goes from it to its field.
struct ProblemRow {
    std::string path;
    std::string section;
    std::string where; ///< "Mô hình 6 · Tỷ lệ"
    std::string text;  ///< With its symbol.
    bool error{false};
};

/// The field a check's `where` names: "models[6].indicators.m06-x" is "models/6/indicators/m06-x".
std::string field_path(std::string_view where);
/// The section a field stands in: "6", "summary" or "attachments".
std::string section_of(std::string_view path);
/// "Mô hình 6 · Tỷ lệ hoàn thành (%)"
std::string field_title(const std::string& path, const progress::Catalogue& catalogue);

/// What a field's control shows. Numbers with a decimal comma and without grouping.
std::string shown_text(const Fields& fields, const std::string& path);
/// What is kept for typed text: a number for percent and indicators when it is one, else the text as it is (the check
/// says what is wrong with it); empty for nothing. Text in NFC.
std::string kept_json(const std::string& path, const std::string& typed);
/// A number as people here type it: "92,5", "1.234.567", "92.5". Nothing when it is none.
std::optional<double> parse_number(std::string_view typed);

/// Fields of the last report for one model (0: all of `models`) that stand empty here; results are of their own period
/// and are never copied.
Fields copied_forward(const FormContent& content, int model);

std::vector<ModelRow> model_rows(const FormContent& content, const progress::Catalogue& catalogue);
std::vector<FieldRow> field_rows(const FormContent& content, const progress::Catalogue& catalogue, int model);
std::vector<ProblemRow> problem_rows(const FormContent& content, const progress::Catalogue& catalogue);
/// The word for a status or confidence name; the name itself when it is none.
std::string choice_word(const std::string& field, const std::string& name);

} // namespace canbo::reporting::ui
