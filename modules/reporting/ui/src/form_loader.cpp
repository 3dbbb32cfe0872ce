#include "form_loader.h"

#include "reporting/draft_report.h"
#include "reporting/paper.h"
#include "reporting/period_book.h"
#include "reporting/tier_deadline.h"

#include <algorithm>
#include <set>

namespace canbo::reporting::ui {
namespace {

void add_models(FormContent& content, const PeriodContext& context) {
    std::set<int> models;
    for (const int model : context.duties.models_of(content.view.report.agency))
        models.insert(model);
    for (const auto& model : content.view.report.models)
        models.insert(model.model);
    content.models.assign(models.begin(), models.end());
    for (const int model : content.models)
        if (const auto* version = context.plans.plan(content.view.report.agency, model))
            for (const auto& goal : version->plan.indicators)
                content.goals[goal.code] = goal.target;
}

Result<void> add_context(const Desk& desk, FormContent& content) {
    CANBO_TRY(const auto period, base::Period::parse(content.view.report.period));
    const std::string& agency = content.view.report.agency;
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto draft, desk.drafts.find(*tx, content.view.id));
    content.fields = draft ? draft->fields : fields_of(content.view.report);
    CANBO_TRY(const auto context, load_period_context(*tx, desk, period, base::Time::max()));
    add_models(content, context);
    const auto receiver = context.agencies.reports_to(agency, period.last_day());
    CANBO_TRY(const auto tiers, TierDeadlines::load(*tx, desk.entries, context.calendar));
    if (const auto deadlines = tiers.deadlines(period, receiver))
        content.due = deadlines->due;
    if (const auto* lead = context.agencies.find(receiver))
        content.receiver = lead->short_name.empty() ? lead->name : lead->short_name;
    if (const auto* found = context.agencies.find(agency)) {
        content.agency_name = found->name;
        content.needs_approval = found->needs_approval;
    }
    CANBO_TRY(const auto previous, previous_report(*tx, desk.entries, agency, period));
    if (previous) {
        content.last = fields_of(*previous);
        if (const auto before = base::Period::parse(previous->period))
            content.last_title = report_title(*before);
    }
    return {};
}

} // namespace

Result<FormContent> load_form(const Desk& desk, const std::string& id) {
    FormContent content;
    CANBO_TRY(content.view, find_report(desk, id));
    CANBO_TRY_VOID(add_context(desk, content));
    if (content.view.state == "draft") {
        CANBO_TRY(content.issues, CheckReport(desk)(id));
    }
    if (content.view.in_conflict) {
        CANBO_TRY(const auto all, list_reports(desk, content.view.report.agency));
        std::copy_if(all.begin(), all.end(), std::back_inserter(content.rivals), [&](const ReportView& other) {
            return other.in_conflict && other.report.period == content.view.report.period;
        });
    }
    return content;
}

Result<void> save_fields(const Desk& desk, const std::string& id, const Fields& fields) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(auto draft, desk.drafts.find(*tx, id));
    if (!draft)
        return fail(ErrorCode::NotFound, "There is no draft with this id on this desk", id);
    if (!draft->approved_by.empty()) {
        draft->approved_by.clear();
        CANBO_TRY_VOID(desk.drafts.put(*tx, *draft));
    }
    for (const auto& [path, json] : fields)
        CANBO_TRY_VOID(desk.drafts.set_field(*tx, id, path, json, desk.clock.now()));
    return tx->commit();
}

Result<base::RenderedDocument> render_report(const Desk& desk, base::FormRenderer& renderer, const std::string& id) {
    CANBO_TRY(const auto view, find_report(desk, id));
    CANBO_TRY(const auto period, base::Period::parse(view.report.period));
    const auto received = base::parse_time(view.received_at);
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto context, load_period_context(*tx, desk, period, received ? *received : base::Time::max()));
    const auto* agency = context.agencies.find(view.report.agency);
    if (agency == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", view.report.agency);
    const auto receiver = context.agencies.reports_to(agency->code, period.last_day());
    return renderer.render_pdf(
        report_form(view.report, *agency, desk.catalogue, context.plans, period, {}, context.agencies.find(receiver)));
}

Result<Issues> check_with_paper(const Desk& desk, base::FormRenderer& renderer, const std::string& id) {
    CANBO_TRY(auto issues, CheckReport(desk)(id));
    if (const auto paper = render_report(desk, renderer, id); !paper) {
        if (paper.error().code != ErrorCode::MissingGlyph)
            return fail(paper.error());
        issues.error(ErrorCode::MissingGlyph, paper.error().where, paper.error().message);
    }
    return issues;
}

} // namespace canbo::reporting::ui
