#include "reporting/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace canbo::reporting {
namespace {

using progress::Status;

class ModelCheck {
public:
    ModelCheck(const Report& report, const ModelReport& entry, const CheckContext& context, Issues& issues)
        : m_report(report), m_entry(entry), m_context(context), m_issues(issues),
          m_model(context.catalogue.find(entry.model)) {}

    void run() {
        if (m_model == nullptr)
            return error(ErrorCode::NotFound, "model", "There is no model with this number; the plan has 1 to 43");
        if (!m_context.duties.has_duty(m_report.agency, m_entry.model))
            error(ErrorCode::Forbidden, "model", "The agency has no task in this model");
        check_status();
        check_percent();
        check_indicators();
        check_milestones();
        check_texts();
    }

private:
    void error(ErrorCode code, const std::string& field, const char* sentence) {
        m_issues.error(code, path(field), sentence);
    }
    void warning(const std::string& field, const char* sentence) {
        m_issues.warning(ErrorCode::InvalidInput, path(field), sentence);
    }
    std::string path(const std::string& field) const { return fmt::format("models[{}].{}", m_entry.model, field); }

    void check_status() {
        m_status = progress::parse_status(m_entry.status);
        if (m_entry.status.empty())
            warning("status", "The status is missing");
        else if (!m_status)
            error(ErrorCode::InvalidInput, "status", "There is no such status");
        if (m_entry.confidence.empty())
            warning("confidence", "The confidence is missing");
        else if (!progress::parse_confidence(m_entry.confidence))
            error(ErrorCode::InvalidInput, "confidence", "Confidence is green, amber or red");
        if (m_status && *m_status == Status::Waiting && waits_for_nothing())
            warning("status", "No task of the agency in this model waits for guidance");
    }

    bool waits_for_nothing() const {
        const auto tasks = m_context.duties.tasks(m_report.agency, m_entry.model);
        return std::all_of(tasks.begin(), tasks.end(), [&](const progress::TaskItem* task) {
            return task->gate.empty() || m_context.plans.is_open(task->gate, m_context.today);
        });
    }

    void check_percent() {
        if (!m_entry.percent)
            return warning("percent", "The percentage done is missing");
        const double percent = *m_entry.percent;
        if (!(percent >= 0 && percent <= 100))
            return error(ErrorCode::InvalidInput, "percent", "A percentage lies between 0 and 100");
        if (m_status && *m_status == Status::Done && percent < 100)
            error(ErrorCode::InvalidInput, "percent", "A model that is done stands at 100 percent");
        const ModelReport* before = m_context.previous ? m_context.previous->find(m_entry.model) : nullptr;
        if (before != nullptr && before->percent && percent < *before->percent)
            warning("percent", "The percentage is lower than in the last report");
    }

    void check_indicators() {
        for (const auto& [code, value] : m_entry.indicators) {
            const auto* indicator = m_model->indicator(code);
            if (indicator == nullptr)
                error(ErrorCode::NotFound, "indicators." + code, "The model has no indicator with this code");
            else if (!std::isfinite(value) || value < 0 || (indicator->unit == "%" && value > 100))
                error(ErrorCode::InvalidInput, "indicators." + code, "The value is outside what this indicator can be");
        }
        check_lists();
        const bool answers = !m_context.duties.answering_tasks(m_report.agency, m_entry.model).empty();
        for (const auto& indicator : m_model->indicators)
            if (answers && indicator.target && m_entry.indicators.count(indicator.code) == 0)
                warning("indicators." + indicator.code, "An indicator with a target has no value");
    }

    /// A list proposes, the report decides: the agency may know more than its list, but should know that they differ.
    void check_lists() {
        for (const auto& [code, value] : m_entry.indicators) {
            const auto figure =
                m_context.lists ? progress::proposed(*m_model, code, m_report.agency, *m_context.lists) : std::nullopt;
            if (figure && figure->differs_from(value))
                warning("indicators." + code, "The value differs from what the list of the model says");
        }
    }

    void check_milestones() {
        const auto* version = m_context.plans.plan(m_report.agency, m_entry.model);
        for (const auto& [id, date] : m_entry.milestones) {
            const auto day = base::parse_day(date);
            if (!day)
                error(ErrorCode::InvalidInput, "milestones." + id, "This is not a date like 2024-02-16");
            else if (*day > m_context.today)
                error(ErrorCode::InvalidInput, "milestones." + id, "A milestone cannot be reached in the future");
            if (version == nullptr)
                continue;
            const auto& known = version->plan.milestones;
            if (std::none_of(known.begin(), known.end(), [&wanted = id](const auto& m) { return m.id == wanted; }))
                error(ErrorCode::NotFound, "milestones." + id, "The registered plan has no milestone with this id");
        }
        if (version == nullptr && !m_context.duties.answering_tasks(m_report.agency, m_entry.model).empty())
            warning("plan", "No detailed plan is registered for this model");
    }

    void check_texts() {
        if (m_entry.results.empty())
            warning("results", "The results are missing");
        if (m_entry.next.empty() && !(m_status && *m_status == Status::Done))
            warning("next", "The next steps are missing");
        const bool trouble = m_status && (*m_status == Status::Late || *m_status == Status::AtRisk);
        if (trouble && m_entry.difficulties.empty())
            warning("difficulties", "A model that is late or at risk must say why");
    }

    const Report& m_report;
    const ModelReport& m_entry;
    const CheckContext& m_context;
    Issues& m_issues;
    const progress::Model* m_model;
    Result<Status> m_status{Status::NotStarted};
};

} // namespace

void check_report(const Report& report, const CheckContext& context, Issues& issues) {
    if (report.summary.empty())
        issues.warning(ErrorCode::InvalidInput, "summary", "The overall assessment is missing");
    std::set<int> seen;
    for (const auto& entry : report.models) {
        if (!seen.insert(entry.model).second)
            issues.error(ErrorCode::InvalidInput, fmt::format("models[{}].model", entry.model),
                         "The model stands in the report twice");
        ModelCheck(report, entry, context, issues).run();
    }
    for (const int model : context.duties.models_of(report.agency))
        if (seen.count(model) == 0 && !context.duties.answering_tasks(report.agency, model).empty())
            issues.warning(ErrorCode::InvalidInput, fmt::format("models[{}]", model),
                           "A model that the agency answers for is not reported");
    if (report.revision > 1 && report.reason.empty())
        issues.error(ErrorCode::InvalidInput, "reason", "A revised report says why it was revised");
}

} // namespace canbo::reporting
