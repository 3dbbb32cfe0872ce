#include "identity_ui/card_presenter.h"
#include "support/fault_list.h"
#include "support/held_background.h"
#include "support/virtual_card.h"

#include <catch2/catch.hpp>

#include <deque>

using namespace canbo;
using namespace canbo::identity;
using namespace canbo::identity::ui;
using namespace std::chrono_literals;
using test::CardPlan;
using test::HeldBackground;
using Stage = CardScreen::Stage;
using Card = ReaderState::Card;

namespace {

const test::CardIssuer& issuer() {
    static const test::CardIssuer one;
    return one;
}
const test::Citizen& citizen() {
    static const auto one = test::thu_nghiem();
    return one;
}

struct Store final : CheckHistoryStore {
    Result<CheckHistory> load() override { return kept; }
    Result<void> save(const CheckHistory& history) override {
        kept = history;
        return {};
    }
    CheckHistory kept;
};

struct View final : CardView {
    void show_screen(const CardScreen& shown) override { screen = shown; }
    void show_photo(const FacePicture* picture) override { photo = picture != nullptr; }
    void show_progress(int shown) override { percent = shown; }
    void show_countdown(const std::string& sentence) override { countdown = sentence; }
    void show_history(const std::vector<HistoryRow>& rows) override { history = rows; }
    void show_entry_problem(const std::string& sentence) override { problem = sentence; }
    void clear_entry() override { ++cleared; }

    /// Every word that stands on the screen.
    std::string all() const {
        std::string out = screen.headline + screen.advice + screen.entered;
        for (const auto& row : screen.fields)
            out += row.label + row.chip + row.print;
        for (const auto& row : screen.findings)
            out += row.text;
        return out;
    }

    CardScreen screen;
    bool photo{false};
    int percent{-2}, cleared{0};
    std::string countdown, problem;
    std::vector<HistoryRow> history;
};

struct NoWatch final : ReaderWatcher {};

/// A desk with one reader that a test lays cards on.
struct Desk {
    explicit Desk(bool trusting = true) : trusts(trusting) { presenter.start(); }

    CardParts parts() {
        return {[this](std::function<void(const ReaderBook&)> listener) -> std::unique_ptr<ReaderWatcher> {
                    told = std::move(listener);
                    return std::make_unique<NoWatch>();
                },
                [this](const std::string&) -> Result<std::unique_ptr<CardTransport>> {
                    ++connected;
                    if (in_use)
                        return fail(ErrorCode::Unreachable, "Another program is using the card");
                    return std::unique_ptr<CardTransport>(std::make_unique<test::VirtualCard>(chip, faults));
                },
                [this]() -> Result<TrustAnchors> {
                    TrustAnchors out;
                    if (trusts)
                        out = {
                            {issuer().root()},
                            {read_revocation_list(issuer().revocation_list({3}, "20240101000000Z", "20250101000000Z"))
                                 .value()}};
                    return out;
                },
                [](const Face&) -> Result<FacePicture> {
                    return FacePicture{1, 1, {1, 2, 3}};
                },
                [](const std::string&) { return Findings(); },
                [](const std::filesystem::path& file) -> Result<std::string> {
                    if (file.extension() != ".png")
                        return fail(ErrorCode::NotFound, "The picture shows no QR code");
                    return test::qr_text(citizen());
                },
                store,
                clock,
                [this] { return now; },
                "giam.thi"};
    }

    void put(const char* fault) {
        CardPlan plan;
        plan.picture = 500;
        REQUIRE((std::string(fault).empty() || test::put_fault(fault, plan)));
        chip = test::make_card(issuer(), citizen(), plan);
        faults = plan.faults;
    }
    void tell(Card card) {
        ReaderState reader;
        reader.name = "Đầu đọc";
        reader.card = card;
        reader.events = ++events;
        told({{reader}, std::nullopt});
    }
    void lay_on(const char* fault = "") {
        put(fault);
        tell(Card::Present);
    }
    void take_off() { tell(Card::None); }
    /// As a scanner types: a key each 8 ms, then silence.
    void scan(const std::string& text) {
        std::string typed;
        for (const char c : text) {
            typed += c;
            now += 8ms;
            presenter.typed(typed);
            presenter.tick();
        }
        now += 200ms;
        presenter.tick();
    }
    void type(const std::string& text) {
        std::string typed;
        for (const char c : text) {
            typed += c;
            now += 180ms;
            presenter.typed(typed);
        }
        presenter.confirm(typed);
    }

