#include "exam/forms.h"

#include "base/json_parts.h"
#include "base/text.h"
#include "exam/remark.h"
#include "form_parts.h"

#include <algorithm>

namespace canbo::exam {
namespace {

using base::FormData;
using Kind = RoomEvent::Kind;

std::string whole(const Json& data, const char* name) { return data.contains(name) ? data[name].dump() : "?"; }

std::string how_label(const RoomEvent& event) {
    const auto identity = base::text_at(event.data, "identity");
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
           : category == "station"     ? "Máy thi ghi nhận"
                                       : "Khác";
}

std::string sign_label(const std::string& kind) {
    return kind == "focus"             ? "cửa sổ khác chiếm bàn phím"
           : kind == "displays"        ? "màn hình không phải một, hoặc thay đổi"
           : kind == "clipboard"       ? "chương trình khác ghi vào bộ nhớ tạm"
           : kind == "screenshot"      ? "có chương trình ghi màn hình"
           : kind == "remote"          ? "máy đang được điều khiển từ xa"
           : kind == "virtual-machine" ? "máy thi là máy ảo"
           : kind == "usb-storage"     ? "có thiết bị lưu trữ USB"
           : kind == "blind"           ? "có phần của máy không theo dõi được"
                                       : "thí sinh gọi giám thị";
}

/// What an invigilator noted, or what a station saw.
std::string noted(const RoomEvent& event) {
    const auto kind = base::text_at(event.data, "sign");
    const auto what = base::text_at(event.data, "text");
    const auto category = category_label(base::text_at(event.data, "category"));
    if (kind.empty())
        return category + ": " + what;
    return category + " (máy " + std::to_string(event.station) + "): " + sign_label(kind) +
           (what.empty() ? "" : " (" + what + ")");
}

/// What a line of the minutes says of an event; empty for what is no incident.
std::string incident(const RoomEvent& event) {
    const auto reason = base::text_at(event.data, "reason");
    const auto with_reason = [&](const std::string& what) { return reason.empty() ? what : what + ": " + reason; };
    switch (event.kind) {
    case Kind::Noted:
        return noted(event);
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
    case Kind::TakenOver:
        return "Máy dự phòng tiếp quản phòng thi";
    case Kind::Stopped:
        return with_reason("Đình chỉ thi");
    case Kind::Withdrawn:
        return with_reason("Xin thôi");
    case Kind::Reopened:
        return with_reason("Mở lại bài thi theo quyết định " + base::text_at(event.data, "order"));
    case Kind::Admitted:
        return event.data.contains("late") ? "Cho vào muộn: " + base::text_at(event.data, "late") : std::string();
    default:
        return {};
    }
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

} // namespace

FormData roster_form(const Exam& exam, const std::string& room, const std::vector<Candidate>& roster,
                     const std::string& package) {
    std::vector<const Candidate*> listed;
    bool photos = false;
    for (const auto& one : roster)
        if (one.room == room || one.room.empty()) {
            listed.push_back(&one);
            photos = photos || !one.photo.empty();
        }
    Rows lines;
    for (const auto* one : listed) {
        lines.push_back({number(lines.size() + 1), one->number, one->name, base::show_day(one->birth),
                         one->seat > 0 ? std::to_string(one->seat) : "", ""});
        if (photos)
            lines.back().insert(lines.back().begin() + 3, one->photo.empty() ? "" : one->number);
    }
    FormData out{photos ? "exam-roster-photos" : "exam-roster", {}, {}};
    out.values = {{"letter", letter(exam, base::day_in_vietnam(exam.from), "DANH SÁCH",
                                    "Thí sinh ký tên, " + room_name(exam, room), "DS-HĐT")},
                  {"title", exam.title},
                  {"room_name", room_name(exam, room)},
                  {"from", base::show_time(exam.from)},
                  {"minutes", std::to_string(exam.minutes)},
                  {"count", number(lines.size())},
                  {"has_package", !package.empty()},
                  {"package", package}};
    out.tables["candidates"] = rows(std::move(lines));
    return out;
}

FormData pins_form(const ExamPackage& content, const std::string& room, const std::string& package) {
    Rows lines;
    for (const auto& one : content.roster)
        if (one.room == room || one.room.empty())
            lines.push_back({one.number, one.name, pin_of(content.pin_key, one.number)});
    FormData out{"exam-pins", {}, {}};
    out.values = {{"title", content.exam.title},
                  {"room_name", room_name(content.exam, room)},
                  {"has_package", !package.empty()},
                  {"package", package}};
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
    const auto* seal = seal_of(record); // what happened behind it is no part of the room's minutes
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
                  {"events", seal == nullptr ? "0" : std::to_string(seal->sequence)},
                  {"head", seal == nullptr ? "" : seal->hash},
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

FormData receipt_form(const ReceiptFacts& facts) {
    const std::string outcome = facts.outcome == "submitted" ? "nộp bài"
                                : facts.outcome == "time-up" ? "hết giờ"
                                : facts.outcome == "stopped" ? "bị đình chỉ"
                                                             : "xin thôi";
    FormData out{"exam-receipt", {}, {}};
    out.values = {{"organiser", facts.organiser},
                  {"title", facts.title},
                  {"name", facts.name},
                  {"number", facts.candidate},
                  {"room_name", facts.room_name},
                  {"seat", std::to_string(facts.seat)},
                  {"outcome", outcome},
                  {"ended", base::show_time(facts.ended)},
                  {"answered", std::to_string(facts.answered)},
                  {"questions", number(facts.questions)},
                  {"head", facts.head},
                  {"has_bundle", !facts.bundle.empty()},
                  {"bundle", facts.bundle},
                  {"receipt", facts.receipt}};
    return out;
}

Result<FormData> receipt_form(const RoomRecord& record, const std::string& candidate, const std::string& bundle) {
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
    return receipt_form(ReceiptFacts{
        record.exam.organiser, record.exam.title, person->name, candidate, room_name(record.exam, record.room), seat,
        line->outcome, ended, line->score.answered, line->score.marks.size(), line->head, receipt->second, bundle});
}

std::vector<Incident> incidents_of(const RoomRecord& record) {
    std::vector<Incident> out;
    for (const auto& event : record.events)
        if (auto what = incident(event); !what.empty())
            out.push_back({event.sequence, event.time, event.candidate, event.by, std::move(what)});
    return out;
}

Result<FormData> incident_form(const RoomRecord& record, std::int64_t sequence, const std::string& bundle) {
    for (const auto& event : record.events) {
        const auto what = incident(event);
        if (event.sequence != sequence || what.empty())
            continue;
        const auto* person = find_candidate(record.roster, event.candidate);
        FormData out{"exam-incident", {}, {}};
        out.values = {{"letter", letter(record.exam, base::day_in_vietnam(event.time), "BIÊN BẢN",
                                        "Ghi nhận sự việc tại " + room_name(record.exam, record.room), "BB-HĐT")},
                      {"title", record.exam.title},
                      {"room_name", room_name(record.exam, record.room)},
                      {"time", base::show_time(event.time)},
                      {"has_candidate", person != nullptr},
                      {"name", person == nullptr ? "" : person->name},
                      {"number", event.candidate},
                      {"seat", event.station > 0 ? std::to_string(event.station) : "–"},
                      {"what", what},
                      {"has_by", !event.by.empty()},
                      {"by", event.by},
                      {"sequence", std::to_string(event.sequence)},
                      {"hash", event.hash},
                      {"bundle", bundle}};
        const std::string room_to_sign = "(ký, ghi rõ họ tên)\n\u00a0\n\u00a0\n\u00a0";
        out.tables["signers"] = rows({{person == nullptr ? "" : room_to_sign, room_to_sign, room_to_sign}});
        return out;
    }
    return fail(ErrorCode::NotFound, "The room has no such incident", std::to_string(sequence));
}

} // namespace canbo::exam
