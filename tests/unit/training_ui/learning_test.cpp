#include "formats/gift.h"
#include "support/held_background.h"
#include "training_ui/learning_presenter.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::training;
using namespace canbo::training::ui;

namespace {

struct Store final : ProgressStore {
    Result<CourseProgress> load(const std::string& slug) override { return kept[slug]; }
    Result<void> save(const std::string& slug, const CourseProgress& progress) override {
        if (full)
            return fail(ErrorCode::Storage, "The disk is full");
        kept[slug] = progress;
        return {};
    }
    std::map<std::string, CourseProgress> kept;
    bool full{false};
};

struct View final : LearningView {
    void show_courses(const std::vector<CourseCard>& shown, const std::string& chosen) override {
        courses = shown;
        course = chosen;
    }
    void show_lessons(const std::vector<LessonLine>& shown, const std::string&, const std::string& text) override {
        lines = shown;
        summary = text;
    }
    void show_page(const LessonPage& shown) override { page = shown; }
    void show_page_state(const LessonPage& shown) override { page = shown; }
    void show_question(const PracticeQuestion& shown) override { question = shown; }
    void show_result(const PracticeResult& shown, bool is_last) override {
        result = shown;
        last = is_last;
    }
    void show_round(const std::string& text, const std::string&) override { round = text; }
    void show_problem(const Error& error) override { problem = error.message; }

    std::vector<CourseCard> courses;
    std::string course, summary, round, problem;
    std::vector<LessonLine> lines;
    LessonPage page;
    PracticeQuestion question;
    std::optional<PracticeResult> result;
    bool last{false};
};

Course course_of(const char* slug) {
    Course course;
    course.slug = slug;
    course.version = "1.0.0";
    course.title = "Khóa học";
    CourseLesson first, second;
    first.id = "01-a";
    first.title = "Mật khẩu";
    first.file = "lessons/01-a.md";
    first.quiz = "quiz/01-a.gift";
    first.completion = {CompletionRule::Kind::Mark, 0.5, 0, 0};
    second.id = "02-b";
    second.title = "Báo cáo";
    second.file = "lessons/02-b.md";
    second.completion = {CompletionRule::Kind::View, 0, 0, 0};
    second.prerequisites = {"01-a"};
    course.lessons = {first, second};
    return course;
}

struct Desk {
    Store store;
    View view;
    desktop::InlineBackground background;
    base::SystemClock clock;
    LearningPresenter presenter{view, parts(), background};

    LearningParts parts() {
        return {[]() -> Result<std::vector<Course>> {
                    return std::vector{course_of("khoa-a"), course_of("khoa-b")};
                },
                [](const std::string& slug) -> Result<OpenedCourse> {
                    if (slug == "hong")
                        return fail(ErrorCode::NotFound, "There is no such course here");
                    return OpenedCourse{course_of(slug.c_str()),
                                        {{"lessons/01-a.md", "# Mật khẩu\n\nĐặt câu dài dễ nhớ."},
                                         {"lessons/02-b.md", "# Báo cáo\n\nGửi trước thứ Sáu."},
                                         {"quiz/01-a.gift", "::q::Ai?{=A ~B}\n\n::r::Gì?{=C}"}}};
                },
                [](const std::string& gift) -> Result<std::vector<assessment::BankQuestion>> {
                    CANBO_TRY(auto bank, formats::read_gift(gift));
                    return std::move(bank.questions);
                },
                store, clock};
    }
    /// Answers what is asked, right or wrong.
    void answer(bool right) {
        PracticeAnswer given;
        if (view.question.kind == AnswerKind::Text)
            given.text = right ? "C" : "x";
        else
            for (std::size_t i = 0; i < view.question.options.size(); ++i)
                if ((view.question.options[i] == "A") == right)
                    given.chosen = {i};
        presenter.answer(given);
    }
    void round(bool right) {
        presenter.practise();
        while (presenter.practising() && view.round.empty()) {
            answer(right);
            presenter.next_question();
        }
    }
};

} // namespace

TEST_CASE("a course opens at its first lesson, then where reading stopped", "[training_ui]") {
    Desk desk;
    desk.presenter.start("");
    CHECK(desk.view.courses.size() == 2);
    CHECK(desk.view.page.id == "01-a");
    CHECK(desk.view.summary.find("0/2") != std::string::npos);
    desk.presenter.note_place(0.6);
    desk.presenter.open_lesson("02-b");
    CHECK(desk.presenter.place() == "khoa-a/02-b");
    View again;
    LearningPresenter later(again, desk.parts(), desk.background);
    later.start("");
    CHECK(again.page.id == "02-b");
    later.open_lesson("01-a");
    CHECK(again.page.place == Approx(0.6));
}

TEST_CASE("a remembered place opens its course and lesson, an unknown one the beginning", "[training_ui]") {
    Desk desk;
    desk.presenter.start("khoa-b/02-b");
    CHECK(desk.presenter.place() == "khoa-b/02-b");
    desk.presenter.start("not-there/x");
    CHECK(desk.view.course == "khoa-a");
}

TEST_CASE("a lesson that opens later says after which, and shows no text", "[training_ui]") {
    Desk desk;
    desk.presenter.start("khoa-a/02-b");
    CHECK(desk.view.page.markdown.empty());
    CHECK(desk.view.page.closed.find("Mật khẩu") != std::string::npos);
    desk.presenter.mark_read();
    CHECK(desk.presenter.progress().log.events().empty());
}

