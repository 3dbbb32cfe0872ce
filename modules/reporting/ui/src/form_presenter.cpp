#include "reporting_ui/form_presenter.h"

#include "base/translation.h"
#include "form_loader.h"
#include "reporting/draft_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace canbo::reporting::ui {
namespace {

std::vector<std::string> notes_of(const FormContent& content) {
    const auto& view = content.view;
    std::vector<std::string> notes;
    const auto add = [&notes](const char* sentence, const std::string& value) {
        if (!value.empty())
            notes.push_back(fmt::format(fmt::runtime(base::tr(sentence)), value));
    };
    if (!view.received_at.empty())
        add(!view.late                 ? base::msgid("✓ Received by the office at {}")
            : content.receiver.empty() ? base::msgid("⚠ Received late by the office at {}")
                                       : base::msgid("⚠ Received at {}, later than the lead asked for"),
            base::show_time_or_blank(view.received_at));
    if (view.state == "refused")
        add(base::msgid("✖ The office refused it: {}"), base::tr(view.remark));
    else
        add(base::msgid("Remark of the office: {}"), view.remark);
    add(base::msgid("Why it was revised: {}"), view.report.reason);
    add(base::msgid("✓ Approved by {}"), view.report.approved_by);
    if (content.needs_approval && view.state == "draft" && view.report.approved_by.empty())
        notes.push_back("⚠ " + base::tr("The agency's leader approves this report before it can be submitted"));
    return notes;
}

std::vector<std::pair<std::string, std::string>> files_of(const Fields& fields) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [path, text] : fields) {
        if (!path.starts_with("attachments/"))
            continue;
        const Json json = Json::parse(text, nullptr, false);
        const auto bytes = json.is_object() && json.contains("size") && json["size"].is_number_integer()
                               ? json["size"].get<std::int64_t>()
                               : 0;
        out.emplace_back(path.substr(12), size_text(bytes));
    }
    return out;
}

} // namespace

bool FormPresenter::own() const { return is_open() && m_content.view.report.agency == m_desk.person.agency; }

bool FormPresenter::can_edit() const {
    return own() && m_content.view.state == "draft" && m_desk.person.may(people::Permission::WriteReport);
}

bool FormPresenter::can_withdraw() const {
    return own() && m_content.view.state == "queued" && m_desk.person.may(people::Permission::WriteReport);
}

bool FormPresenter::can_revise() const {
    const auto& state = m_content.view.state;
    return own() && m_desk.person.may(people::Permission::WriteReport) && !m_content.view.in_conflict &&
           state != "draft" && state != "superseded";
}

bool FormPresenter::can_approve() const {
    return own() && m_content.view.state == "draft" && m_desk.person.may(people::Permission::ApproveReport) &&
           m_content.view.report.approved_by.empty();
}

void FormPresenter::open(const std::string& id) {
    if (id != m_id) {
        flush();
        m_section = "summary";
    }
    m_id = id;
    m_waiter.run(
        m_background, [&desk = m_desk, id] { return load_form(desk, id); },
        [this, id](Result<FormContent> content) {
            if (id != m_id)
                return;
            if (content)
                loaded(*std::move(content));
            else
                m_view.show_problem(content.error());
        });
}

void FormPresenter::close() {
    flush();
    m_id.clear();
    m_content = {};
}

void FormPresenter::reload() {
    if (!m_id.empty())
        open(m_id);
}

void FormPresenter::loaded(FormContent content) {
    for (const auto& [path, json] : m_unsaved) // typed meanwhile
        if (json.empty())
            content.fields.erase(path);
        else
            content.fields[path] = json;
    const bool same = content.view.id == m_content.view.id && content.view.state == m_content.view.state &&
                      content.fields == m_content.fields && content.last == m_content.last;
    m_content = std::move(content);
    if (!m_content.rivals.empty()) {
        m_view.show_conflict(m_content.rivals);
        return;
    }
    show_head();
    if (!same) // else a person may be typing: their field and cursor stay as they are
        show_section();
    show_found();
}

void FormPresenter::show_head() {
    const auto& report = m_content.view.report;
    FormHead head;
    if (const auto period = base::Period::parse(report.period))
        head.title = report_title(*period);
    if (report.revision > 1)
        head.title += " · " + fmt::format(fmt::runtime(base::tr("version {}")), report.revision);
    const auto word = state_word(m_content.view.state, m_content.view.in_conflict);
    head.state = word.text;
    head.mark = word.mark;
    if (m_content.due && m_content.view.received_at.empty()) {
        const auto now = m_desk.clock.now();
        const auto due = base::show_time(*m_content.due), left = count_down(*m_content.due, now);
        head.deadline = m_content.receiver.empty()
                            ? fmt::format(fmt::runtime(base::tr("Due {} · {}")), due, left)
                            : fmt::format(fmt::runtime(base::tr("Due {} at {} · {}")), due, m_content.receiver, left);
        head.deadline_mark = count_down_mark(*m_content.due, now);
    }
    head.notes = notes_of(m_content);
    m_view.show_head(head);
}

