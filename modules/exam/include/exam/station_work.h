#pragma once

#include "exam/exam_room.h"

#include <map>
#include <string>
#include <vector>

namespace canbo::exam {

/// Port: what a station keeps of one candidate's work, line by line.
class StationJournal {
public:
    virtual ~StationJournal() = default;
    /// On the disk when it returns. @error Storage nothing of it was kept
    virtual Result<void> append(const Json& line) = 0;
    /// Everything kept, in order; a line that a power cut tore is none.
    virtual const std::vector<Json>& lines() const = 0;
};

/// A candidate's answers as the station has them. What counts as kept by the room follows from the room's words alone,
/// each of which stands in the journal. Not for two threads at once; the journal must outlive it.
class StationWork {
public:
    /// What the journal says. @error InvalidInput a line that is none of ours
    static Result<StationWork> load(StationJournal& journal);

    const std::string& candidate() const { return m_candidate; }
    /// Somebody sits down: the answers of who sat here before are left where they are. Nothing for the same candidate.
    Result<void> begin(const std::string& candidate);
    /// Keeps an answer under the next number; durable when it returns. `least`: the first number that the room allows.
    Result<SentAnswer> record(int slot, assessment::Response response, std::string station_time, std::int64_t least);
    /// What the room has not spoken of, oldest first.
    std::vector<SentAnswer> waiting(std::size_t most) const;
    /// Notes the room's words, durably.
    Result<void> hear(const std::vector<Ack>& acks);

    std::size_t count() const { return m_answers.size(); }
    std::size_t kept() const; ///< Stored or Again.
    std::size_t refused() const;
    const std::map<std::int64_t, SentAnswer>& answers() const { return m_answers; }
    const std::map<std::int64_t, Ack::Word>& words() const { return m_words; }

private:
    explicit StationWork(StationJournal& journal) : m_journal(&journal) {}

    StationJournal* m_journal;
    std::string m_candidate;
    std::map<std::int64_t, SentAnswer> m_answers;
    std::map<std::int64_t, Ack::Word> m_words;
};

} // namespace canbo::exam
