#include "base/crypto.h"
#include "document_support.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;

namespace {

using Rows = std::vector<std::vector<std::string>>;

const char* columns = R"({"list": {"empty": "Không có số liệu", "columns": [
    {"title": "STT", "width": 12, "align": "center"}, {"title": "Tên", "width": 60}, {"title": "Số", "width": 20,
     "align": "right"}]}})";

LayoutTrace table(Rows rows, const std::string& before = "") {
    TrialForm form(before + "\n\n```table list\n```\n", columns);
    form.tables["list"] = std::make_shared<base::VectorRows>(std::move(rows));
    LayoutTrace trace;
    form.pdf({}, trace);
    return trace;
}

Rows numbered(int count) {
    Rows rows;
    for (int i = 0; i < count; ++i)
        rows.push_back({std::to_string(i + 1), "Hàng " + std::to_string(i + 1), "1.234"});
    return rows;
}

int count_text(const LayoutTrace& trace, const std::string& text) {
    return static_cast<int>(std::count_if(trace.items.begin(), trace.items.end(),
                                          [&](const DrawnItem& item) { return item.text == text; }));
}

} // namespace

TEST_CASE("a table's head is repeated on every page", "[documents][table]") {
    const auto trace = table(numbered(200));
    REQUIRE(trace.pages.size() > 3);
    CHECK(count_text(trace, "STT") == static_cast<int>(trace.pages.size()));
    for (int i = 1; i <= 200; ++i)
        CHECK(count_text(trace, "Hàng " + std::to_string(i)) == 1);
    for (const auto& item : trace.items)
        if (item.kind == DrawnItem::Kind::Text)
            CHECK(item.y < 277 * mm);
}

TEST_CASE("a row taller than the page is split and loses no word", "[documents][table]") {
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += (i == 0 ? "t" : " t") + std::to_string(i);
    auto rows = numbered(3);
    rows[1][1] = text;
    const auto trace = table(rows);
    CHECK(trace.pages.size() >= 3);
    std::string joined;
    for (const auto& item : trace.items)
        if (item.kind == DrawnItem::Kind::Text && item.text.find('t') == 0)
            joined += (joined.empty() ? "" : " ") + item.text;
    const bool whole = joined == text;
    CHECK(whole);
    CHECK(count_text(trace, "Hàng 3") == 1);
    for (const auto& item : trace.items)
        CHECK(item.y <= 277 * mm + 0.1);
}

TEST_CASE("a short row is never split", "[documents][table]") {
    Rows rows;
    for (int i = 0; i < 60; ++i)
        rows.push_back({std::to_string(i), "đầu" + std::to_string(i) + "\ngiữa\ncuối" + std::to_string(i), ""});
    const auto trace = table(rows);
    for (int i = 0; i < 60; ++i)
        CHECK(line_with(trace, "đầu" + std::to_string(i)).page == line_with(trace, "cuối" + std::to_string(i)).page);
}

TEST_CASE("a single cell is a heading across the table and stays with the next row", "[documents][table]") {
    for (int before = 34; before < 44; ++before) {
        auto rows = numbered(before);
        rows.push_back({"A. NHÓM MÔ HÌNH"});
        rows.push_back({"1", "sau", "2"});
        const auto trace = table(rows);
        const auto heading = line_with(trace, "A. NHÓM MÔ HÌNH");
        CHECK(heading.bold);
        CHECK(line_with(trace, "sau").page == heading.page);
        // No upright rule runs through it.
        for (const auto& item : trace.items)
            if (item.kind == DrawnItem::Kind::Line && item.width == 0 && item.page == heading.page &&
                item.x > heading.x1 && item.x < 190 * mm)
                CHECK((item.y + item.height < heading.y || item.y > heading.y));
    }
}

TEST_CASE("a row of up to a third of a page is never split, whatever stands above it", "[documents][table]") {
    std::string tall = "đầu";
    for (int i = 0; i < 12; ++i)
        tall += "\ngiữa";
    for (int before = 20; before < 44; ++before) {
        auto rows = numbered(before);
        rows.push_back({"x", tall + "\ncuối", ""});
        const auto trace = table(rows);
        CHECK(line_with(trace, "đầu").page == line_with(trace, "cuối").page);
    }
}

TEST_CASE("a split row leaves at least three lines on each page", "[documents][table]") {
    for (int before = 0; before < 44; ++before) {
        auto rows = numbered(before);
        std::string tall = "dòng 0";
        for (int i = 1; i < 25; ++i)
            tall += "\ndòng " + std::to_string(i);
        rows.push_back({"x", tall, ""});
        const auto trace = table(rows);
        CHECK(line_with(trace, "dòng 0").page == line_with(trace, "dòng 2").page);
        CHECK(line_with(trace, "dòng 22").page == line_with(trace, "dòng 24").page);
    }
}

TEST_CASE("a table's head and a heading row stay with a tall row below", "[documents][table]") {
    std::string tall = "đầu";
    for (int i = 0; i < 10; ++i)
        tall += "\ngiữa";
    for (int filling = 15; filling < 36; ++filling) {
        std::string before;
        for (int i = 0; i < filling; ++i)
            before += "Dòng " + std::to_string(i) + ".\n\n";
        const auto trace = table({{"A. NHÓM MÔ HÌNH"}, {"1", tall, ""}}, before + "### Bảng số liệu");
        const auto page = line_with(trace, "đầu").page;
        CHECK(line_with(trace, "Bảng số liệu").page == page);
        CHECK(line_with(trace, "A. NHÓM MÔ HÌNH").page == page);
        CHECK(count_text(trace, "STT") == 1);
    }
}