void FormPresenter::show_section() {
    FormSection shown;
    shown.section = m_section;
    shown.editable = can_edit();
    shown.last_title = m_content.last_title;
    const int model = std::atoi(m_section.c_str());
    if (m_section == "attachments") {
        shown.title = base::tr("Attachments");
        shown.files = files_of(m_content.fields);
    } else if (model == 0) {
        shown.title = base::tr("Overall assessment");
        shown.fields.push_back({"summary",
                                shown.title,
                                FieldRow::Kind::Area,
                                {},
                                shown_text(m_content.fields, "summary"),
                                shown_text(m_content.last, "summary")});
    } else {
        const auto* known = m_desk.catalogue.find(model);
        shown.title = fmt::format(fmt::runtime(base::tr("Model {}")), model) +
                      (known != nullptr ? ". " + known->name : std::string());
        shown.fields = field_rows(m_content, m_desk.catalogue, model);
    }
    m_view.show_section(shown);
}

void FormPresenter::show_found() {
    m_view.show_rows(model_rows(m_content, m_desk.catalogue), m_section);
    m_view.show_problems(problem_rows(m_content, m_desk.catalogue));
}

void FormPresenter::choose(const std::string& section) {
    if (!is_open() || section == m_section)
        return;
    save();
    m_section = section;
    show_section();
    show_found();
}

void FormPresenter::move(int by) {
    const auto rows = model_rows(m_content, m_desk.catalogue);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].section != m_section)
            continue;
        const auto next = static_cast<std::ptrdiff_t>(i) + by;
        if (next >= 0 && next < static_cast<std::ptrdiff_t>(rows.size()))
            choose(rows[static_cast<std::size_t>(next)].section);
        return;
    }
}

void FormPresenter::go_to_problem(const ProblemRow& problem) {
    choose(problem.section);
    m_view.focus_field(problem.path);
}

void FormPresenter::edit(const std::string& path, const std::string& typed) {
    if (!can_edit())
        return;
    const std::string json = kept_json(path, typed);
    const auto now = m_content.fields.find(path);
    if (json == (now == m_content.fields.end() ? std::string() : now->second))
        return;
    if (json.empty())
        m_content.fields.erase(path);
    else
        m_content.fields[path] = json;
    m_unsaved[path] = json;
    m_view.show_saved("… " + base::tr("not saved yet"));
}

void FormPresenter::save() {
    if (m_unsaved.empty())
        return;
    m_waiter.run(
        m_background, [&desk = m_desk, id = m_id, fields = m_unsaved] { return save_fields(desk, id, fields); },
        [this, id = m_id, written = m_unsaved](Result<void> saved) {
            if (id != m_id)
                return;
            if (!saved) {
                m_view.show_problem(saved.error());
                return;
            }
            for (const auto& [path, json] : written) // what was typed since then is still to be written
                if (const auto open = m_unsaved.find(path); open != m_unsaved.end() && open->second == json)
                    m_unsaved.erase(open);
            if (!m_content.view.report.approved_by.empty()) {
                m_content.view.report.approved_by.clear();
                show_head();
            }
            if (m_unsaved.empty())
                m_view.show_saved(
                    "✓ " + fmt::format(fmt::runtime(base::tr("Saved at {}")), base::show_time(m_desk.clock.now())));
            recheck();
        });
}

void FormPresenter::flush() {
    if (m_unsaved.empty())
        return;
    if (const auto saved = save_fields(m_desk, m_id, m_unsaved); !saved) {
        m_view.show_problem(saved.error());
        if (saved.error().code != ErrorCode::NotFound) // else there is no draft any more to write into
            return;
    }
    m_unsaved.clear();
}

void FormPresenter::recheck() {
    m_waiter.run(
        m_background, [&desk = m_desk, id = m_id] { return CheckReport(desk)(id); },
        [this, id = m_id](Result<Issues> issues) {
            if (id == m_id && issues)
                take_found(*issues);
        });
}

void FormPresenter::take_found(const Issues& issues) {
    m_content.issues = issues;
    show_found();
}

void FormPresenter::copy_forward(bool all) {
    const int model = all ? 0 : std::atoi(m_section.c_str());
    if (!can_copy() || (!all && model == 0))
        return;
    const auto copied = copied_forward(m_content, model);
    for (const auto& [path, json] : copied) {
        m_content.fields[path] = json;
        m_unsaved[path] = json;
    }
    save();
    show_section();
    const char* said = base::msgid("{} fields were copied from the last report; results are always written anew");
    m_view.tell(Mark::Info, fmt::format(fmt::runtime(base::tr(said)), copied.size()), false);
}

} // namespace canbo::reporting::ui
