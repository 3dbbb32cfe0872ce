#include "list_view.h"

#include "base/text.h"
#include "base/translation.h"
#include "console.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

Json filled_json(const progress::ListSpec& spec, const progress::ListVersion& version, bool with_rows) {
    Json out{{"agency", version.list.agency},
             {"revision", version.revision},
             {"received_at", base::to_iso(version.received_at)},
             {"author", version.author},
             {"count", version.list.rows.size()}};
    if (with_rows) {
        out["rows"] = Json::array();
        for (const auto& row : version.list.rows)
            out["rows"].push_back(progress::row_to_json(spec, row));
    }
    return out;
}

std::string number_text(const Json& value) {
    return value.is_number() ? base::format_decimal(value.get<double>()) : std::string("–");
}

} // namespace

Json lists_json(const progress::Model& model, const progress::ListBook& book, const people::AgencyTree& agencies,
                base::Day day, const std::string& agency, bool with_rows) {
    Json out = Json::array();
    for (const auto& spec : model.lists) {
        auto versions = progress::lists_in_force(book, spec, agencies, day);
        if (!agency.empty() && !spec.by_office) {
            const auto* own = book.find(spec, agency);
            versions = own ? std::vector{own} : std::vector<const progress::ListVersion*>();
        }
        Json filled = Json::array();
        for (const auto* version : versions)
            filled.push_back(filled_json(spec, *version, with_rows));
        Json figures = Json::array();
        for (const auto& figure : progress::figures_of(spec, model, versions))
            figures.push_back(progress::figure_to_json(figure, model));
        out.push_back({{"code", spec.code},
                       {"name", spec.name},
                       {"kind", progress::list_kind_name(spec.kind)},
                       {"expected", spec.expected ? Json(*spec.expected) : Json(nullptr)},
                       {"filled_by", spec.by_office ? "office" : "agency"},
                       {"filled", filled},
                       {"figures", figures}});
    }
    return out;
}

void print_lists(const Json& lists) {
    for (const auto& list : lists) {
        print_line(fmt::format("\n{} · {}", list["code"].get<std::string>(), list["name"].get<std::string>()));
        if (list["filled"].empty()) {
            print_line(base::tr("Nobody has filled this list"));
            continue;
        }
        std::vector<std::vector<std::string>> rows;
        for (const auto& filled : list["filled"])
            rows.push_back({filled["agency"].get<std::string>(), std::to_string(filled["revision"].get<int>()),
                            std::to_string(filled["count"].get<std::size_t>()),
                            base::show_time_or_blank(filled["received_at"].get<std::string>())});
        print_table({base::tr("Agency"), base::tr("Version"), base::tr("Rows"), base::tr("Received at")}, rows);
        rows.clear();
        for (const auto& figure : list["figures"])
            rows.push_back(
                {figure["name"].get<std::string>(), figure["unit"].get<std::string>(), number_text(figure["value"]),
                 number_text(figure["target"]),
                 fmt::format("{}/{}", figure["done"].get<std::size_t>(), figure["total"].get<std::size_t>())});
        print_table(
            {base::tr("Indicator"), base::tr("Unit"), base::tr("The list says"), base::tr("Target"), base::tr("Done")},
            rows, 72);
    }
}

} // namespace canbo::ctl
