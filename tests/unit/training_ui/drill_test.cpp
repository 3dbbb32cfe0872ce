#include "training_ui/drill_presenter.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::training;
using namespace canbo::training::ui;

namespace {

struct Store final : DrillStore {
    Result<DrillLog> load(const std::string& course) override { return kept[course]; }
    Result<void> save(const std::string& course, const DrillLog& log) override {
        if (full)
            return fail(ErrorCode::Storage, "The disk is full");
        kept[course] = log;
        return {};
    }
    Result<void> add_results(const std::string& course, const std::vector<DrillResult>& results) override {
        kept[course].results = unite_results(kept[course].results, results);
        return {};
    }
    std::map<std::string, DrillLog> kept;
    bool full{false};
};

struct View final : DrillView {
    void show_start(const DrillSummary& shown, bool at_end) override {
        score = shown;
        ended = at_end;
        ++starts;
    }
    void show_lines(const std::vector<DrillLine>& shown, const std::string& key, const std::string& text) override {
        lines = shown;
        chosen = key;
        summary = text;
    }
    void show_page(const DrillPage& shown) override { page = shown; }
    void show_lesson(const std::string& title, const std::string& text) override {
        lesson = title;
        markdown = text;
    }
    void show_problem(const Error& error) override { problem = error.message; }

    DrillSummary score;
    std::vector<DrillLine> lines;
    DrillPage page;
    std::string chosen, summary, lesson, markdown, problem;
    bool ended{false};
    int starts{0};
};

OpenedDrills sample() {
    OpenedDrills out;
    out.course.slug = "khoa";
    out.course.version = "1.0.0";
    CourseLesson lesson;
    lesson.id = "bai";
    lesson.title = "Thư lừa đảo";
    lesson.file = "lessons/bai.md";
    out.course.lessons = {lesson};
    out.files["lessons/bai.md"] = "# Thư lừa đảo\n\n![hình](../media/a.svg)\n\n## Tên miền\n\nĐọc tên miền từ phải.\n";
    for (int i = 1; i <= 4; ++i) {
        MailMessage one;
        one.id = "m" + std::to_string(i);
        one.topic = "t";
        one.from_name = "Người " + one.id;
        one.from_address = "a@b.example";
        one.subject = "Việc " + one.id;
        one.date = "2024-02-16T08:12";
        one.answer = MailAction::Report;
        one.cues = {{"technical", "b.example", "Tên miền lạ"}};
        one.lesson = "bai";
        one.why = "Vì thế";
        out.mailbox.messages.push_back(one);
    }
    out.mailbox.scenes = {{"s1", "wifi", "Quán", "Kể", {{"Dùng", false, "Không"}, {"Thôi", true, "Phải"}}, "bai"}};
    return out;
}

struct Desk {
    View view;
    Store store;
    base::SystemClock clock;
    desktop::InlineBackground background;
    DrillPresenter presenter{view, {[]() -> Result<OpenedDrills> { return sample(); }, store, clock}, background};
};

} // namespace

TEST_CASE("a drill begins, is answered message by message and is on the disk after each", "[training_ui][drill]") {
    Desk desk;
    desk.presenter.start();
    CHECK(desk.view.starts == 1);
    CHECK(desk.view.score.empty());
    desk.presenter.begin(DrillKind::Mailbox);
    REQUIRE(desk.view.page.message);
    CHECK(desk.view.lines.size() == 4);
    CHECK(desk.view.lines[0].mark == "●");
    CHECK(desk.view.lines[0].date == "16/02 08:12");
    CHECK(desk.view.page.flags.empty());
    CHECK(desk.view.page.verdict.empty());
    desk.presenter.answer(MailAction::Report);
    CHECK(desk.view.problem == "Say first how sure you are");
    CHECK(desk.presenter.answering());
    desk.presenter.set_certainty(Certainty::Certain);
    desk.presenter.answer(MailAction::Report);
    CHECK(desk.view.page.right);
    CHECK(desk.view.page.flags.size() == 1);
    CHECK(desk.view.lines[0].mark == "✓");
    CHECK(desk.store.kept["khoa"].results.size() == 1);
    CHECK(desk.presenter.may_go_on());
    desk.presenter.next();
    CHECK(desk.view.chosen == "1");
    CHECK(desk.presenter.answering());
}

