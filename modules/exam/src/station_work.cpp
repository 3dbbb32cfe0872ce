#include "exam/station_work.h"

#include "assessment/recorded.h"

#include <algorithm>

namespace canbo::exam {
namespace {

Json answer_line(const SentAnswer& answer) {
    return {{"kind", "answer"},
            {"sequence", answer.sequence},
            {"slot", answer.slot},
            {"response", assessment::response_to_json(answer.response)},
            {"station_time", answer.station_time}};
}

Error no_line() { return {ErrorCode::InvalidInput, "The station's journal cannot be read", {}, {}}; }

Result<SentAnswer> answer_of(const Json& line) {
    Issues issues;
    base::ObjectReader in(line, "", issues);
    SentAnswer out;
    in.text("kind");
    out.sequence = in.integer("sequence", 1, 1'000'000'000'000);
    out.slot = static_cast<int>(in.integer("slot", 1, 10'000));
    const auto& response = in.object_or_empty("response");
    out.station_time = in.text_or("station_time", "");
    if (issues.has_errors())
        return fail(no_line());
    CANBO_TRY(out.response, assessment::response_from_json(response));
    return out;
}

} // namespace

Result<StationWork> StationWork::load(StationJournal& journal) {
    StationWork out(journal);
    for (const auto& line : journal.lines()) {
        if (!line.is_object() || !line.contains("kind"))
            return fail(no_line());
        if (line["kind"] == "candidate" && line.contains("candidate") && line["candidate"].is_string()) {
            out.m_candidate = line["candidate"].get<std::string>();
            out.m_answers.clear();
            out.m_words.clear();
        } else if (line["kind"] == "answer") {
            CANBO_TRY(auto answer, answer_of(line));
            const auto sequence = answer.sequence;
            out.m_answers[sequence] = std::move(answer);
        } else if (line["kind"] == "ack" && line.contains("sequence") && line["sequence"].is_number_integer() &&
                   line.contains("word")) {
            for (const auto word : {Ack::Word::Stored, Ack::Word::Again, Ack::Word::Old, Ack::Word::Refused})
                if (line["word"] == ack_name(word))
                    out.m_words[line["sequence"].get<std::int64_t>()] = word;
        } else {
            return fail(no_line());
        }
    }
    return out;
}

Result<void> StationWork::begin(const std::string& candidate) {
    if (candidate == m_candidate)
        return {};
    CANBO_TRY_VOID(m_journal->append({{"kind", "candidate"}, {"candidate", candidate}}));
    m_candidate = candidate;
    m_answers.clear();
    m_words.clear();
    return {};
}

Result<SentAnswer> StationWork::record(int slot, assessment::Response response, std::string station_time,
                                       std::int64_t least) {
    const std::int64_t next = m_answers.empty() ? 1 : m_answers.rbegin()->first + 1;
    SentAnswer out{std::max(next, least), slot, std::move(response), std::move(station_time)};
    CANBO_TRY_VOID(m_journal->append(answer_line(out)));
    m_answers[out.sequence] = out;
    return out;
}

std::vector<SentAnswer> StationWork::waiting(std::size_t most) const {
    std::vector<SentAnswer> out;
    for (const auto& [sequence, answer] : m_answers)
        if (!m_words.contains(sequence) && out.size() < most)
            out.push_back(answer);
    return out;
}

Result<void> StationWork::hear(const std::vector<Ack>& acks) {
    for (const auto& ack : acks) {
        if (!m_answers.contains(ack.sequence) || m_words.contains(ack.sequence))
            continue;
        if (ack.word == Ack::Word::Later)
            continue;
        CANBO_TRY_VOID(m_journal->append({{"kind", "ack"}, {"sequence", ack.sequence}, {"word", ack_name(ack.word)}}));
        m_words[ack.sequence] = ack.word;
    }
    return {};
}

std::size_t StationWork::kept() const {
    return static_cast<std::size_t>(std::count_if(m_words.begin(), m_words.end(), [](const auto& one) {
        return one.second == Ack::Word::Stored || one.second == Ack::Word::Again;
    }));
}

std::size_t StationWork::refused() const {
    return static_cast<std::size_t>(std::count_if(m_words.begin(), m_words.end(),
                                                  [](const auto& one) { return one.second == Ack::Word::Refused; }));
}

} // namespace canbo::exam
