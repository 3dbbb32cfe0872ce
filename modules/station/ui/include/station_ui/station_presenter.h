#pragma once

#include "desktop/background.h"
#include "exam/forms.h"
#include "station/countdown.h"
#include "station/session.h"
#include "station_ui/station_screen.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace canbo::station::ui {

/// Where a room is, as typed.
struct RoomAddress {
    std::string server, code; ///< The server's address, or several with commas between.
    int seat{0};              ///< 0: the next one without a station.
    int takeovers{0};         ///< As Trail.

    bool operator==(const RoomAddress&) const = default;
};

/// What the screen stands on; filled by the app. Both backgrounds' work may still be under way when the presenter is
/// gone: what is called there owns what it uses.
struct StationParts {
    /// On `line`: a session with that room, over this station's journals. @error InvalidInput the address or the code
    std::function<Result<std::shared_ptr<Session>>(const RoomAddress& address)> open;
    /// On `line`: the receipt as PDF.
    std::function<Result<std::string>(const exam::ReceiptFacts& facts)> receipt;
    /// On `disk`: a candidate's photo. @error InvalidInput, TooLarge
    std::function<Result<FacePicture>(const std::string& photo)> decode;
    desktop::Background& line; ///< Waits for the room.
    desktop::Background& disk; ///< Waits for the disk; never behind the room.
    std::function<std::chrono::milliseconds()> steady;
    /// Keeps what a station that is started again should know: the room and the look. Holds the room's code.
    std::function<void(const Json& memory)> remember;
    Json memory = Json::object(); ///< What was remembered.
};

class ScreenView {
public:
    virtual ~ScreenView() = default;
    virtual void show_screen(const StationScreen& screen) = 0;
    /// A question's answer is another than the candidate gave here: it came from the room, or the paper is new. 0: all.
    virtual void show_given(int slot) = 0;
    virtual void show_time(const std::string& text, bool little) = 0; ///< Empty: no time runs.
    virtual void show_receipt(const std::string& pdf) = 0;            ///< Empty: none.
    virtual void show_look(const Look& look) = 0;
    virtual void show_photo(const FacePicture* picture) = 0; ///< Null: none.
};

/// A candidate's way through an exam. What it says of an answer follows from the disk and from the room's words; what
/// it says of the time from the room's deadline and a monotonic clock. UI thread only; the view outlives it.
class StationPresenter {
public:
    StationPresenter(ScreenView& view, StationParts parts);
    StationPresenter(const StationPresenter&) = delete;
    StationPresenter& operator=(const StationPresenter&) = delete;

    /// Goes to that room, or to the remembered one; shows where to type it when there is none.
    void start(const RoomAddress& wanted);
    void connect(const RoomAddress& address);
    /// "That is me": signs in.
    void sign_in(const std::string& pin);
    void practise(const assessment::GivenAnswer& given);

    /// Something was chosen: kept at once.
    void answer(int slot, const assessment::GivenAnswer& given);
    /// A key changed a text: kept when the keys rest, and before anything else happens.
    void typed(int slot, const assessment::GivenAnswer& given);
    void flag(int slot);
    void go(int slot);
    void step(int by) { go(m_screen.slot + by); }
    void show_overview(bool shown);
    void show_list(bool list);
    /// First asked, then for good.
    void hand_in();
    void go_on_answering();
    void call_help();
    void larger(int by);
    void toggle_contrast();
    /// What the watch over the machine saw.
    void seen(const std::vector<Seen>& signs);
    /// About five times a second.
    void tick();

    const StationScreen& screen() const { return m_screen; }
    const Sheet* sheet() const { return m_sheet.get(); }
    assessment::GivenAnswer given(int slot) const;
    const RoomAddress& address() const { return m_address; }
    const Look& look() const { return m_look; }
    /// May the window go? Not while somebody works here.
    bool may_close() const;
    static const SheetQuestion& practice_question();

    static constexpr std::chrono::milliseconds beat_every{1'000};
    static constexpr std::chrono::milliseconds keys_rest{700};

private:
    struct Local {
        assessment::GivenAnswer given;
        std::optional<std::chrono::milliseconds> typed; ///< Not given to the disk yet.
        int under_way{0};
        bool failed{false};
    };

    void beat();
    void take(Result<Beat> beat);
    void take_beat(Beat beat);
    void take_trouble(const Error& error);
    void take_work(Work work);
    void take_sheet(const Beat& beat);
    void keep(int slot);
    void flush();
    void hand_in_kept();
    void make_receipt();
    void take_photo();
    void take_trail(const Trail& trail);
    void remember();
    void stay();
    void show();
    void show_time();
    StationScreen::Stage stage() const;
    Tile tile_of(int slot) const;
    bool can_answer() const;
    int slots() const { return m_sheet ? static_cast<int>(m_sheet->questions.size()) : 0; }

    ScreenView& m_view;
    StationParts m_parts;
    std::shared_ptr<Session> m_session;
    RoomAddress m_address;
    std::optional<exam::StationView> m_room; ///< The room's last word.
    std::shared_ptr<const Sheet> m_sheet;
    Work m_work;
    std::map<int, Local> m_local;
    std::set<int> m_flags;
    Countdown m_time;
    Look m_look;
    StationScreen m_screen;
    std::string m_time_shown, m_receipt_of, m_photo_of;
    std::optional<std::chrono::milliseconds> m_cut_since;
    std::chrono::milliseconds m_next_beat{0}, m_note_until{0};
    bool m_beating{false}, m_wake{false}, m_overview{false}, m_never_shown{true};
    desktop::Waiter m_waiter;
};

} // namespace canbo::station::ui
