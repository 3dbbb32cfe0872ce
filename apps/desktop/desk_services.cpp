#include "desk_services.h"

#include "card_parts.h"
#include "common/attempt_store.h"
#include "common/certificate_store.h"
#include "common/drill_store.h"
#include "common/learning_store.h"
#include "common/note_store.h"
#include "progress/agency_book.h"
#include "service/key_file.h"

namespace canbo::apps {

Result<std::unique_ptr<DeskServices>> DeskServices::open(const std::filesystem::path& folder,
                                                         const std::filesystem::path& share,
                                                         formats::PlanContent content, DeskSession session,
                                                         std::unique_ptr<base::Clock> clock) {
    std::unique_ptr<DeskServices> made(new DeskServices());
    made->m_folder = folder;
    made->m_share = share;
    made->m_session = std::move(session);
    made->m_clock = std::move(clock);
    made->m_content = std::move(content);
    CANBO_TRY(made->m_database, open_desk_database(folder, made->m_session.person, CANBO_VERSION));
    made->m_desk = std::make_unique<reporting::Desk>(reporting::Desk{
        *made->m_database, made->m_entries, made->m_outbox, made->m_blobs, made->m_drafts, *made->m_clock,
        made->m_content.catalogue, made->m_content.agencies, made->m_content.calendar, made->m_session.person});
    CANBO_TRY(auto key, service::data_key(folder));
    const std::string& learner = made->m_session.person.name;
    made->m_learning = std::make_unique<SealedProgressStore>(*made->m_database, made->m_settings, key, learner);
    made->m_attempts = std::make_unique<SealedAttemptStore>(*made->m_database, made->m_settings, key, learner);
    made->m_certificates = std::make_unique<SealedCertificateStore>(*made->m_database, made->m_settings, key, learner);
    made->m_notes = std::make_unique<SealedNoteStore>(*made->m_database, made->m_settings, key, learner);
    made->m_drills = std::make_unique<SealedDrillStore>(*made->m_database, made->m_settings, std::move(key), learner);
    made->m_checks = std::make_unique<SettingCheckHistory>(*made->m_database, made->m_settings);
    CANBO_TRY(made->m_office, connect(folder, made->m_session));
    made->m_renderer = std::make_unique<documents::DocumentRenderer>(
        documents::DocumentPaths{share / "reports", documents::default_font_dirs()});
    made->m_network = std::make_unique<SyncService>(DeskExchange{
        *made->m_desk, made->m_settings, *made->m_office, made->m_session.office_key, made->m_folder, made->m_share});
    return made;
}

std::string DeskServices::agency_name() const {
    const std::string& code = m_session.person.agency;
    if (code.empty())
        return {};
    auto tx = m_database->begin(Database::Mode::Read);
    if (tx) {
        storage::SqlEntryStore entries;
        const auto tree = progress::load_agencies(**tx, entries, m_content.agencies);
        if (tree)
            if (const auto* agency = tree->find(code))
                return agency->name;
    }
    return code;
}

} // namespace canbo::apps
