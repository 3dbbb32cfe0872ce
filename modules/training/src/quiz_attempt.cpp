#include "training/quiz_attempt.h"

#include "base/crypto.h"
#include "training/question_view.h"

#include <algorithm>
#include <charconv>

namespace canbo::training {
namespace {

using assessment::AttemptEvent;
using assessment::AttemptLog;
using assessment::Response;

constexpr const char* at_once = "immediatefeedback";
constexpr const char* at_the_end = "deferredfeedback";

template <class Number>
bool read_number(std::string_view text, Number& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size();
}

std::string uses_text(const std::map<std::size_t, int>& uses) {
    std::string out;
    for (const auto& [index, count] : uses)
        out += (out.empty() ? "" : ",") + std::to_string(index) + ":" + std::to_string(count);
    return out;
}

bool read_uses(std::string_view text, std::map<std::size_t, int>& out) {
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(','));
        const auto colon = part.find(':');
        std::size_t index = 0;
        int count = 0;
        if (colon == std::string_view::npos || !read_number(part.substr(0, colon), index) ||
            !read_number(part.substr(colon + 1), count) || !out.emplace(index, count).second)
            return false;
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return true;
}

Response to_response(const Paper& paper) {
    return {{"course", paper.course},
            {"version", paper.version},
            {"lesson", paper.lesson},
            {"learner", paper.learner},
            {"bank", paper.bank},
            {"seed", std::to_string(paper.seed)},
            {"uses", uses_text(paper.uses)},
            {"count", std::to_string(paper.count)},
            {"behaviour", paper.behaviour},
            {"limit_ms", std::to_string(paper.limit.count())}};
}

/// What the attempt's first step holds, as start_stored takes it.
Response stored_start(const assessment::QuestionAttempt& attempt) {
    const auto& first = attempt.steps().front();
    Response out = first.answer;
    for (const auto& [name, value] : first.control.entries())
        out.set("-" + name, value);
    return out;
}

Result<assessment::PaperSlot> engine_of(const assessment::BankQuestion& source, const Paper& paper) {
    CANBO_TRY(auto question, assessment::make_question(source, answer_rules()));
    return assessment::PaperSlot{std::move(question), paper.behaviour, 1};
}

} // namespace

std::vector<std::string> quiz_files(const Course& course, const std::string& lesson) {
    if (lesson.empty())
        return course.final ? course.final->from : std::vector<std::string>();
    const auto* found = course.lesson(lesson);
    return found && !found->quiz.empty() ? std::vector{found->quiz} : std::vector<std::string>();
}

Result<QuizBank> quiz_bank(const Course& course, const std::string& lesson,
                           const std::map<std::string, std::string>& files, const ReadQuiz& read) {
    const auto names = quiz_files(course, lesson);
    if (names.empty())
        return fail(ErrorCode::NotFound, "There is no such quiz in the course", lesson);
    QuizBank bank;
    base::Sha256 digest;
    for (const auto& name : names) {
        const auto file = files.find(name);
        if (file == files.end())
            return fail(ErrorCode::NotFound, "A quiz file of the course is missing; install it again", name);
        digest.update(name + "\n" + base::sha256_hex(file->second) + "\n");
        CANBO_TRY(auto questions, read(file->second));
        for (auto& question : questions)
            if (can_be_asked(question))
                bank.questions.push_back(std::move(question));
    }
    bank.digest = digest.hex();
    return bank;
}

Result<Paper> new_paper(const Course& course, const std::string& lesson, const std::string& learner,
                        const QuizBank& bank, const std::string& attempt, std::map<std::size_t, int> uses) {
    Paper paper;
    paper.course = course.slug;
    paper.version = course.version;
    paper.lesson = lesson;
    paper.learner = learner;
    paper.bank = bank.digest;
    paper.seed = assessment::seed_of(attempt);
    paper.uses = std::move(uses);
    paper.count = bank.questions.size();
    paper.behaviour = at_once;
    if (lesson.empty()) {
        if (!course.final)
            return fail(ErrorCode::NotFound, "There is no such quiz in the course", lesson);
        paper.count = static_cast<std::size_t>(course.final->questions);
        paper.behaviour = at_the_end;
        paper.limit = std::chrono::minutes(course.final->minutes);
    }
    if (paper.count == 0 || paper.count > bank.questions.size())
        return fail(ErrorCode::Conflict, "The course's quiz files hold fewer questions than its quiz asks", lesson);
    return paper;
}

Result<Paper> paper_of(const AttemptLog& log) {
    Paper out;
    const auto& events = log.events();
    if (events.empty() || events.front().kind != AttemptEvent::Kind::Start || events.front().slot != 0)
        return fail(ErrorCode::InvalidInput, "An attempt begins with its paper", "0");
    const Response& data = events.front().data;
    out.course = data.text("course");
    out.version = data.text("version");
    out.lesson = data.text("lesson");
    out.learner = data.text("learner");
    out.bank = data.text("bank");
    out.behaviour = data.text("behaviour");
    long long limit = 0;
    const bool good = read_number(data.text("seed"), out.seed) && read_number(data.text("count"), out.count) &&
                      read_number(data.text("limit_ms"), limit) && read_uses(data.text("uses"), out.uses) &&
                      (out.behaviour == at_once || out.behaviour == at_the_end) && is_slug(out.course) && limit >= 0;
    if (!good)
        return fail(ErrorCode::InvalidInput, "The paper of an attempt cannot be read", "0");
    out.limit = std::chrono::milliseconds(limit);
    return out;
}

