#include "exam_ui/check_in_presenter.h"

#include "base/text.h"
#include "base/translation.h"
#include "exam/forms.h"
#include "exam_ui/seat_map.h"
#include "identity/wipe.h"
#include "identity_ui/card_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <utility>

namespace canbo::exam::ui {
namespace {

using identity::ui::FacePicture;
using identity::ui::ReadCard;
using ReaderCard = identity::ReaderState::Card;

constexpr const char* too_late =
    base::msgid("The candidate is too late; only the chairman can let them in, with a reason");

CandidateRow row_of(const BoardLine& line, const Candidate* person) {
    const auto state = parse_attempt(line.state).value_or(AttemptState::Rostered);
    return {line.candidate,
            line.name,
            person == nullptr ? "" : base::show_day(person->birth),
            line.seat > 0 ? std::to_string(line.seat) : "",
            std::string(state_sign(state)) + " " + state_words(state),
            state_mood(state)};
}

/// The citizen's number of what was entered; the last six digits where no more was.
std::string number_of(const identity::CardEntry& entry, const std::string& text) {
    using Kind = identity::CardEntry::Kind;
    switch (entry.kind) {
    case Kind::Qr:
        return entry.qr->card.number.text;
    case Kind::Zone:
        return entry.printed ? entry.printed->mrz.citizen_number : std::string();
    case Kind::Number:
    case Kind::Can:
        break;
    }
    return std::string(base::trim(text));
}

FacePicture list_face(const identity::ui::CardParts& cards, const std::string& photo) {
    if (photo.empty())
        return {};
    identity::Face face;
    face.picture = photo;
    auto picture = cards.decode(face);
    return picture ? *std::move(picture) : FacePicture();
}

} // namespace

/// One reading under way: told by the worker, asked by the UI thread.
struct CheckInPresenter::Job final : base::Progress {
    void step(std::uint64_t done, std::uint64_t total) override {
        percent = total == 0 ? -1 : static_cast<int>(std::min<std::uint64_t>(100, done * 100 / total));
    }
    bool cancelled() const override { return token.cancelled(); }

