#include "exam/station_json.h"

#include "assessment/recorded.h"
#include "base/issues.h"
#include "base/json_parts.h"

#include <algorithm>
#include <array>

namespace canbo::exam {
namespace {

constexpr std::int64_t most_sequence = 1'000'000'000'000;
constexpr std::array<Ack::Word, 5> words{Ack::Word::Stored, Ack::Word::Again, Ack::Word::Old, Ack::Word::Later,
                                         Ack::Word::Refused};

Json time_to_json(const std::optional<base::Time>& time) { return time ? Json(base::to_iso(*time)) : Json(); }

/// A text, or nothing where it is missing or null.
Result<std::string> bytes_of(const Json& json, const char* name) {
    return base::from_base64(base::text_at(json, name));
}

template <class Number>
Number number_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_number_integer() ? found->get<Number>() : Number{0};
}

bool flag_of(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

} // namespace

Json station_view_to_json(const StationView& v) {
    return {{"station", v.station},
            {"exam", v.exam},
            {"title", v.title},
            {"organiser", v.organiser},
            {"room", v.room},
            {"room_name", v.room_name},
            {"room_key", base::to_base64(v.room_key)},
            {"from", base::to_iso(v.from)},
            {"minutes", v.minutes},
            {"candidate", v.candidate},
            {"name", v.name},
            {"photo", base::to_base64(v.photo)},
            {"state", v.state ? Json(attempt_name(*v.state)) : Json()},
            {"signed_in", v.signed_in},
            {"pin", v.pin},
            {"now", base::to_iso(v.now)},
            {"deadline", time_to_json(v.deadline)},
            {"deadline_signature", v.deadline_signature},
            {"next_sequence", v.next_sequence},
            {"answered", v.answered},
            {"questions", v.questions},
            {"reason", v.reason},
            {"receipt", v.receipt},
            {"percent", v.percent ? Json(*v.percent) : Json()}};
}

Result<StationView> station_view_from_json(const Json& json) {
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "The room's answer cannot be read");
    StationView out;
    out.station = number_of<int>(json, "station");
    out.exam = base::text_at(json, "exam");
    out.title = base::text_at(json, "title");
    out.organiser = base::text_at(json, "organiser");
    out.room = base::text_at(json, "room");
    out.room_name = base::text_at(json, "room_name");
    CANBO_TRY(out.room_key, bytes_of(json, "room_key"));
    if (const auto from = base::text_at(json, "from"); !from.empty()) {
        CANBO_TRY(out.from, base::parse_time(from));
    }
    out.minutes = number_of<int>(json, "minutes");
    out.candidate = base::text_at(json, "candidate");
    out.name = base::text_at(json, "name");
    CANBO_TRY(out.photo, bytes_of(json, "photo"));
    if (const auto state = base::text_at(json, "state"); !state.empty()) {
        CANBO_TRY(out.state, parse_attempt(state));
    }
    out.signed_in = flag_of(json, "signed_in");
    out.pin = flag_of(json, "pin");
    CANBO_TRY(out.now, base::parse_time(base::text_at(json, "now")));
    if (const auto deadline = base::text_at(json, "deadline"); !deadline.empty()) {
        CANBO_TRY(out.deadline, base::parse_time(deadline));
    }
    out.deadline_signature = base::text_at(json, "deadline_signature");
    out.next_sequence = std::max<std::int64_t>(1, number_of<std::int64_t>(json, "next_sequence"));
    out.answered = number_of<int>(json, "answered");
    out.questions = number_of<int>(json, "questions");
    out.reason = base::text_at(json, "reason");
    out.receipt = base::text_at(json, "receipt");
    if (const auto percent = json.find("percent"); percent != json.end() && percent->is_number())
        out.percent = percent->get<double>();
    return out;
}

Json sent_answer_to_json(const SentAnswer& answer) {
    return {{"sequence", answer.sequence},
            {"slot", answer.slot},
            {"response", assessment::response_to_json(answer.response)},
            {"station_time", answer.station_time}};
}

Result<SentAnswer> sent_answer_from_json(const Json& json, const std::string& where) {
    Issues issues;
    base::ObjectReader in(json, where, issues);
    SentAnswer out;
    out.sequence = in.integer("sequence", 1, most_sequence);
    out.slot = static_cast<int>(in.integer("slot", 1, 10'000));
    const auto& response = in.object_or_empty("response");
    out.station_time = in.text_or("station_time", "", 60);
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(out.response, assessment::response_from_json(response));
    return out;
}

Json ack_to_json(const Ack& ack) {
    Json out = {{"sequence", ack.sequence}, {"word", ack_name(ack.word)}};
    if (ack.word == Ack::Word::Refused) {
        out["code"] = base::code_name(ack.code);
        out["sentence"] = ack.sentence;
    }
    return out;
}

Result<Ack> ack_from_json(const Json& json) {
    Issues issues;
    base::ObjectReader in(json, "", issues);
    Ack out;
    out.sequence = in.integer("sequence", 1, most_sequence);
    const auto word = in.text("word", 20);
    out.code = base::code_from_name(in.text_or("code", "", 40));
    out.sentence = in.text_or("sentence", "", 2'000);
    const auto* found = std::find_if(words.begin(), words.end(), [&](auto one) { return ack_name(one) == word; });
    if (issues.has_errors() || found == words.end())
        return fail(ErrorCode::InvalidInput, "The room's answer cannot be read");
    out.word = *found;
    return out;
}

Json sign_to_json(const StationSign& sign) {
    return {{"sequence", sign.sequence}, {"kind", sign.kind}, {"text", sign.text}, {"age_ms", sign.age.count()}};
}

Result<StationSign> sign_from_json(const Json& json, const std::string& where) {
    Issues issues;
    base::ObjectReader in(json, where, issues);
    StationSign out;
    out.sequence = in.integer("sequence", 1, 1'000'000'000);
    out.kind = in.text("kind", 40);
    out.text = in.text_or("text", "", 500);
    out.age = std::chrono::milliseconds(in.optional_integer("age_ms", 0, 86'400'000).value_or(0));
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

} // namespace canbo::exam
