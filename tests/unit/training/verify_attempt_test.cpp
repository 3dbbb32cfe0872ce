#include "ledger/receive_entry.h"
#include "quiz_fixture.h"
#include "training/admission.h"
#include "training/learning_json.h"
#include "training/question_figures.h"
#include "training/verify_attempt.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace std::chrono_literals;
using test::answer_of;
using test::QuizDesk;

namespace {

struct Office {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryOutbox outbox;
    ledger::KindRegistry kinds;
    base::ManualClock clock{test::exam_day + 1h};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::ReceiveEntry receive{database, entries, blobs, kinds, clock, key};
    people::Person person{"vp", people::Role::Office, "CAT"};

    Office() {
        register_kinds(kinds, [](const auto&, const auto&) { return std::optional(test::quiz_course()); });
    }
    Result<void> take(const people::Person& by, const ledger::Entry& entry) {
        CANBO_TRY(const auto frozen, ledger::freeze(entry));
        CANBO_TRY([[maybe_unused]] const auto outcome, receive(by, frozen));
        return {};
    }
    /// Past the rules: as somebody with the office's disk in their hands would.
    void smuggle(const ledger::Entry& entry) {
        const auto frozen = *ledger::freeze(entry);
        auto tx = *database.begin(Database::Mode::Write);
        REQUIRE(entries.append(
            *tx, {*entries.last_sequence(*tx) + 1, entry, frozen.canonical, frozen.digest, "", clock.now(), "{}"}));
        REQUIRE(tx->commit());
    }
    AttemptVerdict verdict(const std::string& id, const OpenQuiz& open = test::open_fixture) {
        const auto out = verify_attempt({database, entries, outbox, clock, person}, id, open);
        REQUIRE(out);
        return *out;
    }
};

/// A final quiz with three of five right; its entries in the order queued.
std::vector<ledger::Entry> taken(QuizDesk& desk) {
    auto attempts = desk.attempts();
    const auto begun = attempts.start("khoa", "");
    REQUIRE(begun);
    for (int slot = 1; slot <= 5; ++slot) {
        desk.pass(10s);
        REQUIRE(attempts.answer(begun->log().id(), slot, answer_of(*begun, slot, slot <= 3)));
        if (slot == 2)
            REQUIRE(attempts.settle()); // an exchange in between: the office is told how far it had come
    }
    REQUIRE(attempts.finish(begun->log().id()));
    std::vector<ledger::Entry> out;
    for (const auto& item : desk.waiting())
        out.push_back(item.frozen.entry);
    REQUIRE(out.size() == 3);
    REQUIRE(out.back().kind == attempt_kind);
    return out;
}

std::string where_of(const AttemptVerdict& verdict) {
    return verdict.findings.empty() ? "" : verdict.findings.front().where;
}

/// Seals the events anew, as somebody would who knows how the chain is made.
void relink(Json& body) {
    const auto read = assessment::AttemptLog::from_json(body["log"]);
    REQUIRE(read);
    assessment::AttemptLog fresh(read->id());
    for (const auto& event : read->events())
        fresh.append(event.kind, event.slot, event.data, event.wall, event.monotonic);
    body["log"] = fresh.to_json();
}

} // namespace

TEST_CASE("the office gets the same marks when it plays an attempt again", "[training][verify]") {
    QuizDesk desk;
    Office office;
    for (const auto& entry : taken(desk))
        CHECK(office.take(desk.person, entry));
    const auto id = desk.waiting().back().frozen.entry.id;
    const auto verdict = office.verdict(id);
    CHECK(verdict.valid);
    CHECK(verdict.graded);
    CHECK(verdict.claimed == Approx(0.6));
    CHECK(verdict.regraded == Approx(0.6));
    CHECK(verdict.learner == "an.syt");
    CHECK(verdict.took == 50s);
    REQUIRE(verdict.questions.size() == 5);
    CHECK(verdict.questions[0].state == "gradedright");
    CHECK(verdict.questions[4].state == "gradedwrong");
    CHECK(verdict.clock_changes.empty());
    const auto other = office.verdict(id, [](const auto&, const auto&, const auto&) -> Result<OpenedQuiz> {
        return fail(ErrorCode::NotFound, "This course is not on the desk; install its package");
    });
    CHECK_FALSE(other.graded);
    CHECK_FALSE(other.valid);
}

