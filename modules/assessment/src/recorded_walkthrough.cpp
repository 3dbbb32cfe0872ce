#include "assessment/numbers.h"
#include "assessment/recorded.h"
#include "assessment/text_answer.h"

#include <cmath>

namespace canbo::assessment {
namespace {

constexpr double number_tolerance = 1e-6;

/// One recorded attempt on its way.
class Walk {
public:
    Walk(const Json& attempt, std::string test, WalkthroughReport& report)
        : m_recorded(attempt), m_definition(attempt.value("question", Json::object())), m_test(std::move(test)),
          m_report(report) {}

    Result<void> play() {
        infer_units();
        CANBO_TRY_VOID(begin());
        bool after_check = false;
        for (const auto& event : m_recorded.value("events", Json::array())) {
            const bool is_check = event.contains("expect");
            if (is_check && after_check)
                CANBO_TRY_VOID(infer_next_attempt(event.at("expect")));
            after_check = is_check;
            if (is_check)
                check(event.at("expect"));
            else if (auto done = act(event.value("do", Json())); !done)
                m_report.failures.push_back({m_test, m_event, "an action that is taken", done.error().message});
            ++m_event;
        }
        return {};
    }

private:
    Result<std::unique_ptr<Question>> question() const {
        return read_moodle_question(m_recorded.value("qtype", ""), m_definition);
    }

    Result<QuestionAttempt> made() const {
        CANBO_TRY(auto defined, question());
        return QuestionAttempt::make(std::move(defined), m_recorded.value("behaviour", ""),
                                     m_recorded.value("maxmark", 1.0));
    }

    Result<void> begin() {
        CANBO_TRY(auto attempt, made());
        CANBO_TRY(const auto first, response_from_json(m_recorded.value("init", Json::array())));
        CANBO_TRY_VOID(attempt.start_stored(first));
        m_attempt = std::make_unique<QuestionAttempt>(std::move(attempt));
        return {};
    }

    Result<void> act(const Json& action) {
        if (action == Json("finish"))
            return m_attempt->finish();
        if (action == Json("regrade"))
            return regrade(false);
        if (action == Json("build_on_last"))
            return build_on_last();
        if (!action.is_object() || action.empty())
            return fail(ErrorCode::InvalidInput, "There is no such action in a walkthrough");
        const std::string verb = action.begin().key();
        const Json& with = action.begin().value();
        if (verb == "submit") {
            CANBO_TRY(const auto response, response_from_json(with));
            return m_attempt->act(response);
        }
        if (verb == "manual_grade")
            return grade_by_hand(with);
        if (verb == "regrade")
            return regrade(with.value("finish", false));
        if (verb == "max_mark") {
            m_attempt->set_max_mark(with.get<double>());
            return {};
        }
        return verb == "edit" ? edit(with)
                              : fail(ErrorCode::InvalidInput, "There is no such action in a walkthrough", verb);
    }

    /// A finished attempt is never open again by itself, and what was sent is recorded: then the next attempt began.
    Result<void> infer_next_attempt(const Json& expected) {
        const auto state = parse_state(expected.value("state", ""));
        if (!state || !is_active(*state) || !is_finished(m_attempt->state()))
            return {};
        m_report.inferred.push_back({m_test, m_event, "build_on_last"});
        return build_on_last();
    }

    /// A unit that is chosen from a list is one of the question's. The dump holds no units, nor what they make.
    void infer_units() {
        if (m_definition.contains("units") || !is_in_list(m_definition.value("unitdisplay", Json())))
            return;
        Json units = Json::object();
        for (const auto& event : m_recorded.value("events", Json::array()))
            if (const auto unit = event.value(Json::json_pointer("/do/submit/unit"), std::string()); !unit.empty())
                units[unit] = 1;
        if (units.empty())
            return;
        m_report.inferred.push_back({m_test, 0, "units " + units.dump()});
        m_definition["units"] = std::move(units);
    }

    static bool is_in_list(const Json& display) {
        return display == Json(static_cast<int>(Numerical::UnitDisplay::Radio)) ||
               display == Json(static_cast<int>(Numerical::UnitDisplay::Select));
    }

    Result<void> grade_by_hand(const Json& with) {
        CANBO_TRY(const auto given, response_from_json(with));
        const auto* mark = given.find("mark");
        return m_attempt->grade_by_hand(std::string(given.text("comment")),
                                        mark == nullptr ? std::nullopt : std::optional(*mark));
    }

    Result<void> regrade(bool finish) {
        CANBO_TRY(auto defined, question());
        CANBO_TRY(auto attempt, m_attempt->regraded(std::move(defined), finish));
        *m_attempt = std::move(attempt);
        return {};
    }

    Result<void> build_on_last() {
        CANBO_TRY(auto attempt, made());
        CANBO_TRY_VOID(attempt.start_based_on(*m_attempt));
        *m_attempt = std::move(attempt);
        return {};
    }

    Result<void> edit(const Json& changes) {
        for (const auto& [pointer, value] : changes.items())
            m_definition[Json::json_pointer(pointer)] = value;
        if (m_attempt->steps().size() > 1)
            return {};
        return begin();
    }

    void check(const Json& expected) {
        for (const auto& [what, value] : expected.items()) {
            const auto mark = m_attempt->mark();
            const Json got = what == "state" ? Json(state_name(m_attempt->state())) : mark ? Json(*mark) : Json();
            const bool near = value.is_number() && got.is_number() &&
                              std::abs(value.get<double>() - got.get<double>()) <= number_tolerance;
            if (near || value == got)
                ++m_report.passed;
            else
                m_report.failures.push_back({m_test, m_event, what + " " + value.dump(), got.dump()});
        }
    }

    const Json& m_recorded;
    Json m_definition;
    std::string m_test;
    WalkthroughReport& m_report;
    std::unique_ptr<QuestionAttempt> m_attempt;
    std::size_t m_event{0};
};

} // namespace

Result<void> play_walkthrough(const Json& row, WalkthroughReport& report) {
    if (!row.is_object() || !row.contains("attempts"))
        return fail(ErrorCode::InvalidInput, "A walkthrough has a list of attempts");
    try {
        for (const auto& attempt : row.at("attempts"))
            CANBO_TRY_VOID(Walk(attempt, row.value("test", ""), report).play());
    } catch (const Json::exception&) { // a field of another kind than the recording's
        return fail(ErrorCode::InvalidInput, "The walkthrough cannot be read");
    }
    return {};
}

} // namespace canbo::assessment
