#include "base/file.h"
#include "exam/station_json.h"
#include "room_api.h"
#include "service/routes.h"

#include <thread>

namespace canbo::service {
namespace {

Result<Json> body_of(const RoomRequest& request) {
    return base::parse_json(request.body.empty() ? std::string_view("{}") : request.body, {400'000, 16});
}

/// Reads the body field by field and gives it to `use`; what cannot be read is malformed.
template <class Use>
Answer with_fields(const RoomRequest& request, Use use) {
    const auto json = body_of(request);
    if (!json)
        return malformed(json.error());
    Issues issues;
    base::ObjectReader in(*json, "", issues);
    return use(in, issues);
}

Answer done(const Result<void>& result) { return result ? json_answer(Json::object()) : problem(result.error()); }

Json age_to_json(const std::optional<std::chrono::milliseconds>& age) { return age ? Json(age->count()) : Json(); }
Json time_to_json(const std::optional<base::Time>& time) { return time ? Json(base::to_iso(*time)) : Json(); }

Answer get_health(RoomApi&, const RoomRequest&) { return json_answer({{"status", "ok"}}); }
Answer get_openapi(RoomApi&, const RoomRequest&) { return {200, "application/json", std::string(room_openapi_text())}; }

// Stations.

Answer post_station(RoomApi& api, const RoomRequest& request) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        const auto code = in.text("code", 100);
        const auto id = in.text("id", 60);
        const auto name = in.text_or("name", "", 200);
        const auto seat = in.optional_integer("seat", 0, 500).value_or(0);
        in.finish();
        if (issues.has_errors() || id.find('.') != std::string::npos)
            return malformed(issues.has_errors()
                                 ? base::first_error(issues)
                                 : Error{ErrorCode::InvalidInput, "A station gives its id and a short name", {}, {}});
        if (const auto known = api.check_code(code); !known)
            return problem(known.error());
        const auto number = api.room().enrol(id, name, static_cast<int>(seat));
        if (!number)
            return problem(number.error());
        return json_answer({{"station", *number}, {"token", api.station_token(*number, id)}}, 201);
    });
}

Answer get_station(RoomApi& api, const RoomRequest& request) {
    const auto view = api.room().view(request.station);
    return view ? json_answer(exam::station_view_to_json(*view)) : problem(view.error());
}

Answer post_sign_in(RoomApi& api, const RoomRequest& request) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        const auto candidate = in.text("candidate", 20);
        const auto pin = in.text_or("pin", "", 20);
        in.finish();
        if (issues.has_errors())
            return malformed(base::first_error(issues));
        const auto view = api.room().sign_in(request.station, candidate, pin);
        return view ? json_answer(exam::station_view_to_json(*view)) : problem(view.error());
    });
}

Answer get_paper(RoomApi& api, const RoomRequest& request) {
    const auto paper = api.room().paper(request.station);
    return paper ? Answer{200, "application/json", *paper} : problem(paper.error());
}

Answer post_answers(RoomApi& api, const RoomRequest& request) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        std::vector<exam::SentAnswer> answers;
        for (const auto& one : in.array("answers")) {
            auto answer = exam::sent_answer_from_json(one, "answers[" + std::to_string(answers.size()) + "]");
            if (!answer)
                return malformed(answer.error());
            answers.push_back(*std::move(answer));
        }
        in.finish();
        if (issues.has_errors())
            return malformed(base::first_error(issues));
        const auto acks = api.room().answer(request.station, answers);
        if (!acks)
            return problem(acks.error());
        Json list = Json::array();
        for (const auto& ack : *acks)
            list.push_back(exam::ack_to_json(ack));
        const auto view = api.room().view(request.station);
        if (!view)
            return problem(view.error());
        return json_answer({{"acks", std::move(list)},
                            {"now", base::to_iso(view->now)},
                            {"deadline", time_to_json(view->deadline)},
                            {"state", view->state ? Json(exam::attempt_name(*view->state)) : Json()}});
    });
}

Answer post_submit(RoomApi& api, const RoomRequest& request) {
    const auto receipt = api.room().finish(request.station);
    return receipt ? json_answer({{"receipt", *receipt}}) : problem(receipt.error());
}

