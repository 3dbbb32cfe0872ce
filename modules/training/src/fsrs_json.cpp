#include "base/issues.h"
#include "training/fsrs.h"

#include <cmath>

namespace canbo::training {
namespace {

constexpr double tolerance = 1e-6;

bool near(const Json& recorded, double value) {
    return recorded.is_number() && std::abs(recorded.get<double>() - value) <= tolerance;
}

Result<std::vector<std::chrono::milliseconds>> read_steps(const Json& json, const char* key,
                                                          std::vector<std::chrono::milliseconds> standard) {
    const auto found = json.find(key);
    if (found == json.end())
        return standard;
    std::vector<std::chrono::milliseconds> out;
    if (!found->is_array())
        return fail(ErrorCode::InvalidInput, "The steps are a list of seconds", key);
    for (const auto& step : *found) {
        if (!step.is_number() || step.get<double>() <= 0 || step.get<double>() > 1e7)
            return fail(ErrorCode::InvalidInput, "The steps are a list of seconds", key);
        out.emplace_back(static_cast<long long>(step.get<double>() * 1000));
    }
    return out;
}

} // namespace

Result<FsrsParameters> parameters_from_json(const Json& json) {
    FsrsParameters out;
    if (const auto weights = json.find("parameters"); weights != json.end()) {
        if (!weights->is_array() || weights->size() != out.weights.size())
            return fail(ErrorCode::InvalidInput, "FSRS-6 has 21 weights", "parameters");
        for (std::size_t i = 0; i < out.weights.size(); ++i) {
            if (!(*weights)[i].is_number())
                return fail(ErrorCode::InvalidInput, "FSRS-6 has 21 weights", "parameters");
            out.weights[i] = (*weights)[i].get<double>();
        }
        if (out.weights[20] <= 0)
            return fail(ErrorCode::InvalidInput, "The forgetting curve falls only with a decay over 0", "parameters");
    }
    Issues issues;
    const Json plain = [&] {
        Json only = Json::object();
        for (const char* key : {"desired_retention", "maximum_interval"})
            if (json.contains(key))
                only[key] = json[key];
        return only;
    }();
    base::ObjectReader in(plain, "", issues);
    out.desired_retention = in.optional_number("desired_retention").value_or(out.desired_retention);
    out.maximum_interval =
        static_cast<int>(in.optional_integer("maximum_interval", 1, 36500).value_or(out.maximum_interval));
    if (issues.has_errors())
        return fail(base::first_error(issues));
    if (out.desired_retention <= 0 || out.desired_retention >= 1)
        return fail(ErrorCode::InvalidInput, "The wanted recall is over 0 and under 1", "desired_retention");
    CANBO_TRY(out.learning_steps, read_steps(json, "learning_steps_s", out.learning_steps));
    CANBO_TRY(out.relearning_steps, read_steps(json, "relearning_steps_s", out.relearning_steps));
    return out;
}

Result<std::vector<RefreshStep>> replay_reviews(const Fsrs& fsrs, const Json& row) {
    const auto trace = row.find("trace");
    if (!row.is_object() || trace == row.end() || !trace->is_array())
        return fail(ErrorCode::InvalidInput, "A row of reviews holds a card and its trace", "trace");
    std::vector<RefreshStep> out;
    RefreshCard card;
    for (const auto& one : *trace) {
        const auto where = "trace[" + std::to_string(out.size()) + "]";
        if (!one.is_array() || one.size() < 2 || !one[0].is_string() || !one[1].is_number_integer() || one[1] < 1 ||
            one[1] > 4)
            return fail(ErrorCode::InvalidInput, "A review is a time and a rating from 1 to 4", where);
        const auto at = base::parse_time(one[0].get<std::string>());
        if (!at)
            return fail(ErrorCode::InvalidInput, "A review is a time and a rating from 1 to 4", where);
        const auto rating = static_cast<Rating>(one[1].get<int>());
        card = fsrs.review(card, rating, *at);
        out.push_back({*at, rating, card});
    }
    return out;
}

Json step_to_json(const RefreshStep& step) {
    const Memory memory = step.card.memory.value_or(Memory{});
    return Json::array({base::to_iso(step.at), static_cast<int>(step.rating), static_cast<int>(step.card.state),
                        memory.stability, memory.difficulty, base::to_iso(step.card.due)});
}

bool same_step(const RefreshStep& step, const Json& recorded) {
    if (!recorded.is_array() || recorded.size() < 6)
        return true;
    if (!recorded[5].is_string() || !step.card.memory)
        return false;
    const auto due = base::parse_time(recorded[5].get<std::string>());
    return due && *due == step.card.due && recorded[2] == static_cast<int>(step.card.state) &&
           near(recorded[3], step.card.memory->stability) && near(recorded[4], step.card.memory->difficulty);
}

} // namespace canbo::training
