#include "base/crypto.h"
#include "base/text.h"
#include "paper_letter.h"

#include <fmt/format.h>

namespace canbo::reporting {
namespace {

std::string model_label(const progress::Catalogue& catalogue, int number) {
    const progress::Model* model = catalogue.find(number);
    return fmt::format("Mô hình {}{}", number, model == nullptr ? "" : ": " + model->name);
}

base::FormList voices(const std::vector<ConsolidatedReport::Voice>& all, const people::AgencyTree& agencies) {
    base::FormList out;
    for (const auto& voice : all) {
        base::FormRecord record;
        record["agency"] = agency_label(agencies, voice.agency);
        record["model"] = std::to_string(voice.model);
        record["text"] = voice.text;
        out.emplace_back(std::move(record));
    }
    return out;
}

base::FormList agency_names(const std::vector<std::string>& codes, const people::AgencyTree& agencies) {
    base::FormList out;
    for (const auto& code : codes)
        out.emplace_back(agency_label(agencies, code));
    return out;
}

base::FormRecord count_record(const ConsolidatedReport& report) {
    using progress::Status;
    const auto count = [&](Status status) {
        const auto it = report.counts.find(status);
        return std::to_string(it == report.counts.end() ? 0 : it->second);
    };
    base::FormRecord out;
    out["done"] = count(Status::Done);
    out["on_track"] = count(Status::OnTrack);
    out["at_risk"] = count(Status::AtRisk);
    out["late"] = count(Status::Late);
    out["waiting"] = count(Status::Waiting);
    out["not_started"] = count(Status::NotStarted);
    return out;
}

base::FormList waits(const ConsolidatedReport& report, const progress::Catalogue& catalogue) {
    base::FormList out;
    for (const auto& wait : report.waits) {
        const progress::Gate* gate = catalogue.gate(wait.gate);
        base::FormRecord record;
        record["model"] = std::to_string(wait.model);
        record["awaits"] = gate == nullptr ? wait.gate : gate->awaits + " (" + gate->from + ")";
        const base::Day since = report.day - std::chrono::days{wait.days};
        record["since"] = wait.days > 0 ? fmt::format("từ ngày {}, đã {} ngày", base::show_day(since), wait.days)
                                        : std::string("một phần nhiệm vụ");
        out.emplace_back(std::move(record));
    }
    return out;
}

/// Rows of the annex of models: a heading per group, a row per agency.
class ModelRows final : public base::RowSource {
public:
    ModelRows(const ConsolidatedReport& report, const people::AgencyTree& agencies,
              const progress::Catalogue& catalogue) {
        int group = 0;
        int number = 0;
        for (const auto& status : report.models) {
            const progress::Model* model = catalogue.find(status.model);
            if (model == nullptr)
                continue;
            if (model->group != group) {
                group = model->group;
                m_rows.push_back({fmt::format("Nhóm {}. {}", group, title(catalogue, group))});
            }
            if (status.lines.empty())
                m_rows.push_back({std::to_string(++number), label(*model), "–", "–", paper_label(status.status), "–",
                                  "–", "", "", ""});
            for (const auto& line : status.lines)
                m_rows.push_back(row(++number, line, *model, agencies));
        }
    }
    bool next(std::vector<std::string>& cells) override {
        if (m_next == m_rows.size())
            return false;
        cells = m_rows[m_next++];
        return true;
    }
    std::uint64_t count() const override { return m_rows.size(); }

private:
    static std::string title(const progress::Catalogue& catalogue, int group) {
        for (const auto& g : catalogue.groups)
            if (g.number == group)
                return g.title;
        return {};
    }
    static std::string label(const progress::Model& model) { return fmt::format("{}. {}", model.number, model.name); }
    static std::vector<std::string> row(int number, const StatusLine& line, const progress::Model& model,
                                        const people::AgencyTree& agencies) {
        const people::Agency* agency = agencies.find(line.agency);
        const std::string name = agency == nullptr ? line.agency : agency->short_name;
        const std::string office = paper_label(line.office.status);
        if (!line.said)
            return {std::to_string(number), label(model), name, "Chưa báo cáo", office, "–", "–", "", "", ""};
        const auto status = progress::parse_status(line.said->status);
        const auto confidence = progress::parse_confidence(line.said->confidence);
        return {std::to_string(number),
                label(model),
                name,
                status ? paper_label(*status) : "–",
                office,
                confidence ? paper_label(*confidence) : "–",
                percent_text(line.said->percent),
                line.said->results,
                line.said->difficulties,
                line.said->next};
    }

    std::vector<std::vector<std::string>> m_rows;
    std::size_t m_next{0};
};

std::vector<std::vector<std::string>> completeness_rows(const ConsolidatedReport& report,
                                                        const people::AgencyTree& agencies) {
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const Completeness& completeness, const std::string& note) {
        for (const auto& row : completeness.agencies) {
            const std::string in_time = row.received_at.empty() ? "–" : row.late ? "Chậm" : "Đúng hạn";
            rows.push_back({agency_label(agencies, row.agency) + note, paper_state(row.state),
                            row.received_at.empty() ? "–" : base::show_time_or_blank(row.received_at), in_time});
        }
    };
    add(report.completeness, "");
    for (const auto& tier : report.completeness.tiers)
        add(tier, " (báo cáo " + agency_label(agencies, tier.receiver) + ")");
    return rows;
}

void put_list(base::FormRecord& values, const std::string& name, base::FormList list) {
    values["has_" + name] = !list.empty();
    values[name] = std::move(list);
}

/// What the paper stands on: the frozen reports it took and the sequence it was made at.
std::string digest_of(const ConsolidatedReport& report) {
    std::string text = report.period.text() + " " + std::to_string(report.sequence);
    for (const auto& id : report.reports)
        text += " " + id;
    return base::sha256_hex(text);
}

} // namespace

