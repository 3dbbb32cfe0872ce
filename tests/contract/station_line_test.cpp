#include "common/room_line.h"
#include "service/room_server.h"
#include "support/direct_line.h"
#include "unit/exam/sample_exam.h"

using namespace canbo;
using namespace std::chrono_literals;
using exam::Ack;
using exam::AttemptState;

namespace {

/// One invented room, and a line to it: in the same process, or over a socket.
struct Lines {
    explicit Lines(bool over_network) {
        at.clock.set(test::nine_o_clock);
        if (over_network) {
            server = std::make_unique<service::RoomServer>(
                service::RoomServerPorts{*at.room, code, "admin", std::string(32, 't'), at.key});
            REQUIRE(server->start({}));
            auto made = apps::RoomLine::make({"http://127.0.0.1:" + std::to_string(server->port()), 0}, shown);
            REQUIRE(made);
            line = *std::move(made);
        } else {
            line = std::make_unique<test::DirectLine>(at.room);
            shown = test::DirectLine::code;
        }
    }
    station::Enrolment who(int seat = 1) const { return {shown, "may-1", "Máy", seat}; }
    exam::StationView sit_down() {
        REQUIRE(line->enrol(who()));
        const auto in = at.let_in("0001", 1);
        auto view = line->sign_in("0001", in.pin);
        REQUIRE(view);
        return *view;
    }

    test::SampleRoom at;
    wire::RoomCode code{wire::make_room_code(std::string(32, 'd'))};
    std::string shown{wire::show_room_code(code)};
    std::unique_ptr<service::RoomServer> server;
    std::unique_ptr<station::StationLine> line;
};

} // namespace

TEST_CASE("a station's line carries an attempt from enrolling to the receipt", "[contract][station]") {
    Lines at(GENERATE(false, true));
    CHECK(at.line->view().error().code == ErrorCode::Unauthenticated);
    const auto view = at.sit_down();
    CHECK(view.name == "Nguyễn Văn Thử Nghiệm");
    CHECK(view.state == AttemptState::Running);
    CHECK(is_signed(view));
    CHECK(at.line->enrol(at.who()) == 1); // the same station, the same seat
    const auto paper = at.line->paper();
    REQUIRE(paper);
    CHECK(*paper == exam::paper_to_json(at.at.package.exam,
                                        *exam::make_paper(at.at.package.exam, at.at.package.paper_key, "0001")));
    const std::vector<exam::SentAnswer> answers{{1, 1, {{"answer", "9"}, {"bad", "1"}}, "1999"}, {2, 99, {}, ""}};
    const auto acks = at.line->answer(answers);
    REQUIRE(acks);
    REQUIRE(acks->size() == 2);
    CHECK((*acks)[0].word == Ack::Word::Refused);
    CHECK((*acks)[0].sentence == "The question has no part of this name");
    CHECK((*acks)[1].code == ErrorCode::InvalidInput);
    REQUIRE(at.line->answer({{3, 1, {}, "1999-01-01"}})->front().word == Ack::Word::Stored);
    CHECK(at.line->answer({{3, 1, {}, "1999-01-01"}})->front().word == Ack::Word::Again);
    const auto held = at.line->held();
    REQUIRE(held);
    REQUIRE(held->size() == 1);
    CHECK(held->front().sequence == 3);
    CHECK(held->front().response.empty());
    CHECK(at.line->signs({{1, "focus", "xterm", 20ms}}));
    CHECK(at.line->signs({{1, "mood", "xterm", 20ms}}).error().code == ErrorCode::InvalidInput);
    CHECK_FALSE(at.line->trail().addresses.empty());
    CHECK(at.line->trail().takeovers == 0);
    const auto receipt = at.line->submit();
    REQUIRE(receipt);
    CHECK(exam::verify_receipt(*receipt, view.room_key));
    CHECK(at.line->submit() == *receipt);
    CHECK(at.line->view()->receipt == *receipt);
}

TEST_CASE("what a room refuses comes over the line with its code and sentence", "[contract][station]") {
    Lines at(GENERATE(false, true));
    auto wrong = at.who();
    wrong.code = wire::show_room_code(wire::make_room_code(std::string(32, 'x')));
    CHECK(at.line->enrol(wrong).error().message == "This is not the code of this room");
    CHECK(at.line->enrol({at.shown, "", "Máy", 1}).error().code == ErrorCode::InvalidInput);
    REQUIRE(at.line->enrol(at.who()));
    CHECK(at.line->sign_in("0001", "1").error().code == ErrorCode::NotFound);
    CHECK(at.line->paper().error().code == ErrorCode::NotFound);
    at.at.let_in("0001", 1);
    CHECK(at.line->sign_in("0001", "1").error().code == ErrorCode::Forbidden);
    CHECK(at.line->held().error().code == ErrorCode::NotFound);
    CHECK(at.line->answer({{1, 1, {}, ""}}).error().code == ErrorCode::NotFound);
    CHECK(at.line->submit().error().code == ErrorCode::NotFound);
    CHECK(at.line->signs({}).error().code == ErrorCode::TooLarge);
}

TEST_CASE("a room that does not answer is unreachable, and the call may be repeated", "[contract][station]") {
    Lines at(GENERATE(false, true));
    REQUIRE(at.line->enrol(at.who()));
    if (at.server)
        at.server->stop();
    else
        dynamic_cast<test::DirectLine&>(*at.line).cut = true;
    CHECK(at.line->view().error().code == ErrorCode::Unreachable);
    CHECK(at.line->submit().error().code == ErrorCode::Unreachable);
}

TEST_CASE(
    "a station that is started again after a takeover finds the standby, and does not believe who held the room before",
    "[contract][station]") {
    Lines at(true);
    REQUIRE(at.at.room->take_over("Giám thị Hai"));
    const auto address = "http://127.0.0.1:" + std::to_string(at.server->port());
    auto line = apps::RoomLine::make({address, 1}, at.shown); // as it was remembered
    REQUIRE(line);
    CHECK((*line)->view().error().code == ErrorCode::Unauthenticated); // and not as if nobody were there
    REQUIRE((*line)->enrol(at.who()));
    CHECK((*line)->view());
    CHECK((*line)->trail() == station::Trail{address, 1});
    auto later = apps::RoomLine::make({address, 2}, at.shown);
    REQUIRE(later);
    CHECK((*later)->enrol(at.who()).error().code == ErrorCode::Unreachable);
    auto first = apps::RoomLine::make({address, 0}, at.shown);
    REQUIRE(first);
    REQUIRE((*first)->enrol(at.who())); // its answer says so already
    CHECK((*first)->trail().takeovers == 1);
}
