#include "exam_ui/check_in_presenter.h"
#include "fixture.h"
#include "support/fault_list.h"
#include "support/virtual_card.h"

using namespace canbo;
using namespace canbo::test;
using namespace canbo::exam::ui;
using namespace std::chrono_literals;
using Stage = CheckInScreen::Stage;
using Card = identity::ReaderState::Card;
using exam::RoomEvent;
using identity::ui::FacePicture;

namespace {

const CardIssuer& issuer() {
    static const CardIssuer one;
    return one;
}

struct Store final : identity::CheckHistoryStore {
    Result<identity::CheckHistory> load() override { return identity::CheckHistory(); }
    Result<void> save(const identity::CheckHistory&) override { return {}; }
};

struct View final : CheckInView {
    void show_check_in(const CheckInScreen& shown) override { screen = shown; }
    void show_candidates(const std::vector<CandidateRow>& shown, const std::string& at) override {
        rows = shown;
        chosen = at;
    }
    void show_chip_face(const FacePicture* picture) override { chip_face = picture != nullptr; }
    void show_list_face(const FacePicture* picture) override { list_face = picture != nullptr; }
    void show_progress(int) override {}
    void show_slip(const std::string& pdf, const std::string&) override { slip = pdf; }
    void clear_entry() override { ++cleared; }
    void show_problem(const Error& error) override { problem = error.message; }

    CheckInScreen screen;
    std::vector<CandidateRow> rows;
    std::string chosen, slip, problem;
    bool chip_face{false}, list_face{false};
    int cleared{0};
};

/// A table with one reader, in the sample's room.
struct Table {
    explicit Table(bool trusting = true) {
        if (trusting)
            sample.anchors = {{issuer().root()}, {}};
        current.set(std::make_shared<SampleOpenRoom>(sample, true), "Giám thị Một");
        take_off();
    }
    identity::ui::CardParts parts() {
        return {[](std::function<void(const identity::ReaderBook&)>) { return nullptr; },
                [this](const std::string&) -> Result<std::unique_ptr<identity::CardTransport>> {
                    ++connected;
                    return std::unique_ptr<identity::CardTransport>(std::make_unique<VirtualCard>(chip, faults));
                },
                [this]() -> Result<identity::TrustAnchors> { return sample.anchors; },
                [](const identity::Face&) -> Result<FacePicture> {
                    return FacePicture{1, 1, {1, 2, 3}};
                },
                [](const std::string&) { return identity::Findings(); },
                [](const std::filesystem::path&) -> Result<std::string> { return std::string(); },
                store,
                sample.clock,
                [this] { return now; },
                "giam.thi"};
    }
    void tell(Card card) {
        identity::ReaderState reader;
        reader.name = "Đầu đọc";
        reader.card = card;
        presenter.readers_changed({{reader}, std::nullopt});
    }
    void lay_on(const Citizen& citizen = thu_nghiem(), const char* fault = "") {
        CardPlan plan;
        plan.picture = 500;
        REQUIRE((std::string(fault).empty() || put_fault(fault, plan)));
        chip = make_card(issuer(), citizen, plan);
        faults = plan.faults;
        tell(Card::Present);
    }
    void take_off() { tell(Card::None); }
    std::string last_refusal() {
        for (const auto& event : sample.room->events("", 100))
            if (event.kind == RoomEvent::Kind::Refused)
                return event.data.at("reason").get<std::string>();
        return {};
    }

    SampleRoom sample;
    std::shared_ptr<SampleDesk> desk{std::make_shared<SampleDesk>(sample)};
    CurrentRoom current;
    ChipContent chip;
    Faults faults;
    int connected{0};
    std::chrono::milliseconds now{1'000'000};
    Store store;
    View view;
    FormKeeper renderer;
    HeldBackground background;
    CheckInPresenter presenter{view, current, desk, parts(), renderer, background};
};

} // namespace

TEST_CASE("a candidate is found, the list's number opens the card, and who is the same is let in",
          "[exam_ui][check-in]") {
    for (const bool card_first : {true, false}) {
        Table t;
        if (card_first)
            t.lay_on();
        t.presenter.confirm("0001");
        if (!card_first) {
            CHECK(t.view.screen.stage == Stage::Card);
            t.lay_on();
        }
        CHECK(t.connected == 1);
        CHECK(t.view.screen.stage == Stage::Compare);
        CHECK(t.view.screen.fits == "The card is this candidate's");
        CHECK(t.view.chip_face);
        CHECK_FALSE(t.view.list_face);
        CHECK(t.view.screen.can_admit);
        t.presenter.admit(0, {}, {});
        CHECK(t.view.screen.stage == Stage::Admitted);
        CHECK(t.view.screen.seat == "1");
        CHECK(t.view.screen.pin == exam::pin_of(t.sample.package.pin_key, "0001"));
        CHECK(t.view.slip == "%PDF exam-slip");
        CHECK_FALSE(t.view.chip_face); // wiped
        const auto events = t.sample.room->events("0001", 1);
        REQUIRE(events.size() == 1);
        CHECK(events[0].kind == RoomEvent::Kind::Admitted);
        CHECK(events[0].data.at("how") == "card");
        CHECK(events[0].by == "Giám thị Một");
        CHECK_FALSE(events[0].data.at("evidence").get<std::string>().empty());
        t.take_off();
        CHECK(t.view.screen.stage == Stage::Admitted);
    }
}

