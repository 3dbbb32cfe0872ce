#pragma once

#include "common/desk_session.h"
#include "documents/document_renderer.h"
#include "formats/content.h"
#include "identity/check_history.h"
#include "reporting/desk.h"
#include "storage/sql_database.h"
#include "storage/stores.h"
#include "sync_service.h"
#include "training/attempts.h"
#include "training/course_progress.h"
#include "training/drill.h"
#include "training/kept_certificates.h"
#include "training/lesson_notes.h"
#include "wire/http_office_client.h"

#include <filesystem>
#include <memory>

namespace canbo::apps {

/// Everything the window of a logged-in person stands on: the desk's database and stores, the shipped content, the
/// client of the office and the exchange with it.
class DeskServices {
public:
    /// @error Storage, NewerVersion, InvalidInput
    static Result<std::unique_ptr<DeskServices>> open(const std::filesystem::path& folder,
                                                      const std::filesystem::path& share, formats::PlanContent content,
                                                      DeskSession session, std::unique_ptr<base::Clock> clock);

    const reporting::Desk& desk() const { return *m_desk; }
    SyncService& network() { return *m_network; }
    ledger::SettingStore& setting_store() { return m_settings; }
    wire::HttpOfficeClient& office() { return *m_office; }
    const DeskSession& session() const { return m_session; }
    const formats::PlanContent& content() const { return m_content; }
    const std::filesystem::path& share() const { return m_share; }
    const std::filesystem::path& folder() const { return m_folder; }
    training::ProgressStore& learning() { return *m_learning; }
    training::AttemptStore& attempts() { return *m_attempts; }
    training::NoteStore& notes() { return *m_notes; }
    training::DrillStore& drills() { return *m_drills; }
    training::CertificateStore& certificates() { return *m_certificates; }
    identity::CheckHistoryStore& checks() { return *m_checks; }
    /// Used by one thread at a time: the worker's.
    documents::DocumentRenderer& renderer() { return *m_renderer; }
    /// Name of the person's agency, as shipped or recorded; empty without one.
    std::string agency_name() const;

private:
    DeskServices() = default;

    std::filesystem::path m_folder;
    std::filesystem::path m_share;
    DeskSession m_session;
    std::unique_ptr<base::Clock> m_clock;
    formats::PlanContent m_content;
    std::unique_ptr<storage::SqlDatabase> m_database;
    storage::SqlEntryStore m_entries;
    storage::SqlOutbox m_outbox;
    storage::SqlBlobStore m_blobs;
    storage::SqlSettingStore m_settings;
    storage::SqlDraftStore m_drafts;
    std::unique_ptr<reporting::Desk> m_desk;
    std::unique_ptr<training::ProgressStore> m_learning;
    std::unique_ptr<training::AttemptStore> m_attempts;
    std::unique_ptr<training::NoteStore> m_notes;
    std::unique_ptr<training::DrillStore> m_drills;
    std::unique_ptr<training::CertificateStore> m_certificates;
    std::unique_ptr<identity::CheckHistoryStore> m_checks;
    std::unique_ptr<wire::HttpOfficeClient> m_office;
    std::unique_ptr<documents::DocumentRenderer> m_renderer;
    std::unique_ptr<SyncService> m_network; ///< Last: its thread uses all the others.
};

} // namespace canbo::apps
