#include "training/lesson_notes.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;

namespace {

LessonNote note(const char* lesson, std::size_t paragraph, const char* words, const char* text, bool mark = false) {
    return {lesson, paragraph, words, text, mark, base::Time(std::chrono::seconds(1'700'000'000))};
}

} // namespace

TEST_CASE("a paragraph has one note, and an empty one takes it away", "[training][notes]") {
    CourseNotes notes;
    REQUIRE(notes.put(note("02", 5, "Mật khẩu", "Đổi ngay")));
    REQUIRE(notes.put(note("01", 7, "Màn hình", "", true)));
    REQUIRE(notes.put(note("02", 5, "Mật khẩu", "  Đổi tuần này \n")));
    REQUIRE(notes.notes.size() == 2);
    CHECK(notes.notes[0].lesson == "01");
    REQUIRE(notes.find("02", "Mật khẩu") != nullptr);
    CHECK(notes.find("02", "Mật khẩu")->text == "Đổi tuần này");
    CHECK(notes.find("01", "Mật khẩu") == nullptr);
    REQUIRE(notes.put(note("02", 5, "Mật khẩu", " ")));
    CHECK(notes.notes.size() == 1);
    CHECK(notes.notes[0].bookmark);
}

TEST_CASE("a note that is too long or no clean text is refused and nothing is lost", "[training][notes]") {
    CourseNotes notes;
    REQUIRE(notes.put(note("01", 0, "a", "giữ lại")));
    CHECK(notes.put(note("01", 0, "a", std::string(longest_note + 1, 'x').c_str())).error().code ==
          ErrorCode::TooLarge);
    CHECK_FALSE(notes.put(note("01", 0, "a", "\x01")));
    CHECK_FALSE(notes.put(note("", 0, "a", "x")));
    CHECK(notes.find("01", "a")->text == "giữ lại");
}

TEST_CASE("notes are kept and read again, and damaged ones quote nothing", "[training][notes]") {
    CourseNotes notes;
    REQUIRE(notes.put(note("01", 3, "Khi rời bàn", "hai\ndòng", true)));
    const auto again = notes_from_json(notes_to_json(notes));
    REQUIRE(again);
    CHECK(again->notes == notes.notes);
    Json bent = notes_to_json(notes);
    bent["notes"][0]["paragraph"] = "hai\ndòng";
    const auto read = notes_from_json(bent);
    REQUIRE_FALSE(read);
    CHECK(std::string(read.error().message).find("dòng") == std::string::npos);
    CHECK_FALSE(notes_from_json(Json(1)));
}
