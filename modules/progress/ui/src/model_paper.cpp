// The page of a model as paper. Paper is official: its words are Vietnamese whatever language the screen speaks, and it
// has no room for signs.
#include "base/text.h"
#include "progress_ui/model_presenter.h"
#include "reporting/paper.h"
#include "time_line.h"
#include "words.h"

#include <fmt/format.h>

namespace canbo::progress::ui {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string role_label(TaskRole role) {
    switch (role) {
    case TaskRole::Lead:
        return "Chủ trì";
    case TaskRole::Coordinate:
        return "Phối hợp";
    case TaskRole::Contact:
        return "Đầu mối liên hệ với Bộ";
    case TaskRole::Assess:
        return "Đánh giá an toàn thông tin";
    case TaskRole::Implement:
        return "Thực hiện";
    }
    return {};
}

std::string window_label(const Window& window) {
    if (window.from && window.to)
        return base::show_day(*window.from) + " – " + base::show_day(*window.to);
    switch (window.kind) {
    case Window::Kind::AfterGuidance:
        return "sau khi có hướng dẫn của Bộ";
    case Window::Kind::Roadmap:
        return "theo lộ trình của Bộ";
    case Window::Kind::Regular:
    case Window::Kind::Years:
    case Window::Kind::Quarter:
        return "thường xuyên";
    }
    return {};
}

std::string period_label(const std::string& text) {
    const auto period = base::Period::parse(text);
    return period ? period->label() : "–";
}

std::string said_label(const std::string& status) {
    const auto known = parse_status(status);
    return known ? reporting::paper_label(*known) : "–";
}

std::string confidence_label_of(const std::string& confidence) {
    const auto known = parse_confidence(confidence);
    return known ? reporting::paper_label(*known) : "–";
}

std::string state_label(const std::string& state) {
    if (state == "superseded")
        return "Đã được thay thế";
    if (state == "queued" || state == "sent")
        return "Chờ gửi";
    return state == "refused" ? "Bị từ chối" : reporting::paper_state(state);
}

std::string days_label(int days) { return fmt::format("{} ngày", days); }

Rows view_table(const BoardData& data, int number) {
    Rows out;
    const auto* status = data.status(number);
    if (status == nullptr)
        return out;
    for (const auto& line : status->lines) {
        const auto& said = line.said;
        out.push_back({agency_full(data.agencies, line.agency), period_label(line.period),
                       said ? said_label(said->status) : std::string("Chưa báo cáo"),
                       said ? percent_words(said->percent) : std::string("–"),
                       said ? confidence_label_of(said->confidence) : std::string("–"),
                       reporting::paper_label(line.office.status), line.differs() ? "Có" : "Không"});
    }
    return out;
}

Rows gate_table(const Model& model, const Catalogue& catalogue, const BoardData& data) {
    Rows out;
    for (const auto& gate : model.gates) {
        const base::Day since = wait_since(model, catalogue, data);
        const auto* opening = data.plans.opening(gate.id);
        const bool open = opening != nullptr && opening->date <= data.today;
        const int days = std::max(0, static_cast<int>((data.today - since).count()));
        out.push_back({gate.awaits, gate.from, base::show_day(since),
                       open ? fmt::format("Đã có ngày {}: {}", base::show_day(opening->date), opening->document)
                            : "Chưa có, đã chờ " + days_label(days)});
    }
    return out;
}

std::string milestone_label(const MilestoneFacts& facts, base::Day today) {
    if (facts.reached)
        return "Hoàn thành ngày " + base::show_day(*facts.reached);
    if (facts.waits)
        return "Chờ hướng dẫn";
    const int days = static_cast<int>((facts.due - today).count());
    return days < 0 ? "Quá hạn " + days_label(-days) : "Còn " + days_label(days);
}

Rows milestone_table(const Model& model, const BoardData& data) {
    Rows out;
    for (const auto& facts : milestones_of(model, data))
        out.push_back({agency_full(data.agencies, facts.agency), facts.name, day_words(facts.from),
                       base::show_day(facts.due), milestone_label(facts, data.today),
                       facts.responsible.empty() ? "–" : facts.responsible});
    return out;
}

Rows task_table(const Model& model, const BoardData& data) {
    Rows out;
    for (const auto& task : model.tasks) {
        const auto* agency = data.agencies.on(task.agency, data.today);
        out.push_back({agency_full(data.agencies, agency != nullptr ? agency->code : task.agency),
                       role_label(task.role), task.text,
                       task.gate.empty()                           ? "–"
                       : data.plans.is_open(task.gate, data.today) ? "Đã có hướng dẫn"
                                                                   : "Chờ hướng dẫn"});
    }
    return out;
}

Rows indicator_table(const Model& model, const BoardData& data, const std::vector<Mention>& mentions) {
    Rows out;
    for (const auto& facts : indicator_facts(model, data, mentions))
        out.push_back({facts.indicator->name, facts.agency.empty() ? "–" : agency_full(data.agencies, facts.agency),
                       number_words(facts.value), facts.period.empty() ? "–" : period_label(facts.period),
                       number_words(facts.target), facts.indicator->unit,
                       !facts.value || !facts.target ? "–"
                       : facts.met()                 ? "Đạt"
                                                     : "Chưa đạt"});
    return out;
}

Rows report_table(const std::vector<Mention>& mentions, const BoardData& data) {
    Rows out;
    for (const auto& mention : mentions)
        out.push_back({period_label(mention.period), agency_full(data.agencies, mention.agency),
                       state_label(mention.state), said_label(mention.status), percent_words(mention.percent),
                       confidence_label_of(mention.confidence)});
    return out;
}

} // namespace

std::optional<base::FormData> model_form(const Catalogue& catalogue, const BoardData& data, const History* history,
                                         int number) {
    const Model* model = catalogue.find(number);
    if (model == nullptr)
        return std::nullopt;
    const auto& mentions = mentions_of(history, number);
    const auto* status = data.status(number);
    base::FormData form;
    form.form = "model-page";
    form.values["day"] = base::show_day(data.today);
    form.values["number"] = std::to_string(number);
    form.values["name"] = model->name;
    for (const auto& group : catalogue.groups)
        if (group.number == model->group)
            form.values["group"] = fmt::format("Nhóm {}: {}", group.number, group.title);
    form.values["objective"] = model->objective;
    form.values["window"] = window_label(data.plans.window(*model, data.today));
    form.values["status"] = reporting::paper_label(status != nullptr ? status->status : Status::NotStarted);
    const auto put = [&form](const char* name, Rows rows) {
        form.values[std::string("has_") + name] = !rows.empty();
        form.tables[name] = std::make_shared<base::VectorRows>(std::move(rows));
    };
    put("views", view_table(data, number));
    put("gates", gate_table(*model, catalogue, data));
    put("milestones", milestone_table(*model, data));
    put("indicators", indicator_table(*model, data, mentions));
    put("tasks", task_table(*model, data));
    put("reports", report_table(mentions, data));
    return form;
}

} // namespace canbo::progress::ui
