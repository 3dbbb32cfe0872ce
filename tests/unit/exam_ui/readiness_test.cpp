#include "exam_ui/readiness_presenter.h"
#include "fixture.h"

using namespace canbo;
using namespace canbo::test;
using namespace canbo::exam::ui;
using namespace std::chrono_literals;
using State = ReadinessRow::State;

namespace {

ReadinessFacts good() {
    ReadinessFacts out;
    out.machine = {{"192.168.1.10"}, 50'000'000'000U, true, true, {"May-in"}};
    out.readers.readers.push_back({"ACS ACR1252", identity::ReaderState::Card::None, {}, 0, true});
    out.board.emplace();
    out.board->now = nine_o_clock;
    out.board->station_lines = {{1, "Máy 1", 1s}, {2, "Máy 2", 1s}};
    out.seats = 2;
    out.address = "192.168.1.10";
    return out;
}

State state_of(const ReadinessFacts& facts, const std::string& id) {
    for (const auto& row : readiness(facts))
        if (row.id == id)
            return row.state;
    FAIL("no row " << id);
    return State::Ready;
}

struct View final : ReadinessView {
    void show_readiness(const std::string& said, const std::vector<ReadinessRow>& shown) override {
        headline = said;
        rows = shown;
        ++times;
    }
    std::string headline;
    std::vector<ReadinessRow> rows;
    int times{0};
};

} // namespace

TEST_CASE("a room with everything it needs is ready, and nothing is advised", "[exam_ui][readiness]") {
    const auto rows = readiness(good());
    CHECK(worst(rows) == State::Ready);
    CHECK(readiness_headline(rows) == "Everything is ready");
    for (const auto& row : rows)
        CHECK(row.advice.empty());
}

TEST_CASE("what is missing says what to do", "[exam_ui][readiness]") {
    auto facts = good();
    SECTION("no room") {
        facts.board.reset();
        CHECK(state_of(facts, "room") == State::NotReady);
    }
    SECTION("no station") {
        facts.board->station_lines.clear();
        CHECK(state_of(facts, "stations") == State::NotReady);
    }
    SECTION("a silent station") {
        facts.board->station_lines[1].contact_age = 15s;
        CHECK(state_of(facts, "stations") == State::NotReady);
    }
    SECTION("a seat without station is a warning") {
        facts.seats = 3;
        CHECK(state_of(facts, "stations") == State::Warning);
    }
    SECTION("no reader") {
        facts.readers.readers.clear();
        CHECK(state_of(facts, "reader") == State::Warning);
        facts.needed = exam::IdentityState::Genuine;
        CHECK(state_of(facts, "reader") == State::NotReady);
    }
    SECTION("the readers' service is down") {
        facts.readers.trouble = Error{ErrorCode::Unreachable, "The service of card readers does not answer", {}, {}};
        CHECK(state_of(facts, "reader") == State::Warning);
    }
    SECTION("no printer") {
        facts.machine.printers.clear();
        CHECK(state_of(facts, "printer") == State::Warning);
    }
    SECTION("a clock of its own") {
        facts.machine.clock_in_step = false;
        CHECK(state_of(facts, "clock") == State::Warning);
        facts.machine.clock_in_step.reset();
        CHECK(state_of(facts, "clock") == State::Warning);
    }
    SECTION("a full disk") {
        facts.machine.free_bytes = 900'000'000U;
        CHECK(state_of(facts, "disk") == State::Warning);
        facts.machine.free_bytes = 100'000'000U;
        CHECK(state_of(facts, "disk") == State::NotReady);
    }
    SECTION("no network") {
        facts.machine.addresses.clear();
        CHECK(state_of(facts, "network") == State::NotReady);
    }
    SECTION("the room's address is gone") {
        facts.machine.addresses = {"10.0.0.5"};
        CHECK(state_of(facts, "network") == State::NotReady);
    }
    SECTION("a room for this computer alone") {
        facts.address = "127.0.0.1";
        CHECK(state_of(facts, "network") == State::Warning);
    }
    for (const auto& row : readiness(facts))
        CHECK((row.state == State::Ready || !row.advice.empty()));
}

TEST_CASE("the page is told only of what changed, and by the room that is open", "[exam_ui][readiness]") {
    SampleRoom sample;
    const auto desk = std::make_shared<SampleDesk>(sample);
    CurrentRoom current;
    View view;
    HeldBackground background;
    ReadinessPresenter presenter(view, current, desk, background);
    presenter.look();
    CHECK(view.rows.at(0).state == State::NotReady);
    const int times = view.times;
    presenter.look();
    CHECK(view.times == times);
    current.set(std::make_shared<SampleOpenRoom>(sample, true), "Giám thị Một");
    presenter.look();
    CHECK(view.rows.at(0).state == State::Ready);
    CHECK(view.rows.at(1).found == "0 of 3 enrolled, 0 silent");
    background.held = true;
    presenter.look();
    presenter.look(); // it is still at it
    CHECK(background.tasks.size() == 1);
    background.release();
}
