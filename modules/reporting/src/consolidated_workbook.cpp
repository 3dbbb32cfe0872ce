#include "reporting/consolidated_workbook.h"

#include "paper_letter.h"

namespace canbo::reporting {
namespace {

using base::Cell;
using base::Sheet;

Cell percent(const std::optional<double>& value) { return value ? Cell(base::Percent{*value}) : Cell(); }

std::string status_text(const StatusLine& line) {
    if (!line.said)
        return "Chưa báo cáo";
    const auto status = progress::parse_status(line.said->status);
    return status ? paper_label(*status) : std::string();
}

std::string confidence_text(const StatusLine& line) {
    if (!line.said)
        return {};
    const auto confidence = progress::parse_confidence(line.said->confidence);
    return confidence ? paper_label(*confidence) : std::string();
}

Sheet model_sheet(const ConsolidatedReport& report, const people::AgencyTree& agencies,
                  const progress::Catalogue& catalogue) {
    Sheet sheet{"Mô hình",
                {{"Nhóm", 7},
                 {"Mô hình", 9},
                 {"Tên mô hình", 45},
                 {"Mã cơ quan", 12},
                 {"Cơ quan", 30},
                 {"Trạng thái", 17},
                 {"Đánh giá của CQTT", 19},
                 {"Mức độ tin cậy", 15},
                 {"Tỷ lệ hoàn thành", 12},
                 {"Số ngày chờ", 12},
                 {"Số ngày chậm", 13},
                 {"Kết quả", 60},
                 {"Khó khăn, vướng mắc", 45},
                 {"Đề xuất, kiến nghị", 45},
                 {"Nhiệm vụ tiếp theo", 45}},
                {}};
    for (const auto& status : report.models) {
        const progress::Model* model = catalogue.find(status.model);
        if (model == nullptr)
            continue;
        for (const auto& line : status.lines) {
            const ModelReport said = line.said.value_or(ModelReport{});
            const auto days = [](int count) { return count > 0 ? Cell(static_cast<double>(count)) : Cell(); };
            sheet.rows.push_back({static_cast<double>(model->group), static_cast<double>(model->number), model->name,
                                  line.agency, agency_label(agencies, line.agency), status_text(line),
                                  paper_label(line.office.status), confidence_text(line), percent(said.percent),
                                  days(line.office.waiting_days), days(line.office.late_days), said.results,
                                  said.difficulties, said.proposals, said.next});
        }
    }
    return sheet;
}

Sheet indicator_sheet(const ConsolidatedReport& report, const people::AgencyTree& agencies,
                      const progress::Catalogue& catalogue) {
    Sheet sheet{"Chỉ tiêu",
                {{"Mô hình", 9},
                 {"Mã chỉ tiêu", 24},
                 {"Chỉ tiêu", 60},
                 {"Đơn vị", 12},
                 {"Mục tiêu", 12},
                 {"Mã cơ quan", 12},
                 {"Cơ quan", 30},
                 {"Kết quả", 14}},
                {}};
    for (const auto& status : report.models) {
        const progress::Model* model = catalogue.find(status.model);
        for (const auto& line : status.lines)
            for (const auto& [code, value] : line.said.value_or(ModelReport{}).indicators)
                if (const auto* indicator = model == nullptr ? nullptr : model->indicator(code))
                    sheet.rows.push_back({static_cast<double>(model->number), code, indicator->name, indicator->unit,
                                          indicator->target ? Cell(*indicator->target) : Cell(), line.agency,
                                          agency_label(agencies, line.agency), value});
    }
    return sheet;
}

Sheet completeness_sheet(const ConsolidatedReport& report, const people::AgencyTree& agencies) {
    Sheet sheet{"Báo cáo của cơ quan",
                {{"Mã cơ quan", 12},
                 {"Cơ quan", 45},
                 {"Trạng thái báo cáo", 24},
                 {"Thời điểm nhận", 20},
                 {"Hạn gửi", 20},
                 {"Đúng hạn", 12}},
                {}};
    const auto add = [&](const Completeness& completeness, const std::string& note) {
        for (const auto& row : completeness.agencies) {
            const auto received = base::parse_time(row.received_at);
            sheet.rows.push_back({row.agency, agency_label(agencies, row.agency) + note, paper_state(row.state),
                                  received ? Cell(*received) : Cell(), completeness.due,
                                  std::string(row.received_at.empty() ? ""
                                              : row.late              ? "Chậm"
                                                                      : "Đúng hạn")});
        }
    };
    add(report.completeness, "");
    for (const auto& tier : report.completeness.tiers)
        add(tier, " (báo cáo " + agency_label(agencies, tier.receiver) + ")");
    return sheet;
}

Sheet waiting_sheet(const ConsolidatedReport& report, const progress::Catalogue& catalogue) {
    Sheet sheet{"Chờ hướng dẫn",
                {{"Mô hình", 9},
                 {"Tên mô hình", 45},
                 {"Mã nội dung chờ", 16},
                 {"Nội dung chờ", 60},
                 {"Cơ quan hướng dẫn", 45},
                 {"Số ngày chờ", 12}},
                {}};
    for (const auto& wait : report.waits) {
        const progress::Model* model = catalogue.find(wait.model);
        const progress::Gate* gate = catalogue.gate(wait.gate);
        if (model != nullptr && gate != nullptr)
            sheet.rows.push_back({static_cast<double>(wait.model), model->name, gate->id, gate->awaits, gate->from,
                                  wait.days > 0 ? Cell(static_cast<double>(wait.days)) : Cell()});
    }
    return sheet;
}

} // namespace

base::Workbook consolidated_workbook(const ConsolidatedReport& report, const people::AgencyTree& agencies,
                                     const progress::Catalogue& catalogue) {
    return {"Tổng hợp kết quả thực hiện các mô hình của Đề án 06 " + lower_label(report.period),
            {model_sheet(report, agencies, catalogue), indicator_sheet(report, agencies, catalogue),
             completeness_sheet(report, agencies), waiting_sheet(report, catalogue)}};
}

} // namespace canbo::reporting
