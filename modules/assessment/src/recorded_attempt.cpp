#include "assessment/choice.h"
#include "assessment/matching.h"
#include "assessment/recorded.h"
#include "assessment/text_answer.h"

#include <cmath>

namespace canbo::assessment {
namespace {

constexpr double mark_tolerance = 1e-6;

const Json& member(const Json& object, const char* key) {
    static const Json none;
    if (!object.is_object())
        return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

double number(const Json& json, double fallback = 0) {
    if (json.is_number())
        return json.get<double>();
    return json.is_string() ? leading_number(json.get_ref<const std::string&>()) : fallback;
}

std::string text(const Json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

Tolerance tolerance_of(const Json& json) {
    const auto name = text(json);
    if (name == "relative")
        return Tolerance::Relative;
    return name == "geometric" ? Tolerance::Geometric : Tolerance::Nominal;
}

template <class T>
std::unique_ptr<Question> choices_of(const Json& spec) {
    auto out = std::make_unique<T>();
    long long id = 0;
    for (const auto& fraction : member(spec, "fractions"))
        out->choices.push_back({++id, number(fraction), {}});
    return out;
}

std::unique_ptr<Question> short_answer(const Json& spec) {
    auto out = std::make_unique<ShortAnswer>();
    out->rules.match_case = member(spec, "usecase") == Json(true);
    for (const auto& answer : member(spec, "answers"))
        out->answers.push_back({text(member(answer, "pattern")), number(member(answer, "fraction"))});
    return out;
}

std::unique_ptr<Question> numerical(const Json& spec) {
    auto out = std::make_unique<Numerical>();
    out->reader = NumberReader(text(member(spec, "decimal")), text(member(spec, "thousands")));
    for (const auto& answer : member(spec, "answers"))
        out->answers.push_back({text(member(answer, "answer")), number(member(answer, "tolerance")),
                                tolerance_of(member(answer, "tolerancetype")), number(member(answer, "fraction"))});
    return out;
}

std::unique_ptr<Question> match(const Json& spec) {
    auto out = std::make_unique<Match>();
    long long id = 0;
    for (const auto& right : member(spec, "right"))
        out->stems.push_back({++id, static_cast<long long>(number(right)), {}});
    for (long long choice = 1; choice <= static_cast<long long>(number(member(spec, "nchoices"))); ++choice)
        out->choices.emplace_back(choice, std::string());
    return out;
}

std::unique_ptr<Question> question_of(const std::string& type, const Json& spec) {
    if (type == "truefalse") {
        auto out = std::make_unique<TrueFalse>();
        out->right = member(spec, "rightanswer") == Json(true);
        return out;
    }
    if (type == "multichoice_single")
        return choices_of<SingleChoice>(spec);
    if (type == "multichoice_multi")
        return choices_of<MultipleChoice>(spec);
    if (type == "shortanswer")
        return short_answer(spec);
    if (type == "numerical")
        return numerical(spec);
    return type == "match" ? match(spec) : nullptr;
}

Result<void> read_steps(const Json& row, RecordedAttempt& out) {
    for (const auto& step : member(row, "steps")) {
        if (step == Json("finish")) {
            out.steps.emplace_back();
            continue;
        }
        CANBO_TRY(auto response, response_from_json(step));
        out.steps.emplace_back(std::move(response));
    }
    for (const auto& line : member(row, "trace")) {
        CANBO_TRY(const auto state, parse_state(text(member(line, "state"))));
        const auto& mark = member(line, "mark");
        out.trace.push_back({state, mark.is_number() ? std::optional(mark.get<double>()) : std::nullopt});
    }
    return {};
}

} // namespace

Result<Response> response_from_json(const Json& json) {
    Response out;
    if (json.is_array() && json.empty())
        return out;
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "A response is an object of names and values");
    for (const auto& [name, value] : json.items()) {
        if (value.is_string())
            out.set(name, value.get<std::string>());
        else if (value.is_number_integer())
            out.set(name, std::to_string(value.get<long long>()));
        else if (value.is_number())
            out.set(name, format_number(value.get<double>()));
        else if (value.is_boolean())
            out.set(name, value.get<bool>() ? "1" : "");
        else if (!value.is_null())
            return fail(ErrorCode::InvalidInput, "A response is an object of names and values", name);
    }
    return out;
}

Json response_to_json(const Response& response) {
    Json out = Json::object();
    for (const auto& [name, value] : response.entries())
        out[name] = value;
    return out;
}

Result<RecordedAttempt> read_recorded_attempt(const Json& row) {
    RecordedAttempt out;
    out.id = member(row, "id");
    out.question = question_of(text(member(row, "type")), member(row, "spec"));
    if (!out.question)
        return fail(ErrorCode::InvalidInput, "There is no such question type", text(member(row, "type")));
    out.question->penalty = number(member(row, "penalty"));
    out.question->hints = static_cast<std::size_t>(std::max(0.0, number(member(row, "hints"))));
    out.behaviour = text(member(row, "behaviour"));
    out.max_mark = number(member(row, "maxmark"), 1);
    CANBO_TRY(out.first, response_from_json(member(row, "init")));
    CANBO_TRY_VOID(read_steps(row, out));
    return out;
}

Result<std::vector<TraceRow>> replay(RecordedAttempt row) {
    CANBO_TRY(auto attempt, QuestionAttempt::make(std::move(row.question), row.behaviour, row.max_mark));
    CANBO_TRY_VOID(attempt.start_stored(row.first));
    std::vector<TraceRow> out;
    out.reserve(row.steps.size());
    for (const auto& step : row.steps) {
        CANBO_TRY_VOID(step ? attempt.act(*step) : attempt.finish());
        out.push_back({attempt.state(), attempt.mark()});
    }
    return out;
}

Json trace_to_json(const std::vector<TraceRow>& trace) {
    Json out = Json::array();
    for (const auto& row : trace)
        out.push_back({{"state", state_name(row.state)}, {"mark", row.mark ? Json(*row.mark) : Json()}});
    return out;
}

bool same_trace(const std::vector<TraceRow>& a, const std::vector<TraceRow>& b) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool same_mark = a[i].mark.has_value() == b[i].mark.has_value() &&
                               (!a[i].mark || std::abs(*a[i].mark - *b[i].mark) <= mark_tolerance);
        if (a[i].state != b[i].state || !same_mark)
            return false;
    }
    return true;
}

} // namespace canbo::assessment