base::FormData consolidated_form(const ConsolidatedReport& report, const people::Agency& office,
                                 const people::AgencyTree& agencies, const progress::Catalogue& catalogue,
                                 const LetterNumber& number) {
    base::FormData form;
    form.form = "consolidated-report";
    auto& values = form.values;
    const std::string label = lower_label(report.period);
    values["letter"] =
        letter_record(office, "BÁO CÁO", "BC", "Tổng hợp kết quả thực hiện các mô hình của Đề án 06 " + label,
                      {"Ban Chỉ đạo thực hiện Đề án 06 tỉnh"}, number);
    values["period_label"] = label;
    values["from"] = base::show_day(report.period.first_day());
    values["to"] = base::show_day(report.period.last_day());
    values["sequence"] = std::to_string(report.sequence);
    values["digest"] = digest_of(report);
    values["expected"] = std::to_string(report.completeness.expected);
    values["received"] = std::to_string(report.completeness.received);
    values["on_time"] = std::to_string(report.completeness.on_time);
    values["late_count"] = std::to_string(report.completeness.late);
    values["missing_count"] = std::to_string(report.completeness.missing.size());
    put_list(values, "late_agencies", agency_names(report.late, agencies));
    put_list(values, "missing_agencies", agency_names(report.completeness.missing, agencies));
    put_list(values, "returned_agencies", agency_names(report.returned, agencies));
    values["status_counts"] = count_record(report);
    put_list(values, "waiting", waits(report, catalogue));
    put_list(values, "difficulties", voices(report.difficulties, agencies));
    put_list(values, "proposals", voices(report.proposals, agencies));
    values["summary"] = report.summary.empty() ? base::FormValue() : base::FormValue::Markdown{report.summary};
    form.tables["models"] = std::make_shared<ModelRows>(report, agencies, catalogue);
    form.tables["completeness"] = std::make_shared<base::VectorRows>(completeness_rows(report, agencies));
    return form;
}

base::FormData late_form(const ConsolidatedReport& report, const people::Agency& office,
                         const people::AgencyTree& agencies, const LetterNumber& number) {
    base::FormData form;
    form.form = "late-agencies";
    const std::string label = lower_label(report.period);
    const std::string due = base::show_time(report.deadlines.due);
    form.values["letter"] =
        letter_record(office, "THÔNG BÁO", "TB", "Danh sách cơ quan, đơn vị chậm, chưa gửi báo cáo " + label,
                      {"Ban Chỉ đạo thực hiện Đề án 06 tỉnh", "Các cơ quan, đơn vị có tên trong danh sách"}, number);
    form.values["period_label"] = label;
    form.values["deadline"] = due;
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : report.completeness.agencies) {
        const bool counts = row.late || row.state == "missing" || row.state == "returned";
        if (!counts || !row.expected)
            continue;
        std::string delay = "–";
        if (const auto received = base::parse_time(row.received_at); received && row.late) {
            const auto minutes = std::chrono::ceil<std::chrono::minutes>(*received - report.deadlines.due).count();
            delay = minutes >= 24 * 60 ? fmt::format("{} ngày {} giờ", minutes / (24 * 60), minutes / 60 % 24)
                                       : fmt::format("{} giờ {} phút", minutes / 60, minutes % 60);
        }
        rows.push_back({std::to_string(rows.size() + 1), agency_label(agencies, row.agency), paper_state(row.state),
                        due, row.received_at.empty() ? "–" : base::show_time_or_blank(row.received_at), delay});
    }
    form.tables["agencies"] = std::make_shared<base::VectorRows>(std::move(rows));
    return form;
}

base::FormData urging_form(const ConsolidatedReport& report, const people::Agency& office, const people::Agency& to,
                           const progress::Catalogue& catalogue, const std::vector<int>& models,
                           base::Time new_deadline, const LetterNumber& number, const people::Agency* lead) {
    base::FormData form;
    form.form = "urging-letter";
    const std::string label = lower_label(report.period);
    form.values["letter"] =
        letter_record(office, "CÔNG VĂN", "", "đôn đốc gửi báo cáo kết quả thực hiện các mô hình của Đề án 06 " + label,
                      {to.name}, number);
    const bool to_office = lead == nullptr;
    form.values["receiver_long"] = to_office ? "Cơ quan thường trực Ban Chỉ đạo" : lead->name;
    form.values["receiver"] = to_office ? "Cơ quan thường trực" : lead->name;
    form.values["assigned"] = to_office ? "được giao chủ trì" : "được giao thực hiện";
    form.values["agency_name"] = to.name;
    form.values["period_label"] = label;
    form.values["deadline"] = base::show_time(report.deadlines.due);
    form.values["new_deadline"] = base::show_time(new_deadline);
    base::FormList list;
    for (const int model : models) {
        base::FormRecord record;
        record["number"] = std::to_string(model);
        const progress::Model* found = catalogue.find(model);
        record["name"] = found == nullptr ? model_label(catalogue, model) : found->name;
        list.emplace_back(std::move(record));
    }
    form.values["missing_models"] = std::move(list);
    return form;
}

} // namespace canbo::reporting
