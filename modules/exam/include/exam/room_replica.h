#pragma once

#include "exam/package.h"
#include "exam/room_state.h"
#include "exam/room_store.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace canbo::exam {

/// What a room has that its standby has not yet, in the order it came about.
struct RoomNews {
    std::vector<RoomEvent> events;
    std::vector<AnswerRecord> answers;
    bool more{false};
};
Json news_to_json(const RoomNews& news);
/// Reads without judging. @error InvalidInput
Result<RoomNews> news_from_json(const Json& json);

/// A second computer's copy of a room, from which it can be held when the first one is gone: kept in a store of its
/// own, every record held against the chain before it is taken. For one thread.
class RoomReplica {
public:
    /// Goes on with what is there. `package` is copied; database and store are borrowed and must outlive it.
    /// @error NotFound no such room; DigestMismatch what is stored does not fit; Storage
    static Result<std::unique_ptr<RoomReplica>> open(Database& database, RoomStore& store, const ExamPackage& package,
                                                     std::string room);

    std::int64_t last_event() const { return m_state->last_sequence(); }
    /// The last position of each candidate's answers.
    std::map<std::string, std::int64_t> positions() const;
    bool sealed() const { return m_state->sealed(); }
    /// On the disk when it returns, all of it or nothing. @error DigestMismatch it is no continuation of what is here;
    /// Conflict, NotFound the states do not allow it; Storage
    Result<void> take(const RoomNews& news);

private:
    RoomReplica(Database& database, RoomStore& store, const ExamPackage& package, std::string room);
    Result<void> load();

    Database& m_database;
    RoomStore& m_store;
    ExamPackage m_package;
    std::string m_room, m_place;
    std::optional<RoomState> m_state;
    std::map<std::string, AnswerChain> m_chains;
};

} // namespace canbo::exam
