#include "base/crypto.h"
#include "base/file.h"
#include "base/text.h"
#include "training/drill.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace canbo;
using namespace canbo::training;

namespace {

const base::Time noon = *base::parse_time("2024-02-16T05:00:00Z");

MailMessage message(std::string id, std::string topic, bool trap) {
    MailMessage out;
    out.id = std::move(id);
    out.topic = std::move(topic);
    out.subject = "Thư " + out.id;
    out.answer = trap ? MailAction::Report : MailAction::Open;
    out.also = trap ? std::vector{MailAction::Delete} : std::vector{MailAction::Reply};
    out.lesson = "bai";
    out.why = "Vì sao";
    if (trap)
        out.cues = {{"technical", out.subject, "Tên miền lạ"}};
    return out;
}

DrillScene scene(std::string id) {
    return {std::move(id),
            "wifi",
            "Quán nước",
            "Có mạng không mật khẩu.",
            {{"Dùng", false, "Ai cũng nghe"}, {"Thôi", true, "An toàn"}},
            "bai"};
}

Mailbox sample() {
    Mailbox out;
    for (int i = 1; i <= 6; ++i)
        out.messages.push_back(message("a" + std::to_string(i), i < 4 ? "thanh toán" : "update", i % 3 != 0));
    out.scenes = {scene("s1"), scene("s2")};
    return out;
}

Course course() {
    Course out;
    out.slug = "khoa";
    out.version = "1.0.0";
    return out;
}

DrillSession begun(const Mailbox& mailbox, DrillKind kind, std::size_t count, std::uint64_t seed = 7) {
    auto session = begin_drill(mailbox, course(), kind, count, seed, noon);
    REQUIRE(session);
    return *session;
}

DrillReply act(MailAction action, Certainty certainty = Certainty::Certain) { return {action, {}, certainty}; }

DrillReply wrong_for(const Mailbox& mailbox, const std::string& item) {
    const auto about = drill_item(mailbox, item);
    return act(about->trap ? MailAction::Open : MailAction::Report);
}

DrillReply right_for(const Mailbox& mailbox, const std::string& item) {
    const auto about = drill_item(mailbox, item);
    return act(about->trap ? MailAction::Report : MailAction::Open);
}

} // namespace

TEST_CASE("a drill's order follows from its seed", "[training][drill]") {
    const auto mailbox = sample();
    std::set<std::vector<std::string>> orders;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        std::vector<std::string> order;
        for (const auto& turn : begun(mailbox, DrillKind::Mailbox, 4, seed).turns)
            order.push_back(turn.item);
        std::vector<std::string> again;
        for (const auto& turn : begun(mailbox, DrillKind::Mailbox, 4, seed).turns)
            again.push_back(turn.item);
        CHECK(order == again);
        CHECK(std::set<std::string>(order.begin(), order.end()).size() == 4);
        const auto traps =
            std::count_if(order.begin(), order.end(), [&](const auto& id) { return drill_item(mailbox, id)->trap; });
        CHECK(traps == 3); // four of six are traps
        orders.insert(order);
    }
    CHECK(orders.size() > 10);
    CHECK(begun(mailbox, DrillKind::Mailbox, 100).turns.size() == 6);
    CHECK(begun(mailbox, DrillKind::Scenes, 1).turns.size() == 1);
    CHECK_FALSE(begin_drill({}, course(), DrillKind::Scenes, 5, 1, noon));
}

TEST_CASE("a right answer closes, a miss leads over its lesson to a re-test", "[training][drill]") {
    const auto mailbox = sample();
    auto session = begun(mailbox, DrillKind::Mailbox, 2);
    const auto first = session.current()->item;
    CHECK(session.current()->state == DrillState::Presented);
    CHECK(next_in_drill(session).error().message == "Answer this one first");
    CHECK_FALSE(see_drill_lesson(session, mailbox));
    const auto missed = answer_drill(session, mailbox, wrong_for(mailbox, first), noon);
    REQUIRE(missed);
    CHECK_FALSE(is_right(missed->outcome));
    CHECK_FALSE(missed->retest);
    CHECK(session.current()->state == DrillState::Missed);
    CHECK(answer_drill(session, mailbox, right_for(mailbox, first), noon).error().code == ErrorCode::Conflict);
    CHECK(next_in_drill(session).error().message == "Read the short lesson first");
    REQUIRE(see_drill_lesson(session, mailbox));
    REQUIRE(session.turns.size() == 3);
    const auto retest = session.turns.back();
    CHECK(retest.retest_of == first);
    CHECK(drill_item(mailbox, retest.item)->topic == drill_item(mailbox, first)->topic);
    CHECK(drill_item(mailbox, retest.item)->trap == drill_item(mailbox, first)->trap);
    REQUIRE(next_in_drill(session));
    const auto second = session.current()->item;
    REQUIRE(answer_drill(session, mailbox, right_for(mailbox, second), noon));
    CHECK(session.current()->state == DrillState::Right);
    REQUIRE(next_in_drill(session));
    CHECK(session.current()->retest_of == first);
    const auto again = answer_drill(session, mailbox, right_for(mailbox, session.current()->item), noon);
    REQUIRE(again);
    CHECK(again->retest);
    REQUIRE(next_in_drill(session));
    CHECK(session.finished());
    CHECK(session.closed() == 3);
    CHECK_FALSE(next_in_drill(session));
}

