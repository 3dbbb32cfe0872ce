#include "exam/results_forms.h"

#include "base/text.h"
#include "form_parts.h"

#include <algorithm>

namespace canbo::exam {
namespace {

using base::FormData;

Rows result_rows(const ExamResults& results) {
    Rows out;
    for (const auto& line : results.lines)
        out.push_back({number(out.size() + 1), line.result.candidate, line.name, base::show_day(line.birth),
                       line.room.empty() ? "" : room_name(results.exam, line.room),
                       line.result.outcome == "absent" ? "" : base::format_decimal(line.result.score.total),
                       outcome_label(line.result)});
    return out;
}

Rows room_rows(const ExamResults& results) {
    Rows out;
    for (const auto& room : results.rooms)
        out.push_back({room.name, number(room.listed), number(room.present), number(room.passed),
                       room.bundle.empty() ? "Chưa có" : room.bundle});
    return out;
}

/// What the list and the decision say alike.
void fill(FormData& out, const ExamResults& results) {
    std::size_t passed = 0, absent = 0;
    for (const auto& line : results.lines) {
        passed += line.result.passed ? 1 : 0;
        absent += line.result.outcome == "absent" ? 1 : 0;
    }
    out.values["title"] = results.exam.title;
    out.values["most"] = base::format_decimal(results.exam.max_mark());
    out.values["pass_percent"] = std::to_string(results.exam.rules.pass_percent);
    out.values["count"] = number(results.lines.size());
    out.values["passed"] = number(passed);
    out.values["failed"] = number(results.lines.size() - passed - absent);
    out.values["absent"] = number(absent);
    out.values["digest"] = results.digest;
    out.tables["results"] = rows(result_rows(results));
    out.tables["rooms"] = rows(room_rows(results));
}

} // namespace

FormData result_list_form(const ExamResults& results, base::Day day) {
    FormData out{"exam-result-list", {}, {}};
    out.values["letter"] = letter(results.exam, day, "DANH SÁCH KẾT QUẢ", results.exam.title, "KQ-HĐT");
    out.values["complete"] = results.complete();
    fill(out, results);
    return out;
}

FormData decision_form(const ExamResults& results, const CouncilDecision& decision) {
    auto head = letter(results.exam, decision.date, "QUYẾT ĐỊNH", "Công nhận kết quả " + results.exam.title, "QĐ-HĐT");
    head["number"] = decision.number;
    FormData out{"exam-decision", {}, {}};
    out.values["letter"] = std::move(head);
    out.values["office"] = "CHỦ TỊCH HỘI ĐỒNG";
    out.values["organiser"] = results.exam.organiser;
    out.values["has_people"] = !decision.proposed_by.empty();
    out.values["proposed_by"] = decision.proposed_by;
    out.values["confirmed_by"] = decision.confirmed_by;
    fill(out, results);
    return out;
}

} // namespace canbo::exam
