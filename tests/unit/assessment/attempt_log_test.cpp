#include "assessment/attempt_log.h"
#include "assessment/text_answer.h"

#include <catch2/catch.hpp>

#include <chrono>

using namespace canbo;
using namespace canbo::assessment;
using namespace std::chrono_literals;

namespace {

constexpr base::Time noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours(12)};

Result<PaperSlot> paper(int) {
    auto question = std::make_unique<ShortAnswer>();
    question->answers = {{"đúng", 1}};
    question->penalty = 0.1;
    return PaperSlot{std::move(question), "adaptive", 10};
}

AttemptLog taken() {
    AttemptLog log("lượt-1");
    using Kind = AttemptEvent::Kind;
    log.append(Kind::Start, 1, {}, noon, 0ms);
    log.append(Kind::Start, 2, {}, noon, 0ms);
    log.append(Kind::Answer, 1, {{"answer", "sai"}, {"-submit", "1"}}, noon + 5s, 5s);
    log.append(Kind::Answer, 1, {{"answer", "đúng"}, {"-submit", "1"}}, noon + 9s, 9s);
    log.append(Kind::Answer, 2, {{"answer", "đúng"}}, noon + 12s, 12s);
    log.append(Kind::Finish, 0, {}, noon + 20s, 20s);
    return log;
}

Json json_of(const AttemptLog& log) { return log.to_json(); }

bool stands(const Json& json, const std::string& head = {}) {
    const auto log = AttemptLog::from_json(json);
    return log && verify(*log, head).has_value();
}

} // namespace

TEST_CASE("a log replayed gives the marks the learner saw", "[assessment][log]") {
    const auto log = taken();
    CHECK(verify(log, log.head()));
    const auto ends = replay_log(log, paper);
    REQUIRE(ends);
    CHECK(*ends->at(1).mark() == Approx(9));
    CHECK(*ends->at(2).mark() == Approx(10));
    const auto read = AttemptLog::from_json(json_of(log));
    REQUIRE(read);
    CHECK(read->head() == log.head());
    CHECK(*replay_log(*read, paper)->at(1).mark() == Approx(9));
}

TEST_CASE("any flip in a log is found", "[assessment][log]") {
    const auto text = json_of(taken()).dump();
    int tried = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto bent = text;
        bent[i] = static_cast<char>(bent[i] ^ 1);
        const auto json = Json::parse(bent, nullptr, false);
        if (json.is_discarded() || json == Json::parse(text))
            continue; // no log any more, or the same one
        ++tried;
        INFO(i);
        CHECK_FALSE(stands(json));
    }
    CHECK(tried > 500);
}

TEST_CASE("any removal, reorder, insertion or doubling in a log is found", "[assessment][log]") {
    const auto log = taken();
    const auto json = json_of(log);
    REQUIRE(stands(json, log.head()));
    const auto count = json["events"].size();
    for (std::size_t i = 0; i < count; ++i) {
        auto removed = json;
        removed["events"].erase(i);
        CHECK_FALSE(stands(removed, log.head())); // also the last: the receipt names the head
        auto doubled = json;
        doubled["events"].insert(doubled["events"].begin() + static_cast<std::ptrdiff_t>(i), json["events"][i]);
        CHECK_FALSE(stands(doubled, log.head()));
        for (std::size_t j = i + 1; j < count; ++j) {
            auto swapped = json;
            std::swap(swapped["events"][i], swapped["events"][j]);
            CHECK_FALSE(stands(swapped, log.head()));
        }
    }
}

TEST_CASE("a log rebuilt with other answers ends in another head", "[assessment][log]") {
    auto honest = taken();
    AttemptLog forged("lượt-1");
    for (const auto& event : honest.events()) {
        auto data = event.data;
        if (data.text("answer") == "sai")
            data.set("answer", "đúng");
        forged.append(event.kind, event.slot, data, event.wall, event.monotonic);
    }
    CHECK(verify(forged));
    CHECK_FALSE(verify(forged, honest.head()));
    AttemptLog other("lượt-2");
    CHECK(other.head() != AttemptLog("lượt-1").head());
}

TEST_CASE("events that the paper does not allow are refused", "[assessment][log]") {
    AttemptLog log("x");
    log.append(AttemptEvent::Kind::Answer, 3, {{"answer", "a"}}, noon, 0ms);
    CHECK_FALSE(replay_log(log, paper));
    AttemptLog twice("x");
    twice.append(AttemptEvent::Kind::Start, 1, {}, noon, 0ms);
    twice.append(AttemptEvent::Kind::Start, 1, {}, noon, 0ms);
    CHECK_FALSE(replay_log(twice, paper));
}

TEST_CASE("time runs by the clock nobody can set", "[assessment][time]") {
    CHECK(time_state({}, 100h) == TimeState::Open);
    const TimeLimit submit{10min, 1min, Overdue::Submit};
    CHECK(time_state(submit, 9min) == TimeState::Open);
    CHECK(time_state(submit, 10min) == TimeState::SubmitNow);
    const TimeLimit grace{10min, 1min, Overdue::Grace};
    CHECK(time_state(grace, 10min + 30s) == TimeState::Grace);
    CHECK(time_state(grace, 11min) == TimeState::Abandoned);
    CHECK(time_state({10min, 1min, Overdue::Abandon}, 10min) == TimeState::Abandoned);
}

TEST_CASE("a change of the machine's clock shows between two events", "[assessment][time]") {
    AttemptEvent before;
    before.wall = noon;
    AttemptEvent now;
    now.wall = noon - 1h;
    now.monotonic = 60s;
    CHECK(clock_change(before, now) == -(1h + 60s));
    now.wall = noon + 61s;
    CHECK(clock_change(before, now) == 0ms);
}