TEST_CASE("a re-test that is missed is tested again until it is right", "[training][drill]") {
    const auto mailbox = sample();
    auto session = begun(mailbox, DrillKind::Scenes, 2);
    for (int round = 0; round < 5; ++round) {
        REQUIRE(answer_drill(session, mailbox, {{}, 0, Certainty::Unsure}, noon));
        REQUIRE(see_drill_lesson(session, mailbox));
        REQUIRE(next_in_drill(session));
    }
    while (!session.finished()) {
        REQUIRE(answer_drill(session, mailbox, {{}, 1, Certainty::Certain}, noon));
        REQUIRE(next_in_drill(session));
    }
    std::map<std::string, bool> closed; // each item that was missed ends right
    for (const auto& turn : session.turns)
        closed[turn.retest_of.empty() ? turn.item : turn.retest_of] = turn.right;
    for (const auto& [item, right] : closed)
        CHECK(right);
    CHECK_FALSE(answer_drill(session, mailbox, {{}, 1, Certainty::Certain}, noon));
}

TEST_CASE("an answer that does not fit the item is refused and changes nothing", "[training][drill]") {
    const auto mailbox = sample();
    auto mail = begun(mailbox, DrillKind::Mailbox, 1);
    CHECK(answer_drill(mail, mailbox, {{}, 0, Certainty::Certain}, noon).error().code == ErrorCode::InvalidInput);
    CHECK(mail.current()->state == DrillState::Presented);
    auto scenes = begun(mailbox, DrillKind::Scenes, 1);
    CHECK_FALSE(answer_drill(scenes, mailbox, act(MailAction::Report), noon));
    CHECK_FALSE(answer_drill(scenes, mailbox, {{}, 2, Certainty::Certain}, noon));
    CHECK(answer_drill(scenes, {}, {{}, 1, Certainty::Certain}, noon).error().code == ErrorCode::NotFound);
}

TEST_CASE("what an action on a message comes to", "[training][drill]") {
    const auto trap = message("t", "x", true);
    const auto good = message("g", "x", false);
    CHECK(outcome_of(trap, MailAction::Report) == DrillOutcome::Hit);
    CHECK(outcome_of(trap, MailAction::Delete) == DrillOutcome::Hit);
    CHECK(outcome_of(trap, MailAction::Open) == DrillOutcome::Miss);
    CHECK(outcome_of(trap, MailAction::Reply) == DrillOutcome::Miss);
    CHECK(outcome_of(good, MailAction::Open) == DrillOutcome::Pass);
    CHECK(outcome_of(good, MailAction::Reply) == DrillOutcome::Pass);
    CHECK(outcome_of(good, MailAction::Report) == DrillOutcome::FalseAlarm);
    CHECK(outcome_of(good, MailAction::Delete) == DrillOutcome::FalseAlarm);
}

TEST_CASE("the score counts first answers and how sure they were", "[training][drill]") {
    const auto result = [](DrillOutcome outcome, Certainty certainty, bool retest = false) {
        return DrillResult{base::new_uuid(), "khoa", "1.0.0", DrillKind::Mailbox, "a1", "payment", outcome,
                           certainty,        retest, noon};
    };
    const auto score = score_drill(
        {result(DrillOutcome::Hit, Certainty::Certain), result(DrillOutcome::Pass, Certainty::FairlySure),
         result(DrillOutcome::Miss, Certainty::Certain), result(DrillOutcome::FalseAlarm, Certainty::Unsure),
         result(DrillOutcome::Hit, Certainty::Certain, true)});
    CHECK(score.answers() == 4);
    CHECK((score.hits == 1 && score.passes == 1 && score.misses == 1 && score.false_alarms == 1));
    CHECK(score.confident_wrong == 1);
    CHECK(score.marks == 3 + 2 - 6 + 0);
    CHECK(score.levels[2].answers == 2);
    CHECK(score.levels[2].right == 1);
    CHECK(score.stated == Approx((0.95 + 0.75 + 0.95 + 0.5) / 4));
    CHECK(score.right == Approx(0.5));
    CHECK(score.overconfidence() == Approx(0.2875));
    CHECK(score_drill({}).answers() == 0);
}

