#include "workspaces.h"

#include "base/file.h"
#include "base/text.h"
#include "card_parts.h"
#include "certificate_parts.h"
#include "council_parts.h"
#include "documents/chart_page.h"
#include "documents/join_pdfs.h"
#include "drill_parts.h"
#include "formats/account_csv.h"
#include "formats/agency_csv.h"
#include "formats/xlsx_writer.h"
#include "identity_ui/workspace.h"
#include "learning_parts.h"
#include "office_ui/workspace.h"
#include "progress_ui/workspace.h"
#include "reporting_ui/workspace.h"
#include "training_parts.h"
#include "training_ui/bulletin_workspace.h"
#include "training_ui/certificate_workspace.h"
#include "training_ui/drill_workspace.h"
#include "training_ui/office_workspace.h"
#include "training_ui/workspace.h"

namespace canbo::apps {
namespace {

/// The form's pages, and the chart as the last one; a chart with nothing to show makes no page.
Result<void> write_with_time_line(DeskServices& services, const base::FormData& form, const drawing::GanttChart& chart,
                                  const std::filesystem::path& file) {
    CANBO_TRY(auto paper, services.renderer().render_pdf(form));
    if (!chart.rows.empty()) {
        documents::ChartPageRenderer charts({services.share() / "reports", documents::default_font_dirs()});
        documents::ChartPage page;
        page.title = chart.words.title;
        page.landscape = true;
        page.draw = [&chart](const drawing::Frame& frame) { return drawing::gantt(chart, frame); };
        CANBO_TRY(const auto drawn, charts.render_pdf(page));
        CANBO_TRY(paper, documents::join_pdfs(paper, drawn));
    }
    return base::write_file(file, paper.bytes);
}

progress::ui::ProgressParts progress_parts(DeskServices& services) {
    return {
        services.desk(), services.setting_store(),
        [](const base::Workbook& book, const std::filesystem::path& file) { return formats::write_xlsx(book, file); },
        [&services](const base::FormData& form, const std::filesystem::path& file) -> Result<void> {
            CANBO_TRY(const auto paper, services.renderer().render_pdf(form));
            return base::write_file(file, paper.bytes);
        },
        [&services](const base::FormData& form, const drawing::GanttChart& chart, const std::filesystem::path& file) {
            return write_with_time_line(services, form, chart, file);
        }};
}

/// The office's accounts and audit, by its HTTP client.
class RemoteOffice final : public office_ui::OfficePort {
public:
    explicit RemoteOffice(wire::HttpOfficeClient& client) : m_client(client) {}
    Result<std::vector<office_ui::AccountRow>> accounts() override {
        CANBO_TRY(const auto list, m_client.list_accounts());
        std::vector<office_ui::AccountRow> rows;
        for (const auto& one : list)
            rows.push_back({one.name, one.display_name, one.role, one.agency, one.disabled, one.must_change_password,
                            one.second_factor});
        return rows;
    }
    Result<void> add_account(const office_ui::NewAccountRow& row) override {
        const auto& a = row.account;
        CANBO_TRY(const auto title, base::to_nfc(a.display_name));
        CANBO_TRY([[maybe_unused]] const auto added,
                  m_client.add_account({a.name, title, a.role, a.agency, row.password, true}));
        return {};
    }
    Result<void> disable_account(const std::string& name) override {
        CANBO_TRY([[maybe_unused]] const auto disabled, m_client.disable_account(name));
        return {};
    }
    Result<void> set_password(const std::string& name, const std::string& password) override {
        CANBO_TRY([[maybe_unused]] const auto account, m_client.set_password(name, password));
        return {};
    }
    Result<void> force_password_change(const std::string& name) override {
        CANBO_TRY([[maybe_unused]] const auto account, m_client.force_password_change(name));
        return {};
    }
    Result<void> reset_second_factor(const std::string& name) override {
        CANBO_TRY([[maybe_unused]] const auto account, m_client.reset_second_factor(name));
        return {};
    }
    Result<std::vector<office_ui::DeviceRow>> devices(const std::string& name) override {
        CANBO_TRY(const auto sessions, m_client.sessions_of(name));
        std::vector<office_ui::DeviceRow> rows;
        for (const auto& one : sessions)
            rows.push_back({one.id, one.device, one.last_used});
        return rows;
    }
    Result<void> end_session(const std::string& name, const std::string& id) override {
        return id.empty() ? m_client.end_sessions_of(name) : m_client.end_session_of(name, id);
    }
    Result<std::string> person_data(const std::string& name) override {
        CANBO_TRY(const auto data, m_client.person_data(name));
        return data.dump(2) + "\n";
    }
    Result<void> erase_person(const std::string& name, const std::string& reason) override {
        CANBO_TRY([[maybe_unused]] const auto answer, m_client.erase_person(name, reason));
        return {};
    }
    Result<std::vector<ledger::AuditEvent>> audit() override {
        std::vector<ledger::AuditEvent> events;
        for (std::int64_t after = 0;;) {
            CANBO_TRY(const auto page, m_client.audit(after, 500));
            events.insert(events.end(), page.events.begin(), page.events.end());
            if (!page.more)
                return events;
            after = page.next;
        }
    }

private:
    wire::HttpOfficeClient& m_client;
};

Result<std::vector<office_ui::NewAccountRow>> read_accounts(std::string_view csv, Issues& issues) {
    CANBO_TRY(const auto list, formats::read_account_csv(csv, issues));
    std::vector<office_ui::NewAccountRow> rows;
    for (const auto& one : list)
        rows.push_back({{one.name, one.display_name, one.role, one.agency, false}, one.password});
    return rows;
}

office_ui::OfficeParts office_parts(DeskServices& services, office_ui::OfficePort& office) {
    return {
        services.desk(),
        services.renderer(),
        [](const base::Workbook& book, const std::filesystem::path& file) { return formats::write_xlsx(book, file); },
        &office,
        formats::read_agency_csv,
        read_accounts};
}

} // namespace

std::unique_ptr<office_ui::OfficePort> make_office_port(wire::HttpOfficeClient& client) {
    return std::make_unique<RemoteOffice>(client);
}

desktop::WorkspaceRegistry make_workspaces(DeskServices& services, office_ui::OfficePort& office, ExamHall& exams) {
    desktop::WorkspaceRegistry registry;
    registry.add(progress::ui::make_progress_workspace(progress_parts(services)));
    registry.add(reporting::ui::make_reporting_workspace({services.desk(), services.renderer()}));
    registry.add(office_ui::make_office_workspace(office_parts(services, office)));
    registry.add(training::ui::make_learning_workspace(learning_parts(services)));
    registry.add(training::ui::make_completion_workspace(completion_parts(services)));
    registry.add(training::ui::make_bulletin_workspace(bulletin_parts(services)));
    registry.add(training::ui::make_training_office_workspace(training_office_parts(services)));
    registry.add(training::ui::make_drill_workspace(
        drill_parts(services.folder(), services.share(), services.drills(), services.desk().clock)));
    registry.add(training::ui::make_certificate_workspace(certificate_parts(
        services.folder(), {services.session().office_key}, services.certificates(), services.renderer())));
    registry.add(exam::ui::make_council_workspace(council_parts(services)));
    registry.add(exam::ui::make_exam_workspace(exams.parts()));
    registry.add(exam::ui::make_own_results_workspace(own_result_parts(services)));
    registry.add(identity::ui::make_card_workspace(card_parts(services)));
    return registry;
}

} // namespace canbo::apps
