#include "form_parts.h"

#include "base/json_parts.h"

namespace canbo::exam {

using base::FormList;
using base::FormRecord;

namespace {

constexpr const char* chairman_title = "CHỦ TỊCH HỘI ĐỒNG";

} // namespace

std::string number(std::size_t value) { return std::to_string(value); }

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

std::string outcome_label(const ResultLine& line) {
    if (line.outcome == "absent")
        return "Vắng mặt";
    if (line.outcome == "stopped")
        return "Bị đình chỉ";
    if (line.outcome == "withdrawn")
        return "Xin thôi";
    return line.passed ? "Đạt" : "Không đạt";
}

std::shared_ptr<base::RowSource> rows(Rows rows) { return std::make_shared<base::VectorRows>(std::move(rows)); }

} // namespace canbo::exam
