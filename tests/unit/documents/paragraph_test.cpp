#include "document_support.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <set>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;

namespace {

const double left_edge = 30 * mm;
const double right_edge = 195 * mm;

std::string words(int count, const std::string& word = "chữ") {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += (i == 0 ? "" : " ") + word + std::to_string(i);
    return text;
}

LayoutTrace drawn(const std::string& template_md, const base::FormRecord& values) {
    LayoutTrace trace;
    TrialForm(template_md).pdf(values, trace);
    return trace;
}

} // namespace

TEST_CASE("justified lines stretch gaps between words, never letters", "[documents][paragraph]") {
    const auto trace = drawn("{{x}}", {{"x", words(200)}});
    const auto lines = lines_of(trace);
    REQUIRE(lines.size() > 5);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        CHECK(lines[i].x2 == Approx(right_edge).margin(0.3));
    CHECK(lines.back().x2 < right_edge - 1);
    // The same word is equally wide on every line.
    std::set<long> widths;
    for (const auto& item : drawn("{{x}}", {{"x",
                                             [] {
                                                 std::string same;
                                                 for (int i = 0; i < 300; ++i)
                                                     same += "chữ " +
                                                             std::string(static_cast<std::size_t>(i % 7), 'i') + " ";
                                                 return same;
                                             }()}})
                                .items)
        if (item.text == "chữ ")
            widths.insert(std::lround(item.width * 1000));
    CHECK(widths.size() == 1);
}

TEST_CASE("every word is drawn once and in order", "[documents][paragraph]") {
    const auto trace = drawn("{{x}}", {{"x", words(3000)}});
    std::string text;
    for (const auto& item : trace.items)
        if (item.kind == DrawnItem::Kind::Text && item.y > 19 * mm)
            text += item.text + (item.text.back() == ' ' ? "" : " ");
    const bool whole = text == words(3000) + " ";
    CHECK(whole);
}

TEST_CASE("a word wider than the line is cut, inside the margins", "[documents][paragraph]") {
    const std::string long_word(400, 'W');
    const auto trace = drawn("{{x}}", {{"x", "đầu " + long_word + " cuối"}});
    std::string joined;
    for (const auto& item : trace.items) {
        CHECK(item.x >= left_edge - 0.1);
        CHECK(item.x + item.width <= right_edge + 0.1);
        joined += item.text;
    }
    std::size_t letters = 0;
    for (const char c : joined)
        letters += c == 'W' ? 1 : 0;
    CHECK(letters == 400);
}

TEST_CASE("a heading stays with two lines of what follows", "[documents][paragraph]") {
    for (int filling = 25; filling < 45; ++filling) {
        std::string form;
        for (int i = 0; i < filling; ++i)
            form += "Dòng " + std::to_string(i) + ".\n\n";
        const auto trace = drawn(form + "### I. KẾT QUẢ\n\n{{x}}", {{"x", words(60)}});
        const auto heading = line_with(trace, "I. KẾT QUẢ");
        CHECK(line_with(trace, "chữ0 ").page == heading.page);
        int same_page = 0;
        for (const auto& line : lines_of(trace))
            same_page += line.page == heading.page && line.text.find("chữ") == 0 ? 1 : 0;
        CHECK(same_page >= 2);
    }
}

TEST_CASE("no line of a paragraph stands alone on a page", "[documents][paragraph]") {
    for (int filling = 28; filling < 40; ++filling) {
        std::string form;
        for (int i = 0; i < filling; ++i)
            form += "Dòng " + std::to_string(i) + ".\n\n";
        const auto trace = drawn(form + "{{x}}", {{"x", words(60)}});
        std::map<std::size_t, int> count;
        for (const auto& line : lines_of(trace))
            if (line.text.find("chữ") == 0)
                ++count[line.page];
        for (const auto& [page, lines] : count)
            CHECK(lines >= 2);
    }
}