    bool trusts;
    bool in_use{false};
    int connected{0};
    std::uint32_t events{0};
    std::chrono::milliseconds now{1'000'000};
    std::function<void(const ReaderBook&)> told;
    test::ChipContent chip;
    test::Faults faults;
    Store store;
    View view;
    HeldBackground background;
    base::ManualClock clock{*base::parse_time("2024-02-16T09:00:00+07:00")};
    CardPresenter presenter{view, parts(), background};
};

std::vector<LadderRow::Mark> marks(const CardScreen& screen) {
    std::vector<LadderRow::Mark> out;
    for (const auto& row : screen.ladder)
        out.push_back(row.mark);
    return out;
}
using Mark = LadderRow::Mark;

} // namespace

TEST_CASE("a card and its code meet in any order and the card is read by itself", "[identity_ui]") {
    for (const bool card_first : {true, false}) {
        Desk desk;
        desk.take_off();
        CHECK(desk.view.screen.stage == Stage::Waiting);
        if (card_first) {
            desk.lay_on();
            CHECK(desk.connected == 0);
            desk.scan(test::qr_text(citizen()) + "\r");
        } else {
            desk.scan(test::qr_text(citizen()) + "\t");
            CHECK(desk.view.screen.stage == Stage::Shown); // what the code says, which proves nothing
            CHECK(desk.view.screen.mood == Mood::Warn);
            CHECK(marks(desk.view.screen) ==
                  std::vector{Mark::Done, Mark::Missing, Mark::Open, Mark::Open, Mark::Open});
            desk.lay_on();
        }
        CHECK(desk.connected == 1);
        const auto& screen = desk.view.screen;
        CHECK(screen.stage == Stage::Shown);
        CHECK(screen.mood == Mood::Good);
        CHECK(marks(screen) == std::vector(5, Mark::Done));
        CHECK(screen.findings.empty());
        CHECK(screen.fields.at(0).chip == "001090000001");
        CHECK(screen.fields.at(0).print == "001090000001");
        CHECK(screen.fields.at(1).chip == "Nguyễn Văn Thử Nghiệm");
        CHECK(desk.view.photo);
        CHECK(desk.view.cleared > 0);
    }
}

TEST_CASE("six digits typed by hand open the card when they are confirmed", "[identity_ui]") {
    Desk desk;
    desk.lay_on();
    desk.type("000001");
    CHECK(desk.view.screen.mood == Mood::Good);
    CHECK(desk.view.screen.fields.at(0).print.empty());
    desk.presenter.clear();
    desk.type("12345");
    CHECK_FALSE(desk.view.problem.empty());
    CHECK(desk.connected == 1);
}

TEST_CASE("the key that a scanner presses between the lines of a zone confirms nothing", "[identity_ui]") {
    Desk desk;
    desk.lay_on();
    const auto zone = test::mrz_text(citizen());
    std::string typed;
    for (std::size_t i = 0; i < zone.size(); ++i) {
        typed += zone[i];
        desk.now += 8ms;
        desk.presenter.typed(typed);
        if (i % 30 == 29)
            desk.presenter.confirm(typed);
    }
    CHECK(desk.view.problem.empty());
    desk.now += 200ms;
    desk.presenter.tick();
    CHECK(desk.view.screen.mood == Mood::Good);
    CHECK(desk.view.screen.fields.at(0).print == "001090000001");
}

TEST_CASE("without a root the card is not anchored and never green", "[identity_ui]") {
    Desk desk(false);
    desk.lay_on();
    desk.scan(test::qr_text(citizen()));
    CHECK(desk.view.screen.mood == Mood::Warn);
    CHECK(marks(desk.view.screen) == std::vector{Mark::Done, Mark::Done, Mark::Done, Mark::Missing, Mark::Open});
    REQUIRE_FALSE(desk.view.screen.findings.empty());
    CHECK(desk.view.screen.findings[0].mood == Mood::Warn);
}

