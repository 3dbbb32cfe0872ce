#include "council_fixture.h"
#include "exam_ui/setup_presenter.h"

using namespace canbo;
using namespace canbo::exam::ui;
using test::Council;

namespace {

struct Form final : SetupView {
    void show_form(const ExamForm& one, bool made_new) override {
        form = one;
        is_new = made_new;
    }
    void show_setup(const SetupScreen& one) override { screen = one; }
    void show_done(const std::string& sentence) override { done = sentence; }
    void show_problem(const Error& error) override { problem = error.message; }
    const OfferRow& offer(const std::string& topic) const {
        for (const auto& one : screen.offers)
            if (one.topic == topic)
                return one;
        FAIL(topic);
        return screen.offers.front();
    }
    ExamForm form;
    bool is_new{false};
    SetupScreen screen;
    std::string done, problem;
};

/// All that is asked for, under the name thi-thu.
ExamForm exam_form_of_another() {
    auto out = ExamForm{{"exam", "thi-thu"}, {"title", "Khác"}, {"organiser", "Khác"}, {"minutes", "60"}};
    out["from"] = "08:00 17/02/2024";
    out["to"] = "10:00 17/02/2024";
    out["late"] = "tt22-2025";
    out["at_end"] = "score";
    out["identity"] = "qr-read";
    out["council"] = "Trần Chủ Tịch; chairman";
    out["rooms"] = "p01; Phòng 1; 30";
    return out;
}

} // namespace

TEST_CASE("an exam is set up from a form and a blueprint of what the banks have", "[exam_ui][setup]") {
    Council at;
    at.current.set("");
    Form view;
    SetupPresenter presenter(view, at.desk, at.current, at.background);
    presenter.load();
    CHECK(view.is_new);
    CHECK(view.form.at("from") == "08:00 17/02/2024");
    CHECK(view.offer("luat").offered == 12);
    auto form = view.form;
    presenter.save(form);
    CHECK_FALSE(view.screen.problems.empty()); // no title, no council, nothing drawn: all said at once
    CHECK(view.screen.problems.size() >= 3);
    CHECK(at.desk->kept.empty());
    form["title"] = "Kỳ thi nâng ngạch";
    form["exam"] = "nang-ngach";
    form["organiser"] = "HỘI ĐỒNG THI";
    form["council"] = "Trần Chủ Tịch; chủ tịch hội đồng\n\nLê Thư Ký; Thư ký\n";
    form["rooms"] = "p01; Phòng 1; 30\np02; Phòng 2; 25";
    form["late_minutes"] = "7";
    presenter.take(view.offer("luat").key, 5, 1);
    presenter.take(view.offer("bien-bao").key, 3, 2);
    CHECK(view.screen.sum == "A paper has 8 questions and 11 points.");
    presenter.save(form);
    CHECK(view.screen.problems.empty());
    CHECK(view.done == "The exam was saved");
    REQUIRE(at.desk->kept.contains("nang-ngach"));
    const auto& exam = at.desk->kept.at("nang-ngach");
    CHECK(at.current.exam() == "nang-ngach");
    CHECK(exam.council[0].role == exam::Official::Role::Chairman);
    CHECK(exam.rooms[1].seats == 25);
    CHECK(exam.max_mark() == 11);
    CHECK(exam.from == *base::parse_time("2024-02-17T08:00:00+07:00"));
    CHECK(exam.rules.late == "tt22-2025");
}

