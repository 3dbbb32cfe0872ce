#pragma once

#include "base/result.h"
#include "base/transaction.h"
#include "exam/answer.h"
#include "exam/event.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::exam {

/// Where the rooms of one desk keep what happened. Append only; several rooms, also of several programs, share one
/// database. One contract suite: tests/contract/room_store_test.cpp.
class RoomStore {
public:
    virtual ~RoomStore() = default;
    /// `place`: "<exam>/<room>". @error Conflict the sequence is taken; Storage
    virtual Result<void> append_event(Transaction& tx, std::string_view place, const RoomEvent& event) = 0;
    /// By rising sequence, whole in memory. @error Storage also when one can no longer be read
    virtual Result<std::vector<RoomEvent>> events(Transaction& tx, std::string_view place) = 0;
    /// @error Conflict this position or this sequence of the candidate is taken; Storage
    virtual Result<void> append_answer(Transaction& tx, std::string_view place, const AnswerRecord& record) = 0;
    /// By candidate and position. @error Storage
    virtual Result<std::vector<AnswerRecord>> answers(Transaction& tx, std::string_view place) = 0;
    /// Notes that this candidate was let into a room of the exam: once and for all. @error Conflict the candidate was
    /// admitted before (`where` = the room); Storage
    virtual Result<void> admit(Transaction& tx, std::string_view exam, std::string_view candidate,
                               std::string_view room) = 0;
};

} // namespace canbo::exam
