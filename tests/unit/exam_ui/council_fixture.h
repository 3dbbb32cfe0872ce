#pragma once

#include "../exam/sample_exam.h"
#include "exam_ui/council_lists.h"
#include "support/held_background.h"
#include "support/list_page_view.h"

namespace canbo::test {

/// A council's desk with the sample exam, without a disk or an office.
struct SampleCouncil final : exam::ui::CouncilDesk {
    Result<std::vector<exam::ui::ExamSummary>> exams() override { return summaries; }
    Result<exam::Exam> exam(const std::string& name) override {
        if (name == unreadable)
            return fail(ErrorCode::DigestMismatch, "The sealed data were changed, or this key is not theirs", name);
        if (!kept.contains(name))
            return fail(ErrorCode::NotFound, "There is no such exam on this desk", name);
        return kept.at(name);
    }
    Result<void> save(const exam::Exam& one) override {
        kept[one.exam] = one;
        return {};
    }
    Result<exam::ui::BanksAtHand> banks() override { return exam::ui::BanksAtHand{sample_exam().banks, bad_banks}; }
    Result<std::vector<assessment::BankQuestion>> read_bank(const std::filesystem::path& file) override {
        if (file != "them.gift")
            return fail(ErrorCode::NotFound, "The file does not exist", file.string());
        return std::vector<assessment::BankQuestion>(3, sample_exam().banks.at("xe").front());
    }
    Result<std::vector<exam::Candidate>> roster(const std::string&) override { return list; }
    Result<exam::ui::RosterCheck> read_roster(const std::string&, const std::filesystem::path& file,
                                              const std::filesystem::path&) override {
        exam::ui::RosterCheck out;
        out.candidates = sample_roster();
        if (file == "sai.csv")
            out.issues.error(ErrorCode::InvalidInput, "row 3", "This is no date; write dd/mm/yyyy");
        out.issues.warning(ErrorCode::Conflict, "row 4", "Two candidates have the same name and birth");
        return out;
    }
    Result<void> save_roster(const std::string&, const std::vector<exam::Candidate>& roster) override {
        list = roster;
        return {};
    }
    Result<std::string> pack(const std::string&, const std::filesystem::path& copy, bool new_key) override {
        done.push_back("pack " + copy.string() + (new_key ? " with a new key" : ""));
        return std::string(64, 'a');
    }
    Result<std::vector<std::filesystem::path>> split(const std::string&, const std::filesystem::path& folder) override {
        done.push_back("split " + folder.string());
        return std::vector<std::filesystem::path>{folder / "thi-thu-1.share"};
    }
    Result<void> publish(const std::string&, base::Time opens) override {
        done.push_back("publish " + base::to_iso(opens));
        return {};
    }
    Result<void> deposit(const std::string&, const std::vector<std::string>& parts) override {
        done.push_back("deposit " + std::to_string(parts.size()));
        return {};
    }
    Result<void> join(const std::string&, const std::vector<std::string>& parts) override {
        if (parts.size() < 2)
            return fail(ErrorCode::InvalidInput, "More parts of the key are needed");
        done.push_back("join");
        return {};
    }
    Result<std::vector<exam::ui::RoomArrival>> rooms(const std::string&) override { return arrivals; }
    Result<std::size_t> collect(const std::string&, const std::vector<std::filesystem::path>& files) override {
        return files.size();
    }
    Result<std::shared_ptr<const exam::SealedRoom>> room(const std::string&, const std::string& name) override {
        if (!sealed || sealed->record.room != name)
            return fail(ErrorCode::NotFound, "The room's bundle is not here: collect it", name);
        return sealed;
    }
    Result<exam::ui::ResultsNow> results(const std::string&) override {
        if (!now.results)
            return fail(ErrorCode::NotFound, "The exam's key is not on this computer");
        return now;
    }
    Result<void> propose(const std::string&, const std::string& number, base::Day) override {
        done.push_back("propose " + number);
        exam::Release release;
        release.digest = now.results->digest;
        release.proposed_by = now.account;
        now.proposed = release;
        return {};
    }
    Result<void> confirm(const std::string&) override {
        now.released = now.proposed;
        now.proposed.reset();
        return {};
    }
    Result<std::vector<exam::ui::RemarkLine>> remarks(const std::string&) override { return requests; }
    Result<void> answer(const std::string&, const exam::ui::RemarkLine& request, const std::string& by,
                        const std::string& answer, const std::map<int, double>& marks) override {
        if (by != "Trần Chủ Tịch")
            return fail(ErrorCode::Forbidden, "Only the council's chairman answers a request");
        for (auto& one : requests)
            if (one.candidate == request.candidate) {
                one.answered = true;
                one.answer = answer;
                one.marks = marks;
            }
        return {};
    }
    Result<base::Day> archive(const std::string&, const exam::ui::ArchiveWish& wish) override {
        done.push_back("archive " + wish.file.string() + " " + std::to_string(wish.keep_years) +
                       (wish.clear ? " and clear" : "") + (wish.replace ? ", replacing" : ""));
        return today() + std::chrono::days(365 * wish.keep_years);
    }
    Result<std::string> pdf(const base::FormData& form) override {
        forms.push_back(form.form);
        return "%PDF " + form.form;
    }
    Result<base::FormData> roster_form(const std::string&, const std::string&, bool slips) override {
        base::FormData out;
        out.form = slips ? "exam-pins" : "exam-roster";
        return out;
    }
    Result<void> write_xlsx(const base::Workbook& one, const std::filesystem::path&) override {
        book = one;
        return {};
    }
    base::Day today() override { return base::day_in_vietnam(nine_o_clock); }

