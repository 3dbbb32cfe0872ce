#include "exam/room_replica.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

namespace {

/// A room and its standby on another machine.
struct Pair : SampleRoom {
    MemoryDatabase other_database;
    MemoryRoomStore other_store;
    std::unique_ptr<exam::RoomReplica> replica{follow()};

    std::unique_ptr<exam::RoomReplica> follow() {
        auto out = exam::RoomReplica::open(other_database, other_store, package, "p01");
        if (!out)
            FAIL(out.error().message);
        return *std::move(out);
    }
    exam::RoomNews news(std::size_t most = 1'000) {
        return room->news(replica->last_event(), replica->positions(), most);
    }
    std::int64_t records() {
        auto out = replica->last_event();
        for (const auto& [candidate, position] : replica->positions())
            out += position;
        return out;
    }
};

} // namespace

TEST_CASE("a standby has everything that its room has, and the room goes on from it", "[exam][standby]") {
    Pair s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    for (int slot = 1; slot <= 5; ++slot) {
        s.send(station, slot, slot, "1");
        REQUIRE(s.replica->take(s.news()));
        CHECK(s.records() == s.room->size());
    }
    const auto deadline = s.room->view(station)->deadline;
    exam::RoomPorts ports{s.other_database, s.other_store, s.clock,
                          [] { return Result<identity::TrustAnchors>(identity::TrustAnchors()); }};
    s.replica.reset();
    auto second = *exam::ExamRoom::open(std::move(ports), s.package, "p01", "Giám thị Hai");
    REQUIRE(second->take_over("Giám thị Hai"));
    CHECK(second->takeovers() == 1);
    const auto view = *second->view(station);
    CHECK(view.answered == 5);
    CHECK(view.deadline == deadline);
    CHECK(view.signed_in);
    REQUIRE(second->finish(station));
    const auto record = *second->seal("Giám thị Hai");
    const auto bundle = *exam::write_bundle(record, s.key, s.package.room_keys.at("p01"), s.package.signer);
    CHECK(exam::check_bundle(bundle, s.key, {s.packer.public_key}).valid());
    exam::CheckIn again;
    again.candidate = "0001";
    again.how = exam::CheckIn::How::ByHand;
    again.reason = "x";
    again.by = {"Giám thị Một", "Giám thị Hai"};
    CHECK_FALSE(second->admit(again)); // who was let in before stays so
}

TEST_CASE("a standby that starts anew goes on where it was", "[exam][standby]") {
    Pair s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    REQUIRE(s.replica->take(s.news(2)));
    s.replica = s.follow();
    CHECK(s.replica->last_event() == 2);
    s.send(station, 1, 1, "1");
    while (s.records() < s.room->size())
        REQUIRE(s.replica->take(s.news(2)));
    s.replica = s.follow();
    CHECK(s.records() == s.room->size());
    CHECK(s.news().events.empty());
}

TEST_CASE("a standby takes nothing that does not continue what it has", "[exam][standby]") {
    Pair s;
    s.clock.set(nine_o_clock);
    const int station = s.sit_down("0001");
    s.send(station, 1, 1, "1");
    const auto good = s.news();
    const auto refuses = [&](auto bend) {
        auto changed = good;
        bend(changed);
        CHECK_FALSE(s.replica->take(changed));
        CHECK(s.records() == 0); // all of it or nothing
    };
    refuses([](exam::RoomNews& n) { n.events.erase(n.events.begin()); });
    refuses([](exam::RoomNews& n) { n.events[1].by = "ai đó"; });
    refuses([](exam::RoomNews& n) { std::swap(n.events[0], n.events[1]); });
    refuses([](exam::RoomNews& n) { n.answers[0].response.set("answer", "0"); });
    refuses([](exam::RoomNews& n) { n.answers.push_back(n.answers[0]); });
    REQUIRE(s.replica->take(good));
    CHECK_FALSE(s.replica->take(good)); // a second time it is no continuation
    const auto back = exam::news_from_json(exam::news_to_json(good));
    REQUIRE(back);
    CHECK(back->events.size() == good.events.size());
    CHECK_FALSE(exam::news_from_json(Json{{"events", {1}}, {"answers", Json::array()}}));
}
