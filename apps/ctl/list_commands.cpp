// list show, fill, export: the lists that belong to a model.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "formats/list_file.h"
#include "list_view.h"
#include "progress/agency_book.h"
#include "progress/set_model_list.h"
#include "runtime.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

constexpr std::size_t most_file_bytes = 50'000'000;

struct ListArguments {
    std::string list, agency, file, output;
    int model{0};
    bool dry_run{false};
};

Result<const progress::Model*> find_model(Runtime& runtime, int number) {
    CANBO_TRY(const auto* content, runtime.content());
    const progress::Model* model = content->catalogue.find(number);
    if (model == nullptr)
        return fail(ErrorCode::NotFound, "There is no model with this number; the plan has 1 to 43", "model");
    return model;
}

Result<const progress::ListSpec*> find_list(const progress::Model& model, const std::string& code) {
    const progress::ListSpec* spec = model.list(code);
    if (spec == nullptr)
        return fail(ErrorCode::NotFound, "The model has no list with this code", code);
    return spec;
}

struct ListView {
    people::AgencyTree agencies;
    progress::ListBook book;
    base::Day today;
};

Result<ListView> load(Runtime& runtime, const ListArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(auto agencies, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
    if (!in.agency.empty() && agencies.find(in.agency) == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", in.agency);
    progress::ListBook book;
    CANBO_TRY_VOID(book.read(*tx, desk->entries, desk->catalogue, in.model, base::Time::max()));
    return ListView{std::move(agencies), std::move(book), base::day_in_vietnam(desk->clock.now())};
}

/// Lists of one kind that are shown or exported: the agency's, or every one in force.
std::vector<const progress::ListVersion*> chosen(const ListView& view, const progress::ListSpec& spec,
                                                 const std::string& agency) {
    if (agency.empty())
        return progress::lists_in_force(view.book, spec, view.agencies, view.today);
    const auto* own = view.book.find(spec, agency);
    return own ? std::vector{own} : std::vector<const progress::ListVersion*>();
}

std::string shown_cell(const progress::ListColumn& column, const std::string& cell) {
    if (column.kind == progress::ListColumn::Kind::YesNo && !cell.empty())
        return base::tr(cell == "yes" ? "yes" : "no");
    if (const auto day = base::parse_day(cell); column.kind == progress::ListColumn::Kind::Date && day)
        return base::show_day(*day);
    return cell;
}

void print_rows(const progress::ListSpec& spec, const std::vector<const progress::ListVersion*>& versions) {
    std::vector<std::string> head{base::tr("Agency")};
    for (const auto& column : spec.columns)
        head.push_back(column.name);
    std::vector<std::vector<std::string>> rows;
    for (const auto* version : versions)
        for (const auto& row : version->list.rows) {
            rows.push_back({version->list.agency});
            for (std::size_t c = 0; c < row.size(); ++c)
                rows.back().push_back(shown_cell(spec.columns[c], row[c]));
        }
    print_table(head, rows, 40);
}

Result<void> show(Runtime& runtime, const ListArguments& in) {
    CANBO_TRY(const auto* model, find_model(runtime, in.model));
    const progress::ListSpec* spec = nullptr;
    if (!in.list.empty()) {
        CANBO_TRY(spec, find_list(*model, in.list));
    }
    CANBO_TRY(const auto view, load(runtime, in));
    Json lists = lists_json(*model, view.book, view.agencies, view.today, in.agency, spec != nullptr);
    if (spec != nullptr)
        lists.erase(std::remove_if(lists.begin(), lists.end(), [&](const Json& l) { return l["code"] != spec->code; }),
                    lists.end());
    if (runtime.json) {
        print_json({{"model", model->number}, {"name", model->name}, {"lists", lists}});
        return {};
    }
    if (lists.empty())
        print_line(base::tr("No list belongs to this model"));
    print_lists(lists);
    if (spec != nullptr && !chosen(view, *spec, in.agency).empty())
        print_rows(*spec, chosen(view, *spec, in.agency));
    return {};
}

Result<progress::FilledList> read_file(const ListArguments& in, const progress::ListSpec& spec, Issues& issues) {
    CANBO_TRY(const auto text, base::read_file(in.file, most_file_bytes));
    if (std::filesystem::path(in.file).extension() != ".json")
        return formats::read_list_csv(text, spec, issues);
    CANBO_TRY(const Json json, base::parse_json(text, {most_file_bytes, 8}));
    return formats::read_list_json(json, spec, issues);
}

Result<void> fill(Runtime& runtime, const ListArguments& in) {
    CANBO_TRY(const auto* model, find_model(runtime, in.model));
    CANBO_TRY(const auto* spec, find_list(*model, in.list));
    CANBO_TRY(const auto* desk, runtime.desk());
    Issues issues;
    CANBO_TRY(auto filled, read_file(in, *spec, issues));
    filled.list = spec->code;
    filled.model = model->number;
    filled.agency = in.agency.empty() ? desk->person.agency : in.agency;
    progress::SetModelList set({desk->database, desk->entries, desk->outbox, desk->clock, desk->catalogue,
                                desk->shipped_agencies, desk->person});
    progress::SetModelList::Queued queued;
    if (!issues.has_errors()) {
        CANBO_TRY_VOID(set.check(filled, issues));
    }
    const bool good = !issues.has_errors();
    print_issues(issues);
    if (good && !in.dry_run) {
        Issues told;
        CANBO_TRY(queued, set(filled, told));
        CANBO_TRY_VOID(runtime.send_queued(queued.entries));
    }
    if (runtime.json)
        print_json({{"id", queued.fill.empty() ? Json(nullptr) : Json(queued.fill)},
                    {"rows", filled.rows.size()},
                    {"entries", queued.entries.size()},
                    {"issues", issues_to_json(issues)}});
    else if (good)
        print_line(queued.fill.empty()
                       ? fmt::format("{}: {}", base::tr("Rows that can be filled in"), filled.rows.size())
                       : queued.fill);
    if (!good)
        return fail(ErrorCode::InvalidInput, "The list was not filled; mend the rows named above", in.file);
    return {};
}

Result<void> export_csv(Runtime& runtime, const ListArguments& in) {
    CANBO_TRY(const auto* model, find_model(runtime, in.model));
    CANBO_TRY(const auto* spec, find_list(*model, in.list));
    CANBO_TRY(const auto view, load(runtime, in));
    std::vector<progress::ListRow> rows;
    for (const auto* version : chosen(view, *spec, in.agency))
        rows.insert(rows.end(), version->list.rows.begin(), version->list.rows.end());
    if (rows.empty())
        return fail(ErrorCode::NotFound, "Nobody has filled this list", spec->code);
    CANBO_TRY_VOID(base::write_file(in.output, formats::write_list_csv(*spec, rows), spec->personal()));
    if (runtime.json)
        print_json({{"output", in.output}, {"rows", rows.size()}});
    else
        print_line(fmt::format("{} ({} {})", in.output, rows.size(), base::tr("rows")));
    return {};
}

} // namespace

void add_list_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<ListArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const ListArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* list = add_area(app, "list", "Lists that belong to a model: services, facilities, learners, a checklist");
    auto* verb =
        add_verb(*list, "show", "Who filled a model's lists, what they say, and their rows", runtime, work(show));
    verb->add_option("--model", in->model, "Number of the model")->required();
    verb->add_option("--list", in->list, "Code of the list; its rows are shown");
    verb->add_option("--agency", in->agency, "Code");
    verb = add_verb(*list, "fill", "Fill a list, or replace it by its next version", runtime, work(fill));
    verb->add_option("--model", in->model, "Number of the model")->required();
    verb->add_option("--list", in->list, "Code of the list")->required();
    verb->add_option("--agency", in->agency, "Code (default: your own)");
    verb->add_option("--file", in->file,
                     "CSV whose first row names the columns, or JSON "
                     "(content/schema/model-list.schema.json)")
        ->required();
    verb->add_flag("--dry-run", in->dry_run, "Check only");
    verb = add_verb(*list, "export", "The rows as CSV for a spreadsheet", runtime, work(export_csv));
    verb->add_option("--model", in->model, "Number of the model")->required();
    verb->add_option("--list", in->list, "Code of the list")->required();
    verb->add_option("--agency", in->agency, "Code");
    verb->add_option("--output", in->output, "File to write")->required();
}

} // namespace canbo::ctl
