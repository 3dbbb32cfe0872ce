#include "exam/forms.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;
using exam::Ack;
using exam::AttemptState;

namespace {

ErrorCode refusal(exam::ExamRoom& room, const exam::CheckIn& in) {
    const auto out = room.admit(in);
    REQUIRE_FALSE(out);
    return out.error().code;
}

exam::CheckIn by_hand(const std::string& candidate, std::vector<std::string> by = {"Giám thị Một", "Giám thị Hai"}) {
    exam::CheckIn in;
    in.candidate = candidate;
    in.how = exam::CheckIn::How::ByHand;
    in.reason = "Mất thẻ";
    in.by = std::move(by);
    return in;
}

exam::CheckIn by_qr(const std::string& candidate, const std::string& number) {
    exam::CheckIn in;
    in.candidate = candidate;
    in.how = exam::CheckIn::How::Qr;
    in.text = number + "|010000001|Nguyễn Văn Thử Nghiệm|15011990|Nam|Số 1 Phố Giả Định, Hà Nội|20052021";
    return in;
}

} // namespace

TEST_CASE("a candidate is let in by hand only by two different invigilators", "[exam][room]") {
    SampleRoom s;
    CHECK(refusal(*s.room, by_hand("0001", {})) == ErrorCode::Forbidden);
    CHECK(refusal(*s.room, by_hand("0001", {"Giám thị Một"})) == ErrorCode::Forbidden);
    CHECK(refusal(*s.room, by_hand("0001", {"Giám thị Một", "giam thi  MOT"})) == ErrorCode::Forbidden);
    const auto in = s.let_in("0001");
    CHECK(in.seat == 1);
    CHECK(in.pin == exam::pin_of(s.package.pin_key, "0001"));
    CHECK(in.identity == exam::IdentityState::ByHand);
    CHECK(s.state("0001") == AttemptState::Seated);
}

TEST_CASE("by QR code the number must be the candidate's, and it is said that it proves nothing", "[exam][room]") {
    SampleRoom s;
    CHECK(refusal(*s.room, by_qr("0001", "001090000002")) == ErrorCode::Forbidden);
    const auto in = s.room->admit(by_qr("0001", "001090000001"));
    REQUIRE(in);
    CHECK(in->identity == exam::IdentityState::QrRead);
    CHECK(in->findings == std::vector<std::string>{"qr-proves-nothing"});
}

TEST_CASE("an exam that wants a genuine chip takes no QR code", "[exam][room]") {
    SampleRoom s;
    s.package.exam.rules.identity = exam::IdentityState::Genuine;
    auto room = s.open("p02");
    CHECK(refusal(*room, by_qr("0003", "001090000003")) == ErrorCode::Forbidden);
}

TEST_CASE("the same candidate is refused a second time, in another room, and after withdrawing", "[exam][room]") {
    SampleRoom s;
    s.let_in("0004"); // of any room
    CHECK(refusal(*s.room, by_hand("0004")) == ErrorCode::Conflict);
    auto other = s.open("p02");
    const auto there = other->admit(by_hand("0004"));
    REQUIRE_FALSE(there);
    CHECK(there.error().code == ErrorCode::Conflict);
    CHECK(there.error().where == "p01");
    CHECK(refusal(*other, by_hand("0001")) == ErrorCode::Forbidden); // on the list of the other room
    REQUIRE(s.room->withdraw("0004", "Giám thị Một", "Xin thôi"));
    CHECK(refusal(*s.room, by_hand("0004")) == ErrorCode::Conflict);
    CHECK(refusal(*other, by_hand("0004")) == ErrorCode::Conflict);
    CHECK(refusal(*s.room, by_hand("9999")) == ErrorCode::NotFound);
}

TEST_CASE("who comes too late is let in by the chairman alone, with a reason", "[exam][room]") {
    SampleRoom s;
    s.clock.set(nine_o_clock + std::chrono::minutes(5));
    s.let_in("0001");
    s.clock.advance(std::chrono::seconds(1));
    auto in = by_hand("0002");
    CHECK(refusal(*s.room, in) == ErrorCode::Forbidden);
    in.late_reason = "Tắc đường do tai nạn";
    CHECK(refusal(*s.room, in) == ErrorCode::Forbidden);
    in.by = {"Trần Chủ Tịch", "Giám thị Hai"};
    CHECK(s.room->admit(in));
}