Answer get_answers(RoomApi& api, const RoomRequest& request) {
    const auto held = api.room().held(request.station);
    if (!held)
        return problem(held.error());
    Json list = Json::array();
    for (const auto& one : *held)
        list.push_back(exam::sent_answer_to_json(one));
    return json_answer({{"answers", std::move(list)}});
}

Answer post_signs(RoomApi& api, const RoomRequest& request) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        std::vector<exam::StationSign> signs;
        for (const auto& one : in.array("signs")) {
            auto sign = exam::sign_from_json(one, "signs[" + std::to_string(signs.size()) + "]");
            if (!sign)
                return malformed(sign.error());
            signs.push_back(*std::move(sign));
        }
        in.finish();
        return issues.has_errors() ? malformed(base::first_error(issues))
                                   : done(api.room().signs(request.station, signs));
    });
}

// Invigilators.

Answer get_board(RoomApi& api, const RoomRequest&) { return json_answer(board_to_json(api.room().board())); }

Answer get_code(RoomApi& api, const RoomRequest&) {
    return json_answer({{"code", wire::show_room_code(api.ports().code)}});
}

Answer get_pins(RoomApi& api, const RoomRequest&) {
    const auto& package = api.room().package();
    Json pins = Json::object();
    for (const auto& line : api.room().board().lines)
        if (line.state != "rostered" && package.exam.rules.pin)
            pins[line.candidate] = exam::pin_of(package.pin_key, line.candidate);
    return json_answer({{"pins", std::move(pins)}});
}

Answer post_purpose(RoomApi& api, const RoomRequest& request) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        const auto candidate = in.text("candidate", 20);
        in.finish();
        if (issues.has_errors())
            return malformed(base::first_error(issues));
        const auto purpose = api.room().purpose(candidate);
        if (!purpose)
            return problem(purpose.error());
        return json_answer({{"exam", purpose->exam},
                            {"room", purpose->room},
                            {"station", purpose->station},
                            {"candidate", purpose->candidate},
                            {"nonce", base::to_hex(purpose->nonce)}});
    });
}

Answer post_admission(RoomApi& api, const RoomRequest& request) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        exam::CheckIn check;
        check.candidate = in.text("candidate", 20);
        check.seat = static_cast<int>(in.optional_integer("seat", 0, 500).value_or(0));
        const auto how = in.text("how", 10);
        check.text = in.text_or("text", "", 300'000);
        check.reason = in.text_or("reason", "", 2'000);
        check.late_reason = in.text_or("late_reason", "", 2'000);
        for (const auto& name : in.array_or_empty("by"))
            if (name.is_string() && name.get_ref<const std::string&>().size() <= 100 && check.by.size() < 5)
                check.by.push_back(name.get<std::string>());
        in.finish();
        if (how != "card" && how != "qr" && how != "by-hand")
            issues.error(ErrorCode::InvalidInput, "how", "A candidate is admitted by card, by QR code or by hand");
        if (issues.has_errors())
            return malformed(base::first_error(issues));
        check.how = how == "card" ? exam::CheckIn::How::Card
                    : how == "qr" ? exam::CheckIn::How::Qr
                                  : exam::CheckIn::How::ByHand;
        const auto in_room = api.room().admit(check);
        if (!in_room)
            return problem(in_room.error());
        return json_answer({{"candidate", in_room->candidate},
                            {"name", in_room->name},
                            {"seat", in_room->seat},
                            {"pin", in_room->pin},
                            {"identity", exam::identity_name(in_room->identity)},
                            {"findings", in_room->findings}},
                           201);
    });
}

/// What the commands about one candidate (or all) send.
struct Order {
    std::string candidate, by, reason, category, order;
    int minutes{0}, seat{0};
    bool is_break{false};
};

