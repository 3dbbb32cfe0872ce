#pragma once

#include "exam/exam_room.h"

namespace canbo::exam {

// What a station and its room say to each other, as JSON; the routes stand in service/room_server.h. Readers refuse
// what they do not know with InvalidInput.

Json station_view_to_json(const StationView& view);
Result<StationView> station_view_from_json(const Json& json);

/// {sequence, slot, response, station_time}
Json sent_answer_to_json(const SentAnswer& answer);
Result<SentAnswer> sent_answer_from_json(const Json& json, const std::string& where = {});

/// {sequence, word, code?, sentence?}
Json ack_to_json(const Ack& ack);
Result<Ack> ack_from_json(const Json& json);

/// {sequence, kind, text, age_ms}
Json sign_to_json(const StationSign& sign);
Result<StationSign> sign_from_json(const Json& json, const std::string& where = {});

} // namespace canbo::exam
