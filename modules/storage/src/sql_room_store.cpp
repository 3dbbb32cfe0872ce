#include "sealed_text.h"
#include "statement.h"
#include "storage/room_store.h"

namespace canbo::storage {
namespace {

Result<std::string> text_of(const Json& json) { return base::canonical_json(json); }

Error unreadable(const Error& why) {
    return {ErrorCode::Storage, "What happened in the room can no longer be read; restore a backup", {}, why.message};
}

template <class T>
Result<std::vector<T>> read_all(Transaction& tx, std::vector<std::tuple<std::string>> rows,
                                Result<T> (*read)(const Json&)) {
    std::vector<T> out;
    out.reserve(rows.size());
    for (auto& [stored] : rows) {
        CANBO_TRY(const auto text, private_text(tx, std::move(stored)));
        const auto json = base::parse_json(text);
        if (!json)
            return fail(unreadable(json.error()));
        auto value = read(*json);
        if (!value)
            return fail(unreadable(value.error()));
        out.push_back(*std::move(value));
    }
    return out;
}

} // namespace

Result<void> SqlRoomStore::append_event(Transaction& tx, std::string_view place, const exam::RoomEvent& event) {
    CANBO_TRY(const auto text, text_of(exam::event_to_json(event)));
    CANBO_TRY(const auto added, change(tx,
                                       "INSERT INTO exam_event (place, sequence, text) VALUES ($1, $2, $3)"
                                       " ON CONFLICT DO NOTHING",
                                       place, event.sequence, stored_private_text(tx, text)));
    if (added == 0)
        return fail(ErrorCode::Conflict, "The room was written to by another program");
    return {};
}

Result<std::vector<exam::RoomEvent>> SqlRoomStore::events(Transaction& tx, std::string_view place) {
    CANBO_TRY(auto rows,
              select<std::string>(tx, "SELECT text FROM exam_event WHERE place = $1 ORDER BY sequence", place));
    return read_all<exam::RoomEvent>(tx, std::move(rows), exam::event_from_json);
}

Result<void> SqlRoomStore::append_answer(Transaction& tx, std::string_view place, const exam::AnswerRecord& record) {
    CANBO_TRY(const auto text, text_of(exam::answer_to_json(record)));
    CANBO_TRY(const auto added,
              change(tx,
                     "INSERT INTO exam_answer (place, candidate, position, sequence, text)"
                     " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                     place, record.candidate, record.position, record.sequence, stored_private_text(tx, text)));
    if (added == 0)
        return fail(ErrorCode::Conflict, "The room was written to by another program");
    return {};
}

Result<std::vector<exam::AnswerRecord>> SqlRoomStore::answers(Transaction& tx, std::string_view place) {
    CANBO_TRY(auto rows, select<std::string>(
                             tx, "SELECT text FROM exam_answer WHERE place = $1 ORDER BY candidate, position", place));
    return read_all<exam::AnswerRecord>(tx, std::move(rows), exam::answer_from_json);
}

Result<void> SqlRoomStore::admit(Transaction& tx, std::string_view exam, std::string_view candidate,
                                 std::string_view room) {
    CANBO_TRY(const auto added, change(tx,
                                       "INSERT INTO exam_admission (exam, candidate, room) VALUES ($1, $2, $3)"
                                       " ON CONFLICT DO NOTHING",
                                       exam, candidate, room));
    if (added != 0)
        return {};
    CANBO_TRY(
        const auto rows,
        select<std::string>(tx, "SELECT room FROM exam_admission WHERE exam = $1 AND candidate = $2", exam, candidate));
    return fail(ErrorCode::Conflict, "This candidate was admitted before", std::get<0>(rows.front()));
}

} // namespace canbo::storage