    std::vector<exam::ui::ExamSummary> summaries;
    std::string unreadable; ///< Name of an exam that is there and damaged.
    std::vector<std::pair<std::string, Error>> bad_banks;
    std::map<std::string, exam::Exam> kept;
    std::vector<exam::Candidate> list;
    std::vector<exam::ui::RoomArrival> arrivals;
    std::shared_ptr<const exam::SealedRoom> sealed;
    exam::ui::ResultsNow now;
    std::vector<exam::ui::RemarkLine> requests;
    std::vector<std::string> done, forms;
    base::Workbook book;
};

/// The desk, a current exam and a view.
struct Council {
    Council() { current.set("thi-thu"); }
    exam::ui::CouncilContext context() {
        return {desk, current, [this] { ++sent; }};
    }
    /// A room with one candidate at work, sealed.
    void seal_a_room() {
        room.clock.set(nine_o_clock);
        const int station = room.sit_down("0001");
        room.send(station, 1, 1, "1");
        REQUIRE(room.room->finish(station));
        const auto record = room.room->seal("Giám thị Một");
        REQUIRE(record);
        const auto bundle =
            exam::write_bundle(*record, room.key, room.package.room_keys.at("p01"), room.package.signer);
        REQUIRE(bundle);
        exam::ui::RoomArrival arrival;
        arrival.place = *room.package.exam.find_room("p01");
        arrival.sent = arrival.here = true;
        arrival.sent_by = "gt.mot";
        arrival.report = exam::check_bundle(*bundle, room.key, {room.package.signer});
        arrival.digest = base::sha256_hex(*bundle);
        desk->arrivals = {arrival, {}};
        desk->arrivals[1].place = *room.package.exam.find_room("p02");
        desk->sealed =
            std::make_shared<const exam::SealedRoom>(exam::SealedRoom{*record, arrival.digest, arrival.report.head});
        auto results = exam::consolidate({*desk->sealed}, sample_roster());
        REQUIRE(results);
        desk->now.results = std::make_shared<const exam::ExamResults>(*std::move(results));
        desk->now.account = "tk.hoidong";
    }

    SampleRoom room;
    std::shared_ptr<SampleCouncil> desk{std::make_shared<SampleCouncil>()};
    exam::ui::CurrentExam current;
    desktop::InlineBackground background;
    ListPageView view;
    base::ManualClock clock{nine_o_clock - std::chrono::hours(48)};
    int sent{0};
};

} // namespace canbo::test
