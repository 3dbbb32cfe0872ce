#include "progress_ui/plan_presenter.h"

#include "base/text.h"
#include "base/translation.h"
#include "reporting/register_plan.h"
#include "words.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::progress::ui {
namespace {

Result<void> write_setting(Database& database, ledger::SettingStore& drafts, const std::string& name,
                           const std::string& text) {
    CANBO_TRY(auto tx, database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(drafts.set(*tx, name, text));
    return tx->commit();
}

std::vector<FieldIssue> told(const Issues& issues) {
    std::vector<FieldIssue> out;
    for (const auto& issue : issues.items())
        out.push_back({issue.where, base::tr(issue.sentence), issue.severity == Issue::Severity::Error});
    return out;
}

/// check_plan counts the plan's own lists; a form has lines that are left empty.
void to_form_paths(std::vector<FieldIssue>& issues, const PlanFields& fields) {
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < fields.milestones.size(); ++i) {
        const auto& m = fields.milestones[i];
        if (!base::trim(m.name + m.from + m.due + m.responsible).empty())
            lines.push_back(i);
    }
    for (auto& issue : issues)
        for (std::size_t i = lines.size(); i-- > 0;)
            if (const std::string prefix = fmt::format("milestones[{}]", i); issue.where.rfind(prefix, 0) == 0) {
                issue.where = fmt::format("milestones[{}]{}", lines[i], issue.where.substr(prefix.size()));
                break;
            }
}

} // namespace

PlanPresenter::PlanPresenter(PlanView& view, ProgressSource& source, desktop::Background& background,
                             ledger::SettingStore& drafts)
    : m_view(view), m_source(source), m_background(background), m_drafts(drafts),
      m_changed(source.changed.subscribe([this] { source_changed(); })) {}

std::string PlanPresenter::draft_name() const {
    return fmt::format("plan-draft.{}.{:02}", m_source.desk().person.agency, m_number);
}

void PlanPresenter::open(int model) {
    if (m_source.catalogue().find(model) == nullptr) {
        m_view.show_problem({ErrorCode::NotFound,
                             "There is no model with this number; the plan has 1 to 43",
                             std::to_string(model),
                             {}});
        return;
    }
    m_number = model;
    m_shown = false;
    source_changed();
}

void PlanPresenter::fill_page() {
    const BoardData& data = *m_source.board();
    const Model& model = *m_source.catalogue().find(m_number);
    const std::string& agency = m_source.desk().person.agency;
    m_page = {};
    m_page.number = m_number;
    m_page.title = fmt::format("{}. {}", m_number, model.name);
    m_page.agency = agency_full(data.agencies, agency);
    m_page.window = window_words(data.plans.window(model, data.today));
    for (const auto& indicator : model.indicators)
        m_page.goals.push_back(
            {indicator.name, indicator.unit, indicator.target ? base::format_decimal(*indicator.target) : "–"});
    const auto& versions = data.plans.versions(agency, m_number);
    for (auto version = versions.rbegin(); version != versions.rend(); ++version)
        m_page.versions.push_back({std::to_string(version->revision), base::show_time(version->received_at),
                                   version->author, std::to_string(version->plan.milestones.size())});
    m_page.allowed = m_source.may_register(m_number);
}

void PlanPresenter::source_changed() {
    if (m_number == 0 || m_source.board() == nullptr)
        return;
    const bool from_draft = m_page.from_draft;
    fill_page();
    if (m_shown) {
        m_page.from_draft = from_draft;
        m_view.show_versions(m_page);
        return;
    }
    m_shown = true;
    const auto read = [&database = m_source.desk().database, &drafts = m_drafts,
                       name = draft_name()]() -> Result<std::optional<std::string>> {
        CANBO_TRY(auto tx, database.begin(Database::Mode::Read));
        return drafts.get(*tx, name);
    };
    m_waiter.run(m_background, read, [this, model = m_number](const Result<std::optional<std::string>>& kept) {
        if (model == m_number)
            show_kept(kept);
    });
}

void PlanPresenter::show_kept(const Result<std::optional<std::string>>& kept) {
    if (!kept)
        m_view.show_problem(kept.error());
    const Model& model = *m_source.catalogue().find(m_number);
    const PlanVersion* newest = m_source.board()->plans.plan(m_source.desk().person.agency, m_number);
    m_fields = newest != nullptr ? fields_of(newest->plan, model) : empty_fields(model);
    m_kept = kept && *kept ? **kept : std::string();
    if (const auto json = base::parse_json(m_kept); !m_kept.empty() && json)
        if (auto typed = fields_from_json(*json)) {
            m_fields = *std::move(typed);
            m_page.from_draft = true;
        }
    m_view.show_plan(m_page, m_fields);
    if (m_page.from_draft)
        m_view.show_issues(check());
}

