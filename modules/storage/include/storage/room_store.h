#pragma once

#include "exam/room_store.h"

namespace canbo::storage {

/// The database itself refuses to change or delete an event or an answer. With a key every text stands sealed.
class SqlRoomStore final : public exam::RoomStore {
public:
    Result<void> append_event(Transaction& tx, std::string_view place, const exam::RoomEvent& event) override;
    Result<std::vector<exam::RoomEvent>> events(Transaction& tx, std::string_view place) override;
    Result<void> append_answer(Transaction& tx, std::string_view place, const exam::AnswerRecord& record) override;
    Result<std::vector<exam::AnswerRecord>> answers(Transaction& tx, std::string_view place) override;
    Result<void> admit(Transaction& tx, std::string_view exam, std::string_view candidate,
                       std::string_view room) override;
};

} // namespace canbo::storage
