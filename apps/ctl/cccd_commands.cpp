#include "base/file.h"
#include "base/translation.h"
#include "cccd.h"
#include "console.h"
#include "formats/trust_json_file.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

std::string shown(const std::optional<base::Day>& day) { return day ? base::show_day(*day) : std::string(); }

std::string shown(const std::optional<identity::Expiry>& expiry) {
    if (!expiry)
        return {};
    return expiry->never ? base::tr("no expiry") : base::show_day(expiry->day);
}

std::string shown(const std::optional<identity::Sex>& sex) {
    if (!sex)
        return {};
    return *sex == identity::Sex::Male ? base::tr("male") : base::tr("female");
}

} // namespace

Result<identity::TrustAnchors> desk_anchors(const Runtime& runtime) {
    CANBO_TRY(const auto store, formats::TrustJsonFile(runtime.folder() / "cccd-trust.json").load());
    return store.anchors();
}

Result<base::Day> today(Runtime& runtime) {
    CANBO_TRY(const base::Clock* clock, runtime.clock());
    return base::day_in_vietnam(clock->now());
}

Result<identity::Findings> place_findings(Runtime& runtime, const std::string& text) {
    const auto number = identity::parse_number(text);
    if (!number)
        return identity::Findings();
    CANBO_TRY(const auto share, runtime.share());
    CANBO_TRY(const auto file, base::read_file(share / "content" / "cccd" / "places.json"));
    CANBO_TRY(const auto json, base::parse_json(file));
    Issues issues;
    const auto places = identity::PlaceTable::from_json(json, issues);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return identity::check_place(*number, places);
}

void print_person(const identity::Person& person) {
    const auto line = [](const std::string& label, const std::string& value) {
        if (!value.empty())
            print_line(fmt::format("{}: {}", label, value));
    };
    line(base::tr("Number"), person.number);
    line(base::tr("Name"), person.name);
    line(base::tr("Born"), shown(person.birth_date));
    line(base::tr("Sex"), shown(person.sex));
    line(base::tr("Nationality"), person.nationality);
    line(base::tr("Address"), person.address);
    line(base::tr("Origin"), person.origin);
    line(base::tr("Old number"), person.old_number);
    line(base::tr("Issued"), shown(person.issued));
    line(base::tr("Valid until"), shown(person.expiry));
}

void print_findings(const identity::Findings& findings) {
    for (const auto& finding : findings)
        print_line(fmt::format("{} {}", finding.severity >= identity::Finding::Severity::Mismatch ? "✗" : "•",
                               base::tr(finding.sentence)));
}

void add_cccd_commands(Command& app, Runtime& runtime) {
    auto* area = add_area(app, "cccd", "Chip cards of citizens (CCCD)");
    add_cccd_reading(*area, runtime);
    add_cccd_paper(*area, runtime);
    add_cccd_trust(*area, runtime);
}

} // namespace canbo::ctl
