#include "base/text.h"
#include "base/translation.h"
#include "progress_ui/model_presenter.h"
#include "time_line.h"
#include "words.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace canbo::progress::ui {
namespace {

std::vector<PageRow> task_rows(const Model& model, const BoardData& data) {
    std::vector<PageRow> out;
    for (const auto& task : model.tasks) {
        const auto* agency = data.agencies.on(task.agency, data.today);
        const std::string who = agency_full(data.agencies, agency != nullptr ? agency->code : task.agency);
        const bool waits = !task.gate.empty() && !data.plans.is_open(task.gate, data.today);
        out.push_back({task.id,
                       {who, role_words(task.role), task.text,
                        waits               ? status_words(Status::Waiting)
                        : task.gate.empty() ? "–"
                                            : base::tr("guidance has come")},
                       waits ? std::optional(Status::Waiting) : std::nullopt});
    }
    return out;
}

PageRow gate_row(const Model& model, const Gate& gate, const Catalogue& catalogue, const BoardData& data) {
    const base::Day since = wait_since(model, catalogue, data);
    if (const auto* opening = data.plans.opening(gate.id); opening != nullptr && opening->date <= data.today)
        return {gate.id,
                {gate.awaits, gate.from, base::show_day(since),
                 fmt::format("✓ {} {} · {}", base::tr("opened on"), base::show_day(opening->date), opening->document)},
                Status::Done};
    const int days = std::max(0, static_cast<int>((data.today - since).count()));
    return {gate.id,
            {gate.awaits, gate.from, base::show_day(since),
             "‖ " + fmt::format(fmt::runtime(base::tr("waiting for {}")), days_words(days))},
            Status::Waiting};
}

std::string milestone_state(const MilestoneFacts& facts, base::Day today) {
    if (facts.reached)
        return "✓ " + fmt::format(fmt::runtime(base::tr("reached on {}")), base::show_day(*facts.reached));
    const int days = static_cast<int>((facts.due - today).count());
    if (facts.waits)
        return "‖ " + base::tr("waits for guidance");
    if (days < 0)
        return "✕ " + fmt::format(fmt::runtime(base::tr("overdue for {}")), days_words(-days));
    return "○ " + fmt::format(fmt::runtime(base::tr("in {}")), days_words(days));
}

std::vector<PageRow> milestone_rows(const Model& model, const BoardData& data) {
    std::vector<PageRow> out;
    for (const auto& facts : milestones_of(model, data)) {
        std::optional<Status> tone;
        if (facts.reached)
            tone = Status::Done;
        else if (facts.waits)
            tone = Status::Waiting;
        else if (facts.due < data.today)
            tone = Status::Late;
        out.push_back(
            {facts.agency + "|" + facts.id,
             {agency_words(data.agencies, facts.agency), facts.name, day_words(facts.from), base::show_day(facts.due),
              milestone_state(facts, data.today), facts.responsible.empty() ? "–" : facts.responsible},
             tone});
    }
    return out;
}

PageRow view_row(const reporting::StatusLine& line, const BoardData& data) {
    const auto& said = line.said;
    return {line.agency,
            {agency_words(data.agencies, line.agency), line.period.empty() ? "–" : period_words(line.period),
             said ? said_status(said->status) : base::tr("not reported"),
             said ? percent_words(said->percent) : std::string("–"),
             said ? said_confidence(said->confidence) : std::string("–"), status_words(line.office.status),
             line.differs() ? "≠ " + base::tr("differs") : std::string("="),
             line.office.reasons.empty() ? std::string() : base::tr(line.office.reasons.front())},
            line.office.status};
}

PageRow report_row(const Mention& mention, const BoardData& data) {
    return {mention.report,
            {period_words(mention.period), agency_words(data.agencies, mention.agency), base::tr(mention.state),
             said_status(mention.status), percent_words(mention.percent), said_confidence(mention.confidence)},
            std::nullopt};
}

} // namespace

const std::vector<Mention>& mentions_of(const History* history, int number) {
    static const std::vector<Mention> none;
    if (history == nullptr)
        return none;
    const auto found = history->find(number);
    return found == history->end() ? none : found->second;
}

std::vector<std::string> task_head() {
    return {base::tr("Agency"), base::tr("Role"), base::tr("Task"), base::tr("Guidance")};
}
std::vector<std::string> gate_head() {
    return {base::tr("Awaits"), base::tr("From whom"), base::tr("Since"), base::tr("State")};
}
std::vector<std::string> milestone_head() {
    return {base::tr("Agency"), base::tr("Milestone"), base::tr("Start"),
            base::tr("Due"),    base::tr("State"),     base::tr("Responsible")};
}
std::vector<std::string> view_head() {
    return {base::tr("Agency"),     base::tr("Period"),        base::tr("Agency says"), base::tr("Percent"),
            base::tr("Confidence"), base::tr("Office's view"), base::tr("Difference"),  base::tr("Because")};
}
std::vector<std::string> report_head() {
    return {base::tr("Period"),      base::tr("Agency"),  base::tr("State"),
            base::tr("Agency says"), base::tr("Percent"), base::tr("Confidence")};
}

std::optional<ModelPage> model_page(const Catalogue& catalogue, const BoardData& data, const History* history,
                                    int number) {
    const Model* model = catalogue.find(number);
    if (model == nullptr)
        return std::nullopt;
    ModelPage page;
    page.number = number;
    page.title = fmt::format("{}. {}", number, model->name);
    for (const auto& group : catalogue.groups)
        if (group.number == model->group)
            page.group = fmt::format(fmt::runtime(base::tr("Group {}: {}")), group.number, group.title);
    page.objective = model->objective;
    page.window = window_words(data.plans.window(*model, data.today));
    page.tasks = task_rows(*model, data);
    for (const auto& gate : model->gates)
        page.gates.push_back(gate_row(*model, gate, catalogue, data));
    page.milestones = milestone_rows(*model, data);
    if (const auto* status = data.status(number)) {
        page.tone = status->status;
        for (const auto& line : status->lines) {
            page.views.push_back(view_row(line, data));
            page.differing += line.differs() ? 1U : 0U;
        }
    }
    page.status = status_words(page.tone);
    page.indicators = indicator_rows(*model, data, mentions_of(history, number));
    for (const auto& mention : mentions_of(history, number))
        page.reports.push_back(report_row(mention, data));
    page.time_line = time_line(*model, catalogue, data);
    page.history_read = history != nullptr;
    return page;
}

base::Workbook model_workbook(const ModelPage& page) {
    base::Workbook book;
    book.title = page.title;
    const auto add = [&book](const std::string& name, const std::vector<std::string>& head,
                             const std::vector<PageRow>& rows) {
        base::Sheet sheet;
        sheet.name = name;
        for (const auto& title : head)
            sheet.columns.push_back({title, 24});
        for (const auto& row : rows)
            sheet.rows.emplace_back(row.cells.begin(), row.cells.end());
        book.sheets.push_back(std::move(sheet));
    };
    add(base::tr("Views"), view_head(), page.views);
    add(base::tr("Tasks"), task_head(), page.tasks);
    add(base::tr("Guidance"), gate_head(), page.gates);
    add(base::tr("Milestones"), milestone_head(), page.milestones);
    add(base::tr("Indicators"), indicator_head(), page.indicators);
    add(base::tr("Reports on the model"), report_head(), page.reports);
    return book;
}

} // namespace canbo::progress::ui
