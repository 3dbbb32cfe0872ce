#include "council_fixture.h"
#include "exam_ui/own_presenter.h"

using namespace canbo;
using namespace canbo::exam::ui;

namespace {

struct View final : OwnView {
    void show_lines(const std::vector<OwnLine>& shown, const std::string& is_chosen) override {
        lines = shown;
        chosen = is_chosen;
    }
    void show_details(const OwnDetails& one) override { details = one; }
    void show_receipt(const std::string& bytes, const std::string&) override { pdf = bytes; }
    void show_done(const std::string& sentence) override { done = sentence; }
    void show_problem(const Error& error) override { problem = error.message; }
    std::vector<OwnLine> lines;
    std::string chosen, pdf, done, problem;
    OwnDetails details;
};

struct Candidate {
    Candidate() {
        council.seal_a_room();
        auto roster = test::sample_roster();
        roster[0].account = "ts.mot";
        exam::Release release;
        release.digest = council.desk->now.results->digest;
        results = exam::own_results(*council.desk->now.results, {*council.desk->sealed}, roster, release);
        REQUIRE(results.size() == 1);
    }
    OwnParts parts() {
        return {[this]() -> Result<std::vector<exam::OwnResult>> { return results; },
                [this](const std::string& exam, const std::string& reason) -> Result<void> {
                    if (reason.empty())
                        return fail(ErrorCode::InvalidInput, "Say why the attempt shall be looked at again");
                    asked = exam + ": " + reason;
                    return {};
                },
                [](const base::FormData& form) -> Result<std::string> { return "%PDF " + form.form; },
                [this] { ++sent; }};
    }
    test::Council council;
    std::vector<exam::OwnResult> results;
    std::string asked;
    int sent{0};
    View view;
};

} // namespace

TEST_CASE("a candidate sees the own result with what proves it", "[exam_ui][own]") {
    Candidate at;
    OwnPresenter presenter(at.view, at.parts(), at.council.background);
    presenter.load();
    REQUIRE(at.view.lines.size() == 1);
    CHECK(at.view.lines[0].proven);
    CHECK(at.view.chosen == "thi-thu");
    CHECK(at.view.details.proven);
    CHECK(at.view.details.evidence.size() == 4);
    CHECK(at.view.details.answers.size() == 8);
    CHECK(at.view.details.answers[0].answer == "1");
    CHECK(at.view.details.answers[1].answer == "–");
    presenter.receipt();
    CHECK(at.view.pdf == "%PDF exam-receipt");
    presenter.ask("");
    CHECK_FALSE(at.view.problem.empty());
    presenter.ask("Câu 1 chấm sai");
    CHECK(at.asked == "thi-thu: Câu 1 chấm sai");
    CHECK(at.sent == 1);
}

TEST_CASE("a result of which anything was changed is shown as not proven, and why", "[exam_ui][own]") {
    Candidate at;
    at.results[0].answers[0].slot = 2;
    OwnPresenter presenter(at.view, at.parts(), at.council.background);
    presenter.load();
    CHECK_FALSE(at.view.lines[0].proven);
    CHECK_FALSE(at.view.details.proven);
    REQUIRE_FALSE(at.view.details.evidence.empty());
    CHECK(at.view.details.evidence[0].starts_with("✕"));
}

TEST_CASE("ticked boxes are told by their places on the paper", "[exam_ui][own]") {
    Candidate at;
    at.results[0].answers.back().response = {{"choice0", "0"}, {"choice10", "1"}, {"choice2", "1"}};
    const auto slot = static_cast<std::size_t>(at.results[0].answers.back().slot - 1);
    OwnPresenter presenter(at.view, at.parts(), at.council.background);
    presenter.load();
    CHECK(at.view.details.answers[slot].answer == "Chosen: 3, 11");
}

TEST_CASE("who was given no result is told so", "[exam_ui][own]") {
    Candidate at;
    at.results.clear();
    OwnPresenter presenter(at.view, at.parts(), at.council.background);
    presenter.load();
    CHECK(at.view.lines.empty());
    CHECK(at.view.details.exam.empty());
    presenter.receipt();
    CHECK(at.view.pdf.empty());
}
