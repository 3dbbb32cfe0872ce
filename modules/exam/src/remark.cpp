#include "exam/remark.h"

#include "base/json_parts.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>

namespace canbo::exam {
namespace {

using Kind = RoomEvent::Kind;

constexpr std::size_t most_text = 4'000;

std::int64_t whole_of(const Json& data, const char* name) {
    return data.contains(name) && data[name].is_number_integer() ? data[name].get<std::int64_t>() : 0;
}

/// `{"3": 0.5}`; what is no such thing is left out, and found by check_remarks() where it matters.
std::map<int, double> marks_of(const Json& data) {
    std::map<int, double> out;
    if (data.contains("marks") && data["marks"].is_object())
        for (const auto& [slot, mark] : data["marks"].items())
            out[std::atoi(slot.c_str())] = mark.is_number() ? mark.get<double>() : -1;
    return out;
}

Result<std::string> clean(const std::string& text, const char* where) {
    CANBO_TRY(auto out, base::to_nfc(base::trim(text)));
    if (out.empty() || out.size() > most_text)
        return fail(ErrorCode::InvalidInput, "Say for what reason", where);
    return out;
}

/// Behind the seal, if the state of the whole chain allows it.
Result<void> append(RoomRecord& record, RoomEvent event, base::Time now) {
    CANBO_TRY(auto state, RoomState::make(record.exam, record.room));
    for (const auto& one : record.events)
        CANBO_TRY_VOID(state.apply(one));
    event.sequence = state.last_sequence() + 1;
    event.previous = state.head();
    event.time = std::max(now, state.last_time());
    if (const auto* attempt = state.find(event.candidate))
        event.station = attempt->seat;
    CANBO_TRY(event.hash, event_hash(event));
    CANBO_TRY_VOID(state.apply(event));
    record.events.push_back(std::move(event));
    return {};
}

} // namespace

std::vector<Remark> remarks_of(const RoomRecord& record) {
    std::vector<Remark> out;
    for (const auto& event : record.events) {
        if (event.kind == Kind::RemarkAsked)
            out.push_back(
                {event.sequence, event.candidate, base::text_at(event.data, "reason"), event.time, {}, {}, {}, {}});
        if (event.kind != Kind::RemarkAnswered)
            continue;
        for (auto& one : out)
            if (one.request == whole_of(event.data, "request")) {
                one.answered = event.time;
                one.answered_by = event.by;
                one.answer = base::text_at(event.data, "reason");
                one.marks = marks_of(event.data);
            }
    }
    return out;
}

Result<void> ask_remark(RoomRecord& record, const std::string& candidate, const std::string& reason, base::Time now) {
    RoomEvent event;
    event.kind = Kind::RemarkAsked;
    event.candidate = candidate;
    CANBO_TRY(const auto why, clean(reason, "reason"));
    event.data = {{"reason", why}};
    return append(record, std::move(event), now);
}

Result<void> answer_remark(RoomRecord& record, std::int64_t request, const std::string& by, const std::string& answer,
                           const std::map<int, double>& marks, base::Time now) {
    const auto all = remarks_of(record);
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.request == request; });
    if (found == all.end())
        return fail(ErrorCode::NotFound, "There is no such request for re-marking", std::to_string(request));
    RoomEvent event;
    event.kind = Kind::RemarkAnswered;
    event.candidate = found->candidate;
    event.by = by;
    CANBO_TRY(const auto why, clean(answer, "answer"));
    Json changed = Json::object();
    for (const auto& [slot, mark] : marks)
        changed[std::to_string(slot)] = mark;
    event.data = {{"request", request}, {"reason", why}, {"marks", std::move(changed)}};
    auto next = record; // all of it or nothing
    CANBO_TRY_VOID(append(next, std::move(event), now));
    CANBO_TRY_VOID(check_remarks(next));
    record = std::move(next);
    return {};
}

Result<void> check_remarks(const RoomRecord& record) {
    for (const auto& remark : remarks_of(record)) {
        if (remark.marks.empty())
            continue;
        CANBO_TRY(const auto paper, make_paper(record.exam, record.paper_key, remark.candidate));
        for (const auto& [slot, mark] : remark.marks)
            if (slot < 1 || static_cast<std::size_t>(slot) > paper.items.size() || !(mark >= 0) ||
                mark > paper.items[static_cast<std::size_t>(slot) - 1].mark + 1e-9)
                return fail(ErrorCode::InvalidInput, "The paper has no such question, or it is worth less",
                            std::to_string(remark.request));
    }
    return {};
}

std::vector<ResultLine> reviewed_results(const RoomRecord& record) {
    auto out = record.results;
    for (const auto& remark : remarks_of(record))
        for (auto& line : out) {
            if (line.candidate != remark.candidate || remark.marks.empty())
                continue;
            for (const auto& [slot, mark] : remark.marks)
                if (slot >= 1 && static_cast<std::size_t>(slot) <= line.score.marks.size())
                    line.score.marks[static_cast<std::size_t>(slot) - 1] = mark;
            line.score.total = 0;
            for (const double mark : line.score.marks)
                line.score.total += mark;
            line.passed = (line.outcome == "submitted" || line.outcome == "time-up") &&
                          line.score.percent() + 1e-9 >= record.exam.rules.pass_percent;
        }
    return out;
}

const RoomEvent* seal_of(const RoomRecord& record) {
    for (const auto& event : record.events)
        if (event.kind == Kind::Sealed)
            return &event;
    return nullptr;
}

bool adds_to(const RoomRecord& later, const RoomRecord& earlier) {
    const auto same = [](const RoomEvent& a, const RoomEvent& b) { return a.hash == b.hash; };
    return later.room == earlier.room && later.exam.exam == earlier.exam.exam &&
           later.events.size() >= earlier.events.size() &&
           std::equal(earlier.events.begin(), earlier.events.end(), later.events.begin(), same);
}

} // namespace canbo::exam