TEST_CASE("a clock that was set during an attempt is told, and changes nothing else", "[training][verify]") {
    QuizDesk desk;
    Office office;
    auto attempts = desk.attempts();
    const auto begun = attempts.start("khoa", "");
    desk.clock.advance(-2h);
    REQUIRE(attempts.answer(begun->log().id(), 1, answer_of(*begun, 1, true)));
    REQUIRE(attempts.finish(begun->log().id()));
    for (const auto& item : desk.waiting())
        REQUIRE(office.take(desk.person, item.frozen.entry));
    const auto verdict = office.verdict(begun->log().id());
    CHECK(verdict.valid);
    REQUIRE(verdict.clock_changes.size() == 1);
    CHECK(verdict.clock_changes.front().second == -2h);
}

TEST_CASE("any flip, removal, reorder, doubling or insertion in an attempt log is found at the office",
          "[training][verify]") {
    QuizDesk desk;
    const auto entries = taken(desk);
    const auto& whole = entries.back();
    int tried = 0;
    const auto found = [&](const Json& body) {
        ++tried;
        ledger::Entry bent = whole;
        bent.body = body;
        Office office;
        REQUIRE(office.take(desk.person, entries[0]));
        REQUIRE(office.take(desk.person, entries[1]));
        const bool refused = !office.take(desk.person, bent);
        office.smuggle(bent);
        return refused && !office.verdict(whole.id).valid;
    };
    const Json& events = whole.body["log"]["events"];
    for (std::size_t i = 0; i < events.size(); ++i) {
        INFO("event " << i);
        Json removed = whole.body;
        removed["log"]["events"].erase(i);
        CHECK(found(removed));
        Json doubled = whole.body;
        doubled["log"]["events"].insert(doubled["log"]["events"].begin() + static_cast<std::ptrdiff_t>(i), events[i]);
        CHECK(found(doubled));
        for (const auto& [name, value] : events[i].items()) {
            Json bent = whole.body;
            Json& field = bent["log"]["events"][i][name];
            if (value.is_number())
                field = value.get<long long>() + 1;
            else if (value.is_string())
                field = name == "wall" ? "2026-11-30T01:00:01.000Z" : "0" + value.get<std::string>().substr(1) + "0";
            else if (value.is_object())
                field["answer"] = "khác";
            else
                field.push_back("answer");
            INFO(name);
            CHECK(found(bent));
        }
        if (i + 1 < events.size()) {
            Json swapped = whole.body;
            std::swap(swapped["log"]["events"][i], swapped["log"]["events"][i + 1]);
            CHECK(found(swapped));
        }
    }
    CHECK(tried > 100);
}