TEST_CASE("the code on the card finds its candidate and opens the chip", "[exam_ui][check-in]") {
    Table t;
    t.lay_on();
    t.presenter.confirm(qr_text(thu_nghiem()));
    CHECK(t.view.screen.candidate == "0001");
    CHECK(t.view.screen.stage == Stage::Compare);
    CHECK(t.view.cleared == 1);
    t.presenter.admit(2, {}, {});
    CHECK(t.view.screen.seat == "2");
}

TEST_CASE("a scan is taken without a key to confirm it", "[exam_ui][check-in]") {
    Table t;
    std::string typed;
    for (const char c : qr_text(thu_nghiem())) {
        typed += c;
        t.now += 8ms;
        t.presenter.typed(typed);
        t.presenter.tick();
    }
    CHECK(t.view.screen.candidate.empty());
    t.now += 200ms;
    t.presenter.tick();
    CHECK(t.view.screen.candidate == "0001");
}

TEST_CASE("by the code alone somebody is let in only with words that it proves nothing", "[exam_ui][check-in]") {
    Table t;
    t.presenter.confirm(qr_text(thu_nghiem()));
    CHECK(t.view.screen.stage == Stage::Code);
    CHECK(t.view.screen.card.headline == "A QR code proves nothing: anybody can print one");
    CHECK(t.view.screen.fits_mood == Mood::Warn);
    t.presenter.admit(0, {}, {});
    CHECK(t.view.screen.stage == Stage::Admitted);
    CHECK(t.view.screen.fits_mood == Mood::Warn); // what it was worth stays on the screen
    CHECK(t.sample.room->events("0001", 1)[0].data.at("how") == "qr");
}

TEST_CASE("another person's card does not open by the list's number", "[exam_ui][check-in]") {
    Table t;
    std::mt19937 random(4);
    t.lay_on(invent(random));
    t.presenter.choose("0001");
    CHECK(t.view.screen.stage == Stage::Refused);
    CHECK(t.view.screen.card.headline == "The card on the reader is not this candidate's");
    CHECK_FALSE(t.view.screen.can_admit);
    CHECK(t.view.screen.can_by_hand);
    t.take_off();
    t.lay_on(); // the right one
    CHECK(t.view.screen.stage == Stage::Compare);
}

TEST_CASE("a copied card lets nobody in", "[exam_ui][check-in]") {
    Table t;
    t.lay_on(thu_nghiem(), "clone");
    t.presenter.choose("0001");
    CHECK(t.view.screen.stage == Stage::Compare);
    CHECK(t.view.screen.card.mood == identity::ui::Mood::Bad);
    CHECK_FALSE(t.view.screen.can_admit);
    t.presenter.admit(0, {}, {});
    CHECK(t.sample.state("0001") == exam::AttemptState::Rostered);
}

TEST_CASE("a card of nobody on the list is refused", "[exam_ui][check-in]") {
    Table t;
    std::mt19937 random(4);
    t.presenter.confirm(qr_text(invent(random)));
    CHECK(t.view.screen.stage == Stage::Refused);
    CHECK(t.view.screen.candidate.empty());
    t.presenter.confirm("Không Ai Cả");
    CHECK(t.view.problem == "Nobody on the room's list has this number or name");
}

TEST_CASE("two invigilators identify by hand, with a reason", "[exam_ui][check-in]") {
    Table t;
    t.presenter.choose("0002");
    CHECK(t.view.screen.can_by_hand);
    t.presenter.admit_by_hand(0, "giam thi MOT", "Mất thẻ", {});
    CHECK(t.view.screen.stage == Stage::Refused);
    t.presenter.clear();
    t.presenter.choose("0002");
    t.presenter.admit_by_hand(3, "Giám thị Hai", "Mất thẻ, có hộ chiếu", {});
    CHECK(t.view.screen.stage == Stage::Admitted);
    CHECK(t.view.screen.seat == "3");
    CHECK(t.sample.room->events("0002", 1)[0].by == "Giám thị Một, Giám thị Hai");
}

