#include "card_parts.h"

#include "base/file.h"
#include "desk_services.h"
#include "formats/trust_json_file.h"
#include "imaging/qr_code.h"
#include "smartcard/pcsc_readers.h"
#include "smartcard/reader_watch.h"

#include <wx/app.h>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;
using identity::ui::FacePicture;

constexpr const char* history_setting = "identity.checks";

/// Brings what the watch tells to the UI thread.
class WatchOnScreen final : public identity::ui::ReaderWatcher {
public:
    explicit WatchOnScreen(std::function<void(const identity::ReaderBook&)> told)
        : m_told(std::move(told)), m_watch(std::make_unique<smartcard::PcscReaders>(),
                                           [this, alive = std::weak_ptr<bool>(m_alive)](identity::ReaderBook book) {
                                               if (wxTheApp == nullptr)
                                                   return;
                                               wxTheApp->CallAfter([this, alive, book = std::move(book)] {
                                                   if (!alive.expired())
                                                       m_told(book);
                                               });
                                           }) {}

private:
    std::function<void(const identity::ReaderBook&)> m_told;
    std::shared_ptr<bool> m_alive{std::make_shared<bool>(true)}; ///< UI thread: what comes after the end is dropped.
    smartcard::ReaderWatch m_watch;                              ///< Last: its thread uses the others.
};

Result<FacePicture> decode(const identity::Face& face) {
    CANBO_TRY(auto picture, imaging::decode_picture(face.picture, imaging::face_limits));
    return FacePicture{static_cast<int>(picture.width), static_cast<int>(picture.height), std::move(picture.rgb)};
}

/// The first code of the picture that is a card's; else the first of all.
Result<std::string> qr_in_picture(const fs::path& file, base::Day today) {
    CANBO_TRY(const auto bytes, base::read_file(file, imaging::PictureLimits().bytes));
    CANBO_TRY(const auto picture, imaging::decode_picture(bytes));
    const auto texts = imaging::read_qr_codes(picture);
    if (texts.empty())
        return fail(ErrorCode::NotFound, "The picture shows no QR code");
    for (const auto& text : texts)
        if (identity::read_qr(text, today))
            return text;
    return texts.front();
}

identity::Findings place_findings(const fs::path& file, const std::string& text) {
    const auto number = identity::parse_number(text);
    const auto content = base::read_file(file);
    const auto json = content ? base::parse_json(*content) : fail(content.error());
    if (!number || !json)
        return {};
    Issues issues;
    return identity::check_place(*number, identity::PlaceTable::from_json(*json, issues));
}

} // namespace

Result<identity::CheckHistory> SettingCheckHistory::load() {
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Read));
    CANBO_TRY(const auto stored, m_settings.get(*tx, history_setting));
    return stored ? identity::CheckHistory::from_json(*stored) : identity::CheckHistory();
}

Result<void> SettingCheckHistory::save(const identity::CheckHistory& history) {
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(m_settings.set(*tx, history_setting, history.to_json()));
    return tx->commit();
}

identity::ui::CardParts card_parts(DeskServices& services) {
    const auto& clock = services.desk().clock;
    const auto trust = services.folder() / "cccd-trust.json";
    const auto places = services.share() / "content" / "cccd" / "places.json";
    return {[](std::function<void(const identity::ReaderBook&)> told) -> std::unique_ptr<identity::ui::ReaderWatcher> {
                return std::make_unique<WatchOnScreen>(std::move(told));
            },
            [](const std::string& reader) { return smartcard::PcscReaders().connect(reader); },
            [trust]() -> Result<identity::TrustAnchors> {
                CANBO_TRY(const auto store, formats::TrustJsonFile(trust).load());
                return store.anchors();
            },
            decode,
            [places](const std::string& number) { return place_findings(places, number); },
            [&clock](const fs::path& file) { return qr_in_picture(file, base::day_in_vietnam(clock.now())); },
            services.checks(),
            clock,
            [] {
                return std::chrono::duration_cast<std::chrono::milliseconds>(
                    std::chrono::steady_clock::now().time_since_epoch());
            },
            services.session().person.name};
}

} // namespace canbo::apps
