#include "assessment/attempt_log.h"

#include "assessment/recorded.h"
#include "base/crypto.h"
#include "base/issues.h"

#include <array>

namespace canbo::assessment {
namespace {

constexpr std::array<std::string_view, 5> kinds{"start", "answer", "finish", "remark", "clock"};
constexpr std::size_t hash_length = 64;

Json body_of(const AttemptEvent& event) {
    return {{"sequence", event.sequence},
            {"kind", kinds[static_cast<std::size_t>(event.kind)]},
            {"slot", event.slot},
            {"data", response_to_json(event.data)},
            {"order",
             [&] {
                 Json names = Json::array(); // canonical JSON sorts keys: the order sent is kept apart
                 for (const auto& [name, value] : event.data.entries())
                     names.push_back(name);
                 return names;
             }()},
            {"wall", base::to_iso(event.wall)},
            {"monotonic_ms", event.monotonic.count()},
            {"previous", event.previous}};
}

std::string hash_of(const AttemptEvent& event) {
    const auto text = base::canonical_json(body_of(event));
    CANBO_CHECK(text.has_value());
    return base::sha256_hex(*text);
}

std::string first_link(const std::string& id) { return base::sha256_hex("canbo attempt " + id); }

Result<Response> read_data(const Json& data, const Json& order) {
    CANBO_TRY(const auto given, response_from_json(data));
    Response out;
    for (const auto& name : order) {
        const auto* value = name.is_string() ? given.find(name.get_ref<const std::string&>()) : nullptr;
        if (value == nullptr || out.has(name.get_ref<const std::string&>()))
            return fail(ErrorCode::InvalidInput, "The names of an event do not fit its data");
        out.set(name.get_ref<const std::string&>(), *value);
    }
    if (out.entries().size() != given.entries().size())
        return fail(ErrorCode::InvalidInput, "The names of an event do not fit its data");
    return out;
}

Result<AttemptEvent> read_event(const Json& json, const std::string& where) {
    base::Issues issues;
    base::ObjectReader in(json, where, issues);
    AttemptEvent out;
    out.sequence = in.integer("sequence", 0, 1'000'000);
    const auto kind = in.text("kind", 20);
    out.slot = static_cast<int>(in.integer("slot", 0, 100'000));
    const auto& data = in.object_or_empty("data");
    const auto& order = in.array("order");
    const auto wall = in.text("wall", 40);
    out.monotonic = std::chrono::milliseconds(in.integer("monotonic_ms", 0, 1'000'000'000'000));
    out.previous = in.text("previous", hash_length);
    out.hash = in.text("hash", hash_length);
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    CANBO_TRY(out.data, read_data(data, order));
    CANBO_TRY(out.wall, base::parse_time(wall));
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == kind) {
            out.kind = static_cast<AttemptEvent::Kind>(i);
            return out;
        }
    return fail(ErrorCode::InvalidInput, "There is no such kind of attempt event", where);
}

} // namespace

const AttemptEvent& AttemptLog::append(AttemptEvent::Kind kind, int slot, Response data, base::Time wall,
                                       std::chrono::milliseconds monotonic) {
    AttemptEvent event;
    event.sequence = static_cast<long long>(m_events.size());
    event.kind = kind;
    event.slot = slot;
    event.data = std::move(data);
    event.wall = wall;
    event.monotonic = monotonic;
    event.previous = head();
    event.hash = hash_of(event);
    m_events.push_back(std::move(event));
    return m_events.back();
}

std::string AttemptLog::head() const { return m_events.empty() ? first_link(m_id) : m_events.back().hash; }

Json AttemptLog::to_json() const {
    Json events = Json::array();
    for (const auto& event : m_events) {
        auto body = body_of(event);
        body["hash"] = event.hash;
        events.push_back(std::move(body));
    }
    return {{"attempt", m_id}, {"events", std::move(events)}};
}

Result<AttemptLog> AttemptLog::from_json(const Json& json) {
    base::Issues issues;
    base::ObjectReader in(json, "", issues);
    AttemptLog out(in.text("attempt", 100));
    const auto& events = in.array("events");
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    for (const auto& event : events) {
        CANBO_TRY(auto read, read_event(event, "events[" + std::to_string(out.m_events.size()) + "]"));
        out.m_events.push_back(std::move(read));
    }
    return out;
}

Result<void> verify(const AttemptLog& log, const std::string& head) {
    std::string previous = first_link(log.id());
    long long sequence = 0;
    std::chrono::milliseconds monotonic{0};
    for (const auto& event : log.events()) {
        const bool fits = event.sequence == sequence && event.previous == previous && event.hash == hash_of(event) &&
                          event.monotonic >= monotonic;
        if (!fits)
            return fail(ErrorCode::DigestMismatch, "The attempt's log was changed", std::to_string(sequence));
        previous = event.hash;
        monotonic = event.monotonic;
        ++sequence;
    }
    if (!head.empty() && head != log.head())
        return fail(ErrorCode::DigestMismatch, "The attempt's log does not end where its receipt says",
                    std::to_string(sequence));
    return {};
}

Result<std::map<int, QuestionAttempt>> replay_log(const AttemptLog& log,
                                                  const std::function<Result<PaperSlot>(int slot)>& paper) {
    CANBO_TRY_VOID(verify(log));
    std::map<int, QuestionAttempt> out;
    for (const auto& event : log.events()) {
        if (event.kind == AttemptEvent::Kind::Clock || (event.kind == AttemptEvent::Kind::Start && event.slot == 0))
            continue;
        const auto where = std::to_string(event.sequence);
        if (event.kind == AttemptEvent::Kind::Start) {
            CANBO_TRY(auto slot, paper(event.slot));
            CANBO_TRY(auto attempt, QuestionAttempt::make(std::move(slot.question), slot.behaviour, slot.max_mark));
            CANBO_TRY_VOID(attempt.start_stored(event.data));
            if (!out.emplace(event.slot, std::move(attempt)).second)
                return fail(ErrorCode::InvalidInput, "A question of the attempt begins twice", where);
            continue;
        }
        if (event.kind == AttemptEvent::Kind::Finish && event.slot == 0) {
            for (auto& [slot, attempt] : out)
                CANBO_TRY_VOID(attempt.finish());
            continue;
        }
        const auto found = out.find(event.slot);
        if (found == out.end())
            return fail(ErrorCode::InvalidInput, "An event names a question that did not begin", where);
        CANBO_TRY_VOID(event.kind == AttemptEvent::Kind::Finish ? found->second.finish()
                                                                : found->second.act(event.data));
    }
    return out;
}

TimeState time_state(const TimeLimit& limit, std::chrono::milliseconds elapsed) {
    if (limit.limit.count() <= 0 || elapsed < limit.limit)
        return TimeState::Open;
    if (limit.overdue == Overdue::Submit)
        return TimeState::SubmitNow;
    if (limit.overdue == Overdue::Grace && elapsed < limit.limit + limit.grace)
        return TimeState::Grace;
    return TimeState::Abandoned;
}

std::chrono::milliseconds clock_change(const AttemptEvent& before, const AttemptEvent& now,
                                       std::chrono::milliseconds tolerance) {
    const auto change = (now.wall - before.wall) - (now.monotonic - before.monotonic);
    return std::chrono::abs(change) > tolerance ? std::chrono::duration_cast<std::chrono::milliseconds>(change)
                                                : std::chrono::milliseconds(0);
}

} // namespace canbo::assessment
