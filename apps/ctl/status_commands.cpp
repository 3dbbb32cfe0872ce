#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "list_view.h"
#include "progress/agency_book.h"
#include "reporting/open_data.h"
#include "reporting/status_board.h"
#include "runtime.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

Result<void> show(Runtime& runtime, int model, const std::string& agency) {
    CANBO_TRY(const auto* desk, runtime.desk());
    if (model != 0 && desk->catalogue.find(model) == nullptr)
        return fail(ErrorCode::NotFound, "There is no model with this number; the plan has 1 to 43", "model");
    const base::Day today = base::day_in_vietnam(desk->clock.now());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
    if (!agency.empty() && agencies.find(agency) == nullptr)
        return fail(ErrorCode::NotFound, "There is no such agency", agency);
    CANBO_TRY(const auto plans, progress::PlanBook::load(*tx, desk->entries, base::Time::max()));
    CANBO_TRY(const auto said, reporting::newest_reports(*tx, *desk));
    progress::ListBook lists;
    CANBO_TRY_VOID(lists.read(*tx, desk->entries, desk->catalogue, model, base::Time::max()));
    const progress::Duties duties(desk->catalogue, agencies, today);
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (auto& status : reporting::status_of(desk->catalogue, duties, plans, said, today)) {
        if (model != 0 && status.model != model)
            continue;
        if (!agency.empty())
            std::erase_if(status.lines, [&](const auto& line) { return line.agency != agency; });
        if (!agency.empty() && status.lines.empty())
            continue;
        out.push_back(reporting::status_to_json(status));
        if (model != 0)
            out.back()["lists"] = lists_json(*desk->catalogue.find(model), lists, agencies, today, agency, false);
        for (const auto& line : status.lines)
            rows.push_back({std::to_string(status.model), line.agency, line.said ? base::tr(line.said->status) : "–",
                            base::tr(progress::status_label(line.office.status)),
                            line.said ? base::tr(line.said->confidence) : "–",
                            line.said && line.said->percent ? base::format_decimal(*line.said->percent) : "–",
                            line.office.reasons.empty() ? "" : base::tr(line.office.reasons.front())});
    }
    if (runtime.json)
        print_json(out);
    else
        print_table({base::tr("Model"), base::tr("Agency"), base::tr("Agency says"), base::tr("Office's view"),
                     base::tr("Confidence"), base::tr("%"), base::tr("Because")},
                    rows, 80);
    if (!runtime.json && model != 0)
        print_lists(lists_json(*desk->catalogue.find(model), lists, agencies, today, agency, false));
    return {};
}

Result<void> write_open_data(Runtime& runtime, const std::filesystem::path& output) {
    const auto ending = output.extension();
    if (ending != ".json" && ending != ".csv")
        return fail(ErrorCode::InvalidInput, "The file's name ends in .json or .csv", output.string());
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto data, reporting::open_data(*desk));
    const std::string text =
        ending == ".csv" ? reporting::open_data_to_csv(data) : reporting::open_data_to_json(data).dump(2) + "\n";
    CANBO_TRY_VOID(base::write_file(output, text));
    if (runtime.json)
        print_json({{"rows", data.rows.size()}, {"file", output.string()}});
    else
        print_line(fmt::format("{}: {}", base::tr("Rows written"), data.rows.size()));
    return {};
}

} // namespace

void add_status_commands(Command& app, Runtime& runtime) {
    struct Arguments {
        int model{0};
        std::string agency;
    };
    auto in = std::make_shared<Arguments>();
    auto* status = add_verb(app, "status", "Where the 43 models stand", runtime,
                            [&runtime, in] { return show(runtime, in->model, in->agency); });
    status->add_option("--model", in->model, "Number of the model");
    status->add_option("--agency", in->agency, "Code");
    auto output = std::make_shared<std::filesystem::path>();
    auto* open_data = add_verb(app, "open-data", "Write where the plan stands for everybody, without personal data",
                               runtime, [&runtime, output] { return write_open_data(runtime, *output); });
    open_data->add_option("--output", *output, "The file to write, ending in .json or .csv")->required();
}

} // namespace canbo::ctl