TEST_CASE("a desk's drills are written and read as the same, and damage is refused", "[training][drill]") {
    const auto mailbox = sample();
    DrillLog log;
    log.session = begun(mailbox, DrillKind::Mailbox, 3, 18'446'744'073'709'551'615ULL);
    auto result = answer_drill(*log.session, mailbox, wrong_for(mailbox, log.session->current()->item), noon);
    REQUIRE(result);
    log.results.push_back(*result);
    REQUIRE(see_drill_lesson(*log.session, mailbox));
    const auto json = drill_log_to_json(log);
    const auto again = drill_log_from_json(json);
    REQUIRE(again);
    CHECK(drill_log_to_json(*again) == json);
    CHECK(again->results == log.results);
    CHECK(again->session->seed == log.session->seed);
    CHECK(drill_log_from_json(Json{{"results", Json::array()}})->session == std::nullopt);
    for (const char* broken : {"{}", "[]", R"({"results": [1]})", R"({"results": [], "session": {"id": "x"}})",
                               R"({"results": [{"id": "x", "outcome": "won"}]})", "null"})
        CHECK_FALSE(drill_log_from_json(Json::parse(broken)));
    Issues issues;
    auto changed = drill_result_to_json(log.results[0]);
    changed["certainty"] = "sehr";
    drill_result_from_json(changed, "x", issues);
    CHECK(issues.has_errors());
}

TEST_CASE("a short lesson takes two minutes and is about the flags", "[training][drill]") {
    std::string text = "# Bài học\n\nMở đầu.\n\n";
    for (const char* about : {"usb", "wifi", "tên miền"}) {
        text += std::string("## Về ") + about + "\n\n";
        for (int i = 0; i < 60; ++i)
            text += std::string(about) + " chữ chữ ";
        text += "\n\n";
    }
    const auto lesson = short_lesson(text, "Tên miền của người gửi lạ");
    CHECK(lesson.starts_with("# Bài học\n"));
    CHECK(lesson.find("## Về tên miền") != std::string::npos);
    CHECK(lesson.find("## Về usb") == std::string::npos);
    CHECK(short_lesson("", "x").empty());
    CHECK(short_lesson("## Một\nhai", "").find("hai") != std::string::npos);
}

TEST_CASE("every item of the shipped drills can be answered, and has flags and a lesson", "[training][drill]") {
    const std::string folder = std::string(CANBO_TEST_SOURCE) + "/content/courses/an-toan-thong-tin/";
    const auto read_json = [&](const char* name) {
        const auto text = base::read_file(folder + name);
        REQUIRE(text);
        const auto json = base::parse_json(*text);
        REQUIRE(json);
        return *json;
    };
    Issues issues;
    const auto the_course = course_from_json(read_json("course.json"), issues);
    const auto mailbox = mailbox_from_json(read_json("drills/mailbox.json"), the_course, issues);
    REQUIRE_FALSE(issues.has_errors());
    for (const auto kind : {DrillKind::Mailbox, DrillKind::Scenes}) {
        auto session = *begin_drill(mailbox, the_course, kind, 100, 1, noon);
        CHECK(session.turns.size() == (kind == DrillKind::Mailbox ? mailbox.messages.size() : mailbox.scenes.size()));
        while (!session.finished()) {
            const auto item = session.current()->item;
            const auto about = drill_item(mailbox, item);
            CHECK((!about->trap || !drill_flags(mailbox, item).empty()));
            DrillReply reply{{}, {}, Certainty::FairlySure};
            if (const auto* mail = mailbox.message(item))
                reply.action = mail->answer;
            else
                for (std::size_t i = 0; i < mailbox.scene(item)->choices.size(); ++i)
                    if (mailbox.scene(item)->choices[i].right)
                        reply.choice = i;
            REQUIRE(is_right(answer_drill(session, mailbox, reply, noon)->outcome));
            const auto lesson = base::read_file(folder + the_course.lesson(about->lesson)->file);
            REQUIRE(lesson);
            std::string words = about->why;
            for (const auto& flag : drill_flags(mailbox, item))
                words += " " + flag.why;
            const auto text = short_lesson(*lesson, words);
            const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
            CHECK(count > 80);
            CHECK(count < 520); // syllables with the marks between them
            REQUIRE(next_in_drill(session));
        }
    }
}