TEST_CASE("who was let in before, withdrew, or belongs to another room is refused with the reason",
          "[exam_ui][check-in]") {
    Table t;
    t.sample.let_in("0001");
    t.presenter.choose("0001");
    t.presenter.admit_by_hand(0, "Giám thị Hai", "Mất thẻ", {});
    CHECK(t.view.screen.stage == Stage::Refused);
    CHECK(t.view.screen.card.headline == "This candidate was admitted before");
    CHECK(t.last_refusal() == "This candidate was admitted before");
    REQUIRE(t.sample.room->withdraw("0001", "Giám thị Một", "Xin thôi"));
    t.presenter.clear();
    t.presenter.choose("0001");
    t.presenter.admit_by_hand(0, "Giám thị Hai", "Mất thẻ", {});
    CHECK(t.view.screen.card.headline == "This candidate was admitted before");
    t.presenter.choose("0003");
    t.presenter.admit_by_hand(0, "Giám thị Hai", "Mất thẻ", {});
    CHECK(t.view.screen.card.headline == "The candidate is on the list of another room");
    CHECK(t.view.screen.card.advice == "p02");
}

TEST_CASE("who comes too late waits for the chairman, and the card serves once more", "[exam_ui][check-in]") {
    Table t;
    t.sample.clock.set(nine_o_clock + 50min);
    t.lay_on();
    t.presenter.choose("0001");
    t.presenter.admit(0, {}, {});
    CHECK(t.view.screen.stage == Stage::Compare);
    CHECK(t.view.screen.late);
    CHECK_FALSE(t.view.problem.empty());
    t.presenter.admit(0, "Tắc đường do tai nạn", "Trần Chủ Tịch");
    CHECK(t.view.screen.stage == Stage::Admitted);
    CHECK(t.connected == 1);
    CHECK(t.sample.room->events("0001", 1)[0].data.at("late") == "Tắc đường do tai nạn");
}

TEST_CASE("clearing the table and the next candidate leave nothing of the one before", "[exam_ui][check-in]") {
    Table t;
    t.lay_on();
    t.presenter.choose("0001");
    t.presenter.clear();
    CHECK(t.view.screen.stage == Stage::Choose);
    CHECK(t.view.screen.candidate.empty());
    CHECK(t.view.screen.card.fields.empty());
    CHECK_FALSE(t.view.chip_face);
    CHECK(t.view.slip.empty());
}

TEST_CASE("a card taken away while it is read is said, and read when it lies there again", "[exam_ui][check-in]") {
    Table t;
    t.presenter.choose("0001");
    t.background.held = true;
    t.lay_on();
    CHECK(t.view.screen.stage == Stage::Reading);
    t.take_off();
    CHECK(t.view.screen.stage == Stage::Refused);
    CHECK(t.view.screen.card.headline == "The contact to the card was lost");
    t.background.release();
    CHECK(t.view.screen.stage == Stage::Refused); // what the worker still brought is nobody's
    t.lay_on();
    CHECK(t.view.screen.stage == Stage::Compare);
}

TEST_CASE("the list is narrowed as one types, without regard to accents", "[exam_ui][check-in]") {
    Table t;
    t.presenter.load();
    CHECK(t.view.rows.size() == 3);
    t.presenter.typed("do vi");
    REQUIRE(t.view.rows.size() == 1);
    CHECK(t.view.rows[0].candidate == "0002");
    CHECK(t.view.rows[0].state == "○ not here yet");
    t.presenter.confirm("do vi");
    CHECK(t.view.screen.candidate == "0002");
}

TEST_CASE("a face that is not the card's is refused with the reason, and the right card still serves",
          "[exam_ui][check-in]") {
    Table t;
    t.lay_on();
    t.presenter.choose("0001");
    t.presenter.refuse("Người đến không phải chủ thẻ");
    CHECK(t.view.screen.stage == Stage::Refused);
    CHECK_FALSE(t.view.screen.can_admit);
    CHECK_FALSE(t.view.chip_face);
    CHECK(t.last_refusal() == "Người đến không phải chủ thẻ");
    t.presenter.admit(0, {}, {});
    CHECK(t.sample.state("0001") == exam::AttemptState::Rostered);
    t.presenter.read_again();
    CHECK(t.view.screen.can_admit);
}

TEST_CASE("without a room nobody can be let in", "[exam_ui][check-in]") {
    Table t;
    t.presenter.choose("0001");
    t.current.set(nullptr, {});
    CHECK(t.view.screen.stage == Stage::NoRoom);
    CHECK(t.view.rows.empty());
    t.presenter.confirm("0001");
    CHECK(t.view.screen.candidate.empty());
}

TEST_CASE("a name that the list writes differently is said, and a person decides", "[exam_ui][check-in]") {
    Table t;
    t.sample.package.roster[0].name = "Nguyễn Thị Khác";
    t.sample.room = t.sample.open("p01");
    t.lay_on();
    t.presenter.choose("0001");
    CHECK(t.view.screen.stage == Stage::Compare);
    CHECK(t.view.screen.fits_mood == Mood::Warn);
    CHECK(t.view.screen.fits.ends_with("(On the chip: Nguyễn Văn Thử Nghiệm)"));
    CHECK(t.view.screen.can_admit);
}
