#include "council_parts.h"

#include "base/file.h"
#include "common/exam_banks.h"
#include "common/exam_keeping.h"
#include "common/roster_photos.h"
#include "desk_services.h"
#include "exam/forms.h"
#include "formats/roster_file.h"
#include "formats/xlsx_writer.h"
#include "service/key_file.h"

#include <algorithm>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;
namespace ui = exam::ui;

constexpr std::size_t most_list = 100'000'000;

class DeskCouncil final : public ui::CouncilDesk {
public:
    explicit DeskCouncil(DeskServices& services) : m_services(services), m_folder(services.folder()) {}

    Result<std::vector<ui::ExamSummary>> exams() override {
        std::map<std::string, ui::ExamSummary> out;
        std::error_code code;
        for (const auto& entry : fs::directory_iterator(m_folder / "exams", code))
            if (exam::is_exam_slug(entry.path().filename().string()))
                CANBO_TRY_VOID(add_own(entry.path().filename().string(), out));
        CANBO_TRY(auto tx, m_services.desk().database.begin(Database::Mode::Read));
        const auto here = learning_desk(m_services.desk());
        CANBO_TRY(const auto published, exam::load_published(*tx, here));
        for (const auto& one : published) {
            auto& line = out[one.exam];
            line.exam = one.exam;
            line.title = one.title;
            line.from = one.from;
            line.to = one.to;
            line.opens = one.opens;
            line.rooms = one.rooms.size();
            CANBO_TRY(const auto bundles, exam::load_bundles(*tx, here, one.exam));
            line.sealed = bundles.size();
            CANBO_TRY(const auto decisions, exam::load_decisions(*tx, here, one.exam));
            line.proposed = decisions.pending;
            line.released = decisions.counts;
        }
        std::vector<ui::ExamSummary> list;
        for (auto& [name, one] : out)
            list.push_back(std::move(one));
        std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.from > b.from; });
        return list;
    }

    Result<exam::Exam> exam(const std::string& name) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        return desk.load();
    }
    Result<void> save(const exam::Exam& exam) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, exam.exam));
        return desk.save(exam);
    }
    Result<ui::BanksAtHand> banks() override {
        ui::BanksAtHand out;
        std::error_code code;
        for (const auto& course : fs::directory_iterator(m_services.share() / "content" / "courses", code))
            if (fs::is_directory(course.path() / "quiz", code)) {
                const auto name = course.path().filename().string();
                if (auto bank = apps::read_bank(course.path() / "quiz"))
                    out.banks[name] = std::move(bank->questions);
                else
                    out.unreadable.emplace_back(name, bank.error());
            }
        return out;
    }
    Result<std::vector<assessment::BankQuestion>> read_bank(const fs::path& file) override {
        CANBO_TRY(auto bank, apps::read_bank(file));
        return std::move(bank.questions);
    }
    Result<std::vector<exam::Candidate>> roster(const std::string& name) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        return desk.load_roster();
    }
    Result<ui::RosterCheck> read_roster(const std::string& name, const fs::path& file,
                                        const fs::path& photos) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(const auto definition, desk.load());
        CANBO_TRY(const auto text, base::read_file(file, most_list));
        ui::RosterCheck out;
        CANBO_TRY(auto read, formats::read_roster(text, out.issues));
        if (!photos.empty())
            take_photos(photos, read.candidates, out.issues);
        exam::check_roster(
            read.candidates, definition, [&](std::size_t i) { return read.places[i]; }, out.issues);
        out.candidates = std::move(read.candidates);
        return out;
    }
    Result<void> save_roster(const std::string& name, const std::vector<exam::Candidate>& roster) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        return desk.save_roster(roster);
    }
    Result<std::string> pack(const std::string& name, const fs::path& copy, bool new_key) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(const auto packer, service::own_signing_key(m_folder / "desk.key"));
        Issues issues;
        CANBO_TRY(const auto packed, pack_exam(desk, packer, {desk.package_file(), new_key}, issues));
        if (!copy.empty()) {
            CANBO_TRY(const auto file, base::read_file(desk.package_file(), exam::most_sealed_file));
            CANBO_TRY_VOID(base::write_file(copy, file, true));
        }
        return packed.digest;
    }
    Result<std::vector<fs::path>> split(const std::string& name, const fs::path& folder) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(auto made, split_exam_key(desk, folder, false));
        return std::move(made.files);
    }
    Result<void> publish(const std::string& name, base::Time opens) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(const auto definition, desk.load());
        CANBO_TRY(const auto file, base::read_file(desk.package_file(), exam::most_sealed_file));
        CANBO_TRY_VOID(require_current(desk, file));
        CANBO_TRY([[maybe_unused]] const auto id,
                  exam::publish_exam(here(), m_services.desk().blobs, definition, file, opens));
        return {};
    }
    Result<void> deposit(const std::string& name, const std::vector<std::string>& parts) override {
        CANBO_TRY(const auto texts, share_texts(parts));
        CANBO_TRY([[maybe_unused]] const auto id,
                  exam::deposit_key(here(), m_services.session().office_key, name, texts));
        return {};
    }
    Result<void> join(const std::string& name, const std::vector<std::string>& parts) override {
        CANBO_TRY(auto texts, share_texts(parts));
        const auto kept = m_services.office().exam_key_parts(name);
        if (!kept && texts.size() < 2)
            return fail(kept.error());
        if (kept && texts.size() < 2)
            texts.insert(texts.end(), kept->begin(), kept->end());
        const auto known = published(name);
        CANBO_TRY([[maybe_unused]] const auto joined,
                  join_exam_key({m_folder, name, known ? known->key : std::string(), {}, {}}, texts));
        return {};
    }

    Result<std::vector<ui::RoomArrival>> rooms(const std::string& name) override;
    Result<std::size_t> collect(const std::string& name, const std::vector<fs::path>& files) override;
    Result<std::shared_ptr<const exam::SealedRoom>> room(const std::string& name, const std::string& room) override;
    Result<ui::ResultsNow> results(const std::string& name) override;
    Result<void> propose(const std::string& name, const std::string& number, base::Day date) override {
        CANBO_TRY(const auto now, consolidated(name));
        CANBO_TRY([[maybe_unused]] const auto id, exam::propose_release(here(), now.results, number, date));
        return {};
    }
    Result<void> confirm(const std::string& name) override {
        CANBO_TRY(const auto now, consolidated(name));
        CANBO_TRY([[maybe_unused]] const auto id,
                  exam::confirm_release(here(), now.results, now.collected.rooms, now.collected.package.roster));
        return {};
    }
    Result<std::vector<ui::RemarkLine>> remarks(const std::string& name) override;
    Result<void> answer(const std::string& name, const ui::RemarkLine& request, const std::string& by,
                        const std::string& answer, const std::map<int, double>& marks) override;

    Result<base::Day> archive(const std::string& name, const ui::ArchiveWish& wish) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(const auto known, published(name));
        CANBO_TRY(const auto key, key_of(desk));
        CANBO_TRY(const auto signer, service::own_signing_key(m_folder / "desk.key"));
        exam::Decisions decisions;
        exam::ExamTraces traces;
        {
            CANBO_TRY(auto tx, m_services.desk().database.begin(Database::Mode::Read));
            CANBO_TRY(decisions, exam::load_decisions(*tx, here(), name));
            CANBO_TRY(traces, exam::traces_of(*tx, here(), m_services.desk().blobs, name));
        }
        const ArchiveOrder order{wish.file, wish.keep_years, m_services.session().person.name,
                                 m_services.desk().clock.now(), wish.replace};
        CANBO_TRY(const auto kept, archive_exam(desk, known, decisions.counts, key, signer, order));
        if (wish.clear)
            CANBO_TRY_VOID(clear_archived(desk, key, traces.pieces));
        return kept.keep_until;
    }

    Result<std::string> pdf(const base::FormData& form) override {
        CANBO_TRY(auto document, m_services.renderer().render_pdf(form));
        return std::move(document.bytes);
    }
    Result<base::FormData> roster_form(const std::string& name, const std::string& room, bool slips) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(const auto file, base::read_file(desk.package_file(), exam::most_sealed_file));
        CANBO_TRY(const auto key, key_of(desk));
        CANBO_TRY(const auto package, exam::open_package(file, key));
        const auto digest = base::sha256_hex(file);
        if (slips)
            return exam::pins_form(package, room, digest);
        auto out = exam::roster_form(package.exam, room, package.roster, digest);
        CANBO_TRY(out.pictures, roster_pictures(package.roster));
        return out;
    }
    Result<void> write_xlsx(const base::Workbook& book, const fs::path& file) override {
        return formats::write_xlsx(book, file);
    }
    base::Day today() override { return base::day_in_vietnam(m_services.desk().clock.now()); }

