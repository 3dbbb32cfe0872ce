#pragma once

#include "base/form_data.h"
#include "exam_ui/room_desk.h"
#include "identity/card_entry.h"
#include "identity_ui/card_presenter.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::exam::ui {

/// Somebody on the room's list.
struct CandidateRow {
    std::string candidate, name, birth, seat, state;
    Mood mood{Mood::Plain};
    bool operator==(const CandidateRow&) const = default;
};

/// What the page shows beside list and faces; all texts in the chosen language.
struct CheckInScreen {
    enum class Stage {
        NoRoom,
        Choose, ///< Somebody is to be found on the list.
        Card,   ///< A card is to be laid on the reader.
        Reading,
        Compare, ///< The card was read: the faces are to be compared.
        Code,    ///< A QR code was read; it proves nothing.
        Refused,
        Admitted,
    };
    Stage stage{Stage::Choose};
    std::string candidate, name, birth, list_seat; ///< Who is chosen, as the list says.
    std::string reader;
    identity::ui::CardScreen card; ///< Headline, advice, ladder, fields and findings.
    std::string fits;              ///< "✓ The card is this candidate's"; empty while nothing is known.
    Mood fits_mood{Mood::Plain};
    bool can_admit{false}; ///< By what was read.
    bool can_by_hand{false};
    bool late{false};      ///< Only the chairman lets them in.
    std::string seat, pin; ///< Given at the admission.
};

class CheckInView {
public:
    virtual ~CheckInView() = default;
    virtual void show_check_in(const CheckInScreen& screen) = 0;
    virtual void show_candidates(const std::vector<CandidateRow>& rows, const std::string& chosen) = 0;
    /// Null: there is none. The chip's is wiped after the call.
    virtual void show_chip_face(const identity::ui::FacePicture* picture) = 0;
    virtual void show_list_face(const identity::ui::FacePicture* picture) = 0;
    virtual void show_progress(int percent) = 0; ///< 0 to 100; -1: how much there is to read is not known yet.
    virtual void show_slip(const std::string& pdf, const std::string& name) = 0; ///< Empty: none.
    virtual void clear_entry() = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// Candidates at the invigilators' table: found on the list by number, name, QR code or the card's number; proven by
/// the chip, which the list's number opens; admitted when a person has compared the faces. UI thread only; what it is
/// given outlives it.
class CheckInPresenter {
public:
    CheckInPresenter(CheckInView& view, CurrentRoom& current, std::shared_ptr<RoomDesk> desk,
                     identity::ui::CardParts cards, base::FormRenderer& renderer, desktop::Background& background);
    ~CheckInPresenter();
    CheckInPresenter(const CheckInPresenter&) = delete;
    CheckInPresenter& operator=(const CheckInPresenter&) = delete;

    void load();
    void readers_changed(const identity::ReaderBook& book);
    /// The entry holds `text`: the list shows who fits.
    void typed(const std::string& text);
    /// The key that confirms, or the end of a scan.
    void confirm(const std::string& text);
    void choose(const std::string& candidate);
    void read_again();
    /// By the card or code that was read. `seat` 0: the list's, else the next free one. `late_reason` and `chairman`
    /// only for who comes too late.
    void admit(int seat, const std::string& late_reason, const std::string& chairman);
    /// By two invigilators who looked at another paper.
    void admit_by_hand(int seat, const std::string& second, const std::string& reason, const std::string& late_reason);
    /// Whoever stands at the table is not let in; the reason is noted.
    void refuse(const std::string& reason);
    /// Nobody stands at the table; nothing of them stays on the screen or in memory.
    void clear();
    /// Called every tenth of a second: progress, a scan that has ended.
    void tick();

    const CheckInScreen& screen() const { return m_screen; }

private:
    struct Job;
    struct Reading;
    using Stage = CheckInScreen::Stage;
    const identity::ReaderState* reader() const;
    bool card_is_there() const;
    void list(const std::string& filter);
    void clear_filter();
    void match(const std::string& citizen, std::optional<identity::CardEntry> entry);
    void take(const Candidate& candidate);
    void begin_reading();
    void finish(Result<Reading> reading);
    void abandon();
    void wipe_reading();
    void run_admit(CheckIn in, std::optional<identity::Evidence> evidence);
    void finish_admit(Result<Admission> admission);
    void print_slip(const Admission& admission);
    void show_words(const std::string& headline, const std::string& advice, Mood mood);
    void show_stage();
    void show();

    CheckInView& m_view;
    CurrentRoom& m_current;
    std::shared_ptr<RoomDesk> m_desk; ///< Shared with the worker, which may be at it when this goes.
    identity::ui::CardParts m_cards;
    base::FormRenderer& m_renderer;
    desktop::Background& m_background;
    identity::ReaderBook m_book;
    identity::Keystrokes m_keys;
    std::string m_text, m_filter, m_qr;
    std::vector<CandidateRow> m_rows;
    std::optional<identity::CardEntry> m_entry; ///< What opens the chosen candidate's card.
    std::optional<identity::Evidence> m_evidence;
    bool m_used{false};
    std::shared_ptr<Job> m_job;
    CheckInScreen m_screen;
    int m_percent{-2};
    desktop::Subscription m_room_changed;
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