TEST_CASE("reading and a round of questions finish a lesson and open the next", "[training_ui]") {
    Desk desk;
    desk.presenter.start("");
    desk.presenter.mark_read();
    CHECK(desk.view.lines[0].state.find("Begun") != std::string::npos);
    desk.round(true);
    CHECK(desk.view.round.find("2/2") != std::string::npos);
    CHECK(desk.view.lines[0].done);
    CHECK(desk.view.lines[1].open);
    CHECK(desk.store.kept["khoa-a"].log.events().size() == 4); // read, two answers, the round
    desk.presenter.leave_practice();
    CHECK_FALSE(desk.presenter.practising());
    desk.presenter.open_next();
    CHECK(desk.view.page.markdown.find("thứ Sáu") != std::string::npos);
}

TEST_CASE("a round of wrong answers finishes nothing, and each answer is kept before it is shown", "[training_ui]") {
    Desk desk;
    desk.presenter.start("");
    desk.presenter.mark_read();
    desk.presenter.practise();
    desk.answer(false);
    REQUIRE(desk.view.result);
    CHECK(desk.view.result->fraction == 0);
    const auto& kept = desk.store.kept["khoa-a"].log.events();
    CHECK(std::count_if(kept.begin(), kept.end(), [](const auto& event) {
              return event.second.kind == LearningEvent::Kind::Answer && event.second.value == 0;
          }) == 1);
    CHECK_FALSE(desk.view.last);
    desk.presenter.next_question();
    desk.answer(false);
    CHECK(desk.view.last);
    CHECK_FALSE(desk.view.lines[0].done);
}

TEST_CASE("on a full disk an answer is not shown as taken, and the problem is said", "[training_ui]") {
    Desk desk;
    desk.presenter.start("");
    desk.presenter.practise();
    desk.store.full = true;
    desk.answer(true);
    CHECK_FALSE(desk.view.result);
    CHECK(desk.view.problem == "The disk is full");
}

TEST_CASE("the course is searched without diacritics, and what was found is shown around the word", "[training_ui]") {
    Desk desk;
    desk.presenter.start("");
    desk.presenter.search("cau dai");
    REQUIRE(desk.view.lines.size() == 1);
    CHECK(desk.view.lines[0].id == "01-a");
    CHECK(desk.view.lines[0].title.find("cau dai") != std::string::npos);
    desk.presenter.search("khong co");
    CHECK(desk.view.lines.empty());
    desk.presenter.search("");
    CHECK(desk.view.lines.size() == 2);
}

TEST_CASE("a course that cannot be opened is said and the one before stays", "[training_ui]") {
    Desk desk;
    desk.presenter.start("");
    desk.presenter.choose_course("hong");
    CHECK(desk.view.problem == "There is no such course here");
    CHECK(desk.presenter.place() == "khoa-a/01-a");
}

TEST_CASE("a course that came by itself is new until it is opened, and reading goes on meanwhile", "[training_ui]") {
    Desk desk;
    auto parts = desk.parts();
    std::vector<Course> there{course_of("khoa-a")};
    parts.courses = [&there]() -> Result<std::vector<Course>> { return there; };
    parts.arrived = [] { return std::set<std::string>{"khoa-b"}; };
    LearningPresenter presenter(desk.view, parts, desk.background);
    presenter.start("khoa-a/02-b");
    there.push_back(course_of("khoa-b"));
    presenter.refresh();
    CHECK(presenter.place() == "khoa-a/02-b");
    CHECK(desk.view.course == "khoa-a");
    REQUIRE(desk.view.courses.size() == 2);
    CHECK(desk.view.courses[1].fresh);
    CHECK(desk.view.courses[1].summary.find("new") != std::string::npos);
    presenter.choose_course("khoa-b");
    CHECK_FALSE(desk.view.courses[1].fresh);
}

TEST_CASE("what is due is said in words, late courses first", "[training_ui]") {
    const base::Day today = *base::parse_day("2026-11-30");
    const auto due = [&](const char* course, int days, DueCourse::State state = DueCourse::State::NotBegun) {
        DueCourse out;
        out.assignment.course = course;
        out.assignment.due = today + std::chrono::days{days};
        out.state = state;
        out.overdue = days < 0;
        return out;
    };
    const auto lines = due_lines(
        {due("xong", -9, DueCourse::State::Completed), due("mai", 1), due("hom-nay", 0), due("tre", -3),
         due("hom-qua", -1), due("sau", 12, DueCourse::State::Begun)},
        [](const std::string& slug) { return slug; }, today);
    std::vector<std::string> text;
    for (const auto& line : lines)
        text.push_back(line.text);
    CHECK(text == std::vector<std::string>{"Overdue by 3 days, 27/11/2026: tre",
                                           "Overdue since yesterday, 29/11/2026: hom-qua",
                                           "Due tomorrow, 01/12/2026: mai", "Due today, 30/11/2026: hom-nay",
                                           "Due in 12 days, 12/12/2026: sau · begun"});
    CHECK(lines[0].overdue);
    CHECK_FALSE(lines[2].overdue);
}

TEST_CASE("a round says with its first question how it is marked", "[training_ui]") {
    Desk desk;
    desk.presenter.start("khoa-a/01-a");
    desk.presenter.practise();
    CHECK(desk.view.question.rule.find("Every question counts the same") != std::string::npos);
    desk.answer(true);
    desk.presenter.next_question();
    CHECK(desk.view.question.rule.empty());
}

TEST_CASE("data that come while a course is being opened do not lead to another one", "[training_ui]") {
    test::HeldBackground later;
    later.held = true;
    Desk desk;
    LearningPresenter presenter(desk.view, desk.parts(), later);
    presenter.start("khoa-b/02-b");
    presenter.refresh();
    later.release();
    CHECK(presenter.place() == "khoa-b/02-b");
    later.held = true;
    presenter.refresh();
    later.release();
    CHECK(presenter.place() == "khoa-b/02-b");
}
