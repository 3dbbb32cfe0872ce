#pragma once

#include "desktop/background.h"
#include "identity/card_entry.h"
#include "identity/card_reader.h"
#include "identity/check_card.h"
#include "identity/check_history.h"
#include "identity_ui/card_reading.h"
#include "identity_ui/card_screen.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace canbo::identity::ui {

/// Something that looks after the readers until it is destroyed.
class ReaderWatcher {
public:
    virtual ~ReaderWatcher() = default;
};

/// What the workspace stands on; filled by the app.
struct CardParts {
    /// Tells on the UI thread: first what there is, then what changed, within a second.
    std::function<std::unique_ptr<ReaderWatcher>(std::function<void(const ReaderBook&)> told)> watch;
    // On the worker, which may still be at it when the workspace is gone: they own what they use.
    std::function<Result<std::unique_ptr<CardTransport>>(const std::string& reader)> connect;
    std::function<Result<TrustAnchors>()> anchors;
    std::function<Result<FacePicture>(const Face& face)> decode;
    std::function<Findings(const std::string& number)> places; ///< What the number alone lets one doubt.
    std::function<Result<std::string>(const std::filesystem::path& file)> qr_in_picture;
    CheckHistoryStore& history; ///< Called on the worker too.
    const base::Clock& clock;
    std::function<std::chrono::milliseconds()> steady; ///< A clock that never goes back.
    std::string station;                               ///< Who asks the chip to sign: the account of the desk.
};

class CardView {
public:
    virtual ~CardView() = default;
    virtual void show_screen(const CardScreen& screen) = 0;
    /// Null: none. The picture is wiped after the call.
    virtual void show_photo(const FacePicture* picture) = 0;
    virtual void show_progress(int percent) = 0; ///< 0 to 100; -1: how much there is to read is not known yet.
    virtual void show_countdown(const std::string& sentence) = 0; ///< Empty: nothing is going to be cleared soon.
    virtual void show_history(const std::vector<HistoryRow>& rows) = 0;
    virtual void show_entry_problem(const std::string& sentence) = 0; ///< Empty: none.
    virtual void clear_entry() = 0;
};

/// Checking a card at a desk: what is laid on the reader and what opens it come in any order; when both are there the
/// card is read by itself. Nothing of a person is kept: the screen and the memory are cleared when the card's holder
/// goes, by a key, by the next card, or after a time. UI thread only; the view outlives it.
class CardPresenter {
public:
    CardPresenter(CardView& view, CardParts parts, desktop::Background& background);
    ~CardPresenter();
    CardPresenter(const CardPresenter&) = delete;
    CardPresenter& operator=(const CardPresenter&) = delete;

    void start();
    /// "": the one with a card.
    void choose_reader(const std::string& name);
    /// A key went into the entry, which now holds `text`.
    void typed(const std::string& text);
    /// The key that confirms. Scanners press it too, between lines and at the end, so in a scan it is no confirmation.
    void confirm(const std::string& text);
    void take_picture(const std::filesystem::path& file);
    /// Reads once more what lies on the reader, by what was entered for it.
    void read_again();
    void cancel();
    /// Forgets the person: on the screen and in memory.
    void clear();
    /// Nothing is cleared for the whole time again.
    void keep_longer();
    /// Called every tenth of a second: progress, count-down, a scan that has ended.
    void tick();

    const CardScreen& screen() const { return m_screen; }
    /// After so long without a key the person is forgotten.
    static constexpr std::chrono::seconds kept{90};

private:
    struct Job;
    void readers_changed(const ReaderBook& book);
    const ReaderState* reader() const;
    bool card_is_there() const;
    bool enter(const std::string& text);
    void begin_reading();
    void finish(Result<ReadCard> outcome);
    void remember(const CheckRecord& record);
    void abandon();
    void show();
    void show_waiting();
    void show_trouble(const Error& error);
    void count_down();
    void forget_person();
    void touch() { m_touched = m_parts.steady(); }

    CardView& m_view;
    CardParts m_parts;
    desktop::Background& m_background;
    ReaderBook m_book;
    bool m_told{false}; ///< The readers are known, or why not.
    std::string m_chosen;
    Keystrokes m_keys;
    std::string m_text; ///< As the entry holds it while it is typed.
    std::optional<CardEntry> m_entry;
    bool m_used{false}; ///< The card on the reader was read, or tried, by this entry.
    std::shared_ptr<Job> m_job;
    std::string m_job_reader;
    CardScreen m_screen;
    std::string m_countdown;
    std::chrono::milliseconds m_touched{0};
    int m_percent{-2};
    std::unique_ptr<ReaderWatcher> m_watch;
    desktop::Waiter m_waiter;
};

} // namespace canbo::identity::ui