TEST_CASE("a station is enrolled once and signs in with the slip's number", "[exam][room]") {
    SampleRoom s;
    const auto in = s.let_in("0001");
    CHECK(*s.room->enrol("may-1", "Máy 1") == 1);
    CHECK(*s.room->enrol("may-1", "Máy 1") == 1);
    CHECK(*s.room->enrol("may-2", "Máy 2") == 2);
    CHECK(s.room->enrol("may-3", "Máy 3", 2).error().code == ErrorCode::Conflict);
    CHECK(s.room->view(2)->state == std::nullopt);
    CHECK(s.room->sign_in(2, "0001", in.pin).error().code == ErrorCode::NotFound);
    for (int i = 0; i < 5; ++i)
        CHECK(s.room->sign_in(1, "0001", "000000").error().code == ErrorCode::Forbidden);
    CHECK(s.room->sign_in(1, "0001", in.pin).error().code == ErrorCode::LockedOut);
}

TEST_CASE("before the hour a candidate waits, without a paper", "[exam][room]") {
    SampleRoom s;
    const int station = s.sit_down("0001");
    CHECK(s.state("0001") == AttemptState::Waiting);
    CHECK(s.room->paper(station).error().code == ErrorCode::Conflict);
    REQUIRE(s.room->tick());
    CHECK(s.state("0001") == AttemptState::Waiting);
    s.clock.set(nine_o_clock);
    REQUIRE(s.room->tick());
    CHECK(s.state("0001") == AttemptState::Running);
    CHECK(*s.room->paper(station) ==
          exam::paper_text(s.package.exam, *exam::make_paper(s.package.exam, s.package.paper_key, "0001")));
}

TEST_CASE("answers are kept once, by their number, and no older one wins", "[exam][room]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Stored);
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Again);
    CHECK(s.send(station, 1, 1, "0").word == Ack::Word::Refused);
    CHECK(s.send(station, 4, 1, "0").word == Ack::Word::Stored);
    CHECK(s.send(station, 3, 1, "1").word == Ack::Word::Old);
    CHECK(s.send(station, 2, 2, "1").word == Ack::Word::Stored);
    CHECK(s.room->answer(station, {{9, 99, {{"answer", "1"}}, ""}})->front().code == ErrorCode::InvalidInput);
    CHECK(s.room->answer(station, {{9, 1, {{"_order", "1"}}, ""}})->front().code == ErrorCode::InvalidInput);
    CHECK(s.room->answer(station, {}).error().code == ErrorCode::TooLarge);
    CHECK(s.room->view(station)->answered == 2);
}

TEST_CASE("a room that is opened again goes on where it was", "[exam][room]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Stored);
    const auto before = s.room->board();
    const auto deadline = s.room->view(station)->deadline;
    s.room.reset();
    s.clock.advance(std::chrono::seconds(4));
    s.room = s.open("p01");
    CHECK(s.room->board().head == before.head);
    CHECK(s.room->view(station)->deadline == deadline);
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Again);
    CHECK(s.send(station, 2, 1, "0").word == Ack::Word::Stored);
    CHECK(s.room->is_station(station, "may-1"));
}

TEST_CASE("a room is not opened with the package of another packing", "[exam][room]") {
    SampleRoom s;
    s.room.reset();
    s.package = exam::make_package(sample_exam(), sample_roster(), s.packer);
    const auto again = exam::ExamRoom::open(
        {s.database, s.store, s.clock, [] { return Result<identity::TrustAnchors>(identity::TrustAnchors{}); }},
        s.package, "p01", "");
    CHECK(again.error().code == ErrorCode::DigestMismatch);
}

TEST_CASE("after a move only the new station speaks for the candidate", "[exam][room]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int old_station = s.sit_down("0001");
    CHECK(s.send(old_station, 1, 1, "1").word == Ack::Word::Stored);
    REQUIRE(s.room->enrol("may-3", "Máy 3", 3));
    CHECK(*s.room->move("0001", 3, "Giám thị Một", "Máy hỏng") == 3);
    CHECK_FALSE(s.room->answer(old_station, {{2, 1, {{"answer", "0"}}, ""}}));
    const auto view = s.room->sign_in(3, "0001", exam::pin_of(s.package.pin_key, "0001"));
    REQUIRE(view);
    CHECK(view->next_sequence == 1'000'001);
    CHECK(s.send(3, 2, 1, "0").word == Ack::Word::Refused);
    CHECK(s.send(3, 1'000'001, 1, "0").word == Ack::Word::Stored);
    CHECK(s.room->move("0001", 3, "Giám thị Một", "x").error().code == ErrorCode::Conflict);
    CHECK(s.room->move("0001", 9, "Giám thị Một", "x").error().code == ErrorCode::NotFound);
}

