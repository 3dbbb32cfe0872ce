#include "identity_ui/card_presenter.h"

#include "base/crypto.h"
#include "base/translation.h"
#include "card_words.h"
#include "identity/wipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <utility>

namespace canbo::identity::ui {
namespace {

using Card = ReaderState::Card;
using Stage = CardScreen::Stage;

/// How long before the end the count-down shows.
constexpr std::chrono::seconds last_call{15};

std::string entry_words(const CardEntry& entry) {
    switch (entry.kind) {
    case CardEntry::Kind::Can:
        return base::tr("Six digits are entered");
    case CardEntry::Kind::Number:
        return base::tr("A number is entered");
    case CardEntry::Kind::Qr:
        return base::tr("A QR code is scanned");
    case CardEntry::Kind::Zone:
        break;
    }
    return base::tr("A machine readable zone is entered");
}

} // namespace

/// One reading under way: told by the worker, asked by the UI thread.
struct CardPresenter::Job final : base::Progress {
    void step(std::uint64_t done, std::uint64_t total) override {
        percent = total == 0 ? -1 : static_cast<int>(std::min<std::uint64_t>(100, done * 100 / total));
    }
    bool cancelled() const override { return token.cancelled(); }

    std::atomic<int> percent{-1};
    base::CancelToken token;
};

CardPresenter::CardPresenter(CardView& view, CardParts parts, desktop::Background& background)
    : m_view(view), m_parts(std::move(parts)), m_background(background) {}

CardPresenter::~CardPresenter() {
    abandon();
    wipe_result(m_screen);
    if (m_entry)
        wipe(*m_entry);
    wipe(m_text);
}

void CardPresenter::start() {
    if (m_watch)
        return;
    show();
    m_waiter.run(
        m_background, [store = &m_parts.history] { return store->load(); },
        [this](Result<CheckHistory> history) {
            if (history)
                m_view.show_history(history_rows(*history));
        });
    m_watch = m_parts.watch([this](const ReaderBook& book) { readers_changed(book); });
}

void CardPresenter::choose_reader(const std::string& name) {
    m_chosen = name;
    m_used = false;
    begin_reading();
    show();
}

const ReaderState* CardPresenter::reader() const {
    const auto& all = m_book.readers;
    const auto named = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == m_chosen; });
    if (named != all.end())
        return &*named;
    const auto with_card = std::find_if(all.begin(), all.end(), [](const auto& one) { return one.card != Card::None; });
    return with_card != all.end() ? &*with_card : all.empty() ? nullptr : all.data();
}

bool CardPresenter::card_is_there() const {
    const auto* found = reader();
    return found != nullptr && found->card == Card::Present;
}

void CardPresenter::readers_changed(const ReaderBook& book) {
    const auto events = reader_changes(m_book.readers, book.readers);
    m_book = book;
    m_told = true;
    for (auto& one : m_book.readers)
        if (m_job && one.name == m_job_reader && one.card == Card::InUse)
            one.card = Card::Present; // by ourselves
    const auto has = [&](ReaderEvent::Kind kind, const std::string& name) {
        return std::find(events.begin(), events.end(), ReaderEvent{kind, name}) != events.end();
    };
    if (m_job && (book.trouble || has(ReaderEvent::Kind::CardRemoved, m_job_reader) ||
                  has(ReaderEvent::Kind::ReaderGone, m_job_reader))) {
        abandon();
        m_used = false;
        show_trouble({ErrorCode::Unreachable, "The contact to the card was lost", {}, {}});
    }
    for (const auto& event : events)
        if (event.kind == ReaderEvent::Kind::CardInserted && !m_job) {
            m_used = false;
            if (m_screen.stage == Stage::Shown && !m_entry)
                forget_person(); // the next one's card lies there
        }
    begin_reading();
    show();
}

void CardPresenter::typed(const std::string& text) {
    touch();
    m_keys.press(m_parts.steady());
    wipe(m_text);
    m_text = text;
    m_view.show_entry_problem({});
}

void CardPresenter::confirm(const std::string& text) {
    if (m_keys.by_scanner() && !m_keys.ended(m_parts.steady()))
        return;
    enter(text);
}