private:
    ledger::EntryDesk here() const { return learning_desk(m_services.desk()); }
    static Result<std::string> key_of(const ExamDesk& desk) {
        const auto key = service::read_key32(desk.key_file());
        if (!key)
            return fail(ErrorCode::NotFound, "The exam's key is not on this computer");
        return key;
    }
    Result<exam::PublishedExam> published(const std::string& name) const {
        CANBO_TRY(auto tx, m_services.desk().database.begin(Database::Mode::Read));
        return exam::find_published(*tx, here(), name);
    }
    Result<void> add_own(const std::string& name, std::map<std::string, ui::ExamSummary>& out) const {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        const auto definition = desk.load();
        const auto roster = desk.load_roster();
        std::error_code code;
        auto& line = out[name];
        line.exam = line.title = name;
        line.set_up = definition && roster;
        if (!definition && definition.error().code != ErrorCode::NotFound)
            line.unreadable = definition.error();
        else if (!roster)
            line.unreadable = roster.error();
        if (definition) {
            line.title = definition->title;
            line.from = definition->from;
            line.to = definition->to;
            line.rooms = definition->rooms.size();
            line.candidates = roster ? roster->size() : 0;
        }
        line.packed = fs::exists(desk.package_file(), code);
        if (line.packed && definition)
            line.stale = saved_since_packing(desk);
        line.key_here = fs::exists(desk.key_file(), code);
        line.key_elsewhere = key_is_elsewhere(desk);
        if (const auto kept = kept_archive(desk))
            line.archive = kept->file.string();
        return {};
    }
    Result<ConsolidatedExam> consolidated(const std::string& name) const {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(const auto known, published(name));
        CANBO_TRY(const auto key, key_of(desk));
        return consolidate_exam(desk, known, key);
    }
    DeskExchange exchange() {
        return {m_services.desk(), m_services.setting_store(), m_services.office(), m_services.session().office_key,
                m_folder,          m_services.share()};
    }

    DeskServices& m_services;
    fs::path m_folder;
};

