#include "common/room_line.h"

#include "base/crypto.h"
#include "base/text.h"
#include "exam/station_json.h"
#include "service/key_file.h"
#include "wire/room_code.h"

namespace canbo::apps {
namespace {

Error unreadable() { return {ErrorCode::InvalidInput, "The room's answer cannot be read", {}, {}}; }

Result<std::string> text_in(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string())
        return fail(unreadable());
    return found->get<std::string>();
}

template <class One, class Read>
Result<std::vector<One>> list_in(const Json& json, const char* name, Read read) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_array())
        return fail(unreadable());
    std::vector<One> out;
    for (const auto& one : *found) {
        CANBO_TRY(auto value, read(one));
        out.push_back(std::move(value));
    }
    return out;
}

} // namespace

Result<std::unique_ptr<RoomLine>> RoomLine::make(const station::Trail& room, const std::string& code) {
    CANBO_TRY(const auto parsed, wire::parse_room_code(code));
    CANBO_TRY(auto client, wire::RoomClient::make(wire::RoomTrail{room.addresses, room.takeovers}, parsed.pin));
    return std::unique_ptr<RoomLine>(new RoomLine(std::move(client)));
}

Result<int> RoomLine::enrol(const station::Enrolment& who) {
    CANBO_TRY(const auto answer,
              m_client->post("/api/v1/room/stations",
                             {{"code", who.code}, {"id", who.id}, {"name", who.name}, {"seat", who.seat}}));
    CANBO_TRY(auto token, text_in(answer, "token"));
    m_client->set_token(std::move(token));
    const auto number = answer.find("station");
    if (number == answer.end() || !number->is_number_integer())
        return fail(unreadable());
    return number->get<int>();
}

Result<exam::StationView> RoomLine::view() {
    CANBO_TRY(const auto answer, m_client->get("/api/v1/room/station"));
    return exam::station_view_from_json(answer);
}

Result<exam::StationView> RoomLine::sign_in(const std::string& candidate, const std::string& pin) {
    CANBO_TRY(const auto answer,
              m_client->post("/api/v1/room/station/sign-in", {{"candidate", candidate}, {"pin", pin}}));
    return exam::station_view_from_json(answer);
}

Result<Json> RoomLine::paper() { return m_client->get("/api/v1/room/station/paper"); }

Result<std::vector<exam::SentAnswer>> RoomLine::held() {
    CANBO_TRY(const auto answer, m_client->get("/api/v1/room/station/answers"));
    return list_in<exam::SentAnswer>(answer, "answers",
                                     [](const Json& one) { return exam::sent_answer_from_json(one); });
}

Result<std::vector<exam::Ack>> RoomLine::answer(const std::vector<exam::SentAnswer>& answers) {
    Json list = Json::array();
    for (const auto& one : answers)
        list.push_back(exam::sent_answer_to_json(one));
    CANBO_TRY(const auto answer, m_client->post("/api/v1/room/station/answers", {{"answers", std::move(list)}}));
    return list_in<exam::Ack>(answer, "acks", exam::ack_from_json);
}

Result<void> RoomLine::signs(const std::vector<exam::StationSign>& seen) {
    Json list = Json::array();
    for (const auto& one : seen)
        list.push_back(exam::sign_to_json(one));
    CANBO_TRY(const auto answer, m_client->post("/api/v1/room/station/signs", {{"signs", std::move(list)}}));
    return {};
}

station::Trail RoomLine::trail() const {
    auto known = m_client->trail();
    return {std::move(known.addresses), known.takeovers};
}

Result<std::string> RoomLine::submit() {
    CANBO_TRY(const auto answer, m_client->post("/api/v1/room/station/submit", Json::object()));
    return text_in(answer, "receipt");
}

std::string station_safe_key(const std::string& id, const std::string& code) {
    const auto parsed = wire::parse_room_code(code);
    return base::hmac_sha256(id, "canbo station safe\n" + (parsed ? wire::show_room_code(*parsed) : code));
}

Result<std::string> own_station_id(const std::filesystem::path& folder) {
    const auto file = folder / "station.id";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        CANBO_TRY_VOID(service::write_key_file(file, base::new_uuid() + "\n"));
    CANBO_TRY(const auto id, service::read_key_file(file));
    return std::string(base::trim(id));
}

} // namespace canbo::apps