TEST_CASE("a set-up exam comes back as it was typed and may be changed", "[exam_ui][setup]") {
    Council at;
    at.desk->kept["thi-thu"] = test::sample_exam();
    Form view;
    SetupPresenter presenter(view, at.desk, at.current, at.background);
    presenter.load();
    CHECK_FALSE(view.is_new);
    CHECK(view.screen.good);
    CHECK(view.offer("luat").wanted == 5);
    CHECK(view.offer("bien-bao").mark == 2);
    auto form = view.form;
    presenter.save(form);
    CHECK(view.screen.problems.empty());
    CHECK(exam::exam_to_json(at.desk->kept.at("thi-thu")) == exam::exam_to_json(test::sample_exam()));
    presenter.take(view.offer("luat").key, 13, 1); // there are twelve
    CHECK_FALSE(view.screen.good);
    presenter.save(form);
    CHECK(view.screen.field == "blueprint");
    presenter.take(view.offer("luat").key, 0, 1);
    CHECK(view.offer("luat").wanted == 0);
    form["rooms"] = "p01 Phòng 1";
    presenter.save(form);
    CHECK(view.screen.field == "rooms");
    form = view.form;
    form["to"] = "chiều";
    presenter.save(form);
    CHECK(view.screen.field == "to");
}

TEST_CASE("another bank is brought as a file, and no exam takes another's name", "[exam_ui][setup]") {
    Council at;
    at.desk->kept["thi-thu"] = test::sample_exam();
    at.current.set("");
    Form view;
    SetupPresenter presenter(view, at.desk, at.current, at.background);
    presenter.load();
    presenter.add_bank("khong-co.gift");
    CHECK(view.problem == "The file does not exist");
    const auto before = view.screen.offers.size();
    presenter.add_bank("them.gift");
    CHECK(view.screen.offers.size() > before);
    auto form = view.form;
    form["exam"] = "thi-thu";
    form["title"] = form["organiser"] = "Khác";
    form["council"] = "Trần Chủ Tịch; chairman";
    presenter.take(view.offer("luat").key, 3, 1);
    presenter.save(form);
    CHECK(view.screen.field == "exam");
    CHECK(at.desk->kept.at("thi-thu").title == "Kỳ thi thử");
}

TEST_CASE("an exam that cannot be read is no new one, and nothing is saved over it", "[exam_ui][setup]") {
    Council at;
    at.desk->unreadable = "thi-thu";
    Form view;
    SetupPresenter presenter(view, at.desk, at.current, at.background);
    presenter.load();
    CHECK_FALSE(view.is_new);
    CHECK(view.screen.unreadable);
    CHECK(view.screen.headline == "This exam cannot be read");
    CHECK(view.screen.advice == "The sealed data were changed, or this key is not theirs");
    auto form = exam_form_of_another();
    presenter.save(form);
    CHECK(view.problem == "The sealed data were changed, or this key is not theirs");
    CHECK(at.desk->kept.empty());
    at.current.set(""); // nor does a new one take its name
    presenter.load();
    CHECK(view.is_new);
    presenter.take(view.offer("luat").key, 3, 1);
    presenter.save(form);
    CHECK(view.screen.field == "exam");
    CHECK(at.desk->kept.empty());
}

TEST_CASE("a bank that cannot be read is told, and the others are at hand", "[exam_ui][setup]") {
    Council at;
    at.current.set("");
    at.desk->bad_banks = {{"hong", {ErrorCode::InvalidInput, "Some questions of the file were refused", {}, {}}}};
    Form view;
    SetupPresenter presenter(view, at.desk, at.current, at.background);
    presenter.load();
    CHECK(view.offer("luat").offered == 12);
    CHECK(view.screen.warnings ==
          std::vector<std::string>{"The bank hong cannot be read: Some questions of the file were refused"});
    CHECK(view.screen.problems.empty());
}

TEST_CASE("what is typed or taken and not saved is known", "[exam_ui][setup]") {
    Council at;
    at.desk->kept["thi-thu"] = test::sample_exam();
    Form view;
    SetupPresenter presenter(view, at.desk, at.current, at.background);
    presenter.load();
    auto form = view.form;
    CHECK_FALSE(presenter.has_unsaved(form));
    form["title"] += " ";
    CHECK_FALSE(presenter.has_unsaved(form));
    form["title"] += "khác";
    CHECK(presenter.has_unsaved(form));
    presenter.save(form);
    CHECK_FALSE(presenter.has_unsaved(form));
    presenter.take(view.offer("luat").key, 4, 1);
    CHECK(presenter.has_unsaved(form));
    presenter.load(); // dropped
    CHECK_FALSE(presenter.has_unsaved(view.form));
}