TEST_CASE("handing in gives a receipt that the room signed, the same each time", "[exam][room]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    s.send(station, 1, 1, "1");
    const auto receipt = s.room->finish(station);
    REQUIRE(receipt);
    CHECK(*s.room->finish(station) == *receipt);
    const auto said = exam::verify_receipt(*receipt, s.package.room_keys.at("p01").key.public_key);
    REQUIRE(said);
    CHECK(said->at("answered") == 1);
    CHECK_FALSE(exam::verify_receipt(*receipt, s.package.room_keys.at("p02").key.public_key));
    CHECK(s.send(station, 2, 1, "0").code == ErrorCode::Closed);
    CHECK(s.room->view(station)->percent.has_value());
}

TEST_CASE("only the chairman reopens what was ended, and it is an event", "[exam][room]") {
    SampleRoom s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    REQUIRE(s.room->stop("0001", "Giám thị Một", "Nghi dùng tài liệu"));
    CHECK(s.state("0001") == AttemptState::Stopped);
    CHECK(s.room->reopen("0001", "12/QĐ-HĐT", 5, "Giám thị Một", "Nhầm").error().code == ErrorCode::Forbidden);
    s.clock.advance(std::chrono::minutes(3));
    const auto before = s.room->board().events;
    REQUIRE(s.room->reopen("0001", "12/QĐ-HĐT", 5, "Trần Chủ Tịch", "Nhầm"));
    CHECK(s.room->board().events == before + 1);
    CHECK(s.state("0001") == AttemptState::Running);
    CHECK(*s.room->view(station)->deadline == nine_o_clock + std::chrono::minutes(20 + 5 + 3));
    CHECK(s.send(station, 1, 1, "1").word == Ack::Word::Stored);
}

TEST_CASE("an invigilator's refusal is noted with its reason and changes no attempt", "[exam][room]") {
    SampleRoom s;
    REQUIRE(s.room->refuse("0001", "Giám thị Một", " Ảnh trên thẻ là của người khác "));
    const auto events = s.room->events("0001", 1);
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == exam::RoomEvent::Kind::Refused);
    CHECK(events[0].data.at("reason") == "Ảnh trên thẻ là của người khác");
    CHECK(events[0].by == "Giám thị Một");
    CHECK(s.state("0001") == AttemptState::Rostered);
    s.let_in("0001"); // with the right card
    CHECK(s.room->refuse("0001", "Giám thị Một", " ").error().code == ErrorCode::InvalidInput);
    CHECK(s.room->refuse("9999", "Giám thị Một", "Không có tên").error().code == ErrorCode::NotFound);
}

TEST_CASE("what happened is listed the newest first, of one candidate or of all", "[exam][room]") {
    SampleRoom s;
    s.sit_down("0001");
    s.let_in("0002");
    REQUIRE(s.room->note("0001", "behaviour", "Giám thị Một", "Nhìn bài"));
    const auto of_one = s.room->events("0001", 2);
    REQUIRE(of_one.size() == 2);
    CHECK(of_one[0].kind == exam::RoomEvent::Kind::Noted);
    CHECK(of_one[1].kind == exam::RoomEvent::Kind::SignedIn);
    CHECK(s.room->events("", 100).back().kind == exam::RoomEvent::Kind::Opened);
    CHECK(s.room->events("0004", 100).empty());
}

TEST_CASE("the board names every station, whoever sits at it", "[exam][room]") {
    SampleRoom s;
    REQUIRE(s.room->enrol("may-a", "Máy A", 2));
    const auto board = s.room->board();
    REQUIRE(board.station_lines.size() == 1);
    CHECK(board.station_lines[0].number == 2);
    CHECK(board.station_lines[0].name == "Máy A");
    CHECK(board.station_lines[0].contact_age.has_value());
}

TEST_CASE("a slip says seat and number of one candidate alone", "[exam][forms]") {
    SampleRoom s;
    const auto in = s.let_in("0001");
    const auto form = exam::slip_form(s.package, "p01", "0001", in.seat);
    CHECK(std::get<std::string>(form.values.at("seat").value) == "1");
    CHECK(std::get<std::string>(form.values.at("pin").value) == in.pin);
    CHECK(std::get<std::string>(form.values.at("name").value) == "Nguyễn Văn Thử Nghiệm");
    CHECK(form.tables.empty());
}