TEST_CASE("a forged card is refused, and what it says is worth nothing", "[identity_ui]") {
    Desk desk;
    desk.lay_on("forged-sod");
    desk.scan(test::qr_text(citizen()));
    CHECK(desk.view.screen.mood == Mood::Bad);
    CHECK(marks(desk.view.screen) == std::vector{Mark::Done, Mark::Done, Mark::Failed, Mark::Open, Mark::Open});
    CHECK(desk.view.screen.findings.at(0).mood == Mood::Bad);
}

TEST_CASE("a copy of a true chip fails at the proof, and its data stays what it is", "[identity_ui]") {
    for (const bool trusting : {true, false}) {
        Desk desk(trusting);
        desk.lay_on("clone");
        desk.scan(test::qr_text(citizen()));
        CHECK(desk.view.screen.mood == Mood::Bad);
        CHECK(marks(desk.view.screen) ==
              std::vector{Mark::Done, Mark::Done, Mark::Done, trusting ? Mark::Done : Mark::Missing, Mark::Failed});
        CHECK(desk.store.kept.records().at(0).codes.at(0) == "active-failed");
    }
}

TEST_CASE("fields that differ between chip and print are marked, and only they", "[identity_ui]") {
    Desk desk;
    desk.lay_on();
    auto text = test::qr_text(citizen());
    text.replace(text.find("Thử"), std::string("Thử").size(), "Giả");
    desk.scan(text);
    CHECK(desk.view.screen.mood == Mood::Bad);
    for (const auto& row : desk.view.screen.fields)
        CHECK(row.differs == (row.chip == "Nguyễn Văn Thử Nghiệm"));
}

TEST_CASE("a wrong number is told, the digits are forgotten, and the next try works", "[identity_ui]") {
    Desk desk;
    desk.lay_on();
    desk.type("999999");
    CHECK(desk.view.screen.stage == Stage::Problem);
    CHECK(desk.view.screen.entered.empty());
    CHECK_FALSE(desk.view.screen.can_read);
    desk.type("000001");
    CHECK(desk.view.screen.mood == Mood::Good);
}

TEST_CASE("a card taken off while it is read is told at once, and laid on again is read", "[identity_ui]") {
    Desk desk;
    desk.background.held = true;
    desk.lay_on();
    desk.scan(test::qr_text(citizen()));
    CHECK(desk.view.screen.stage == Stage::Reading);
    CHECK(desk.view.screen.can_cancel);
    desk.take_off();
    CHECK(desk.connected == 0);
    CHECK(desk.view.screen.stage == Stage::Problem); // before the worker knows
    CHECK_FALSE(desk.view.screen.can_cancel);
    desk.background.release();
    CHECK(desk.connected == 0);
    CHECK(desk.view.screen.stage == Stage::Problem); // what came too late is dropped
    CHECK_FALSE(desk.view.photo);
    desk.lay_on();
    CHECK(desk.view.screen.mood == Mood::Good);
}

TEST_CASE("a card lost in the middle and the next card", "[identity_ui]") {
    Desk desk;
    desk.lay_on("removed");
    desk.scan(test::qr_text(citizen()));
    CHECK(desk.view.screen.stage == Stage::Problem);
    CHECK(desk.view.screen.mood == Mood::Bad);
    CHECK(desk.view.screen.can_read);
    desk.take_off();
    desk.lay_on();
    CHECK(desk.view.screen.mood == Mood::Good);
}

TEST_CASE("reading is stopped by who no longer wants it, and begun again by a key", "[identity_ui]") {
    Desk desk;
    desk.background.held = true;
    desk.lay_on();
    desk.scan(test::qr_text(citizen()));
    desk.presenter.cancel();
    CHECK(desk.view.screen.stage == Stage::Problem);
    CHECK(desk.view.screen.mood == Mood::Plain);
    desk.background.release();
    CHECK(desk.view.screen.stage == Stage::Problem);
    CHECK(desk.view.screen.can_read);
    desk.presenter.read_again();
    CHECK(desk.view.screen.mood == Mood::Good);
}

