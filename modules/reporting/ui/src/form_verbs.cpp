#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "form_loader.h"
#include "reporting/draft_report.h"
#include "reporting_ui/form_presenter.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::reporting::ui {

/// Runs a use case that gives an id (or fails) on the worker, after what was typed is on disk.
template <class Work>
void FormPresenter::act(Work work, void (FormPresenter::*then)(const std::string& id)) {
    flush();
    m_waiter.run(m_background, std::move(work), [this, then, from = m_id](Result<std::string> id) {
        if (from != m_id)
            return;
        if (id)
            (this->*then)(*id);
        else
            m_view.show_problem(id.error());
    });
}

void FormPresenter::first_error() {
    const auto problems = problem_rows(m_content, m_desk.catalogue);
    if (!problems.empty())
        go_to_problem(problems.front());
}

/// Checks what was typed, shows what was found at the fields, and goes on with `then`.
void FormPresenter::check_then(std::function<void(const Issues& issues)> then) {
    flush();
    m_waiter.run(
        m_background,
        [&desk = m_desk, &renderer = m_renderer, id = m_id] { return check_with_paper(desk, renderer, id); },
        [this, id = m_id, then = std::move(then)](Result<Issues> issues) {
            if (id != m_id)
                return;
            if (!issues) {
                m_view.show_problem(issues.error());
                return;
            }
            take_found(*issues);
            then(*issues);
        });
}

void FormPresenter::check() {
    if (!can_edit())
        return;
    check_then([this](const Issues& issues) {
        if (issues.empty())
            m_view.tell(Mark::Good, base::tr("Nothing is missing"), false);
        else
            first_error();
    });
}

void FormPresenter::preview() {
    if (!is_open())
        return;
    flush();
    m_waiter.run(
        m_background, [&desk = m_desk, &renderer = m_renderer, id = m_id] { return render_report(desk, renderer, id); },
        [this, id = m_id](Result<base::RenderedDocument> paper) {
            if (id != m_id)
                return;
            const auto& report = m_content.view.report;
            if (paper)
                m_view.show_paper(std::move(paper->bytes), "bao-cao-" + report.agency + "-" + report.period + ".pdf");
            else
                m_view.show_problem(paper.error());
        });
}

void FormPresenter::submit() {
    if (!can_submit())
        return;
    if (m_content.needs_approval && m_content.view.report.approved_by.empty()) {
        m_view.show_problem({ErrorCode::Forbidden, "The agency's leader has not approved this report", {}, {}});
        return;
    }
    check_then([this](const Issues& issues) {
        if (issues.has_errors()) {
            first_error();
            m_view.show_problem({ErrorCode::InvalidInput, "The report has errors and cannot be submitted", {}, {}});
        } else if (issues.empty()) {
            m_view.ask_submit(base::tr("Submit this report to the standing office?"));
        } else {
            const char* asked =
                base::msgid("{} things are missing, which is allowed. Submit this report to the standing office?");
            m_view.ask_submit(fmt::format(fmt::runtime(base::tr(asked)), issues.items().size()));
        }
    });
}

void FormPresenter::confirm_submit() {
    if (!can_submit())
        return;
    act(
        [&desk = m_desk, id = m_id]() -> Result<std::string> {
            Issues issues;
            CANBO_TRY_VOID(SubmitReport(desk)(id, issues));
            return id;
        },
        &FormPresenter::submitted);
}

void FormPresenter::submitted(const std::string& id) {
    m_view.tell(Mark::Good, base::tr("Submitted. It is sent as soon as the office can be reached"), true);
    m_view.open_report(id);
}

void FormPresenter::withdraw() {
    if (can_withdraw())
        act([&desk = m_desk, id = m_id] { return WithdrawReport(desk)(id); }, &FormPresenter::moved_to);
}

void FormPresenter::revise(const std::string& reason) {
    if (!can_revise())
        return;
    const std::string text(base::trim(base::to_nfc(reason).value_or(std::string())));
    act([&desk = m_desk, id = m_id, text] { return ReviseReport(desk)(id, text); }, &FormPresenter::moved_to);
}

void FormPresenter::approve() {
    if (!can_approve())
        return;
    act(
        [&desk = m_desk, id = m_id]() -> Result<std::string> {
            CANBO_TRY_VOID(ApproveReport(desk)(id));
            return id;
        },
        &FormPresenter::stay);
}

void FormPresenter::attach(const std::filesystem::path& file) {
    if (!can_edit())
        return;
    act(
        [&desk = m_desk, id = m_id, file]() -> Result<std::string> {
            CANBO_TRY(const auto content, base::read_file(file, static_cast<std::size_t>(most_attachment)));
            CANBO_TRY(const auto name, base::to_nfc(file.filename().string()));
            CANBO_TRY_VOID(AttachFile(desk)(id, name, content));
            return id;
        },
        &FormPresenter::stay);
}

void FormPresenter::detach(const std::string& name) {
    if (!can_edit() || m_content.fields.erase("attachments/" + name) == 0)
        return;
    m_unsaved["attachments/" + name] = {};
    save();
    show_section();
    show_found();
}

void FormPresenter::keep_version(const std::string& id) {
    act([&desk = m_desk, id] { return ResolveConflict(desk)(id); }, &FormPresenter::moved_to);
}

} // namespace canbo::reporting::ui
