#include "exam/forms.h"

#include "base/text.h"

#include <algorithm>

namespace canbo::exam {
namespace {

using base::FormData;
using base::FormList;
using base::FormRecord;
using Kind = RoomEvent::Kind;
using Rows = std::vector<std::vector<std::string>>;

constexpr const char* chairman_title = "CHỦ TỊCH HỘI ĐỒNG";

std::string number(std::size_t value) { return std::to_string(value); }

std::string text(const Json& data, const char* name) {
    return data.contains(name) && data[name].is_string() ? data[name].get<std::string>() : std::string();
}

std::string whole(const Json& data, const char* name) { return data.contains(name) ? data[name].dump() : "?"; }

FormRecord letter(const Exam& exam, base::Day day, const char* kind, const std::string& abstract, const char* symbol) {
    const std::chrono::year_month_day date(day);
    std::string chairman;
    for (const auto& one : exam.council)
        if (one.role == Official::Role::Chairman)
            chairman = one.name;
    return {{"superior", exam.above},
            {"issuer", exam.organiser},
            {"number", ""},
            {"symbol", symbol},
            {"place", exam.place},
            {"day", std::to_string(static_cast<unsigned>(date.day()))},
            {"month", std::to_string(static_cast<unsigned>(date.month()))},
            {"year", std::to_string(static_cast<int>(date.year()))},
            {"kind", kind},
            {"abstract", abstract},
            {"urgency", ""},
            {"addressees", FormList{}},
            {"authority", ""},
            {"office", chairman_title},
            {"signer", chairman},
            {"recipients", FormList{"Hội đồng thi", "Lưu: VT"}},
            {"drafter", ""}};
}

std::string room_name(const Exam& exam, const std::string& room) {
    const auto* found = exam.find_room(room);
    return found == nullptr ? room : found->name;
}

std::string how_label(const RoomEvent& event) {
    const auto identity = text(event.data, "identity");
    if (identity == "by-hand")
        return "Thủ công, hai giám thị: " + event.by;
    if (identity == "qr-read")
        return "Mã QR trên thẻ";
    const std::string card = "Thẻ căn cước, ";
    return card + (identity == "genuine"    ? "chip thật"
                   : identity == "anchored" ? "dữ liệu có chữ ký tin cậy"
                                            : "dữ liệu chip nhất quán");
}

std::string category_label(const std::string& category) {
    return category == "technical"     ? "Kỹ thuật"
           : category == "illness"     ? "Sức khỏe"
           : category == "behaviour"   ? "Hành vi thí sinh"
           : category == "material"    ? "Tài liệu, vật dụng cấm"
           : category == "environment" ? "Điều kiện phòng thi"
           : category == "help"        ? "Gọi hỗ trợ"
                                       : "Khác";
}

/// What a line of the minutes says of an event; empty for what is no incident.
std::string incident(const RoomEvent& event) {
    const auto reason = text(event.data, "reason");
    const auto with_reason = [&](const std::string& what) { return reason.empty() ? what : what + ": " + reason; };
    switch (event.kind) {
    case Kind::Noted:
        return category_label(text(event.data, "category")) + ": " + text(event.data, "text");
    case Kind::Refused:
        return "Từ chối cho vào phòng thi";
    case Kind::Paused:
        return with_reason("Tạm dừng");
    case Kind::TimeAdded:
        return with_reason("Cộng thêm " + whole(event.data, "minutes") + " phút");
    case Kind::Moved:
        return with_reason("Chuyển sang máy " + whole(event.data, "seat"));
    case Kind::Lost:
        return "Mất liên lạc với máy thi";
    case Kind::Stopped:
        return with_reason("Đình chỉ thi");
    case Kind::Withdrawn:
        return with_reason("Xin thôi");
    case Kind::Reopened:
        return with_reason("Mở lại bài thi theo quyết định " + text(event.data, "order"));
    case Kind::Admitted:
        return event.data.contains("late") ? "Cho vào muộn: " + text(event.data, "late") : std::string();
    default:
        return {};
    }
}

std::string outcome_label(const ResultLine& line) {
    if (line.outcome == "absent")
        return "Vắng mặt";
    if (line.outcome == "stopped")
        return "Bị đình chỉ";
    if (line.outcome == "withdrawn")
        return "Xin thôi";
    return line.passed ? "Đạt" : "Không đạt";
}

std::size_t count(const RoomRecord& record, std::string_view outcome) {
    return static_cast<std::size_t>(std::count_if(record.results.begin(), record.results.end(),
                                                  [&](const auto& line) { return line.outcome == outcome; }));
}

base::Time time_of(const RoomRecord& record, Kind kind) {
    for (const auto& event : record.events)
        if (event.kind == kind)
            return event.time;
    return {};
}

std::shared_ptr<base::RowSource> rows(Rows rows) { return std::make_shared<base::VectorRows>(std::move(rows)); }

} // namespace

FormData roster_form(const Exam& exam, const std::string& room, const std::vector<Candidate>& roster) {
    Rows lines;
    for (const auto& one : roster)
        if (one.room == room || one.room.empty())
            lines.push_back({number(lines.size() + 1), one.number, one.name, base::show_day(one.birth),
                             one.seat > 0 ? std::to_string(one.seat) : "", ""});
    FormData out{"exam-roster", {}, {}};
    out.values = {{"letter", letter(exam, base::day_in_vietnam(exam.from), "DANH SÁCH",
                                    "Thí sinh ký tên, " + room_name(exam, room), "DS-HĐT")},
                  {"title", exam.title},
                  {"room_name", room_name(exam, room)},
                  {"from", base::show_time(exam.from)},
                  {"minutes", std::to_string(exam.minutes)},
                  {"count", number(lines.size())}};
    out.tables["candidates"] = rows(std::move(lines));
    return out;
}

FormData pins_form(const ExamPackage& package, const std::string& room) {
    Rows lines;
    for (const auto& one : package.roster)
        if (one.room == room || one.room.empty())
            lines.push_back({one.number, one.name, pin_of(package.pin_key, one.number)});
    FormData out{"exam-pins", {}, {}};
    out.values = {{"title", package.exam.title}, {"room_name", room_name(package.exam, room)}};
    out.tables["slips"] = rows(std::move(lines));
    return out;
}

FormData slip_form(const ExamPackage& package, const std::string& room, const std::string& candidate, int seat) {
    const auto* person = find_candidate(package.roster, candidate);
    FormData out{"exam-slip", {}, {}};
    out.values = {
        {"title", package.exam.title},      {"room_name", room_name(package.exam, room)},
        {"candidate", candidate},           {"name", person == nullptr ? "" : person->name},
        {"seat", std::to_string(seat)},     {"pin", package.exam.rules.pin ? pin_of(package.pin_key, candidate) : ""},
        {"has_pin", package.exam.rules.pin}};
    return out;
}

FormData minutes_form(const RoomRecord& record, const std::string& bundle) {
    const Exam& exam = record.exam;
    Rows council, identities, incidents;
    for (const auto& one : exam.council)
        council.push_back({one.name, official_label(one.role)});
    for (const auto& event : record.events) {
        if (event.kind == Kind::Admitted) {
            const auto* person = find_candidate(record.roster, event.candidate);
            identities.push_back({event.candidate, person == nullptr ? "" : person->name, how_label(event),
                                  base::show_time(event.time)});
        }
        if (auto what = incident(event); !what.empty())
            incidents.push_back({base::show_time(event.time), event.candidate, std::move(what), event.by});
    }
    FormData out{"exam-minutes", {}, {}};
    const auto sealed = time_of(record, Kind::Sealed);
    out.values = {{"letter", letter(exam, base::day_in_vietnam(sealed), "BIÊN BẢN",
                                    "Tổ chức thi tại " + room_name(exam, record.room), "BB-HĐT")},
                  {"title", exam.title},
                  {"room_name", room_name(exam, record.room)},
                  {"opened", base::show_time(time_of(record, Kind::Opened))},
                  {"sealed", base::show_time(sealed)},
                  {"has_council", !council.empty()},
                  {"listed", number(record.results.size())},
                  {"present", number(record.results.size() - count(record, "absent"))},
                  {"absent", number(count(record, "absent"))},
                  {"submitted", number(count(record, "submitted"))},
                  {"time_up", number(count(record, "time-up"))},
                  {"stopped", number(count(record, "stopped"))},
                  {"withdrawn", number(count(record, "withdrawn"))},
                  {"events", number(record.events.size())},
                  {"head", record.events.empty() ? "" : record.events.back().hash},
                  {"bundle", bundle}};
    out.tables["council"] = rows(std::move(council));
    out.tables["identities"] = rows(std::move(identities));
    out.tables["incidents"] = rows(std::move(incidents));
    return out;
}

FormData results_form(const RoomRecord& record, const std::string& bundle) {
    const Exam& exam = record.exam;
    Rows lines;
    std::size_t passed = 0;
    for (const auto& line : record.results) {
        const auto* person = find_candidate(record.roster, line.candidate);
        passed += line.passed ? 1 : 0;
        lines.push_back({number(lines.size() + 1), line.candidate, person == nullptr ? "" : person->name,
                         person == nullptr ? "" : base::show_day(person->birth),
                         line.outcome == "absent" ? "" : base::format_decimal(line.score.total), outcome_label(line)});
    }
    const auto absent = count(record, "absent");
    FormData out{"exam-results", {}, {}};
    out.values = {{"letter", letter(exam, base::day_in_vietnam(time_of(record, Kind::Sealed)), "DANH SÁCH KẾT QUẢ",
                                    exam.title, "KQ-HĐT")},
                  {"title", exam.title},
                  {"room_name", room_name(exam, record.room)},
                  {"most", base::format_decimal(exam.max_mark())},
                  {"pass_percent", std::to_string(exam.rules.pass_percent)},
                  {"passed", number(passed)},
                  {"failed", number(record.results.size() - passed - absent)},
                  {"absent", number(absent)},
                  {"bundle", bundle}};
    out.tables["results"] = rows(std::move(lines));
    return out;
}

Result<FormData> receipt_form(const RoomRecord& record, const std::string& candidate) {
    const auto receipt = record.receipts.find(candidate);
    const auto* person = find_candidate(record.roster, candidate);
    const auto line = std::find_if(record.results.begin(), record.results.end(),
                                   [&](const auto& one) { return one.candidate == candidate; });
    if (receipt == record.receipts.end() || person == nullptr || line == record.results.end())
        return fail(ErrorCode::NotFound, "This candidate was not admitted to the room", candidate);
    int seat = 0;
    base::Time ended{};
    for (const auto& event : record.events)
        if (event.candidate == candidate) {
            seat = event.station;
            if (event.kind == Kind::Submitted || event.kind == Kind::TimeUp || event.kind == Kind::Stopped ||
                event.kind == Kind::Withdrawn)
                ended = event.time;
        }
    const std::string outcome = line->outcome == "submitted" ? "nộp bài"
                                : line->outcome == "time-up" ? "hết giờ"
                                : line->outcome == "stopped" ? "bị đình chỉ"
                                                             : "xin thôi";
    FormData out{"exam-receipt", {}, {}};
    out.values = {{"organiser", record.exam.organiser},
                  {"title", record.exam.title},
                  {"name", person->name},
                  {"number", candidate},
                  {"room_name", room_name(record.exam, record.room)},
                  {"seat", std::to_string(seat)},
                  {"outcome", outcome},
                  {"ended", base::show_time(ended)},
                  {"answered", std::to_string(line->score.answered)},
                  {"questions", number(line->score.marks.size())},
                  {"head", line->head},
                  {"receipt", receipt->second}};
    return out;
}

} // namespace canbo::exam