template <class Use>
Answer with_order(const RoomRequest& request, Use use) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        Order order;
        order.candidate = in.text_or("candidate", "", 20);
        order.by = in.text_or("by", "", 100);
        order.reason = in.text_or("reason", "", 2'000);
        order.category = in.text_or("category", "", 30);
        order.order = in.text_or("order", "", 200);
        order.minutes = static_cast<int>(in.optional_integer("minutes", 0, 600).value_or(0));
        order.seat = static_cast<int>(in.optional_integer("seat", 0, 500).value_or(0));
        order.is_break = in.boolean_or("break", false);
        in.finish();
        return issues.has_errors() ? malformed(base::first_error(issues)) : use(order);
    });
}

Answer post_pause(RoomApi& api, const RoomRequest& request) {
    return with_order(request,
                      [&](const Order& o) { return done(api.room().pause(o.candidate, o.by, o.reason, o.is_break)); });
}
Answer post_resume(RoomApi& api, const RoomRequest& request) {
    return with_order(request, [&](const Order& o) { return done(api.room().resume(o.candidate, o.by)); });
}
Answer post_add_time(RoomApi& api, const RoomRequest& request) {
    return with_order(
        request, [&](const Order& o) { return done(api.room().add_time(o.candidate, o.minutes, o.by, o.reason)); });
}
Answer post_move(RoomApi& api, const RoomRequest& request) {
    return with_order(request, [&](const Order& o) {
        const auto seat = api.room().move(o.candidate, o.seat, o.by, o.reason);
        return seat ? json_answer({{"seat", *seat}}) : problem(seat.error());
    });
}
Answer post_stop(RoomApi& api, const RoomRequest& request) {
    return with_order(request, [&](const Order& o) { return done(api.room().stop(o.candidate, o.by, o.reason)); });
}
Answer post_withdraw(RoomApi& api, const RoomRequest& request) {
    return with_order(request, [&](const Order& o) { return done(api.room().withdraw(o.candidate, o.by, o.reason)); });
}
Answer post_note(RoomApi& api, const RoomRequest& request) {
    return with_order(request,
                      [&](const Order& o) { return done(api.room().note(o.candidate, o.category, o.by, o.reason)); });
}
Answer post_reopen(RoomApi& api, const RoomRequest& request) {
    return with_order(request, [&](const Order& o) {
        return done(api.room().reopen(o.candidate, o.order, o.minutes, o.by, o.reason));
    });
}

Answer post_refuse(RoomApi& api, const RoomRequest& request) {
    return with_order(request, [&](const Order& o) { return done(api.room().refuse(o.candidate, o.by, o.reason)); });
}

// A standby.

constexpr std::size_t most_news = 2'000;
constexpr const char* address_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:/[]-";
constexpr std::chrono::milliseconds longest_wait{800}, look_again{15};