TEST_CASE("a miss shows its lesson without pictures, then a re-test at the end", "[training_ui][drill]") {
    Desk desk;
    desk.presenter.start();
    desk.presenter.begin(DrillKind::Scenes);
    REQUIRE(desk.view.page.scene);
    desk.presenter.set_certainty(Certainty::FairlySure);
    desk.presenter.answer(std::size_t{0});
    CHECK_FALSE(desk.view.page.right);
    CHECK(desk.presenter.may_read_lesson());
    CHECK_FALSE(desk.presenter.may_go_on());
    desk.presenter.next();
    CHECK(desk.view.chosen == "0");
    desk.presenter.read_lesson();
    CHECK(desk.view.lesson == "Thư lừa đảo");
    CHECK(desk.view.markdown.find("![") == std::string::npos);
    CHECK(desk.view.markdown.find("# Thư") == std::string::npos);
    CHECK(desk.view.lines.size() == 2);
    desk.presenter.next();
    CHECK(desk.view.page.caption.find("2/2") != std::string::npos);
    desk.presenter.set_certainty(Certainty::Certain);
    desk.presenter.answer(std::size_t{1});
    desk.presenter.next();
    CHECK(desk.view.ended);
    CHECK(desk.view.lines.empty());
    CHECK_FALSE(desk.view.score.empty());
}

TEST_CASE("an answered message may be looked at again, one that waits may not", "[training_ui][drill]") {
    Desk desk;
    desk.presenter.start();
    desk.presenter.begin(DrillKind::Mailbox);
    desk.presenter.set_certainty(Certainty::Certain);
    desk.presenter.answer(MailAction::Report);
    desk.presenter.next();
    desk.presenter.choose("0");
    CHECK(desk.view.page.key == "0");
    CHECK_FALSE(desk.view.page.current);
    CHECK_FALSE(desk.presenter.answering());
    desk.presenter.next(); // back
    CHECK(desk.view.page.key == "1");
    CHECK(desk.presenter.answering());
    desk.presenter.choose("3");
    CHECK(desk.view.page.key == "1");
    for (const char* wrong : {"", "x", "99", "-1"})
        desk.presenter.choose(wrong);
    CHECK(desk.view.page.key == "1");
}

TEST_CASE("a drill goes on after a restart where it stood, and a full disk loses nothing", "[training_ui][drill]") {
    Desk desk;
    desk.presenter.start();
    desk.presenter.begin(DrillKind::Mailbox);
    desk.presenter.set_certainty(Certainty::Certain);
    desk.store.full = true;
    desk.presenter.answer(MailAction::Report);
    CHECK(desk.view.problem == "The disk is full");
    CHECK(desk.presenter.answering()); // what is on the disk counts
    desk.store.full = false;
    desk.presenter.set_certainty(Certainty::Certain);
    desk.presenter.answer(MailAction::Open);
    CHECK_FALSE(desk.view.page.right);

    View again;
    DrillPresenter second(again, {[]() -> Result<OpenedDrills> { return sample(); }, desk.store, desk.clock},
                          desk.background);
    second.start();
    CHECK(again.page.state == DrillState::Missed);
    CHECK(second.may_read_lesson());

    View other; // a newer course without these messages
    DrillPresenter third(other,
                         {[]() -> Result<OpenedDrills> {
                              auto out = sample();
                              out.mailbox.messages.clear();
                              return out;
                          },
                          desk.store, desk.clock},
                         desk.background);
    third.start();
    CHECK(other.starts == 1);
    third.begin(DrillKind::Mailbox);
    CHECK(other.problem == "The course has no such drill");
}

TEST_CASE("a message is shown as a mail program shows it, and nothing in it leads anywhere", "[training_ui][drill]") {
    auto message = sample().mailbox.messages[0];
    message.subject = "Gấp <script>";
    message.links = {{"Bấm đây", "https://b.example/x?a=1&b=2"}};
    message.attachments = {{"hoa-don.pdf.exe", "20 KB"}};
    const auto before = mail_html(message, "<p>Xem <a href=\"https://b.example\">đây</a><img src=\"x\"></p>", {},
                                  {"#555555", "#aa0000", "#cccccc"});
    CHECK(before.find("href") == std::string::npos);
    CHECK(before.find("<img") == std::string::npos);
    CHECK(before.find("<script>") == std::string::npos);
    CHECK(before.find("https://b.example/x?a=1&amp;b=2") != std::string::npos);
    CHECK(before.find("hoa-don.pdf.exe") != std::string::npos);
    CHECK(before.find("⚑") == std::string::npos);
    const auto after = mail_html(message, "<p class=\"b.example\">Xem</p>", {{"b.example", "Tên miền lạ", false}},
                                 {"#555555", "#aa0000", "#cccccc"});
    CHECK(after.find("⚑1&nbsp;<u>b.example</u>") != std::string::npos);
    CHECK(after.find("class=\"b.example\"") != std::string::npos); // inside a tag nothing is marked
    CHECK(after.find("Tên miền lạ") != std::string::npos);
}
