#pragma once

#include "desktop/signal.h"
#include "exam/bank_offer.h"
#include "exam/exam_results.h"
#include "exam/release.h"
#include "exam/remark.h"
#include "exam/remark_request.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::exam::ui {

/// How far an exam is, as this desk knows it.
struct ExamSummary {
    std::string exam, title;
    base::Time from{}, to{};
    bool set_up{false}; ///< Its definition is on this desk.
    std::size_t candidates{0};
    bool packed{false};              ///< Its package is on this desk.
    bool stale{false};               ///< Definition or list were saved again after it was packed.
    bool key_here{false};            ///< Whole.
    bool key_elsewhere{false};       ///< It was packed before, and its key is not here.
    std::optional<base::Time> opens; ///< Published; the office gives its parts of the key from then on.
    std::size_t rooms{0}, sealed{0}; ///< Sealed rooms that the office has.
    std::optional<Release> proposed, released;
    std::string archive;             ///< The file; empty: not archived here.
    std::optional<Error> unreadable; ///< Why its definition or list on this desk cannot be read.
};

/// Banks of questions by name, and what stood in the way of others.
struct BanksAtHand {
    std::map<std::string, std::vector<assessment::BankQuestion>> banks;
    std::vector<std::pair<std::string, Error>> unreadable;
};

/// A list as a file brings it; nothing is kept yet.
struct RosterCheck {
    std::vector<Candidate> candidates;
    Issues issues;
};

/// A sealed room, wherever it is by now.
struct RoomArrival {
    ExamRoomPlace place;
    bool sent{false}; ///< The office has it.
    std::string sent_by;
    bool here{false};    ///< Its bundle is on this desk.
    BundleReport report; ///< What a check of it found, when it is here.
    std::string digest;
    std::size_t bytes{0};
};

/// Everything that is known of the results now.
struct ResultsNow {
    std::shared_ptr<const ExamResults> results;
    std::optional<Release> proposed, released;
    std::string account; ///< Who asks.
};

/// A request for re-marking, from the office or as it stands behind a room's seal.
struct RemarkLine {
    std::string room, candidate, reason;
    base::Time asked{};
    std::int64_t event{0}; ///< 0: not noted behind the seal yet.
    bool answered{false};
    std::string answer;
    std::map<int, double> marks;
};

struct ArchiveWish {
    std::filesystem::path file;
    int keep_years{2};
    bool clear{false};   ///< Then empty the exam's folder on this desk; what travelled stays in its record.
    bool replace{false}; ///< A file that stands there is written over: somebody was asked.
};

/// Port: exams as the standing office or a council works on them; filled by the app. Everything is called on the
/// worker, one after the other. What is to be sent is queued: the app's exchange sends it.
class CouncilDesk {
public:
    virtual ~CouncilDesk() = default;

    /// One that cannot be read stands among them.
    virtual Result<std::vector<ExamSummary>> exams() = 0;

    // Before the exam.
    /// @error NotFound it was not set up here
    virtual Result<Exam> exam(const std::string& exam) = 0;
    virtual Result<void> save(const Exam& exam) = 0;
    /// Those that are always at hand.
    virtual Result<BanksAtHand> banks() = 0;
    /// @error NotFound, InvalidInput
    virtual Result<std::vector<assessment::BankQuestion>> read_bank(const std::filesystem::path& file) = 0;
    virtual Result<std::vector<Candidate>> roster(const std::string& exam) = 0;
    /// `photos`: a folder; empty: none. @error InvalidInput no list
    virtual Result<RosterCheck> read_roster(const std::string& exam, const std::filesystem::path& file,
                                            const std::filesystem::path& photos) = 0;
    virtual Result<void> save_roster(const std::string& exam, const std::vector<Candidate>& roster) = 0;
    /// Seals what is set up; `copy`: where it is written, too, for a stick; `new_key`: with another key than that of
    /// which parts were given out. @returns its digest @error Conflict the key is elsewhere and no new one is wanted
    virtual Result<std::string> pack(const std::string& exam, const std::filesystem::path& copy, bool new_key) = 0;
    /// @returns the files with the parts
    virtual Result<std::vector<std::filesystem::path>> split(const std::string& exam,
                                                             const std::filesystem::path& folder) = 0;
    /// @error Conflict the package does not hold what is saved now
    virtual Result<void> publish(const std::string& exam, base::Time opens) = 0;
    virtual Result<void> deposit(const std::string& exam, const std::vector<std::string>& parts) = 0;
    /// Of parts that are given here and, where its time has come, of those that the office keeps.
    virtual Result<void> join(const std::string& exam, const std::vector<std::string>& parts) = 0;

    // After it.
    virtual Result<std::vector<RoomArrival>> rooms(const std::string& exam) = 0;
    /// Brings what the office has; `files`: what somebody brought on a stick, which goes to the office, too.
    /// @returns how many rooms came
    virtual Result<std::size_t> collect(const std::string& exam, const std::vector<std::filesystem::path>& files) = 0;
    /// The inside of a room's bundle that holds. @error NotFound; DigestMismatch
    virtual Result<std::shared_ptr<const exam::SealedRoom>> room(const std::string& exam, const std::string& room) = 0;
    virtual Result<ResultsNow> results(const std::string& exam) = 0;
    virtual Result<void> propose(const std::string& exam, const std::string& number, base::Day date) = 0;
    virtual Result<void> confirm(const std::string& exam) = 0;
    virtual Result<std::vector<RemarkLine>> remarks(const std::string& exam) = 0;
    /// Notes a request that came by the office behind the seal if it is not there yet, answers it there, and sends the
    /// room to the office again.
    virtual Result<void> answer(const std::string& exam, const RemarkLine& request, const std::string& by,
                                const std::string& answer, const std::map<int, double>& marks) = 0;

    /// Puts a released exam into one file that holds all its papers. @returns the day until which it is to be kept
    /// @error Conflict a file stands there and is not to be replaced
    virtual Result<base::Day> archive(const std::string& exam, const ArchiveWish& wish) = 0;

    // Papers.
    virtual Result<std::string> pdf(const base::FormData& form) = 0;
    /// Of the list before the exam: to be signed, and slips with the numbers to sign in.
    virtual Result<base::FormData> roster_form(const std::string& exam, const std::string& room, bool slips) = 0;
    virtual Result<void> write_xlsx(const base::Workbook& book, const std::filesystem::path& file) = 0;
    virtual base::Day today() = 0;
};

/// The exam that all pages of the workspace speak of. UI thread.
class CurrentExam {
public:
    const std::string& exam() const { return m_exam; }
    void set(std::string exam) {
        m_exam = std::move(exam);
        m_changed.emit();
    }
    [[nodiscard]] desktop::Subscription on_change(std::function<void()> listener) {
        return m_changed.subscribe(std::move(listener));
    }

private:
    std::string m_exam;
    desktop::Signal m_changed;
};

} // namespace canbo::exam::ui
