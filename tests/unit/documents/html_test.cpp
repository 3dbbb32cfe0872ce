#include "document_support.h"
#include "documents/markdown.h"
#include "form_json.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;

namespace {

std::string html(const std::string& markdown) {
    const auto result = markdown_to_html(markdown);
    REQUIRE(result);
    return *result;
}
bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a form for the screen escapes every value", "[documents][html]") {
    TrialForm form("## Tiêu đề\n\n{{x}}\n\n```table list\n```",
                   R"({"list": {"columns": [{"title": "A & B"}, {"title": "C"}]}})");
    form.tables["list"] =
        std::make_shared<base::VectorRows>(std::vector<std::vector<std::string>>{{"<i>1</i>", "hai\ndòng"}, {"Nhóm"}});
    const auto document = form.renderer().render_html(form.data({{"x", "<script>alert(\"1\")</script>"}}));
    REQUIRE(document);
    CHECK(document->pages == 0);
    CHECK_FALSE(holds(document->bytes, "<script"));
    CHECK(holds(document->bytes, "&lt;script&gt;alert(&quot;1&quot;)"));
    CHECK(holds(document->bytes, "<h2 align=\"center\">Tiêu đề</h2>"));
    CHECK(holds(document->bytes, "A &amp; B"));
    CHECK(holds(document->bytes, "&lt;i&gt;1"));
    CHECK(holds(document->bytes, "hai<br>dòng"));
    CHECK(holds(document->bytes, "colspan=\"2\""));
}

TEST_CASE("a form for the screen has letterhead and signature", "[documents][html]") {
    const auto data = read_form_json(source_dir() / "tests/data/forms/weekly-report.json");
    const auto document = shipped_forms().render_html(data);
    REQUIRE(document);
    for (const char* text : {"CỘNG HÒA XÃ HỘI", "Số: 05/BC-STTTT", "ngày 05 tháng 02 năm 2024", "Nguyễn Thị Hồng Nhung",
                             "- Lưu: VT, CNTT, Hùng03.", "# 05/09 huyện"})
        CHECK(holds(document->bytes, text));
    CHECK_FALSE(holds(document->bytes, "http"
                                       "://"));
}

TEST_CASE("lessons: lists, tables, emphasis and footnotes become HTML", "[documents][html]") {
    const auto page = html("# Bài 1\n\n- một\n  1. hai\n- ba\n\n**đậm** *nghiêng* `mã`^[Chú thích]\n\n"
                           "```table\nA | B\n1 | 2\n```\n\n> trích");
    CHECK(holds(page, "<h1>Bài 1</h1>"));
    CHECK(holds(page, "<ul>\n<li>một</li>\n<ol>\n<li>hai</li>\n</ol>\n<li>ba</li>\n</ul>"));
    CHECK(holds(page, "<b>đậm</b> <i>nghiêng</i> <code>mã</code><sup>1</sup>"));
    CHECK(holds(page, "<th>A</th><th>B</th>"));
    CHECK(holds(page, "<td>1</td><td>2</td>"));
    CHECK(holds(page, "<blockquote>"));
    CHECK(holds(page, "<sup>1</sup> Chú thích"));
}

TEST_CASE("lessons: nothing runs and nothing is fetched from outside", "[documents][html]") {
    const auto page = html("<script>x()</script>\n\na <b onclick=x>b</b>\n\n[x](javascript:alert(1)) "
                           "[y](https://chinhphu.vn/a?b=1&c=2) [z](bai-2.md) [w](//evil)\n\n"
                           "![](http://evil/a.png)\n\n![](../../secret.png)\n\n![](hinh/a.png)");
    CHECK_FALSE(holds(page, "script"));
    CHECK_FALSE(holds(page, "onclick"));
    CHECK_FALSE(holds(page, "evil"));
    CHECK_FALSE(holds(page, "secret"));
    CHECK(holds(page, "<a href=\"https://chinhphu.vn/a?b=1&amp;c=2\">y</a>"));
    CHECK(holds(page, "<a href=\"bai-2.md\">z</a>"));
    CHECK(holds(page, "<img src=\"hinh/a.png\">"));
}

TEST_CASE("lessons: broken text is refused", "[documents][html]") {
    CHECK(markdown_to_html("\xC3").error().code == ErrorCode::InvalidInput);
    CHECK(markdown_to_html(std::string(8'000'001, 'a')).error().code == ErrorCode::TooLarge);
    CHECK(html("").empty());
}