    std::atomic<int> percent{-1};
    base::CancelToken token;
};

struct CheckInPresenter::Reading {
    ReadCard card;
    std::string citizen, name; ///< Of the list.
};

CheckInPresenter::CheckInPresenter(CheckInView& view, CurrentRoom& current, std::shared_ptr<RoomDesk> desk,
                                   identity::ui::CardParts cards, base::FormRenderer& renderer,
                                   desktop::Background& background)
    : m_view(view), m_current(current), m_desk(std::move(desk)), m_cards(std::move(cards)), m_renderer(renderer),
      m_background(background), m_room_changed(current.on_change([this] {
          clear();
          load();
      })) {}

CheckInPresenter::~CheckInPresenter() {
    abandon();
    wipe_reading();
}

void CheckInPresenter::load() {
    const auto open = m_current.open();
    if (!open) {
        m_rows.clear();
        m_screen.stage = Stage::NoRoom;
        m_view.show_candidates({}, {});
        show();
        return;
    }
    if (m_screen.stage == Stage::NoRoom)
        m_screen.stage = Stage::Choose;
    m_waiter.run(
        m_background,
        [open] {
            const auto& roster = open->room().package().roster;
            std::vector<CandidateRow> rows;
            std::set<std::string> listed;
            for (const auto& line : open->room().board().lines) {
                rows.push_back(row_of(line, find_candidate(roster, line.candidate)));
                listed.insert(line.candidate);
            }
            for (const auto& person : roster) // who may come to any room
                if (person.room.empty() && !listed.contains(person.number)) {
                    BoardLine line;
                    line.candidate = person.number;
                    line.name = person.name;
                    line.state = attempt_name(AttemptState::Rostered);
                    rows.push_back(row_of(line, &person));
                }
            return rows;
        },
        [this](std::vector<CandidateRow> rows) {
            m_rows = std::move(rows);
            list(m_filter);
        });
    show();
}

void CheckInPresenter::list(const std::string& filter) {
    std::vector<CandidateRow> fitting;
    for (const auto& row : m_rows)
        if (filter.empty() || row.candidate.starts_with(filter) || base::contains_folded(row.name, filter))
            fitting.push_back(row);
    m_view.show_candidates(fitting, m_screen.candidate);
}

const identity::ReaderState* CheckInPresenter::reader() const {
    const auto& all = m_book.readers;
    const auto found =
        std::find_if(all.begin(), all.end(), [](const auto& one) { return one.card != ReaderCard::None; });
    return found != all.end() ? &*found : all.empty() ? nullptr : all.data();
}

bool CheckInPresenter::card_is_there() const {
    const auto* found = reader();
    return found != nullptr && (found->card == ReaderCard::Present || (m_job && found->card == ReaderCard::InUse));
}

void CheckInPresenter::readers_changed(const identity::ReaderBook& book) {
    const bool was_there = card_is_there();
    m_book = book;
    if (m_job && !card_is_there()) {
        abandon();
        m_used = false;
        m_screen.stage = Stage::Refused;
        show_words(base::tr("The contact to the card was lost"), base::tr("Lay it on again: it is read by itself"),
                   Mood::Bad);
    }
    if (!was_there && card_is_there())
        m_used = false; // laid on anew
    begin_reading();
    show_stage();
}

void CheckInPresenter::typed(const std::string& text) {
    m_keys.press(m_cards.steady());
    m_text = text;
    m_filter = text.find('|') == std::string::npos && text.size() <= 60 ? std::string(base::trim(text)) : "";
    list(m_filter);
}

void CheckInPresenter::tick() {
    if (m_job) {
        const int percent = m_job->percent;
        if (percent != m_percent)
            m_view.show_progress(m_percent = percent);
    }
    if (!m_text.empty() && m_keys.by_scanner() && m_keys.ended(m_cards.steady()))
        confirm(std::exchange(m_text, std::string()));
}

void CheckInPresenter::confirm(const std::string& text) {
    const auto open = m_current.open();
    m_keys.forget();
    m_text.clear();
    const std::string wanted(base::trim(text));
    if (!open || wanted.empty())
        return;
    if (find_candidate(open->room().package().roster, wanted) != nullptr) {
        clear_filter();
        choose(wanted);
        return;
    }
    std::vector<std::string> named;
    for (const auto& row : m_rows)
        if (base::contains_folded(row.name, wanted))
            named.push_back(row.candidate);
    if (named.size() == 1) {
        clear_filter();
        choose(named.front());
        return;
    }
    auto entry = identity::read_entry(wanted, base::day_in_vietnam(m_cards.clock.now()));
    if (!entry) {
        m_view.show_problem({ErrorCode::NotFound, "Nobody on the room's list has this number or name", {}, {}});
        return;
    }
    clear_filter();
    const auto citizen = number_of(*entry, wanted);
    m_qr = entry->kind == identity::CardEntry::Kind::Qr ? wanted : std::string();
    match(citizen, *std::move(entry));
}

void CheckInPresenter::clear_filter() {
    m_filter.clear();
    m_view.clear_entry();
}

/// Who on the list has that citizen's number, or one that ends like this.
void CheckInPresenter::match(const std::string& citizen, std::optional<identity::CardEntry> entry) {
    const auto& roster = m_current.open()->room().package().roster;
    std::vector<const Candidate*> found;
    for (const auto& one : roster)
        if (!citizen.empty() && one.citizen.ends_with(citizen))
            found.push_back(&one);
    if (found.size() != 1) {
        clear();
        m_screen.stage = Stage::Refused;
        show_words(base::tr(found.empty() ? base::msgid("Nobody on the exam's list has the number of this card")
                                          : base::msgid("Several candidates have numbers that end like this")),
                   base::tr("Find the candidate by number or name, and look at the card once more"), Mood::Bad);
        return;
    }
    auto qr = std::exchange(m_qr, std::string());
    take(*found.front());
    m_qr = std::move(qr);
    if (entry->kind != identity::CardEntry::Kind::Can)
        m_entry = std::move(entry);
    begin_reading();
    show_stage();
}

void CheckInPresenter::choose(const std::string& candidate) {
    const auto open = m_current.open();
    if (!open || candidate == m_screen.candidate)
        return;
    if (const auto* person = find_candidate(open->room().package().roster, candidate)) {
        take(*person);
        begin_reading();
        show_stage();
    }
}

void CheckInPresenter::take(const Candidate& candidate) {
    clear();
    m_screen.stage = Stage::Card;
    m_screen.candidate = candidate.number;
    m_screen.name = candidate.name;
    m_screen.birth = base::show_day(candidate.birth);
    m_screen.list_seat = candidate.seat > 0 ? std::to_string(candidate.seat) : std::string();
    // The list knows the number that opens the right card; a wrong one stays shut.
    if (auto entry = identity::read_entry(candidate.citizen, base::day_in_vietnam(m_cards.clock.now())))
        m_entry = *std::move(entry);
    m_waiter.run(
        m_background, [cards = m_cards, photo = candidate.photo] { return list_face(cards, photo); },
        [this, number = candidate.number](FacePicture face) {
            if (number == m_screen.candidate)
                m_view.show_list_face(face.rgb.empty() ? nullptr : &face);
            identity::ui::wipe_picture(face);
        });
    list(m_filter);
}

void CheckInPresenter::read_again() {
    m_used = false;
    begin_reading();
    show_stage();
}

void CheckInPresenter::begin_reading() {
    const auto open = m_current.open();
    if (!open || !m_entry || m_used || m_job || !card_is_there() || m_screen.candidate.empty() ||
        m_screen.stage == Stage::Admitted)
        return;
    m_used = true;
    wipe_reading();
    m_job = std::make_shared<Job>();
    m_percent = -2;
    m_screen.stage = Stage::Reading;
    m_waiter.run(
        m_background,
        [open,
         desk = identity::ui::ReadingDesk{m_cards.connect, m_cards.anchors, m_cards.decode, m_cards.places,
                                          m_cards.clock.now()},
         job = m_job, reader = reader()->name, entry = *m_entry,
         candidate = m_screen.candidate]() mutable -> Result<Reading> {
            CANBO_TRY(const auto purpose, open->room().purpose(candidate));
            auto card = identity::ui::read_and_judge(desk, reader, entry, purpose, *job);
            identity::wipe(entry);
            if (!card)
                return fail(card.error());
            const auto* person = find_candidate(open->room().package().roster, candidate);
            if (person == nullptr)
                return fail(ErrorCode::NotFound, "This candidate is not on the list");
            return Reading{*std::move(card), person->citizen, person->name};
        },
        [this, job = m_job](Result<Reading> reading) {
            if (job == m_job)
                finish(std::move(reading));
        });
}

void CheckInPresenter::finish(Result<Reading> reading) {
    m_job.reset();
    m_used = card_is_there();
    if (!reading) {
        const bool other = reading.error().code == ErrorCode::Forbidden;
        m_screen.stage = Stage::Refused;
        show_words(
            base::tr(other ? base::msgid("The card on the reader is not this candidate's") : reading.error().message),
            base::tr(other ? base::msgid("Take the right card, choose the right candidate, or identify by hand")
                           : base::msgid("Lay the card on again, or identify by hand")),
            Mood::Bad);
        return;
    }
    auto& read = reading->card;
    m_screen.card = std::move(read.result);
    m_screen.stage = Stage::Compare;
    const bool same = read.number == reading->citizen;
    const bool same_name = base::search_key(read.name) == base::search_key(reading->name);
    m_screen.fits =
        base::tr(!same       ? base::msgid("The card is somebody else's")
                 : same_name ? base::msgid("The card is this candidate's")
                             : base::msgid("The number is this candidate's, but the list writes the name differently"));
    if (same && !same_name)
        m_screen.fits += " (" + base::tr("On the chip") + ": " + read.name + ")"; // the list's is the heading
    m_screen.fits_mood = !same ? Mood::Bad : same_name ? Mood::Good : Mood::Warn;
    m_screen.can_admit = same && m_screen.card.mood != Mood::Bad;
    m_evidence = std::move(read.evidence);
    m_view.show_chip_face(read.photo.rgb.empty() ? nullptr : &read.photo);
    show();
}

void CheckInPresenter::admit(int seat, const std::string& late_reason, const std::string& chairman) {
    if (!m_screen.can_admit)
        return;
    CheckIn in;
    in.candidate = m_screen.candidate;
    in.seat = seat;
    in.how = m_evidence ? CheckIn::How::Card : CheckIn::How::Qr;
    in.text = m_qr;
    in.by = {m_current.by()};
    in.late_reason = late_reason;
    if (!late_reason.empty())
        in.by.push_back(chairman);
    run_admit(std::move(in), m_evidence);
}

void CheckInPresenter::admit_by_hand(int seat, const std::string& second, const std::string& reason,
                                     const std::string& late_reason) {
    if (!m_screen.can_by_hand)
        return;
    CheckIn in;
    in.candidate = m_screen.candidate;
    in.seat = seat;
    in.how = CheckIn::How::ByHand;
    in.reason = reason;
    in.late_reason = late_reason;
    in.by = {m_current.by(), second};
    run_admit(std::move(in), std::nullopt);
}

void CheckInPresenter::refuse(const std::string& reason) {
    if (!m_screen.can_by_hand)
        return;
    m_waiter.run(
        m_background,
        [open = m_current.open(), candidate = m_screen.candidate, by = m_current.by(), reason] {
            return open->room().refuse(candidate, by, reason);
        },
        [this, candidate = m_screen.candidate, reason](const Result<void>& done) {
            if (!done)
                m_view.show_problem(done.error());
            else if (candidate == m_screen.candidate) {
                wipe_reading();
                m_screen.stage = Stage::Refused;
                show_words(reason, base::tr("The refusal is noted with its reason"), Mood::Bad);
            }
        });
}

void CheckInPresenter::run_admit(CheckIn in, std::optional<identity::Evidence> evidence) {
    m_waiter.run(
        m_background,
        [desk = m_desk, open = m_current.open(), in, evidence]() mutable -> Result<Admission> {
            if (evidence) {
                CANBO_TRY(in.text, desk->sign_evidence(*evidence));
            }
            return open->room().admit(in);
        },
        [this, candidate = in.candidate](Result<Admission> admission) {
            if (candidate == m_screen.candidate)
                finish_admit(std::move(admission));
            load();
        });
}

void CheckInPresenter::finish_admit(Result<Admission> admission) {
    if (!admission) {
        const auto& error = admission.error();
        m_screen.late = error.message == too_late;
        if (m_screen.late || error.code == ErrorCode::InvalidInput) { // the same proof serves again
            m_view.show_problem(error);
            show();
            return;
        }
        m_screen.stage = Stage::Refused;
        m_screen.can_admit = false;
        show_words(base::tr(error.message),
                   error.where.empty() ? base::tr("The refusal is noted with its reason") : error.where, Mood::Bad);
        return;
    }
    wipe_reading();
    m_screen.stage = Stage::Admitted;
    m_screen.seat = std::to_string(admission->seat);
    m_screen.pin = admission->pin;
    std::string advice;
    for (const auto& code : admission->findings)
        if (identity::is_finding_code(code))
            advice += (advice.empty() ? "" : "\n") + base::tr(identity::finding(code).sentence);
    m_screen.fits = fmt::format(fmt::runtime(base::tr("{} is let in: seat {}")), m_screen.name, m_screen.seat) +
                    (advice.empty() ? "" : "\n" + advice);
    m_screen.fits_mood = advice.empty() ? Mood::Good : Mood::Warn;
    show_words(m_screen.fits, advice, m_screen.fits_mood);
    print_slip(*admission);
}

void CheckInPresenter::print_slip(const Admission& admission) {
    m_waiter.run(
        m_background,
        [renderer = &m_renderer, open = m_current.open(), admission]() {
            auto& room = open->room();
            return renderer->render_pdf(slip_form(room.package(), room.room(), admission.candidate, admission.seat));
        },
        [this, candidate = admission.candidate](Result<base::RenderedDocument> paper) {
            if (!paper)
                m_view.show_problem(paper.error());
            else if (candidate == m_screen.candidate)
                m_view.show_slip(paper->bytes, "phieu-" + candidate + ".pdf");
        });
}

void CheckInPresenter::abandon() {
    if (m_job)
        m_job->token.cancel();
    m_job.reset();
}

void CheckInPresenter::wipe_reading() {
    m_screen.card = {};
    m_screen.fits.clear();
    m_screen.can_admit = false;
    if (m_evidence)
        identity::wipe(m_evidence->dg1);
    m_evidence.reset();
    m_view.show_chip_face(nullptr);
}

void CheckInPresenter::clear() {
    abandon();
    wipe_reading();
    if (m_entry)
        identity::wipe(*m_entry);
    m_entry.reset();
    identity::wipe(m_qr);
    m_qr.clear();
    m_used = false;
    m_screen = CheckInScreen();
    if (!m_current.open())
        m_screen.stage = Stage::NoRoom;
    m_view.show_list_face(nullptr);
    m_view.show_slip({}, {});
    show_stage();
}

void CheckInPresenter::show_words(const std::string& headline, const std::string& advice, Mood mood) {
    m_screen.card = {};
    m_screen.card.headline = headline;
    m_screen.card.advice = advice;
    m_screen.card.mood = mood;
    m_screen.card.stage = identity::ui::CardScreen::Stage::Problem;
    show();
}

/// The words of what is awaited; a result or a refusal keeps its own.
void CheckInPresenter::show_stage() {
    const bool reading = m_job != nullptr;
    if (m_screen.stage == Stage::Card && !m_qr.empty() && !card_is_there())
        m_screen.stage = Stage::Code;
    switch (m_screen.stage) {
    case Stage::NoRoom:
        show_words(base::tr("No room is open on this computer"), base::tr("Open it on the page Open a room"),
                   Mood::Plain);
        return;
    case Stage::Choose:
        show_words(
            base::tr("Who comes next?"),
            base::tr("Scan the card's code, or type the candidate's number or name, and lay the card on the reader"),
            Mood::Plain);
        return;
    case Stage::Card: {
        const bool none = m_book.trouble || m_book.readers.empty();
        show_words(base::tr(none ? base::msgid("No card reader can be reached")
                                 : base::msgid("Now lay the card on the reader")),
                   base::tr(none ? base::msgid("Identify by hand: two invigilators look at another paper with a photo")
                                 : base::msgid("It is opened by the number on the list and read by itself")),
                   none ? Mood::Warn : Mood::Plain);
        return;
    }
    case Stage::Code:
        m_screen.can_admit = true;
        m_screen.fits = base::tr("The code's number is this candidate's");
        m_screen.fits_mood = Mood::Warn;
        show_words(base::tr("A QR code proves nothing: anybody can print one"),
                   base::tr("Lay the card on the reader, or look at the card and the face with care before letting in"),
                   Mood::Warn);
        return;
    case Stage::Reading:
        if (reading)
            show_words(base::tr("The card is being read: leave it on the reader"), base::tr("It takes a second or two"),
                       Mood::Plain);
        return;
    default:
        show();
    }
}

void CheckInPresenter::show() {
    const auto* found = reader();
    m_screen.reader = found == nullptr ? base::tr("No card reader") : found->name;
    m_screen.can_by_hand = !m_screen.candidate.empty() && m_screen.stage != Stage::Admitted && !m_job;
    m_screen.card.stage = m_job                              ? identity::ui::CardScreen::Stage::Reading
                          : m_screen.stage == Stage::Compare ? identity::ui::CardScreen::Stage::Shown
                                                             : m_screen.card.stage;
    m_view.show_check_in(m_screen);
}

} // namespace canbo::exam::ui
