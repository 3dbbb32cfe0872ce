// Questions as Moodle's engine dumps their definitions.
#include "assessment/calculated.h"
#include "assessment/cloze.h"
#include "assessment/gaps.h"
#include "assessment/matching.h"
#include "assessment/recorded.h"

#include <algorithm>

namespace canbo::assessment {
namespace {

/// Read-only view of PHP's arrays, which come as objects, or as lists when their keys count from 0.
class Php {
public:
    explicit Php(const Json& json) : m_json(&json) {}

    Php at(const char* key) const {
        static const Json none;
        if (!m_json->is_object())
            return Php(none);
        const auto found = m_json->find(key);
        return Php(found == m_json->end() ? none : *found);
    }
    double number(double fallback = 0) const {
        if (m_json->is_number())
            return m_json->get<double>();
        if (m_json->is_boolean())
            return m_json->get<bool>() ? 1 : 0;
        return m_json->is_string() ? leading_number(m_json->get_ref<const std::string&>()) : fallback;
    }
    int integer(int fallback = 0) const { return static_cast<int>(number(fallback)); }
    long long id() const { return static_cast<long long>(number()); }
    bool yes() const { return m_json->is_string() ? *m_json != Json("") && *m_json != Json("0") : number() != 0; }
    std::string text() const {
        if (m_json->is_string())
            return m_json->get<std::string>();
        return m_json->is_number() ? format_number(m_json->get<double>()) : std::string();
    }
    bool has(const char* key) const { return m_json->is_object() && m_json->contains(key); }
    std::size_t size() const { return m_json->size(); }
    const Json& json() const { return *m_json; }

    /// Key and value of every entry, keys that are numbers in their order.
    std::vector<std::pair<std::string, Php>> entries() const {
        std::vector<std::pair<std::string, Php>> out;
        std::size_t index = 0;
        if (m_json->is_array())
            for (const auto& value : *m_json)
                out.emplace_back(std::to_string(index++), Php(value));
        else if (m_json->is_object())
            for (const auto& [key, value] : m_json->items())
                out.emplace_back(key, Php(value));
        std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
            return leading_integer(a.first) < leading_integer(b.first);
        });
        return out;
    }

private:
    const Json* m_json;
};

/// Several answers where no single one is wholly right: the definition does not say it otherwise.
bool several(const Php& in) {
    const auto answers = in.at("answers").entries();
    return std::none_of(answers.begin(), answers.end(), [](const auto& answer) {
        return graded_state(answer.second.at("fraction").number()) == AttemptState::GradedRight;
    });
}

template <class T>
std::unique_ptr<Question> read_choices(const Php& in) {
    auto out = std::make_unique<T>();
    out->shuffle = in.at("shuffleanswers").yes();
    for (const auto& [id, answer] : in.at("answers").entries())
        out->choices.push_back({leading_integer(id), answer.at("fraction").number(), answer.at("answer").text()});
    return out;
}

std::unique_ptr<Question> read_short_answer(const Php& in) {
    auto out = std::make_unique<ShortAnswer>();
    out->rules.match_case = in.at("usecase").yes();
    for (const auto& [id, answer] : in.at("answers").entries())
        out->answers.push_back({answer.at("answer").text(), answer.at("fraction").number()});
    return out;
}

Tolerance tolerance_of(const Php& in) {
    const auto name = in.text();
    if (name == "1" || name == "relative")
        return Tolerance::Relative;
    return name == "3" || name == "geometric" ? Tolerance::Geometric : Tolerance::Nominal;
}

template <class T>
std::unique_ptr<Question> read_numbers(const Php& in) {
    auto out = std::make_unique<T>();
    for (const auto& [id, answer] : in.at("answers").entries())
        out->answers.push_back({answer.at("answer").text(), answer.at("tolerance").number(),
                                tolerance_of(answer.at("tolerancetype")), answer.at("fraction").number()});
    out->unit_display = static_cast<Numerical::UnitDisplay>(std::clamp(in.at("unitdisplay").integer(), 0, 3));
    out->unit_grading = static_cast<Numerical::UnitGrading>(std::clamp(in.at("unitgradingtype").integer(), 0, 2));
    out->unit_penalty = in.at("unitpenalty").number();
    for (const auto& [unit, count] : in.at("units").entries())
        out->reader.units.emplace_back(unit, count.number());
    out->reader.units_before = in.at("units_before").yes();
    return out;
}

template <class T>
std::unique_ptr<Question> read_match(const Php& in) {
    auto out = std::make_unique<T>();
    out->shuffle = in.at("shufflestems").yes();
    for (const auto& [id, stem] : in.at("stems").entries())
        out->stems.push_back({leading_integer(id), in.at("right").at(id.c_str()).id(), stem.text()});
    for (const auto& [id, choice] : in.at("choices").entries())
        out->choices.emplace_back(leading_integer(id), choice.text());
    return out;
}

