#include "exam/score.h"

#include "assessment/attempt.h"

#include <algorithm>
#include <cmath>

namespace canbo::exam {

Result<Score> score_attempt(const Paper& paper, const AnswerChain& answers) {
    Score out;
    const auto current = answers.current();
    for (std::size_t i = 0; i < paper.items.size(); ++i) {
        const auto& item = paper.items[i];
        CANBO_TRY(auto question, assessment::make_question(*item.question, {}));
        CANBO_TRY(auto attempt, assessment::QuestionAttempt::make(std::move(question), "deferredfeedback", item.mark));
        CANBO_TRY_VOID(attempt.start_stored(item.drawn));
        const auto answer = current.find(static_cast<int>(i) + 1);
        if (answer != current.end() && !answer->second->response.empty()) {
            if (const auto fits = check_response(item, answer->second->response); !fits)
                return fail(ErrorCode::InvalidInput, "An answer does not fit its question", std::to_string(i + 1));
            CANBO_TRY_VOID(attempt.act(answer->second->response));
            ++out.answered;
        }
        CANBO_TRY_VOID(attempt.finish());
        const double mark = attempt.mark().value_or(0);
        out.marks.push_back(std::round(mark * 1e7) / 1e7); // seven decimals, as fractions have
        out.total += out.marks.back();
        out.most += item.mark;
    }
    for (const auto& [slot, record] : current)
        if (slot < 1 || static_cast<std::size_t>(slot) > paper.items.size())
            return fail(ErrorCode::InvalidInput, "An answer does not fit its question", std::to_string(slot));
    out.total = std::round(out.total * 1e7) / 1e7;
    return out;
}

Json result_to_json(const ResultLine& line) {
    return {{"candidate", line.candidate},
            {"outcome", line.outcome},
            {"marks", line.score.marks},
            {"total", line.score.total},
            {"most", line.score.most},
            {"percent", std::round(line.score.percent() * 100) / 100},
            {"answered", line.score.answered},
            {"passed", line.passed},
            {"head", line.head}};
}

std::vector<Candidate> room_roster(const RoomState& state, const std::vector<Candidate>& roster) {
    std::vector<Candidate> out;
    for (const auto& one : roster)
        if (one.room == state.room() || state.find(one.number) != nullptr)
            out.push_back(one);
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    return out;
}

Result<std::vector<ResultLine>> score_room(const RoomState& state, const std::vector<Candidate>& roster,
                                           std::string_view paper_key,
                                           const std::map<std::string, AnswerChain>& answers) {
    std::vector<ResultLine> out;
    const Exam& exam = state.exam();
    for (const auto& candidate : room_roster(state, roster)) {
        ResultLine line;
        line.candidate = candidate.number;
        const auto* attempt = state.find(candidate.number);
        const auto chain = answers.find(candidate.number);
        const AnswerChain none(exam.exam, candidate.number);
        const auto& given = chain == answers.end() ? none : chain->second;
        CANBO_TRY(const auto paper, make_paper(exam, paper_key, candidate.number));
        CANBO_TRY(line.score, score_attempt(paper, given));
        line.head = given.head();
        line.outcome = attempt == nullptr ? "absent" : std::string(attempt_name(attempt->ended_as));
        const bool may_pass = attempt != nullptr && (attempt->ended_as == AttemptState::Submitted ||
                                                     attempt->ended_as == AttemptState::TimeUp);
        line.passed = may_pass && line.score.percent() + 1e-9 >= exam.rules.pass_percent;
        out.push_back(std::move(line));
    }
    return out;
}

} // namespace canbo::exam
