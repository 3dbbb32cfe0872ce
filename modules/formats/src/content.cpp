#include "formats/content.h"

#include "base/file.h"
#include "base/json.h"

namespace canbo::formats {
namespace {

Result<Json> read_json(const std::filesystem::path& file) {
    CANBO_TRY(const std::string text, base::read_file(file, 10'000'000));
    auto json = base::parse_json(text, {10'000'000, 32});
    if (!json) {
        Error error = json.error();
        error.where = file.filename().string() + ": " + error.where;
        return fail(std::move(error));
    }
    return json;
}

Result<void> all_well(const Issues& issues, const std::filesystem::path& file) {
    if (!issues.has_errors())
        return {};
    Error error = base::first_error(issues);
    error.where = file.filename().string() + ": " + error.where;
    return fail(std::move(error));
}

} // namespace

Result<PlanContent> load_plan_content(const std::filesystem::path& share) {
    const auto folder = share / "content" / "plan-395";
    PlanContent content;
    Issues issues;

    const auto catalogue = folder / "catalogue.json";
    CANBO_TRY(const Json models, read_json(catalogue));
    content.catalogue = progress::catalogue_from_json(models, issues);
    CANBO_TRY_VOID(all_well(issues, catalogue));

    const auto agencies = folder / "agencies.json";
    CANBO_TRY(const Json rows, read_json(agencies));
    if (!rows.is_array())
        return fail(ErrorCode::InvalidInput, "A list is expected here", agencies.filename().string());
    for (std::size_t i = 0; i < rows.size(); ++i)
        content.agencies.put(people::agency_from_json(rows[i], "[" + std::to_string(i) + "]", issues));
    content.agencies.check(issues);
    CANBO_TRY_VOID(all_well(issues, agencies));

    const auto calendar = folder / "calendar.json";
    CANBO_TRY(const Json days, read_json(calendar));
    content.calendar = reporting::Calendar::from_json(days, issues);
    CANBO_TRY_VOID(all_well(issues, calendar));
    return content;
}

} // namespace canbo::formats