Result<std::vector<std::size_t>> draw(const Paper& paper, const QuizBank& bank) {
    return assessment::draw_paper(bank.questions, {{"", {}, paper.count}}, paper.uses, paper.seed);
}

Result<void> check_response(const Paper& paper, const Response& sent) {
    for (const auto& [name, value] : sent.entries()) {
        const bool submit = name == "-submit" && paper.behaviour == at_once;
        if (!submit && (name.empty() || name.front() == '-' || name.front() == '_'))
            return fail(ErrorCode::InvalidInput, "An answer may not steer how it is graded", name);
    }
    return {};
}

Result<QuizAttempt> QuizAttempt::begin(const std::string& id, const Paper& paper, const QuizBank& bank,
                                       base::Time now) {
    QuizAttempt out(id);
    out.m_paper = paper;
    CANBO_TRY(const auto drawn, draw(paper, bank));
    out.m_log.append(AttemptEvent::Kind::Start, 0, to_response(paper), now, {});
    assessment::Random random(paper.seed);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const int slot = static_cast<int>(i) + 1;
        const auto& source = bank.questions[drawn[i]];
        CANBO_TRY(auto engine, engine_of(source, paper));
        CANBO_TRY(auto attempt, assessment::QuestionAttempt::make(std::move(engine.question), engine.behaviour, 1));
        CANBO_TRY_VOID(attempt.start(random));
        out.m_log.append(AttemptEvent::Kind::Start, slot, stored_start(attempt), now, {});
        out.m_slots.emplace(slot, Slot{source, std::move(attempt)});
    }
    return out;
}

Result<QuizAttempt> QuizAttempt::resume(AttemptLog log, const QuizBank& bank) {
    QuizAttempt out(log.id());
    CANBO_TRY(out.m_paper, paper_of(log));
    if (out.m_paper.bank != bank.digest)
        return fail(ErrorCode::Conflict, "The questions of the course are others than when this attempt began",
                    log.id());
    CANBO_TRY(const auto drawn, draw(out.m_paper, bank));
    CANBO_TRY(auto slots, assessment::replay_log(log, [&](int slot) -> Result<assessment::PaperSlot> {
                  if (slot < 1 || static_cast<std::size_t>(slot) > drawn.size())
                      return fail(ErrorCode::InvalidInput, "An event names a question that was not drawn",
                                  std::to_string(slot));
                  return engine_of(bank.questions[drawn[static_cast<std::size_t>(slot) - 1]], out.m_paper);
              }));
    for (auto& [slot, attempt] : slots)
        out.m_slots.emplace(slot, Slot{bank.questions[drawn[static_cast<std::size_t>(slot) - 1]], std::move(attempt)});
    if (out.m_slots.size() != drawn.size())
        return fail(ErrorCode::InvalidInput, "Not every question of the paper began", log.id());
    out.m_finished = log.events().back().kind == AttemptEvent::Kind::Finish;
    out.m_log = std::move(log);
    return out;
}

bool QuizAttempt::time_over(std::chrono::milliseconds elapsed) const {
    const assessment::TimeLimit limit{m_paper.limit, {}, assessment::Overdue::Submit};
    return assessment::time_state(limit, elapsed) != assessment::TimeState::Open;
}

Result<void> QuizAttempt::answer(int slot, const Response& sent, const Moment& now) {
    const auto found = m_slots.find(slot);
    if (found == m_slots.end())
        return fail(ErrorCode::NotFound, "The quiz has no question with this number", std::to_string(slot));
    if (m_finished)
        return fail(ErrorCode::Closed, "This attempt has ended");
    if (time_over(now.monotonic))
        return fail(ErrorCode::Closed, "The time of this quiz is over; what was answered in time counts");
    CANBO_TRY_VOID(check_response(m_paper, sent));
    auto& attempt = found->second.attempt;
    const std::size_t before = attempt.steps().size();
    CANBO_TRY_VOID(attempt.act(sent));
    if (attempt.steps().size() > before)
        m_log.append(AttemptEvent::Kind::Answer, slot, sent, now.wall, now.monotonic);
    return {};
}

Result<void> QuizAttempt::finish(const Moment& now) {
    if (m_finished)
        return {};
    for (auto& [slot, one] : m_slots)
        CANBO_TRY_VOID(one.attempt.finish());
    m_log.append(AttemptEvent::Kind::Finish, 0, {}, now.wall, now.monotonic);
    m_finished = true;
    return {};
}

std::size_t QuizAttempt::answered() const {
    return static_cast<std::size_t>(std::count_if(m_slots.begin(), m_slots.end(), [](const auto& one) {
        return one.second.attempt.steps().size() > 1 && !one.second.attempt.last_answer().empty();
    }));
}

double QuizAttempt::mark() const {
    double sum = 0;
    for (const auto& [slot, one] : m_slots)
        sum += one.attempt.fraction().value_or(0);
    return m_slots.empty() ? 0 : std::clamp(sum / static_cast<double>(m_slots.size()), 0.0, 1.0);
}

} // namespace canbo::training