bool CardPresenter::enter(const std::string& text) {
    touch();
    m_keys.forget();
    const auto today = base::day_in_vietnam(m_parts.clock.now());
    auto entry = read_entry(text, today);
    wipe(m_text);
    if (!entry) {
        m_view.show_entry_problem(base::tr(entry.error().message));
        return false;
    }
    m_view.show_entry_problem({});
    m_view.clear_entry();
    abandon();
    forget_person();
    if (m_entry)
        wipe(*m_entry);
    m_entry = *std::move(entry);
    m_used = false;
    if (m_entry->qr || m_entry->printed) {
        CardReading reading;
        reading.qr = m_entry->qr;
        reading.printed = m_entry->printed;
        auto assessment = assess(reading, {}, today);
        put_result(m_screen, reading, assessment, today);
        m_screen.stage = Stage::Shown;
        wipe(assessment);
        wipe(reading);
    }
    begin_reading();
    show();
    return true;
}

void CardPresenter::take_picture(const std::filesystem::path& file) {
    m_waiter.run(
        m_background, [read = m_parts.qr_in_picture, file] { return read(file); },
        [this](Result<std::string> text) {
            if (text)
                enter(*text);
            else
                m_view.show_entry_problem(base::tr(text.error().message));
            if (text)
                wipe(*text);
        });
}

void CardPresenter::read_again() {
    touch();
    m_used = false;
    begin_reading();
    show();
}

void CardPresenter::begin_reading() {
    if (!m_entry || m_used || m_job || !card_is_there())
        return;
    m_used = true;
    forget_person();
    m_job = std::make_shared<Job>();
    m_job_reader = reader()->name;
    m_percent = -2;
    m_screen.stage = Stage::Reading;
    m_waiter.run(
        m_background,
        [desk = ReadingDesk{m_parts.connect, m_parts.anchors, m_parts.decode, m_parts.places, m_parts.clock.now()},
         purpose = Purpose{{}, {}, m_parts.station, {}, base::random_bytes(16)}, job = m_job, reader = m_job_reader,
         entry = *m_entry]() mutable {
            auto outcome = read_and_judge(desk, reader, entry, purpose, *job);
            wipe(entry);
            return outcome;
        },
        [this, job = m_job](Result<ReadCard> outcome) {
            if (job == m_job)
                finish(std::move(outcome));
        });
}

void CardPresenter::finish(Result<ReadCard> outcome) {
    m_job.reset();
    touch();
    if (!outcome) {
        const auto& error = outcome.error();
        if (error.code == ErrorCode::Forbidden) { // it belongs to another card
            wipe(*m_entry);
            m_entry.reset();
        }
        m_used = card_is_there(); // laid on once more it is read
        show_trouble(error);
        show();
        return;
    }
    remember(outcome->record);
    wipe(*m_entry);
    m_entry.reset();
    auto& result = outcome->result;
    m_screen.headline = result.headline;
    m_screen.advice = result.advice;
    m_screen.mood = result.mood;
    m_screen.ladder = std::move(result.ladder);
    m_screen.fields = std::move(result.fields);
    m_screen.findings = std::move(result.findings);
    m_screen.stage = Stage::Shown;
    m_view.show_photo(outcome->photo.rgb.empty() ? nullptr : &outcome->photo);
    show();
}

void CardPresenter::remember(const CheckRecord& record) {
    m_waiter.run(
        m_background,
        [store = &m_parts.history, record]() -> Result<CheckHistory> {
            CANBO_TRY(auto history, store->load());
            history.add(record);
            CANBO_TRY_VOID(store->save(history));
            return history;
        },
        [this](Result<CheckHistory> history) {
            if (history) // nothing of the check hangs on it
                m_view.show_history(history_rows(*history));
        });
}

void CardPresenter::cancel() {
    if (!m_job)
        return;
    abandon();
    show_trouble({ErrorCode::Cancelled, "Reading the card was stopped", {}, {}});
    show();
}

void CardPresenter::abandon() {
    if (m_job)
        m_job->token.cancel();
    m_job.reset();
}

void CardPresenter::forget_person() {
    wipe_result(m_screen);
    m_screen.stage = Stage::Waiting;
    m_view.show_photo(nullptr);
}

void CardPresenter::clear() {
    abandon();
    forget_person();
    if (m_entry)
        wipe(*m_entry);
    m_entry.reset();
    wipe(m_text);
    m_keys.forget();
    m_view.clear_entry();
    m_view.show_entry_problem({});
    show();
    count_down();
}

void CardPresenter::keep_longer() {
    touch();
    count_down();
}

