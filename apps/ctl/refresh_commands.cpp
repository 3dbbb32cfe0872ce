// refresh replay: the scheduler of refreshers against recorded reviews.
#include "base/translation.h"
#include "console.h"
#include "json_lines.h"
#include "runtime.h"
#include "training/fsrs.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

Result<void> schedule_again(Runtime& runtime, const std::string& file) {
    training::Fsrs fsrs;
    std::size_t states = 0, different = 0;
    CANBO_TRY_VOID(for_each_line(file, [&](const Json& row) -> Result<void> {
        if (row.is_object() && row.contains("parameters")) { // the first line
            CANBO_TRY(auto parameters, training::parameters_from_json(row));
            fsrs = training::Fsrs(std::move(parameters));
            return {};
        }
        CANBO_TRY(const auto steps, training::replay_reviews(fsrs, row));
        Json trace = Json::array();
        for (std::size_t i = 0; i < steps.size(); ++i) {
            ++states;
            different += training::same_step(steps[i], row["trace"][i]) ? 0 : 1;
            if (runtime.json)
                trace.push_back(training::step_to_json(steps[i]));
        }
        if (runtime.json)
            print_line(Json{{"card", row.value("card", Json())}, {"trace", trace}}.dump());
        return {};
    }));
    if (!runtime.json)
        print_line(fmt::format(fmt::runtime(base::tr("{} states checked, {} differ")), states, different));
    if (different > 0)
        return fail(ErrorCode::Conflict, "A review did not go as recorded", std::to_string(different));
    return {};
}

} // namespace

void add_refresh_commands(Command& app, Runtime& runtime) {
    auto file = std::make_shared<std::string>();
    auto* area = add_area(app, "refresh", "Refreshers: when a question should be asked again");
    auto* again = add_verb(*area, "replay", "Schedule recorded reviews again and check each state", runtime,
                           [&runtime, file] { return schedule_again(runtime, *file); });
    again->add_option("FILE", *file, "JSON lines, may be packed with gzip")->required();
}

} // namespace canbo::ctl
