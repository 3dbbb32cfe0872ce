#pragma once

#include "exam/answer.h"
#include "exam/candidate.h"
#include "exam/paper.h"
#include "exam/room_state.h"

namespace canbo::exam {

/// What an attempt is worth, recomputed from its paper and its answers alone.
struct Score {
    std::vector<double> marks; ///< By question of the paper.
    double total{0};
    double most{0};
    int answered{0};

    double percent() const { return most > 0 ? 100 * total / most : 0; }
};
/// Grades the answer that counts for each question; what was not answered has 0. @error InvalidInput an answer that the
/// paper does not allow (`where` = its question)
Result<Score> score_attempt(const Paper& paper, const AnswerChain& answers);

/// One line of the result list.
struct ResultLine {
    std::string candidate;
    std::string outcome; ///< How the attempt ended: attempt_name(); "absent" for who was not admitted.
    Score score;
    bool passed{false};
    std::string head; ///< Of the answers' chain: what the receipt says.
};
Json result_to_json(const ResultLine& line);

/// The results of a room: everybody on its list and everybody who was admitted, by number. Stopped and absent
/// candidates do not pass. `answers` by candidate. @error as score_attempt()
Result<std::vector<ResultLine>> score_room(const RoomState& state, const std::vector<Candidate>& roster,
                                           std::string_view paper_key,
                                           const std::map<std::string, AnswerChain>& answers);

/// The roster as far as it concerns a room.
std::vector<Candidate> room_roster(const RoomState& state, const std::vector<Candidate>& roster);

} // namespace canbo::exam