TEST_CASE("cells stay inside their columns", "[documents][table]") {
    const auto trace = table({{"1", std::string(200, 'M') + " chữ " + std::string(90, 'W'), "1.234.567,89"}});
    const double unit = 165 * mm / 92;
    for (const auto& item : trace.items) {
        if (item.kind != DrawnItem::Kind::Text)
            continue;
        const double x = item.x - 30 * mm;
        const double edge = x < 12 * unit ? 12 * unit : x < 72 * unit ? 72 * unit : 92 * unit;
        CHECK(x + item.width <= edge);
    }
}

TEST_CASE("an empty table says so", "[documents][table]") { CHECK(has_line(table({}), "Không có số liệu")); }

TEST_CASE("a heading above a table does not part from it", "[documents][table]") {
    for (int filling = 25; filling < 40; ++filling) {
        std::string before;
        for (int i = 0; i < filling; ++i)
            before += "Dòng " + std::to_string(i) + ".\n\n";
        const auto trace = table(numbered(3), before + "### Bảng số liệu");
        CHECK(line_with(trace, "Bảng số liệu").page == line_with(trace, "Hàng 1").page);
    }
}

TEST_CASE("an annex begins a page of its own and leaves none empty before it", "[documents][table]") {
    for (int filling = 1; filling < 60; ++filling) {
        std::string before;
        for (int i = 0; i < filling; ++i)
            before += "Dòng " + std::to_string(i) + ".\n\n";
        const auto trace = table(numbered(20), before + "```page\n```\n\n### Phụ lục II");
        const auto annex = line_with(trace, "Phụ lục II").page;
        CHECK(annex == line_with(trace, "Dòng " + std::to_string(filling - 1)).page + 1);
        CHECK(line_with(trace, "Hàng 1").page == annex);
    }
}

TEST_CASE("a missing glyph in a table is refused with its row", "[documents][table]") {
    TrialForm form("```table list\n```", columns);
    form.tables["list"] = std::make_shared<base::VectorRows>(Rows{{"1", "được", ""}, {"2", "中", ""}});
    const auto error = form.error({});
    CHECK(error.code == ErrorCode::MissingGlyph);
    CHECK(error.where == "list row 2, Tên: U+4E2D");
}

TEST_CASE("a row with a wrong number of cells is refused", "[documents][table]") {
    TrialForm form("```table list\n```", columns);
    form.tables["list"] = std::make_shared<base::VectorRows>(Rows{{"1", "hai"}});
    CHECK(form.error({}).where == "list row 1");
}

TEST_CASE("cells are drawn in NFC and their line ends count", "[documents][table]") {
    const auto trace = table({{"1", "Tie\xCC\x82\xCC\x81ng\r\nViệt", ""}});
    CHECK(has_line(trace, "Tiếng"));
    CHECK(line_with(trace, "Việt").y > line_with(trace, "Tiếng").y);
}

TEST_CASE("a cancelled table stops", "[documents][table]") {
    struct Impatient : base::Progress {
        void step(std::uint64_t done, std::uint64_t total) override {
            CHECK(total == 5000);
            last = done;
        }
        bool cancelled() const override { return last >= 512; }
        std::uint64_t last{0};
    } progress;
    TrialForm form("```table list\n```", columns);
    form.tables["list"] = std::make_shared<base::VectorRows>(numbered(5000));
    const auto document = form.renderer().render_pdf(form.data({}), &progress);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == ErrorCode::Cancelled);
    CHECK(progress.last == 512);
}

TEST_CASE("a table's picture cell shows the picture of that name, no higher than its column says",
          "[documents][table]") {
    TrialForm form("```table list\n```\n", R"({"list": {"columns": [{"title": "Tên", "width": 60},
        {"title": "Ảnh", "width": 30, "align": "center", "picture_mm": 20}]}})");
    form.tables["list"] = std::make_shared<base::VectorRows>(Rows{{"Một", "a"}, {"Hai", ""}, {"Ba", "a"}});
    auto data = form.data({});
    data.pictures["a"] = *base::from_base64("iVBORw0KGgoAAAANSUhEUgAAAAIAAAAECAIAAAArjXluAAAAEElEQVR4nGP4z8AARAzYKA"
                                            "B3pAf53le34gAAAABJRU5ErkJggg==");
    LayoutTrace trace;
    const auto document = form.renderer().render_pdf(data, nullptr, trace);
    REQUIRE(document);
    std::vector<DrawnItem> pictures;
    for (const auto& item : trace.items)
        if (item.kind == DrawnItem::Kind::Image)
            pictures.push_back(item);
    REQUIRE(pictures.size() == 2);
    CHECK(pictures[0].height == Approx(20 * mm).margin(0.1));
    CHECK(pictures[0].width == Approx(10 * mm).margin(0.1));                      // twice as high as wide
    data.tables["list"] = std::make_shared<base::VectorRows>(Rows{{"Một", "a"}}); // rows are read once
    CHECK(form.renderer().render_html(data)->bytes.find("data:image/png;base64,iVBOR") != std::string::npos);
    data.pictures.clear();
    data.tables["list"] = std::make_shared<base::VectorRows>(Rows{{"Một", "a"}});
    const auto missing = form.renderer().render_pdf(data);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().where == "list row 1");
}