void CardPresenter::show_trouble(const Error& error) {
    wipe_result(m_screen);
    m_screen.stage = Stage::Problem;
    m_screen.headline = base::tr(error.message);
    m_screen.advice = advice_on(error);
    m_screen.mood = error.code == ErrorCode::Cancelled ? Mood::Plain : Mood::Bad;
}

void CardPresenter::show_waiting() {
    const auto* found = reader();
    m_screen.mood = Mood::Plain;
    if (!m_told) {
        m_screen.stage = Stage::Waiting;
        m_screen.headline = base::tr("Looking for card readers");
        m_screen.advice.clear();
    } else if (m_book.trouble) {
        m_screen.stage = Stage::NoService;
        m_screen.mood = Mood::Warn;
        m_screen.headline = base::tr(m_book.trouble->message);
        m_screen.advice = base::tr("An administrator can start it. Until then scan the QR code; it proves nothing");
    } else if (found == nullptr) {
        m_screen.stage = Stage::NoReader;
        m_screen.mood = Mood::Warn;
        m_screen.headline = base::tr("No card reader is connected");
        m_screen.advice =
            base::tr("Plug one in: it is found by itself. Until then scan the QR code; it proves nothing");
    } else if (found->card == Card::Mute) {
        m_screen.mood = Mood::Warn;
        m_screen.headline = base::tr("The card on the reader does not answer");
        m_screen.advice = base::tr("Turn it over, lay it flat on the reader, or wipe its contacts");
    } else if (found->card == Card::InUse) {
        m_screen.mood = Mood::Warn;
        m_screen.headline = base::tr("Another program is using the card");
        m_screen.advice = base::tr("Close that program; the card is then read by itself");
    } else if (found->card == Card::Present) {
        m_screen.headline = base::tr("The card lies on the reader: scan its code or type its last six digits");
        m_screen.advice = base::tr("The code stands on the card; the six digits are the end of the citizen's number");
    } else {
        m_screen.headline = m_entry
                                ? base::tr("Now lay the card on the reader")
                                : base::tr("Lay the card on the reader, and scan its code or type its last six digits");
        m_screen.advice = base::tr("In whichever order; reading begins by itself");
    }
}

void CardPresenter::show() {
    if (m_job) {
        m_screen.stage = Stage::Reading;
        m_screen.mood = Mood::Plain;
        m_screen.headline = base::tr("The card is being read: leave it on the reader");
        m_screen.advice = base::tr("It takes a second or two");
    } else if (m_screen.stage != Stage::Shown && m_screen.stage != Stage::Problem) {
        m_screen.stage = Stage::Waiting;
        show_waiting();
    }
    m_screen.readers.clear();
    for (const auto& one : m_book.readers)
        m_screen.readers.push_back(one.name);
    const auto* found = reader();
    m_screen.reader = found == nullptr ? base::tr(m_book.trouble ? base::msgid("No card reader can be reached")
                                                                 : base::msgid("No card reader"))
                                       : found->name + " · " + card_words(found->card);
    m_screen.entered = m_entry ? entry_words(*m_entry) : std::string();
    m_screen.can_read = m_entry && !m_job && card_is_there();
    m_screen.can_cancel = m_job != nullptr;
    m_screen.can_clear = !m_job && (m_entry || m_screen.stage == Stage::Shown || m_screen.stage == Stage::Problem);
    m_view.show_screen(m_screen);
}

void CardPresenter::count_down() {
    std::string sentence;
    if (m_screen.can_clear) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(kept - (m_parts.steady() - m_touched));
        if (left.count() <= 0) {
            clear();
            return;
        }
        if (left <= last_call)
            sentence = fmt::format(fmt::runtime(base::tr("The screen is cleared in {} seconds")), left.count());
    }
    if (sentence != m_countdown)
        m_view.show_countdown(m_countdown = sentence);
}

void CardPresenter::tick() {
    if (m_job) {
        const int percent = m_job->percent;
        if (percent != m_percent)
            m_view.show_progress(m_percent = percent);
    }
    if (!m_text.empty() && m_keys.by_scanner() && m_keys.ended(m_parts.steady())) {
        auto scanned = std::exchange(m_text, std::string());
        if (!enter(scanned))
            m_view.clear_entry(); // hands mend what they typed; a scanner types anew
        wipe(scanned);
    }
    count_down();
}

} // namespace canbo::identity::ui
