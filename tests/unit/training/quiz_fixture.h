#pragma once

#include "base/crypto.h"
#include "support/memory_stores.h"
#include "training/attempts.h"

#include <map>
#include <string>

namespace canbo::test {

inline const base::Time exam_day = *base::parse_time("2026-11-30T08:00:00+07:00");

inline assessment::BankQuestion short_question(int number) {
    assessment::BankQuestion out;
    out.type = "shortanswer";
    out.name = "Câu " + std::to_string(number);
    out.text = "Bao nhiêu?";
    out.answers = {{std::to_string(number), 1, "", {}, {}, {}}};
    return out;
}

inline assessment::BankQuestion choice_question(int number) {
    assessment::BankQuestion out;
    out.type = "multichoice";
    out.name = "Chọn " + std::to_string(number);
    out.text = "Chọn một";
    for (int i = 0; i < 4; ++i)
        out.answers.push_back({"Ý " + std::to_string(i), i == 0 ? 1.0 : 0.0, "", {}, {}, {}});
    return out;
}

/// Two lessons, the first with a quiz, and a final quiz of 5 of 12 questions: pass 0.6, 10 minutes, 2 attempts.
inline training::Course quiz_course() {
    training::Course out;
    out.slug = "khoa";
    out.version = "1.0.0";
    out.lessons.resize(2);
    out.lessons[0].id = "01";
    out.lessons[0].quiz = "quiz/a.gift";
    out.lessons[0].completion = {training::CompletionRule::Kind::Mark, 0.8, 0, 0};
    out.lessons[1].id = "02";
    out.lessons[1].prerequisites = {"01"};
    out.lessons[1].quiz = "quiz/b.gift";
    out.final = training::FinalQuiz{5, {"quiz/a.gift", "quiz/b.gift"}, 0.6, 10, 2};
    return out;
}

/// "GIFT" of the fixture: the number of the first question.
inline Result<std::vector<assessment::BankQuestion>> read_fixture(const std::string& text) {
    std::vector<assessment::BankQuestion> out;
    const int first = std::stoi(text);
    for (int i = 0; i < 6; ++i)
        out.push_back(i % 2 == 0 ? short_question(first + i) : choice_question(first + i));
    return out;
}

inline training::QuizBank quiz_bank_of(const std::string& lesson) {
    return *training::quiz_bank(quiz_course(), lesson, {{"quiz/a.gift", "100"}, {"quiz/b.gift", "200"}}, read_fixture);
}

inline Result<training::OpenedQuiz> open_fixture(const std::string& slug, const std::string& version,
                                                 const std::string& lesson) {
    if (slug != "khoa" || (!version.empty() && version != "1.0.0"))
        return fail(ErrorCode::NotFound, "This course is not on the desk; install its package", slug);
    CANBO_TRY(auto bank, training::quiz_bank(quiz_course(), lesson, {{"quiz/a.gift", "100"}, {"quiz/b.gift", "200"}},
                                             read_fixture));
    return training::OpenedQuiz{quiz_course(), std::move(bank)};
}

/// The right answer in the engine's words, or a wrong one.
inline assessment::Response answer_of(const training::QuizAttempt& attempt, int slot, bool right) {
    const auto& source = attempt.source(slot);
    if (source.type == "shortanswer")
        return {{"answer", right ? source.answers[0].text : "sai"}};
    const auto correct = attempt.question(slot).question().correct();
    const auto value = correct.integer("answer");
    return {{"answer", std::to_string(right ? value : (value + 1) % 4)}};
}

class MemoryProgress final : public training::ProgressStore {
public:
    Result<training::CourseProgress> load(const std::string& slug) override { return m_kept[slug]; }
    Result<void> save(const std::string& slug, const training::CourseProgress& progress) override {
        auto all = progress;
        CANBO_TRY_VOID(all.log.merge(m_kept[slug].log));
        m_kept[slug] = all;
        return {};
    }

private:
    std::map<std::string, training::CourseProgress> m_kept;
};

class MemoryAttempts final : public training::AttemptStore {
public:
    Result<std::vector<std::string>> list() override { return m_order; }
    Result<std::optional<training::KeptAttempt>> load(const std::string& id) override {
        const auto found = m_kept.find(id);
        return found == m_kept.end() ? std::optional<training::KeptAttempt>() : std::optional(found->second);
    }
    Result<void> save(const training::KeptAttempt& attempt, const std::string& after) override {
        const auto found = m_kept.find(attempt.log.id());
        if ((found == m_kept.end() ? std::string() : found->second.log.head()) != after)
            return fail(ErrorCode::Conflict, "Another program has gone on with this attempt meanwhile");
        if (found == m_kept.end())
            m_order.push_back(attempt.log.id());
        m_kept.insert_or_assign(attempt.log.id(), attempt);
        return {};
    }

private:
    std::vector<std::string> m_order;
    std::map<std::string, training::KeptAttempt> m_kept;
};

/// A learner's desk in memory; its clocks stand still until told.
struct QuizDesk {
    MemoryDatabase database;
    MemoryEntryStore entries;
    MemoryOutbox outbox;
    base::ManualClock clock{exam_day};
    training::BootReading boot{"first", std::chrono::hours(5)};
    MemoryProgress progress;
    MemoryAttempts store;
    people::Person person{"an.syt", people::Role::Learner, "SYT"};

    training::LearningDesk learning() { return {database, entries, outbox, clock, person}; }
    training::Attempts attempts() {
        return training::Attempts({learning(), store, progress, open_fixture, [this] { return boot; }});
    }
    void pass(std::chrono::milliseconds time) {
        clock.advance(time);
        boot.since += time;
    }
    std::vector<ledger::OutboxItem> waiting() {
        auto tx = *database.begin(Database::Mode::Read);
        return *outbox.list(*tx);
    }
};

} // namespace canbo::test