std::unique_ptr<Question> read_ordering(const Php& in) {
    auto out = std::make_unique<Ordering>();
    out->rule = static_cast<Ordering::Rule>(std::clamp(in.at("gradingtype").integer(), -1, 7));
    out->field = "response_" + in.at("id").text();
    std::vector<std::pair<double, Ordering::Item>> items; // an item's fraction is its place
    for (const auto& [id, answer] : in.at("answers").entries())
        items.emplace_back(answer.at("fraction").number(),
                           Ordering::Item{leading_integer(id), answer.at("md5key").text(), answer.at("answer").text()});
    std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [place, item] : items)
        out->items.push_back(std::move(item));
    return out;
}

std::unique_ptr<Question> read_gaps(const Php& in) {
    auto out = std::make_unique<Gaps>();
    out->shuffle = in.at("shufflechoices").yes();
    for (const auto& [group, choices] : in.at("choices").entries())
        for (const auto& [number, choice] : choices.entries())
            out->choices[static_cast<int>(leading_integer(group))].emplace_back(leading_integer(number),
                                                                                choice.at("text").text());
    for (const auto& [number, place] : in.at("places").entries()) {
        const int group = place.has("group") ? place.at("group").integer() : place.integer();
        out->places.push_back(
            {static_cast<int>(leading_integer(number)), group, in.at("rightchoices").at(number.c_str()).id()});
    }
    return out;
}

Result<std::unique_ptr<Question>> read_markers(const Php& in) {
    auto out = std::make_unique<Markers>();
    out->shuffle = in.at("shufflechoices").yes();
    for (const auto& [number, marker] : in.at("choices").at("1").entries())
        out->markers.emplace_back(leading_integer(number), marker.at("text").text());
    for (const auto& [number, place] : in.at("places").entries()) {
        CANBO_TRY(auto zone, parse_zone(place.at("coords").text()));
        out->places.push_back({static_cast<int>(leading_integer(number)), std::move(zone),
                               in.at("rightchoices").at(number.c_str()).id()});
    }
    return out;
}

std::unique_ptr<Question> read_essay(const Php& in) {
    auto out = std::make_unique<Essay>();
    out->required = in.at("responserequired").yes();
    if (const int least = in.at("minwordlimit").integer(); least > 0)
        out->least_words = least;
    if (const int most = in.at("maxwordlimit").integer(); most > 0)
        out->most_words = most;
    return out;
}

/// A part's type is not in the dump: its fields and its text tell.
std::string part_type(const Php& part) {
    if (part.has("usecase"))
        return "shortanswer";
    return part.has("unitdisplay") ? "numerical" : "multichoice";
}

Result<std::unique_ptr<Question>> read_cloze(const Php& in) {
    auto out = std::make_unique<Cloze>();
    for (const auto& [number, part] : in.at("subquestions").entries()) {
        CANBO_TRY(auto question, read_moodle_question(part_type(part), part.json()));
        out->parts.push_back(std::move(question));
    }
    return out;
}

Result<std::unique_ptr<Question>> read_type(const std::string& qtype, const Php& in) {
    if (qtype == "truefalse") {
        auto out = std::make_unique<TrueFalse>();
        out->right = in.at("rightanswer").yes();
        return out;
    }
    if (qtype == "multichoice")
        return several(in) ? read_choices<MultipleChoice>(in) : read_choices<SingleChoice>(in);
    if (qtype == "calculatedmulti")
        return several(in) ? read_choices<CalculatedChoice<MultipleChoice>>(in)
                           : read_choices<CalculatedChoice<SingleChoice>>(in);
    if (qtype == "shortanswer")
        return read_short_answer(in);
    if (qtype == "numerical")
        return read_numbers<Numerical>(in);
    if (qtype == "calculated" || qtype == "calculatedsimple")
        return read_numbers<Calculated>(in);
    if (qtype == "match")
        return read_match<Match>(in);
    if (qtype == "randomsamatch")
        return read_match<RandomMatch>(in);
    if (qtype == "ordering")
        return read_ordering(in);
    if (qtype == "gapselect" || qtype == "ddwtos" || qtype == "ddimageortext")
        return read_gaps(in);
    if (qtype == "ddmarker")
        return read_markers(in);
    if (qtype == "essay")
        return read_essay(in);
    if (qtype == "description")
        return std::make_unique<Description>();
    if (qtype == "multianswer")
        return read_cloze(in);
    return fail(ErrorCode::InvalidInput, "There is no such question type", qtype);
}

} // namespace

Result<std::unique_ptr<Question>> read_moodle_question(const std::string& qtype, const Json& definition) {
    const Php in(definition);
    CANBO_TRY(auto out, read_type(qtype, in));
    out->penalty = in.at("penalty").number();
    out->hints = in.at("hints").size();
    out->default_mark = in.at("defaultmark").number(1);
    return out;
}

} // namespace canbo::assessment
