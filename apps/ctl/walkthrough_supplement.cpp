#include "walkthrough_supplement.h"

#include <array>
#include <string_view>

namespace canbo::ctl {
namespace {

struct Missing {
    std::string_view test;   // end of the row's name
    std::size_t before;      // event of the recording that it comes before
    std::string_view action; // JSON, as assessment/recorded.h says
};

constexpr std::string_view on_last = R"("build_on_last")";
constexpr std::string_view frog_worth_less =
    R"({"edit": {"/answers/13/fraction": 0.6666667, "/answers/14/fraction": 1}})";
constexpr std::string_view second_place_changed = R"({"edit": {"/rightchoices/2": 1}})";
constexpr std::array<Missing, 17> missing{{
    {"qbehaviour_deferredcbm\\walkthrough_test::test_deferredcbm_resume_multichoice_single", 4, on_last},
    {"qbehaviour_deferredfeedback\\walkthrough_test::test_deferredfeedback_feedback_multichoice_single", 8,
     R"({"edit": {"/answers/13/fraction": -0.33333333, "/answers/14/fraction": 1}})"},
    {"qbehaviour_deferredfeedback\\walkthrough_test::test_deferredfeedback_resume_multichoice_single", 6, on_last},
    {"qbehaviour_deferredfeedback\\walkthrough_test::test_deferredfeedback_resume_multichoice_single_emptyanswer_first",
     6, on_last},
    {"qbehaviour_deferredfeedback\\walkthrough_test::test_deferredfeedback_resume_multichoice_single_emptyanswer_first",
     12, on_last},
    {"test_interactive_regrade_changing_num_tries_leaving_open", 5, frog_worth_less},
    {"test_interactive_regrade_changing_num_tries_leaving_open", 5, R"({"regrade": {"finish": false}})"},
    {"test_interactive_regrade_changing_num_tries_finished", 5, frog_worth_less},
    {"test_interactive_regrade_changing_num_tries_finished", 5, R"({"regrade": {"finish": true}})"},
    {"qtype_ddimageortext\\walkthrough_test::test_deferred_feedback", 11, second_place_changed},
    {"qtype_ddmarker\\walkthrough_test::test_deferred_feedback", 11, second_place_changed},
    {"qtype_ddwtos\\walkthrough_test::test_deferred_feedback", 11, R"({"edit": {"/rightchoices/2": 2}})"},
    {"qtype_multichoice\\walkthrough_test::test_deferredfeedback_feedback_multichoice_single", 6,
     R"({"max_mark": 1.5})"},
    {"qtype_multichoice\\walkthrough_test::test_each_attempt_builds_on_last_and_regrade", 4, on_last},
    {"qtype_numerical\\walkthrough_test::test_interactive_currency", 0,
     R"({"edit": {"/units": {"$": 1}, "/units_before": true}})"},
    {"qtype_numerical\\walkthrough_test::test_deferredfeedback_unit", 0,
     R"({"edit": {"/units": {"m": 1, "cm": 100}}})"},
    {"qtype_truefalse\\walkthrough_test::test_each_attempt_builds_on_last_and_regrade", 4, on_last},
}};

} // namespace

std::size_t supplement_walkthrough(Json& row) {
    const auto test = row.is_object() && row.contains("test") && row["test"].is_string()
                          ? row["test"].get<std::string>()
                          : std::string();
    std::size_t put_in = 0;
    for (const auto& one : missing) {
        if (!test.ends_with(one.test) || !row.contains("attempts") || row["attempts"].empty())
            continue;
        auto& events = row["attempts"][0]["events"];
        const auto at = one.before + put_in;
        if (!events.is_array() || at > events.size())
            continue;
        events.insert(events.begin() + static_cast<Json::difference_type>(at), Json{{"do", Json::parse(one.action)}});
        ++put_in;
    }
    return put_in;
}

} // namespace canbo::ctl