TEST_CASE("a log linked anew is found by what the office was told before, by its paper or by its marks",
          "[training][verify]") {
    QuizDesk desk;
    const auto entries = taken(desk);
    const auto& whole = entries.back();
    const std::size_t first_answer = 6; // after the paper and five questions
    const auto refused_with_heads = [&](Json body) {
        relink(body);
        Office office;
        REQUIRE(office.take(desk.person, entries[0]));
        REQUIRE(office.take(desk.person, entries[1]));
        ledger::Entry bent = whole;
        bent.body = std::move(body);
        const bool refused = !office.take(desk.person, bent);
        office.smuggle(bent);
        return refused && !office.verdict(whole.id).valid;
    };
    Json answered = whole.body; // an answer the office was told of
    answered["log"]["events"][first_answer]["data"]["answer"] = "khác";
    CHECK(refused_with_heads(answered));
    Json cut = whole.body;
    cut["log"]["events"].erase(first_answer);
    CHECK(refused_with_heads(cut));
    Json paper = whole.body;
    paper["log"]["events"][0]["data"]["seed"] = "1";
    CHECK(refused_with_heads(paper));

    const auto verdict_alone = [&](Json body) {
        relink(body);
        Office office;
        ledger::Entry bent = whole;
        bent.body = std::move(body);
        office.smuggle(bent);
        return office.verdict(whole.id);
    };
    CHECK(verdict_alone(whole.body).valid);
    Json better = whole.body;
    better["mark"] = 1;
    CHECK(where_of(verdict_alone(better)) == "mark");
    CHECK_FALSE(verdict_alone(paper).valid);
    Json by_hand = whole.body;
    by_hand["log"]["events"][first_answer]["data"]["-mark"] = "1";
    by_hand["log"]["events"][first_answer]["order"].push_back("-mark");
    CHECK_FALSE(verdict_alone(by_hand).valid);
    Json shuffled = whole.body;
    for (auto& event : shuffled["log"]["events"])
        if (event["data"].contains("_order")) {
            std::string order = event["data"]["_order"];
            std::swap(order.front(), order.back());
            event["data"]["_order"] = order;
            break;
        }
    CHECK_FALSE(verdict_alone(shuffled).valid);
    Json late = whole.body;
    for (std::size_t i = first_answer; i < late["log"]["events"].size(); ++i)
        late["log"]["events"][i]["monotonic_ms"] = 600'000 + static_cast<int>(i);
    CHECK_FALSE(verdict_alone(late).valid);
    Json other_learner = whole.body;
    other_learner["log"]["events"][0]["data"]["learner"] = "binh.syt";
    CHECK_FALSE(verdict_alone(other_learner).valid);
}

TEST_CASE("the mark of a final quiz is taken with its attempt alone, and attempts up to the limit",
          "[training][verify]") {
    QuizDesk desk;
    Office office;
    const auto entries = taken(desk);
    const auto learning = [&](const std::string& id, double value) {
        const LearningEvent event{id, LearningEvent::Kind::Final, "khoa", "1.0.0", "", value, 0, test::exam_day};
        return ledger::Entry{
            base::new_uuid(), learning_kind, "SYT", "khoa/an.syt", 1, learning_part_to_json({"khoa", {event}}),
            "an.syt",         test::exam_day};
    };
    CHECK_FALSE(office.take(desk.person, learning(entries.back().id, 0.6)));
    for (const auto& entry : entries)
        REQUIRE(office.take(desk.person, entry));
    CHECK_FALSE(office.take(desk.person, learning(entries.back().id, 0.9)));
    CHECK_FALSE(office.take(desk.person, learning(base::new_uuid(), 0.6)));
    CHECK(office.take(desk.person, learning(entries.back().id, 0.6)));
    const auto attempt_of_another_device = [&] {
        QuizDesk other;
        return taken(other).back();
    };
    CHECK(office.take(desk.person, attempt_of_another_device()));
    const auto third = office.take(desk.person, attempt_of_another_device());
    REQUIRE_FALSE(third);
    CHECK(third.error().code == ErrorCode::Closed);
}

TEST_CASE("questions are judged by the attempts that prove themselves", "[training][verify]") {
    QuizDesk desk;
    Office office;
    for (const auto& entry : taken(desk))
        REQUIRE(office.take(desk.person, entry));
    const LearningDesk learning{office.database, office.entries, office.outbox, office.clock, office.person};
    const auto figures = question_figures(learning, test::open_fixture);
    REQUIRE(figures);
    CHECK(figures->attempts == 1);
    REQUIRE(figures->questions.size() == 5);
    double right = 0;
    for (const auto& one : figures->questions) {
        CHECK(one.figures.attempts == 1);
        CHECK(one.lesson.empty());
        right += one.figures.facility.value_or(0);
    }
    CHECK(right == Approx(3));
    const auto nowhere = question_figures(learning, [](const auto&, const auto&, const auto&) -> Result<OpenedQuiz> {
        return fail(ErrorCode::NotFound, "This course is not on the desk; install its package");
    });
    CHECK(nowhere->attempts == 0);
    CHECK(nowhere->left_out == 1);
}