/// What makes a machine the room: sealed with the exam's key, which the standby has.
Result<std::string> room_secrets(RoomApi& api) {
    Json files = Json::object();
    for (const char* name : {"room.pem", "room.key.pem", "room.code", "room.token", "station.key"}) {
        CANBO_TRY(const auto text, base::read_file(api.ports().folder / name, 100'000));
        files[name] = text;
    }
    return base::to_base64(base::seal(api.ports().exam_key, files.dump()));
}

Answer post_follow(RoomApi& api, const RoomRequest& request) {
    return with_fields(request, [&](base::ObjectReader& in, Issues& issues) {
        const auto after = in.integer("after", 0, 1'000'000'000);
        std::map<std::string, std::int64_t> positions;
        auto records = after;
        for (const auto& [candidate, position] : in.object_or_empty("positions").items()) {
            positions[candidate] = position.is_number_integer() ? position.get<std::int64_t>() : 0;
            records += positions[candidate];
        }
        const auto address = in.text_or("address", "", 200);
        const bool secrets = in.boolean_or("secrets", false);
        in.finish();
        if (address.find_first_not_of(address_letters) != std::string::npos) // it goes into a header
            issues.error(ErrorCode::InvalidInput, "address", "A room's address looks like https://192.168.1.10:8443");
        if (issues.has_errors())
            return malformed(base::first_error(issues));
        api.standby_has(records, address);
        const auto until = std::chrono::steady_clock::now() + longest_wait;
        while (!secrets && api.room().size() <= records && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(look_again);
        auto answer = exam::news_to_json(api.room().news(after, positions, most_news));
        answer["now"] = base::to_iso(api.room().board_time());
        if (secrets) {
            const auto sealed = room_secrets(api);
            if (!sealed)
                return problem(sealed.error());
            answer["secrets"] = *sealed;
        }
        return json_answer(answer);
    });
}

Answer post_seal(RoomApi& api, const RoomRequest& request) {
    return with_order(request, [&](const Order& o) -> Answer {
        const auto record = api.room().seal(o.by);
        if (!record)
            return problem(record.error());
        const auto& package = api.room().package();
        const auto bundle =
            exam::write_bundle(*record, api.ports().exam_key, package.room_keys.at(api.room().room()), package.signer);
        if (!bundle)
            return problem(bundle.error());
        return {200, "application/octet-stream", *bundle};
    });
}

} // namespace

const std::vector<RoomRoute>& room_routes() {
    using C = RoomCaller;
    static const std::vector<RoomRoute> routes{
        {"GET", "/health", C::Anybody, get_health},
        {"GET", "/api/v1/openapi.json", C::Anybody, get_openapi},
        {"POST", "/api/v1/room/stations", C::Anybody, post_station},
        {"GET", "/api/v1/room/station", C::Station, get_station},
        {"POST", "/api/v1/room/station/sign-in", C::Station, post_sign_in},
        {"GET", "/api/v1/room/station/paper", C::Station, get_paper},
        {"GET", "/api/v1/room/station/answers", C::Station, get_answers},
        {"POST", "/api/v1/room/station/answers", C::Station, post_answers},
        {"POST", "/api/v1/room/station/signs", C::Station, post_signs},
        {"POST", "/api/v1/room/station/submit", C::Station, post_submit},
        {"GET", "/api/v1/room/board", C::Invigilator, get_board},
        {"GET", "/api/v1/room/code", C::Invigilator, get_code},
        {"GET", "/api/v1/room/pins", C::Invigilator, get_pins},
        {"POST", "/api/v1/room/purpose", C::Invigilator, post_purpose},
        {"POST", "/api/v1/room/admissions", C::Invigilator, post_admission},
        {"POST", "/api/v1/room/refuse", C::Invigilator, post_refuse},
        {"POST", "/api/v1/room/pause", C::Invigilator, post_pause},
        {"POST", "/api/v1/room/resume", C::Invigilator, post_resume},
        {"POST", "/api/v1/room/add-time", C::Invigilator, post_add_time},
        {"POST", "/api/v1/room/move", C::Invigilator, post_move},
        {"POST", "/api/v1/room/stop", C::Invigilator, post_stop},
        {"POST", "/api/v1/room/withdraw", C::Invigilator, post_withdraw},
        {"POST", "/api/v1/room/note", C::Invigilator, post_note},
        {"POST", "/api/v1/room/reopen", C::Invigilator, post_reopen},
        {"POST", "/api/v1/room/seal", C::Invigilator, post_seal},
        {"POST", "/api/v1/room/follow", C::Standby, post_follow},
    };
    return routes;
}

Json board_to_json(const exam::RoomBoard& b) {
    Json lines = Json::array();
    for (const auto& line : b.lines)
        lines.push_back({{"candidate", line.candidate},
                         {"name", line.name},
                         {"seat", line.seat},
                         {"state", line.state},
                         {"answered", line.answered},
                         {"questions", line.questions},
                         {"incidents", line.incidents},
                         {"remaining_ms", age_to_json(line.remaining)},
                         {"deadline", time_to_json(line.deadline)},
                         {"contact_age_ms", age_to_json(line.contact_age)},
                         {"ack_age_ms", age_to_json(line.ack_age)},
                         {"station", line.station},
                         {"reason", line.reason}});
    return {{"exam", b.exam},
            {"room", b.room},
            {"title", b.title},
            {"now", base::to_iso(b.now)},
            {"from", base::to_iso(b.from)},
            {"to", base::to_iso(b.to)},
            {"sealed", b.sealed},
            {"events", b.events},
            {"head", b.head},
            {"stations", b.stations},
            {"lines", std::move(lines)}};
}

} // namespace canbo::service
