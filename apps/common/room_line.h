#pragma once

#include "station/line.h"
#include "wire/room_client.h"

#include <filesystem>
#include <memory>
#include <string>

namespace canbo::apps {

/// A station's line to its room over the network.
class RoomLine final : public station::StationLine {
public:
    /// `code`: the room's, which also proves its certificate. @error InvalidInput the address or the code
    static Result<std::unique_ptr<RoomLine>> make(const station::Trail& room, const std::string& code);

    Result<int> enrol(const station::Enrolment& who) override;
    Result<exam::StationView> view() override;
    Result<exam::StationView> sign_in(const std::string& candidate, const std::string& pin) override;
    Result<Json> paper() override;
    Result<std::vector<exam::SentAnswer>> held() override;
    Result<std::vector<exam::Ack>> answer(const std::vector<exam::SentAnswer>& answers) override;
    Result<void> signs(const std::vector<exam::StationSign>& seen) override;
    station::Trail trail() const override;
    Result<std::string> submit() override;

private:
    explicit RoomLine(std::unique_ptr<wire::RoomClient> client) : m_client(std::move(client)) {}

    std::unique_ptr<wire::RoomClient> m_client;
};

/// With what a station seals what it keeps of a paper: from its id and the room's code, so that another station or
/// another room does not open it. Both lie in the station's folder, since a station that is started again has to go on
/// while no room answers: who can read that whole folder can read the paper. What guards it is that only the station's
/// user may, and that it is destroyed when the attempt ends.
std::string station_safe_key(const std::string& id, const std::string& code);

/// The id of the station in that folder, drawn at the first call. @error Storage, InvalidInput
Result<std::string> own_station_id(const std::filesystem::path& folder);

} // namespace canbo::apps