TEST_CASE("the person is forgotten after a time, by a key, and when the next card comes", "[identity_ui]") {
    Desk desk;
    desk.lay_on();
    desk.scan(test::qr_text(citizen()));
    REQUIRE(desk.view.all().find("Thử") != std::string::npos);
    SECTION("after a time, announced, and put off by a key") {
        desk.now += CardPresenter::kept - 10s;
        desk.presenter.tick();
        CHECK_FALSE(desk.view.countdown.empty());
        desk.presenter.keep_longer();
        CHECK(desk.view.countdown.empty());
        desk.now += CardPresenter::kept - 20s;
        desk.presenter.tick();
        CHECK(desk.view.photo);
        desk.now += 20s;
        desk.presenter.tick();
    }
    SECTION("by a key") { desk.presenter.clear(); }
    SECTION("by the next card") {
        desk.take_off();
        CHECK(desk.view.photo); // the invigilator still looks
        desk.lay_on();
    }
    CHECK_FALSE(desk.view.photo);
    CHECK(desk.view.all().find("Thử") == std::string::npos);
    CHECK(desk.view.all().find("001090000001") == std::string::npos);
    CHECK(desk.view.screen.stage == Stage::Waiting);
    CHECK(desk.view.countdown.empty());
    CHECK_FALSE(desk.view.screen.can_read);
}

TEST_CASE("what was entered and never used is forgotten, too", "[identity_ui]") {
    Desk desk;
    desk.take_off();
    desk.type("000001");
    CHECK_FALSE(desk.view.screen.entered.empty());
    desk.now += CardPresenter::kept + 1s;
    desk.presenter.tick();
    CHECK(desk.view.screen.entered.empty());
    desk.lay_on();
    CHECK(desk.connected == 0);
}

TEST_CASE("the history holds the verdict and codes of each card, and nobody", "[identity_ui]") {
    Desk desk(false);
    desk.lay_on();
    desk.scan(test::qr_text(citizen()));
    REQUIRE(desk.view.history.size() == 1);
    CHECK(desk.view.history[0].time == "09:00 16/02/2024");
    CHECK(desk.view.history[0].findings == identity::finding("sod-not-anchored").sentence);
    CHECK(desk.store.kept.records().at(0).verdict == Verdict::Consistent);
    CHECK(desk.store.kept.to_json().find("001090000001") == std::string::npos);
}

TEST_CASE("readers and their service are told as they come and go", "[identity_ui]") {
    Desk desk;
    const auto trouble = Error{ErrorCode::Unreachable, "The service is down", {}, {}};
    desk.told({{}, trouble});
    CHECK(desk.view.screen.stage == Stage::NoService);
    CHECK(desk.view.screen.headline == "The service is down");
    desk.told({{}, std::nullopt});
    CHECK(desk.view.screen.stage == Stage::NoReader);
    desk.scan(test::qr_text(citizen()));
    CHECK(desk.view.screen.stage == Stage::Shown);
    CHECK(desk.view.screen.mood == Mood::Warn);
    desk.presenter.clear();
    desk.tell(Card::Mute);
    CHECK(desk.view.screen.stage == Stage::Waiting);
    CHECK(desk.view.screen.mood == Mood::Warn);
    const auto mute = desk.view.screen.headline;
    desk.tell(Card::InUse);
    CHECK(desk.view.screen.headline != mute);
    CHECK(desk.connected == 0);
}

TEST_CASE("a card that another program holds is told, and its own hold is not", "[identity_ui]") {
    Desk desk;
    desk.in_use = true;
    desk.lay_on();
    desk.type("000001");
    CHECK(desk.view.screen.stage == Stage::Problem);
    desk.in_use = false;
    desk.presenter.read_again();
    CHECK(desk.view.screen.mood == Mood::Good);
    desk.background.held = true;
    desk.type("000001");
    desk.told({{ReaderState{"Đầu đọc", Card::InUse, {}, desk.events, true}}, std::nullopt});
    CHECK(desk.view.screen.stage == Stage::Reading);
    desk.background.release();
    CHECK(desk.view.screen.mood == Mood::Good);
}

TEST_CASE("a code is taken from a picture", "[identity_ui]") {
    Desk desk;
    desk.lay_on();
    desk.presenter.take_picture("ma.txt");
    CHECK(desk.view.problem == "The picture shows no QR code");
    desk.presenter.take_picture("ma.png");
    CHECK(desk.view.screen.mood == Mood::Good);
}

TEST_CASE("what a scanner sends that is no card is said once", "[identity_ui]") {
    Desk desk;
    desk.scan("https://example.org/mot-trang-khac");
    CHECK_FALSE(desk.view.problem.empty());
    desk.view.problem.clear();
    desk.presenter.tick();
    CHECK(desk.view.problem.empty());
}
