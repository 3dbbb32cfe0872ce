#include "base/issues.h"
#include "reporting/report.h"
#include "targets.h"

namespace canbo::fuzz {

void read_report(std::string_view input) {
    const auto json = base::parse_json(input);
    if (!json)
        return;
    Issues issues;
    const reporting::Report report = reporting::report_from_json(*json, issues);
    if (!issues.has_errors()) {
        const Json written = reporting::report_to_json(report);
        Issues none;
        CANBO_CHECK(reporting::report_to_json(reporting::report_from_json(written, none)) == written);
        CANBO_CHECK(!none.has_errors());
        (void)reporting::approval_digest(report);
    }
    Issues of_model;
    const reporting::ModelReport model = reporting::model_report_from_json(*json, "models[0]", of_model);
    if (!of_model.has_errors()) {
        (void)model.view();
        Issues none;
        const Json written = reporting::model_report_to_json(model);
        CANBO_CHECK(reporting::model_report_to_json(reporting::model_report_from_json(written, "", none)) == written);
        CANBO_CHECK(!none.has_errors());
    }
}

} // namespace canbo::fuzz