Result<std::vector<ui::RoomArrival>> DeskCouncil::rooms(const std::string& name) {
    CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
    const auto known = published(name);
    std::vector<exam::ExamRoomPlace> places;
    if (known) {
        places = known->rooms;
    } else {
        CANBO_TRY(const auto definition, desk.load());
        places = definition.rooms;
    }
    const auto sent = [&]() -> Result<std::vector<exam::RoomBundles>> {
        CANBO_TRY(auto tx, m_services.desk().database.begin(Database::Mode::Read));
        return exam::load_bundles(*tx, here(), name);
    }();
    if (!sent)
        return fail(sent.error());
    const auto key = key_of(desk);
    std::vector<ui::RoomArrival> out;
    for (const auto& place : places) {
        ui::RoomArrival line;
        line.place = place;
        for (const auto& one : *sent)
            if (one.last.room == place.room) {
                line.sent = true;
                line.sent_by = one.first.sent_by;
            }
        if (const auto file = base::read_file(desk.bundle_file(place.room), exam::most_sealed_file)) {
            line.here = true;
            line.bytes = file->size();
            line.digest = base::sha256_hex(*file);
            line.report = exam::check_bundle(*file, key ? *key : std::string(),
                                             packers_for(name, {}, m_folder, desk.bundle_file(place.room)));
        }
        out.push_back(std::move(line));
    }
    return out;
}

Result<std::size_t> DeskCouncil::collect(const std::string& name, const std::vector<fs::path>& files) {
    for (const auto& path : files) {
        CANBO_TRY(const auto file, base::read_file(path, exam::most_sealed_file));
        CANBO_TRY([[maybe_unused]] const auto id, queue_room(m_services.desk(), m_folder, file, path));
    }
    const auto line = exchange();
    CANBO_TRY([[maybe_unused]] const auto synced, line.run());
    CANBO_TRY(const auto packages, fetch_packages(line));
    CANBO_TRY(const auto bundles, fetch_bundles(line, name));
    return packages.size() + bundles.size();
}

Result<std::shared_ptr<const exam::SealedRoom>> DeskCouncil::room(const std::string& name, const std::string& room) {
    CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
    const auto file = base::read_file(desk.bundle_file(room), exam::most_sealed_file);
    if (!file)
        return fail(ErrorCode::NotFound, "The room's bundle is not here: collect it", room);
    CANBO_TRY(const auto key, key_of(desk));
    auto report = exam::check_bundle(*file, key, packers_for(name, {}, m_folder, desk.bundle_file(room)));
    if (!report.valid() || !report.record)
        return fail(ErrorCode::DigestMismatch, "The bundle is not what the room sealed", room);
    return std::make_shared<const exam::SealedRoom>(
        exam::SealedRoom{*std::move(report.record), base::sha256_hex(*file), std::move(report.head)});
}

