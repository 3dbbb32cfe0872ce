#include "station_ui/station_presenter.h"

#include "base/issues.h"
#include "base/text.h"
#include "base/translation.h"
#include "screen_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace canbo::station::ui {

using assessment::AnswerKind;
using assessment::GivenAnswer;
using exam::AttemptState;
using Stage = StationScreen::Stage;

namespace {

constexpr int largest = 4;
constexpr std::chrono::minutes little_time{5};
constexpr std::chrono::seconds note_stands{60};

std::string text_in(const Json& memory, const char* name) {
    const auto found = memory.find(name);
    return found != memory.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int number_in(const Json& memory, const char* name, int least, int most) {
    const auto found = memory.find(name);
    return found != memory.end() && found->is_number_integer() ? std::clamp(found->get<int>(), least, most) : least;
}

bool flag_in(const Json& memory, const char* name) {
    const auto found = memory.find(name);
    return found != memory.end() && found->is_boolean() && found->get<bool>();
}

/// Known addresses first: they were heard from the room itself.
std::string with_known(const std::string& known, const std::string& wanted) {
    if (known.empty() || wanted.empty())
        return known + wanted;
    const bool among = ("," + known + ",").find("," + wanted + ",") != std::string::npos;
    return among ? known : known + "," + wanted;
}

} // namespace

StationPresenter::StationPresenter(ScreenView& view, StationParts parts) : m_view(view), m_parts(std::move(parts)) {
    const auto& memory = m_parts.memory;
    m_look = {number_in(memory, "size", 0, largest), flag_in(memory, "contrast")};
    m_screen.list = flag_in(memory, "list");
}

const SheetQuestion& StationPresenter::practice_question() {
    static const SheetQuestion made{
        0,
        "multichoice",
        1,
        {base::tr("Practice: how many months does a year have?"), AnswerKind::One, {"10", "12", "24"}, {}}};
    return made;
}

void StationPresenter::start(const RoomAddress& wanted) {
    m_view.show_look(m_look);
    auto address = wanted;
    const auto known = text_in(m_parts.memory, "server");
    if (address.code.empty())
        address.code = text_in(m_parts.memory, "code");
    if (address.code == text_in(m_parts.memory, "code")) { // the same room: it may be at its standby's by now
        address.server = with_known(known, address.server);
        address.takeovers = number_in(m_parts.memory, "takeovers", 0, 1'000);
    } else if (address.server.empty()) {
        address.server = known;
    }
    if (address.seat == 0)
        address.seat = number_in(m_parts.memory, "seat", 0, 500);
    m_address = address;
    if (address.server.empty() || address.code.empty())
        show();
    else
        connect(address);
}

void StationPresenter::connect(const RoomAddress& address) {
    if (m_beating)
        return;
    m_address = {std::string(base::trim(address.server)), std::string(base::trim(address.code)), address.seat,
                 address.takeovers};
    m_session.reset();
    m_room.reset();
    m_screen.problem.clear();
    m_screen.busy = m_beating = true;
    show();
    m_waiter.run(
        m_parts.line, [open = m_parts.open, to = m_address] { return open(to); },
        [this](Result<std::shared_ptr<Session>> session) {
            m_beating = false;
            if (!session) {
                take_trouble(session.error());
                return;
            }
            m_session = *std::move(session);
            if (auto kept = m_session->kept())
                take_beat(*std::move(kept));
            beat();
        });
}

void StationPresenter::beat() {
    m_beating = true;
    m_wake = false;
    m_waiter.run(
        m_parts.line, [session = m_session] { return session->beat(); },
        [this](Result<Beat> beat) { take(std::move(beat)); });
}

void StationPresenter::sign_in(const std::string& pin) {
    if (m_session == nullptr || m_screen.stage != Stage::Confirm || m_screen.busy)
        return;
    m_screen.busy = true;
    m_screen.problem.clear();
    show();
    m_waiter.run(
        m_parts.line, [session = m_session, pin = std::string(base::trim(pin))] { return session->sign_in(pin); },
        [this](Result<Beat> beat) {
            m_screen.busy = false;
            if (beat) {
                take_beat(*std::move(beat));
            } else {
                m_screen.problem = base::tr(beat.error().message);
                show();
            }
        });
}

void StationPresenter::take(Result<Beat> beat) {
    m_beating = false;
    m_next_beat = m_parts.steady() + beat_every;
    if (beat)
        take_beat(*std::move(beat));
    else
        take_trouble(beat.error());
}

void StationPresenter::take_beat(Beat beat) {
    const bool first = !m_room;
    const bool other = first || m_room->candidate != beat.view.candidate;
    m_cut_since.reset();
    m_screen.line.clear();
    if (m_screen.stage == Stage::Connect || other)
        m_screen.problem.clear();
    if (m_screen.stage == Stage::Connect)
        m_screen.busy = false;
    m_room = std::move(beat.view);
    if (other) {
        m_local.clear();
        m_sheet.reset();
        m_work = {};
        m_flags.clear();
        m_overview = m_screen.confirming = m_screen.handing_in = false;
        m_screen.slot = 1;
        m_screen.note.clear();
        m_receipt_of.clear();
        m_view.show_receipt({});
    }
    if (m_room->deadline)
        m_time.hear(*m_room->deadline - m_room->now, m_room->state != AttemptState::Paused, beat.asked, beat.heard);
    else
        m_time.clear();
    take_trail(beat.trail);
    take_sheet(beat);
    take_work(std::move(beat.work));
    if (first)
        remember();
    show();
    take_photo();
    make_receipt();
}

/// Only until who sits here has said that it is them.
void StationPresenter::take_photo() {
    const auto& photo = m_room->signed_in ? std::string() : m_room->photo;
    if (photo == m_photo_of)
        return;
    m_photo_of = photo;
    if (photo.empty()) {
        m_view.show_photo(nullptr);
        return;
    }
    m_waiter.run(
        m_parts.disk, [decode = m_parts.decode, photo] { return decode(photo); },
        [this, photo](Result<FacePicture> picture) {
            if (photo == m_photo_of) // a photo that cannot be shown is none
                m_view.show_photo(picture ? &*picture : nullptr);
        });
}

/// A new paper: the marks that were left on it before the station was killed are there again.
void StationPresenter::take_sheet(const Beat& beat) {
    if (beat.sheet == m_sheet)
        return;
    m_sheet = beat.sheet;
    m_local.clear();
    const auto place = slots() > 0 ? m_session->place() : Place();
    m_screen.slot = std::clamp(place.slot, 1, std::max(1, slots()));
    std::copy_if(place.flags.begin(), place.flags.end(), std::inserter(m_flags, m_flags.end()),
                 [this](int slot) { return slot <= slots(); });
    m_work = beat.work;
    m_never_shown = true;
}

void StationPresenter::take_work(Work work) {
    if (work.version > m_work.version)
        m_work = std::move(work);
    if (m_never_shown && m_sheet) {
        m_never_shown = false;
        show();
        m_view.show_given(0);
    }
}

void StationPresenter::take_trouble(const Error& error) {
    const auto now = m_parts.steady();
    m_next_beat = now + beat_every;
    if (error.code == ErrorCode::Unreachable && m_room) {
        if (!m_cut_since)
            m_cut_since = now;
        m_screen.line = line_sentence(now - *m_cut_since, m_screen.stage);
    } else {
        m_screen.problem = base::tr(error.message);
        if (!m_room)
            m_screen.busy = error.code == ErrorCode::Unreachable; // it goes on trying by itself
        if (!m_room && error.code != ErrorCode::Unreachable)
            m_session.reset();
    }
    show();
}

GivenAnswer StationPresenter::given(int slot) const {
    if (const auto local = m_local.find(slot); local != m_local.end())
        return local->second.given;
    const auto work = m_work.slots.find(slot);
    if (work == m_work.slots.end() || !m_sheet || slot < 1 || slot > slots())
        return {};
    const auto& question = m_sheet->questions[static_cast<std::size_t>(slot) - 1];
    return assessment::given_in(question.view, question.type, work->second.response);
}

void StationPresenter::answer(int slot, const GivenAnswer& given) {
    if (!can_answer() || slot < 1 || slot > slots())
        return;
    auto& local = m_local[slot];
    local.given = given;
    keep(slot);
}

void StationPresenter::typed(int slot, const GivenAnswer& given) {
    if (!can_answer() || slot < 1 || slot > slots())
        return;
    auto& local = m_local[slot];
    local.given = given;
    local.typed = m_parts.steady();
    show();
}

void StationPresenter::keep(int slot) {
    auto& local = m_local[slot];
    local.typed.reset();
    local.failed = false;
    ++local.under_way;
    const auto& question = m_sheet->questions[static_cast<std::size_t>(slot) - 1];
    m_waiter.run(
        m_parts.disk,
        [session = m_session, slot, response = response_of(question, local.given)] {
            return session->keep(slot, response);
        },
        [this, slot, sheet = m_sheet](Result<Work> work) {
            if (sheet != m_sheet)
                return;
            auto& kept = m_local[slot];
            --kept.under_way;
            if (work) {
                take_work(*std::move(work));
                m_wake = true;
            } else {
                kept.failed = true;
                m_screen.problem = base::tr("An answer could not be kept on this machine: raise your hand.");
            }
            show();
        });
    show();
}

/// What is still in the keys goes to the disk.
void StationPresenter::flush() {
    std::vector<int> open;
    for (const auto& [slot, local] : m_local)
        if (local.typed)
            open.push_back(slot);
    for (const int slot : open)
        keep(slot);
}

void StationPresenter::flag(int slot) {
    if (slot < 1 || slot > slots())
        return;
    if (m_flags.erase(slot) == 0)
        m_flags.insert(slot);
    stay();
    show();
}

void StationPresenter::go(int slot) {
    if (!m_sheet)
        return;
    flush();
    m_overview = m_screen.confirming = false;
    m_screen.slot = std::clamp(slot, 1, std::max(1, slots()));
    stay();
    show();
}

void StationPresenter::show_overview(bool shown) {
    flush();
    m_overview = shown;
    m_screen.confirming = false;
    show();
}

void StationPresenter::show_list(bool list) {
    flush();
    m_screen.list = list;
    remember();
    show();
}

void StationPresenter::hand_in() {
    if (m_screen.stage != Stage::Overview || m_session == nullptr || m_screen.handing_in)
        return;
    flush();
    if (!m_screen.confirming) {
        m_screen.confirming = true;
    } else {
        m_screen.confirming = false;
        m_screen.handing_in = true;
        // Behind the answers that are on their way to the disk: none is left out.
        m_waiter.run(
            m_parts.disk, [] { return true; }, [this](bool) { hand_in_kept(); });
    }
    show();
}

void StationPresenter::hand_in_kept() {
    if (!m_screen.handing_in)
        return;
    if (std::any_of(m_local.begin(), m_local.end(), [](const auto& one) { return one.second.failed; })) {
        go_on_answering();
        return;
    }
    m_session->want_hand_in(true);
    m_wake = true;
}

void StationPresenter::go_on_answering() {
    m_screen.confirming = m_screen.handing_in = m_overview = false;
    if (m_session)
        m_session->want_hand_in(false);
    show();
}

void StationPresenter::call_help() { seen({{"help", {}}}); }

void StationPresenter::larger(int by) {
    m_look.size = std::clamp(m_look.size + by, 0, largest);
    m_view.show_look(m_look);
    remember();
}

void StationPresenter::toggle_contrast() {
    m_look.contrast = !m_look.contrast;
    m_view.show_look(m_look);
    remember();
}

void StationPresenter::seen(const std::vector<Seen>& signs) {
    if (m_session == nullptr || signs.empty())
        return;
    m_waiter.run(
        m_parts.disk, [session = m_session, signs] { return session->saw(signs); },
        [this, kind = signs.back().kind](Result<void> kept) {
            m_wake = true;
            if (kept && m_room) {
                m_screen.note = seen_sentence(kind);
                m_note_until = m_parts.steady() + note_stands;
            }
            if (!kept)
                m_screen.problem = base::tr(kept.error().message);
            show();
        });
}

void StationPresenter::practise(const GivenAnswer& given) {
    m_screen.practice = given.empty() ? mark_sentence(SaveMark::Nothing) : mark_sentence(SaveMark::Room);
    show();
}

void StationPresenter::tick() {
    const auto now = m_parts.steady();
    const auto left = m_time.left(now);
    bool rest = left && left->count() == 0;
    for (const auto& [slot, local] : m_local)
        rest = rest || (local.typed && now - *local.typed >= keys_rest);
    if (rest)
        flush();
    if (m_session != nullptr && !m_beating && !m_screen.busy && (m_wake || now >= m_next_beat))
        beat();
    else if (m_session != nullptr && !m_beating && !m_room && now >= m_next_beat)
        beat(); // still connecting
    if (now >= m_note_until)
        m_screen.note.clear();
    if (m_cut_since && !m_screen.line.empty())
        m_screen.line = line_sentence(now - *m_cut_since, m_screen.stage);
    show();
}

bool StationPresenter::may_close() const {
    return m_screen.stage == Stage::Connect || m_screen.stage == Stage::Vacant || m_screen.stage == Stage::Ended;
}

bool StationPresenter::can_answer() const {
    const auto left = m_time.left(m_parts.steady());
    return m_sheet && m_room && m_room->state && !m_screen.handing_in && left && left->count() > 0 &&
           (m_room->state == AttemptState::Running || m_room->state == AttemptState::Disconnected);
}

Stage StationPresenter::stage() const {
    if (!m_room)
        return Stage::Connect;
    if (m_room->candidate.empty() || !m_room->state)
        return Stage::Vacant;
    if (exam::is_ended(*m_room->state))
        return Stage::Ended;
    if (!m_room->signed_in)
        return Stage::Confirm;
    if (*m_room->state == AttemptState::Paused)
        return Stage::Paused;
    if (!m_sheet)
        return Stage::Ready;
    return m_overview || m_screen.handing_in ? Stage::Overview : Stage::Work;
}

Tile StationPresenter::tile_of(int slot) const {
    Tile out;
    out.slot = slot;
    out.flagged = m_flags.contains(slot);
    out.answered = !given(slot).empty();
    if (const auto work = m_work.slots.find(slot); work != m_work.slots.end())
        out.mark = work->second.kept == Kept::Refused ? SaveMark::Failed
                   : work->second.kept == Kept::Here  ? SaveMark::Here
                   : work->second.response.empty()    ? SaveMark::Nothing
                                                      : SaveMark::Room;
    if (const auto local = m_local.find(slot); local != m_local.end()) {
        if (local->second.failed)
            out.mark = SaveMark::Failed;
        else if (local->second.typed || local->second.under_way > 0)
            out.mark = SaveMark::Keeping;
    }
    out.name = tile_name(out);
    return out;
}

void StationPresenter::show() {
    m_screen.stage = stage();
    m_screen.can_answer = can_answer();
    m_screen.tiles.clear();
    int answered = 0;
    for (int slot = 1; slot <= slots(); ++slot) {
        m_screen.tiles.push_back(tile_of(slot));
        answered += m_screen.tiles.back().answered ? 1 : 0;
    }
    if (m_screen.stage == Stage::Connect) {
        m_screen.headline = base::tr("Connect to the exam room");
        m_screen.advice = m_screen.busy ? base::tr("Looking for the exam room…")
                                        : base::tr("Type the address and the code that the invigilators show.");
    } else {
        say_stage(m_screen, *m_room);
    }
    if (m_sheet) {
        const auto& tile = m_screen.tiles[static_cast<std::size_t>(m_screen.slot) - 1];
        m_screen.mark = tile.mark;
        m_screen.saved = mark_sentence(tile.mark);
        m_screen.summary = fmt::format("{}: {}/{} · {}: {}", base::tr("Answered"), answered, slots(),
                                       base::tr("flagged"), m_flags.size());
    }
    if (m_screen.stage == Stage::Overview)
        m_screen.advice =
            m_screen.handing_in ? base::tr("Being handed in as soon as the exam room has every answer…")
            : m_screen.confirming
                ? fmt::format("{} {}", base::tr("Once handed in, nothing can be changed any more."),
                              answered < slots()
                                  ? fmt::format("{}: {}.", base::tr("Questions without an answer"), slots() - answered)
                                  : std::string())
                : base::tr("Choose a question to go there.");
    if (m_screen.stage == Stage::Work && !m_screen.can_answer)
        m_screen.advice = base::tr("The time is over; your last answer is on its way.");
    if (m_screen.stage == Stage::Ended)
        say_end(m_screen, *m_room, answered);
    m_view.show_screen(m_screen);
    show_time();
}

void StationPresenter::show_time() {
    const auto left = m_time.left(m_parts.steady());
    const bool runs =
        m_screen.stage == Stage::Work || m_screen.stage == Stage::Overview || m_screen.stage == Stage::Paused;
    const auto text = left && runs ? time_text(*left) : std::string();
    if (text == m_time_shown)
        return;
    m_time_shown = text;
    m_view.show_time(text, left && *left <= little_time);
}

void StationPresenter::make_receipt() {
    if (m_screen.stage != Stage::Ended || m_room->receipt.empty() || m_room->receipt == m_receipt_of)
        return;
    const auto claims = exam::verify_receipt(m_room->receipt, m_room->room_key);
    if (!claims)
        return;
    m_receipt_of = m_room->receipt;
    Issues issues;
    base::ObjectReader in(*claims, "", issues);
    exam::ReceiptFacts facts;
    facts.organiser = m_room->organiser;
    facts.title = m_room->title;
    facts.name = m_room->name;
    facts.candidate = m_room->candidate;
    facts.room_name = m_room->room_name;
    facts.seat = m_room->station;
    facts.outcome = exam::attempt_name(*m_room->state);
    facts.answered = static_cast<int>(in.optional_integer("answered", 0, 10'000).value_or(0));
    facts.ended = base::parse_time(in.text_or("ended", "")).value_or(base::Time{});
    facts.questions = static_cast<std::size_t>(std::max(0, m_room->questions));
    facts.head = in.text_or("head", "");
    facts.receipt = m_room->receipt;
    m_waiter.run(
        m_parts.line, [make = m_parts.receipt, facts] { return make(facts); },
        [this](Result<std::string> pdf) {
            if (pdf) {
                m_view.show_receipt(*pdf);
            } else {
                m_screen.problem = base::tr(pdf.error().message);
                show();
            }
        });
}

/// A station that is started again finds the room where it is by then.
void StationPresenter::take_trail(const Trail& trail) {
    if (trail.addresses == m_address.server && trail.takeovers == m_address.takeovers)
        return;
    m_address.server = trail.addresses;
    m_address.takeovers = trail.takeovers;
    remember();
}

void StationPresenter::remember() {
    auto& memory = m_parts.memory;
    memory["server"] = m_address.server;
    memory["code"] = m_address.code;
    memory["seat"] = m_address.seat;
    memory["takeovers"] = m_address.takeovers;
    memory["size"] = m_look.size;
    memory["contrast"] = m_look.contrast;
    memory["list"] = m_screen.list;
    m_parts.remember(memory);
}

/// A place that cannot be kept is lost with the program, and nothing else is.
void StationPresenter::stay() {
    if (m_session == nullptr || !m_sheet)
        return;
    m_waiter.run(
        m_parts.disk, [session = m_session, place = Place{m_screen.slot, m_flags}] { return session->stay(place); },
        [](Result<void>) {});
}

} // namespace canbo::station::ui
