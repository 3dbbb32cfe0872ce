#include "base/text.h"
#include "paper_letter.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::reporting {
namespace {

std::string status_text(const std::string& status) {
    const auto read = progress::parse_status(status);
    return read ? paper_label(*read) : std::string("–");
}

std::string confidence_text(const std::string& confidence) {
    const auto read = progress::parse_confidence(confidence);
    return read ? paper_label(*read) : std::string("–");
}

std::string value_text(double value, const std::string& unit) {
    const std::string number = base::format_decimal(value);
    return unit.empty() ? number : number + (unit == "%" ? "%" : " " + unit);
}

/// "Tỷ lệ cơ sở …: 92%": the first indicator with a value, for the overview table.
std::string main_indicator(const ModelReport& entry, const progress::Model& model) {
    for (const auto& indicator : model.indicators)
        if (const auto it = entry.indicators.find(indicator.code); it != entry.indicators.end())
            return indicator.name + ": " + value_text(it->second, indicator.unit);
    return "–";
}

base::FormList indicator_list(const ModelReport& entry, const progress::Model& model) {
    base::FormList out;
    for (const auto& indicator : model.indicators) {
        const auto it = entry.indicators.find(indicator.code);
        if (it == entry.indicators.end())
            continue;
        base::FormRecord record;
        record["name"] = indicator.name;
        record["value"] = base::format_decimal(it->second);
        record["unit"] = indicator.unit;
        record["target"] = indicator.target ? base::format_decimal(*indicator.target) : std::string();
        out.emplace_back(std::move(record));
    }
    return out;
}

/// Gates of the agency's own tasks; all of the model's when none of its tasks names one.
std::vector<progress::Gate> awaited_gates(const progress::Model& model, const std::string& agency) {
    std::vector<progress::Gate> own;
    for (const auto& gate : model.gates)
        if (std::any_of(model.tasks.begin(), model.tasks.end(),
                        [&](const auto& task) { return task.agency == agency && task.gate == gate.id; }))
            own.push_back(gate);
    return own.empty() ? model.gates : own;
}

base::FormRecord model_record(const ModelReport& entry, const progress::Model& model, const std::string& agency,
                              const progress::PlanBook& plans) {
    base::FormRecord record;
    record["number"] = std::to_string(model.number);
    record["name"] = model.name;
    record["status"] = status_text(entry.status);
    record["confidence"] = confidence_text(entry.confidence);
    record["percent"] = percent_text(entry.percent);
    const bool waiting = entry.status == "waiting";
    record["waiting"] = waiting;
    std::string awaited;
    if (waiting)
        for (const auto& gate : awaited_gates(model, agency))
            if (plans.opening(gate.id) == nullptr)
                awaited += (awaited.empty() ? "" : "; ") + gate.awaits + " (" + gate.from + ")";
    record["waiting_text"] = awaited;
    record["results"] = entry.results;
    record["difficulties"] = entry.difficulties;
    record["proposals"] = entry.proposals;
    record["next"] = entry.next;
    base::FormList indicators = indicator_list(entry, model);
    record["has_indicators"] = !indicators.empty();
    record["indicators"] = std::move(indicators);
    return record;
}

std::string plan_note(const Report& report, const progress::PlanBook& plans) {
    std::string out;
    for (const auto& entry : report.models)
        if (const auto* version = plans.plan(report.agency, entry.model))
            out += fmt::format("{}mô hình {} (lần {}, ngày {})", out.empty() ? "" : ", ", entry.model,
                               version->revision, base::show_day(base::day_in_vietnam(version->received_at)));
    return out;
}

base::FormList attachment_list(const Report& report) {
    base::FormList out;
    for (const auto& a : report.attachments)
        out.emplace_back(fmt::format("{} ({} byte; SHA-256 {}…)", a.name, a.size, a.sha256.substr(0, 16)));
    return out;
}

} // namespace

base::FormData report_form(const Report& report, const people::Agency& agency, const progress::Catalogue& catalogue,
                           const progress::PlanBook& plans, const base::Period& period, const LetterNumber& number,
                           const people::Agency* receiver) {
    base::FormData form;
    form.form = period.kind() == base::Period::Kind::Weekly ? "weekly-report" : "monthly-report";
    const std::string abstract = "Kết quả thực hiện các mô hình của Đề án 06 " + lower_label(period);
    const std::string addressee = receiver == nullptr ? std::string(standing_office) : receiver->name;
    form.values["letter"] = letter_record(agency, "BÁO CÁO", "BC", abstract, {addressee}, number);
    form.values["receiver"] = receiver == nullptr ? std::string("Cơ quan thường trực Ban Chỉ đạo") : receiver->name;
    form.values["period_label"] = lower_label(period);
    form.values["from"] = base::show_day(period.first_day());
    form.values["to"] = base::show_day(period.last_day());
    form.values["agency_name"] = agency.name;
    form.values["plan_note"] = plan_note(report, plans);
    form.values["summary"] = report.summary.empty() ? base::FormValue() : base::FormValue::Markdown{report.summary};
    base::FormList models;
    std::vector<std::vector<std::string>> overview;
    for (const auto& entry : report.models) {
        const progress::Model* model = catalogue.find(entry.model);
        if (model == nullptr)
            continue;
        models.emplace_back(model_record(entry, *model, report.agency, plans));
        overview.push_back({std::to_string(model->number), model->name, status_text(entry.status),
                            confidence_text(entry.confidence), percent_text(entry.percent),
                            main_indicator(entry, *model)});
    }
    form.values["models"] = std::move(models);
    base::FormList attachments = attachment_list(report);
    form.values["has_attachments"] = !attachments.empty();
    form.values["attachments"] = std::move(attachments);
    form.tables["overview"] = std::make_shared<base::VectorRows>(std::move(overview));
    return form;
}

base::FormData plan_form(const people::Agency& agency, const std::vector<const progress::PlanVersion*>& plans,
                         const progress::Catalogue& catalogue, const LetterNumber& number) {
    base::FormData form;
    form.form = "plan-registration";
    form.values["letter"] =
        letter_record(agency, "KẾ HOẠCH", "KH", "Đăng ký kế hoạch chi tiết thực hiện các mô hình của Đề án 06",
                      {standing_office}, number);
    form.values["agency_name"] = agency.name;
    base::FormList models;
    std::vector<std::vector<std::string>> milestones;
    std::vector<std::vector<std::string>> indicators;
    for (const auto* version : plans) {
        const progress::Model* model = catalogue.find(version->plan.model);
        if (model == nullptr)
            continue;
        base::FormRecord record;
        record["number"] = std::to_string(model->number);
        record["name"] = model->name;
        record["version"] = std::to_string(version->revision);
        record["people"] = text_list(version->plan.people);
        record["note"] = version->plan.note;
        models.emplace_back(std::move(record));
        const std::string label = std::to_string(model->number);
        for (const auto& m : version->plan.milestones)
            milestones.push_back({label, m.name, m.from ? base::show_day(*m.from) : std::string("–"),
                                  base::show_day(m.due), m.responsible});
        for (const auto& goal : version->plan.indicators)
            if (const auto* indicator = model->indicator(goal.code))
                indicators.push_back({label, indicator->name, indicator->unit, base::format_decimal(goal.target),
                                      goal.due ? base::show_day(*goal.due) : std::string("–")});
    }
    form.values["models"] = std::move(models);
    form.tables["milestones"] = std::make_shared<base::VectorRows>(std::move(milestones));
    form.tables["indicators"] = std::make_shared<base::VectorRows>(std::move(indicators));
    return form;
}

} // namespace canbo::reporting