Result<ui::ResultsNow> DeskCouncil::results(const std::string& name) {
    CANBO_TRY(auto now, consolidated(name));
    CANBO_TRY(auto tx, m_services.desk().database.begin(Database::Mode::Read));
    CANBO_TRY(auto decisions, exam::load_decisions(*tx, here(), name));
    return ui::ResultsNow{std::make_shared<const exam::ExamResults>(std::move(now.results)),
                          std::move(decisions.pending), std::move(decisions.counts), m_services.session().person.name};
}

Result<std::vector<ui::RemarkLine>> DeskCouncil::remarks(const std::string& name) {
    const auto asked = [&]() -> Result<std::vector<exam::RemarkRequest>> {
        CANBO_TRY(auto tx, m_services.desk().database.begin(Database::Mode::Read));
        return exam::load_remark_requests(*tx, here(), name);
    }();
    if (!asked)
        return fail(asked.error());
    std::vector<ui::RemarkLine> out;
    std::map<std::string, std::string> room_of; // by candidate
    CANBO_TRY(const auto arrived, rooms(name));
    for (const auto& one : arrived) {
        if (!one.report.record || !one.report.valid())
            continue;
        for (const auto& candidate : one.report.record->results)
            room_of.try_emplace(candidate.candidate, one.place.room);
        for (const auto& remark : exam::remarks_of(*one.report.record))
            out.push_back({one.place.room, remark.candidate, remark.reason, remark.asked, remark.request,
                           remark.answered.has_value(), remark.answer, remark.marks});
    }
    for (const auto& one : *asked) {
        const bool noted = std::any_of(out.begin(), out.end(), [&](const auto& line) {
            return line.event > 0 && line.candidate == one.candidate && line.reason == one.reason;
        });
        if (!noted)
            out.push_back({room_of[one.candidate], one.candidate, one.reason, one.asked, 0, false, {}, {}});
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.asked > b.asked; });
    return out;
}

Result<void> DeskCouncil::answer(const std::string& name, const ui::RemarkLine& request, const std::string& by,
                                 const std::string& answer, const std::map<int, double>& marks) {
    CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
    CANBO_TRY(const auto sealed, room(name, request.room));
    CANBO_TRY(const auto key, key_of(desk));
    auto record = sealed->record;
    const auto now = m_services.desk().clock.now();
    auto event = request.event;
    if (event == 0) {
        CANBO_TRY_VOID(exam::ask_remark(record, request.candidate, request.reason, now));
        event = record.events.back().sequence;
    }
    CANBO_TRY_VOID(exam::answer_remark(record, event, by, answer, marks, now));
    CANBO_TRY(const auto bundle, sign_again(record, desk.package_file(), key));
    std::error_code code; // what the room sealed is kept before anything stands in its place
    if (!fs::exists(desk.first_bundle_file(request.room), code) &&
        !fs::copy_file(desk.bundle_file(request.room), desk.first_bundle_file(request.room), code))
        return fail(ErrorCode::Storage, "The file could not be written", desk.first_bundle_file(request.room).string(),
                    code.message());
    CANBO_TRY([[maybe_unused]] const auto id,
              exam::send_bundle(here(), m_services.desk().blobs, bundle, sealed->bundle));
    return base::write_file(desk.bundle_file(request.room), bundle, true);
}

} // namespace

exam::ui::CouncilParts council_parts(DeskServices& services) {
    return {std::make_shared<DeskCouncil>(services), services.desk().clock, services.session().person,
            formats::write_xlsx};
}

exam::ui::OwnParts own_result_parts(DeskServices& services) {
    return {[&services]() -> Result<std::vector<exam::OwnResult>> {
                CANBO_TRY(auto tx, services.desk().database.begin(Database::Mode::Read));
                return exam::load_own(*tx, learning_desk(services.desk()));
            },
            [&services](const std::string& exam, const std::string& reason) -> Result<void> {
                CANBO_TRY([[maybe_unused]] const auto id,
                          exam::request_remark(learning_desk(services.desk()), exam, reason));
                return {};
            },
            [&services](const base::FormData& form) -> Result<std::string> {
                CANBO_TRY(auto document, services.renderer().render_pdf(form));
                return std::move(document.bytes);
            }};
}

} // namespace canbo::apps
