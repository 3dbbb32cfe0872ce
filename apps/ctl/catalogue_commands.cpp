#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "progress/agency_book.h"
#include "progress/plan.h"
#include "runtime.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

std::string window_text(const progress::Window& window) {
    const auto year = [](base::Day day) { return base::to_iso(day).substr(0, 4); };
    using Kind = progress::Window::Kind;
    if (window.kind == Kind::Years && window.from && window.to)
        return year(*window.from) + "–" + year(*window.to);
    if (window.kind == Kind::Quarter && window.from && window.to)
        return base::show_day(*window.from) + "–" + base::show_day(*window.to);
    if (window.kind == Kind::Regular)
        return base::tr("Regular");
    if (window.kind == Kind::Roadmap)
        return base::tr("By the roadmap of Project 06");
    return base::tr("After guidance");
}

std::string leads_text(const progress::Model& model) {
    std::string out;
    for (const auto& task : model.tasks)
        if (task.role == progress::TaskRole::Lead && out.find(task.agency) == std::string::npos)
            out += (out.empty() ? "" : ", ") + task.agency;
    return out.empty() ? "–" : out;
}

Result<void> list_models(Runtime& runtime) {
    CANBO_TRY(const auto* content, runtime.content());
    if (runtime.json) {
        Json out = Json::array();
        for (const auto& model : content->catalogue.models)
            out.push_back(progress::model_to_json(model));
        print_json(out);
        return {};
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& model : content->catalogue.models)
        rows.push_back({std::to_string(model.number), std::to_string(model.group), model.name,
                        window_text(model.window), leads_text(model), std::to_string(model.gates.size())});
    print_table({base::tr("No."), base::tr("Group"), base::tr("Model"), base::tr("Window"), base::tr("Lead agencies"),
                 base::tr("Gates")},
                rows);
    return {};
}

Result<people::AgencyTree> known_agencies(Runtime& runtime) {
    CANBO_TRY(const auto* content, runtime.content());
    CANBO_TRY(const bool logged_in, apps::has_session(runtime.folder()));
    if (!logged_in)
        return content->agencies;
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    return progress::load_agencies(*tx, desk->entries, content->agencies);
}

Result<void> list_gates(Runtime& runtime) {
    CANBO_TRY(const auto* content, runtime.content());
    progress::PlanBook book;
    CANBO_TRY(const bool logged_in, apps::has_session(runtime.folder()));
    if (logged_in) {
        CANBO_TRY(const auto* desk, runtime.desk());
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        CANBO_TRY(book, progress::PlanBook::load(*tx, desk->entries, base::Time::max()));
    }
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& model : content->catalogue.models)
        for (const auto& gate : model.gates) {
            const auto* opening = book.opening(gate.id);
            out.push_back({{"id", gate.id},
                           {"model", model.number},
                           {"awaits", gate.awaits},
                           {"from", gate.from},
                           {"opened_on", opening ? Json(base::to_iso(opening->date)) : Json(nullptr)},
                           {"document", opening ? Json(opening->document) : Json(nullptr)}});
            rows.push_back({gate.id, gate.awaits, gate.from,
                            opening ? base::show_day(opening->date) : base::tr("not opened"),
                            opening ? opening->document : ""});
        }
    if (runtime.json)
        print_json(out);
    else
        print_table({base::tr("Gate"), base::tr("Awaits"), base::tr("Guidance from"), base::tr("Opened on"),
                     base::tr("Document")},
                    rows, 44);
    return {};
}

} // namespace

Result<void> list_agencies(Runtime& runtime) {
    CANBO_TRY(const auto tree, known_agencies(runtime));
    if (runtime.json) {
        Json out = Json::array();
        for (const auto& [code, agency] : tree.all())
            out.push_back(people::agency_to_json(agency));
        print_json(out);
        return {};
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& [code, agency] : tree.all())
        rows.push_back({code, agency.name, agency.parent, agency.valid_to ? base::show_day(*agency.valid_to) : "",
                        agency.successor});
    print_table({base::tr("Code"), base::tr("Agency"), base::tr("Above"), base::tr("Until"), base::tr("Successor")},
                rows);
    return {};
}

void add_catalogue_commands(Command& app, Runtime& runtime) {
    auto* catalogue = add_area(app, "catalogue", "The 43 models and the agencies of Plan 395");
    add_verb(*catalogue, "models", "The 43 models", runtime, [&runtime] { return list_models(runtime); });
    add_verb(*catalogue, "agencies", "Agencies", runtime, [&runtime] { return list_agencies(runtime); });

    auto* gate = add_area(app, "gate", "Guidance that models wait for");
    add_verb(*gate, "list", "Every gate and when it was opened", runtime, [&runtime] { return list_gates(runtime); });
    struct Arguments {
        std::string id, document, date;
    };
    auto arguments = std::make_shared<Arguments>();
    auto* open = add_verb(
        *gate, "open", "Record the document that opens a gate", runtime, [&runtime, arguments]() -> Result<void> {
            CANBO_TRY(const auto date, base::parse_day(arguments->date));
            CANBO_TRY(const auto* content, runtime.content());
            if (content->catalogue.gate(arguments->id) == nullptr)
                return fail(ErrorCode::NotFound, "There is no gate with this id", arguments->id);
            CANBO_TRY(const auto document, base::to_nfc(arguments->document));
            CANBO_TRY(const auto id,
                      runtime.queue_and_send(progress::gate_kind, "", arguments->id,
                                             progress::gate_opening_to_json({arguments->id, document, date})));
            runtime.print_id(id);
            return {};
        });
    open->add_option("ID", arguments->id, "Gate, for example 4-1")->required();
    open->add_option("--document", arguments->document, "Number and symbol of the document")->required();
    open->add_option("--date", arguments->date, "Date of the document, yyyy-mm-dd")->required();
}

} // namespace canbo::ctl
