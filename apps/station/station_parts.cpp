#include "station_parts.h"

#include "base/file.h"
#include "base/log.h"
#include "common/machine_facts.h"
#include "common/room_line.h"
#include "documents/document_renderer.h"
#include "imaging/picture.h"
#include "storage/station_journal.h"
#include "storage/station_safe.h"

#include <chrono>

namespace canbo::apps {

namespace fs = std::filesystem;
using station::Session;

namespace {

constexpr std::size_t most_memory = 100'000;

/// A session and everything it stands on.
struct Station {
    std::unique_ptr<RoomLine> line;
    std::unique_ptr<storage::FileStationJournal> answers, signs;
    std::unique_ptr<storage::FileStationSafe> safe;
    base::SystemClock wall;
    std::unique_ptr<Session> session;
};

std::chrono::milliseconds steady_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Result<std::shared_ptr<Session>> open_session(const fs::path& folder, const station::ui::RoomAddress& address) {
    auto out = std::make_shared<Station>();
    CANBO_TRY(out->line, RoomLine::make({address.server, address.takeovers}, address.code));
    CANBO_TRY(const auto id, own_station_id(folder));
    CANBO_TRY(out->answers, storage::FileStationJournal::open(folder / "journal"));
    CANBO_TRY(out->signs, storage::FileStationJournal::open(folder / "signs"));
    CANBO_TRY(out->safe, storage::FileStationSafe::open(folder / "safe", station_safe_key(id, address.code)));
    const auto name = address.seat > 0 ? "Máy " + std::to_string(address.seat) : std::string("Máy thi");
    CANBO_TRY(out->session, Session::open({*out->line,
                                           *out->answers,
                                           *out->signs,
                                           *out->safe,
                                           {steady_now, boot_of_machine()},
                                           out->wall,
                                           {address.code, id, name, address.seat}}));
    return std::shared_ptr<Session>(out, out->session.get());
}

Result<std::string> make_receipt(const fs::path& share, const exam::ReceiptFacts& facts) {
    documents::DocumentRenderer renderer({share / "reports", documents::default_font_dirs()});
    CANBO_TRY(auto document, renderer.render_pdf(exam::receipt_form(facts)));
    return std::move(document.bytes);
}

Result<station::ui::FacePicture> decode(const std::string& photo) {
    CANBO_TRY(auto picture, imaging::decode_picture(photo, imaging::face_limits));
    return station::ui::FacePicture{static_cast<int>(picture.width), static_cast<int>(picture.height),
                                    std::move(picture.rgb)};
}

/// A damaged memory counts as none: nothing of it is needed.
Json memory_in(const fs::path& file) {
    const auto text = base::read_file(file, most_memory);
    const auto json = text ? base::parse_json(*text, {most_memory, 4}) : Result<Json>(Json::object());
    return json && json->is_object() ? *json : Json::object();
}

} // namespace

station::ui::StationParts station_parts(const fs::path& folder, const fs::path& share, desktop::Background& line,
                                        desktop::Background& disk) {
    const auto file = folder / "station.json";
    return {[folder](const station::ui::RoomAddress& address) { return open_session(folder, address); },
            [share](const exam::ReceiptFacts& facts) { return make_receipt(share, facts); },
            decode,
            line,
            disk,
            steady_now,
            [file, &disk](const Json& memory) {
                disk.post(
                    [file, text = memory.dump()] {
                        if (const auto written = base::write_file(file, text, true); !written)
                            base::log(base::LogLevel::Warning, "{}", written.error().message);
                    },
                    [] {});
            },
            memory_in(file)};
}

} // namespace canbo::apps
