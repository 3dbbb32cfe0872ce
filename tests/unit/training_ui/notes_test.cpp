#include "training_ui/notes_presenter.h"

#include <catch2/catch.hpp>

#include <map>

using namespace canbo;
using namespace canbo::training;
using namespace canbo::training::ui;

namespace {

struct Store final : NoteStore {
    Result<CourseNotes> load(const std::string& course) override { return kept[course]; }
    Result<void> save(const std::string& course, const CourseNotes& notes) override {
        if (full)
            return fail(ErrorCode::Storage, "The disk is full");
        kept[course] = notes;
        return {};
    }
    std::map<std::string, CourseNotes> kept;
    bool full{false};
};

struct View final : NotesView {
    void show_notes(const std::vector<NoteLine>& shown) override { lines = shown; }
    void show_page_notes() override { ++pages; }
    void show_notes_problem(const Error& error) override { problem = error.message; }
    std::vector<NoteLine> lines;
    std::string problem;
    int pages{0};
};

Course sample(const char* slug = "khoa") {
    Course out;
    out.slug = slug;
    out.lessons.resize(2);
    out.lessons[0].id = "b-truoc";
    out.lessons[1].id = "a-sau";
    return out;
}

constexpr const char* html = "<p>Một <b>đoạn</b> đầu.</p><ul><li>Mục A<ul><li>Mục con</li></ul></li></ul>"
                             "<p><img src=\"x\"></p><p>Đoạn cuối.</p>";

} // namespace

TEST_CASE("paragraphs and items of a page are found with their first words", "[training_ui][notes]") {
    std::vector<std::string> words;
    for (const auto& one : paragraphs_in(html))
        words.push_back(one.words);
    CHECK(words == std::vector<std::string>{"Một đoạn đầu.", "Mục A", "Mục con", "Đoạn cuối."});
    CHECK(paragraphs_in("").empty());
    CHECK(paragraphs_in("<p>").empty());
}

TEST_CASE("a note stands below its paragraph though the lesson has changed", "[training_ui][notes]") {
    LessonNote note{"01", 1, "Đoạn cuối.", "Hỏi lại <sếp>\nmai", true, {}};
    const auto shown = with_notes(html, {note}, "01", "#eef");
    CHECK(shown.find("Đoạn cuối.<br><a href=\"note:3\">") != std::string::npos);
    CHECK(shown.find("★ ✎ Hỏi lại &lt;sếp&gt;<br>mai") != std::string::npos);
    CHECK(shown.find("<a name=\"p0\"></a>Một") != std::string::npos);
    CHECK(with_notes(html, {note}, "02", "#eef").find("sếp") == std::string::npos);
    note.words = "không còn";
    CHECK(paragraph_of(note, paragraphs_in(html)) == 1);
    note.paragraph = 99;
    CHECK(paragraph_of(note, paragraphs_in(html)) == 3);
    CHECK(with_notes("", {note}, "01", "#eef").empty());
}

TEST_CASE("notes and bookmarks are on the disk before the list shows them", "[training_ui][notes]") {
    Store store;
    View view;
    desktop::InlineBackground background;
    base::ManualClock clock{base::Time(std::chrono::seconds(1'700'000'000))};
    NotesPresenter presenter(view, &store, clock, background);
    CHECK_FALSE(presenter.ready());
    presenter.open(sample());
    presenter.write("a-sau", 4, "Đoạn cuối.", "Xem lại");
    presenter.toggle_bookmark("b-truoc", 0, "Một đoạn đầu.");
    REQUIRE(view.lines.size() == 2);
    CHECK(view.lines[0].lesson == "1"); // in the lessons' order
    CHECK(view.lines[0].mark == "★");
    CHECK(view.lines[0].text == "Một đoạn đầu.");
    CHECK(view.lines[1].text == "Xem lại");
    CHECK(store.kept["khoa"].notes.size() == 2);
    presenter.toggle_bookmark("a-sau", 4, "Đoạn cuối.");
    CHECK(view.lines[1].mark == "★ ✎");
    presenter.write("a-sau", 4, "Đoạn cuối.", "");
    CHECK(view.lines[1].mark == "★"); // the bookmark stays
    presenter.toggle_bookmark("a-sau", 4, "Đoạn cuối.");
    CHECK(view.lines.size() == 1);
    int done = 0; // only then is what was typed kept no more
    presenter.write("a-sau", 4, "Đoạn cuối.", "Xem lại", [&] { ++done; });
    CHECK(done == 1);
    presenter.write("a-sau", 4, "Đoạn cuối.", "", [&] { ++done; });
    store.full = true;
    presenter.write("a-sau", 4, "Đoạn cuối.", "mất?", [&] { ++done; });
    CHECK(done == 2);
    CHECK(view.lines.size() == 1);
    CHECK(view.problem == "The disk is full");
    presenter.open(sample("khac"));
    CHECK(view.lines.empty());
    CHECK(presenter.text_of("b-truoc", "Một đoạn đầu.").empty());
}