std::vector<FieldIssue> PlanPresenter::check() const {
    Issues of_form;
    const Plan plan = plan_of(m_fields, m_number, of_form);
    auto out = told(of_form);
    Issues of_plan;
    const auto& board = *m_source.board();
    check_plan(plan, m_source.desk().person.agency, m_source.catalogue(), board.duties, board.plans, board.today,
               of_plan);
    auto more = told(of_plan);
    to_form_paths(more, m_fields);
    for (auto& issue : more)
        // A date that is none or missing was told already; do not judge what stands in its place.
        if (std::none_of(out.begin(), out.end(), [&](const auto& one) { return one.where == issue.where; }))
            out.push_back(std::move(issue));
    return out;
}

Result<void> PlanPresenter::keep(const std::string& text) const {
    return write_setting(m_source.desk().database, m_drafts, draft_name(), text);
}

void PlanPresenter::keep_later() {
    std::string text = fields_to_json(m_fields).dump();
    if (text == m_kept)
        return;
    m_kept = text;
    m_waiter.run(
        m_background,
        [&database = m_source.desk().database, &drafts = m_drafts, name = draft_name(), text = std::move(text)] {
            return write_setting(database, drafts, name, text);
        },
        [this](const Result<void>& written) {
            if (!written)
                m_view.show_problem(written.error());
        });
}

void PlanPresenter::edited(PlanFields fields) {
    if (m_number == 0 || !m_page.allowed || fields == m_fields)
        return;
    m_fields = std::move(fields);
    m_page.from_draft = true;
    keep_later();
    m_view.show_issues(check());
}

void PlanPresenter::flush(PlanFields fields) {
    if (m_number == 0 || !m_page.allowed || fields == m_fields)
        return;
    m_fields = std::move(fields);
    m_page.from_draft = true;
    m_kept = fields_to_json(m_fields).dump();
    if (const auto written = keep(m_kept); !written)
        m_view.show_problem(written.error());
}

void PlanPresenter::add_milestone() {
    PlanFields fields = m_fields;
    ui::add_milestone(fields);
    edited(std::move(fields));
    m_view.show_plan(m_page, m_fields);
}

void PlanPresenter::remove_milestone(std::size_t index) {
    PlanFields fields = m_fields;
    if (index >= fields.milestones.size())
        return;
    fields.milestones.erase(fields.milestones.begin() + static_cast<std::ptrdiff_t>(index));
    if (fields.milestones.empty())
        ui::add_milestone(fields);
    edited(std::move(fields));
    m_view.show_plan(m_page, m_fields);
    m_view.show_issues(check());
}

void PlanPresenter::discard() {
    if (m_number == 0 || m_source.board() == nullptr)
        return;
    if (const auto written = keep({}); !written)
        m_view.show_problem(written.error());
    m_page.from_draft = false;
    show_kept(std::optional<std::string>());
    m_view.show_issues({});
}

void PlanPresenter::submit() {
    if (m_number == 0 || m_source.board() == nullptr)
        return;
    const auto issues = check();
    m_view.show_issues(issues);
    if (std::any_of(issues.begin(), issues.end(), [](const auto& issue) { return issue.error; })) {
        m_view.show_problem(
            {ErrorCode::InvalidInput, "The plan was not registered; mend the fields marked in the form", {}, {}});
        return;
    }
    Issues none;
    const Plan plan = plan_of(m_fields, m_number, none);
    const auto work = [&desk = m_source.desk(), &drafts = m_drafts, name = draft_name(),
                       plan]() -> Result<std::string> {
        Issues found;
        reporting::RegisterPlan register_plan(desk);
        CANBO_TRY(auto id, register_plan(desk.person.agency, plan, found));
        CANBO_TRY_VOID(write_setting(desk.database, drafts, name, {}));
        return id;
    };
    m_waiter.run(m_background, work, [this, model = m_number](const Result<std::string>& id) {
        if (!id) {
            m_view.show_problem(id.error());
            return;
        }
        m_kept.clear();
        m_page.from_draft = false;
        m_view.show_submitted(model);
    });
}

} // namespace canbo::progress::ui