TEST_CASE("a signature block is never alone on its page", "[documents][paragraph]") {
    for (int filling = 10; filling < 32; ++filling) {
        std::string form;
        for (int i = 0; i < filling; ++i)
            form += "Dòng " + std::to_string(i) + ".\n\n";
        const auto trace = drawn(form + "```signature\n```", {{"letter", letter_record()}});
        const auto name = line_with(trace, "Nguyễn Văn An");
        CHECK(line_with(trace, "Nơi nhận:").page == name.page);
        CHECK(line_with(trace, "KT. GIÁM ĐỐC").page == name.page);
        CHECK(line_with(trace, "Dòng " + std::to_string(filling - 1) + ".").page == name.page);
        CHECK(line_with(trace, "Dòng " + std::to_string(filling - 2) + ".").page == name.page);
    }
}

TEST_CASE("recipients that do not fit beside the signature follow it", "[documents][paragraph]") {
    auto letter = letter_record();
    base::FormList many;
    for (int i = 0; i < 120; ++i)
        many.emplace_back("Cơ quan " + std::to_string(i));
    letter["recipients"] = many;
    const auto trace = drawn("Nội dung.\n\n```signature\n```", {{"letter", letter}});
    CHECK(line_with(trace, "Cơ quan 119;").page > 1);
    CHECK(line_with(trace, "Lưu: VT.").y < 277 * mm);
}

TEST_CASE("a footnote stands at the foot of the page that calls it", "[documents][paragraph]") {
    std::string form;
    for (int i = 0; i < 20; ++i)
        form += "Dòng " + std::to_string(i) + ".\n\n";
    const auto trace =
        drawn("Trang một^[Chú thích {{n}}.].\n\n" + form + "{{x}}", {{"n", "số *1*"}, {"x", words(400)}});
    const auto note = line_with(trace, "Chú thích số *1*.");
    CHECK(note.page == 1);
    CHECK(note.y > 260 * mm);
    CHECK(note.y < 277 * mm);
    for (const auto& line : lines_of(trace))
        if (line.page == 1 && line.text.find("chữ") == 0)
            CHECK(line.y < note.y - note.size);
    CHECK(line_with(trace, "Trang một").page == 1);
}

TEST_CASE("lists get dashes, crosses and numbers", "[documents][paragraph]") {
    const auto trace = drawn("- một\n  - hai\n\n3) ba\n4) bốn\n", {});
    CHECK(has_line(trace, "-\xC2\xA0một"));
    CHECK(has_line(trace, "+\xC2\xA0hai"));
    CHECK(has_line(trace, "3)\xC2\xA0"
                          "ba"));
    CHECK(has_line(trace, "4)\xC2\xA0"
                          "bốn"));
}

TEST_CASE("landscape pages follow portrait ones in one document", "[documents][paragraph]") {
    const auto trace = drawn("Dọc.\n\n```landscape\n```\n\nNgang.\n\n```portrait\n```\n\nDọc nữa.", {});
    REQUIRE(trace.pages.size() == 3);
    CHECK(trace.pages[0].width < trace.pages[0].height);
    CHECK(trace.pages[1].width == Approx(297 * mm));
    CHECK(trace.pages[1].height == Approx(210 * mm));
    CHECK(trace.pages[2].width == Approx(210 * mm));
    CHECK(line_with(trace, "Ngang.").page == 2);
}

TEST_CASE("a line that ends with a colon does not stand last on its page", "[documents][paragraph]") {
    for (int filling = 25; filling < 45; ++filling) {
        std::string before;
        for (int i = 0; i < filling; ++i)
            before += "Dòng " + std::to_string(i) + ".\n\n";
        const auto trace = drawn(before + "- Kết quả thực hiện chỉ tiêu:\n  - Số điểm: 12.\n", {});
        CHECK(line_with(trace, "Kết quả thực hiện chỉ tiêu:").page == line_with(trace, "Số điểm: 12.").page);
    }
}
