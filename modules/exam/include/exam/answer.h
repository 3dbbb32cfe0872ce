#pragma once

#include "assessment/response.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::exam {

/// One answer as the room took it. Immutable; linked to the one before it in the same attempt.
struct AnswerRecord {
    std::int64_t position{0}; ///< Place in the attempt's chain, from 1.
    std::string candidate;
    int station{0};
    std::int64_t sequence{0}; ///< The station's count: an answer to a slot is newer than another by it, not by a clock.
    int slot{0};              ///< Question of the paper, from 1.
    assessment::Response response; ///< Empty: the answer was taken back.
    std::string station_time;      ///< As the station's clock stood; never judged by.
    base::Time time{};             ///< The room's clock.
    std::string previous;
    std::string hash; ///< SHA-256, 64 hex digits.
};

Json answer_to_json(const AnswerRecord& record);
/// Reads without judging. @error InvalidInput
Result<AnswerRecord> answer_from_json(const Json& json);
/// @error InvalidInput a text that JSON cannot carry
Result<std::string> answer_hash(const AnswerRecord& record);

/// What the first answer of an attempt links to; also the head of an attempt without answers.
std::string first_answer_link(std::string_view exam, std::string_view candidate);

/// An attempt's answers in the order taken.
class AnswerChain {
public:
    AnswerChain(std::string_view exam, std::string candidate);

    const std::vector<AnswerRecord>& records() const { return m_records; }
    std::string head() const { return m_records.empty() ? m_first : m_records.back().hash; }
    /// The newest sequence of all; 0 when there is none.
    std::int64_t newest() const { return m_newest; }
    /// The answer that counts for each slot: the one with the highest sequence.
    std::map<int, const AnswerRecord*> current() const;

    /// What a chain does with an answer that comes in.
    enum class Fate {
        New,
        Again, ///< It is there already, the same.
        Old,   ///< The slot has a newer one: it never wins, whenever it comes.
        Other, ///< Another answer came under that sequence.
    };
    Fate fate_of(std::int64_t sequence, int slot, const assessment::Response& response) const;
    /// Links and hashes a new record; it is no part of the chain until append(). @error InvalidInput as answer_hash()
    Result<AnswerRecord> link(AnswerRecord record) const;
    /// A record whose place is next. @error DigestMismatch it does not fit on the chain
    Result<void> append(AnswerRecord record);

private:
    std::string m_candidate;
    std::string m_first;
    std::vector<AnswerRecord> m_records;
    std::int64_t m_newest{0};
};

} // namespace canbo::exam
