#include "document_support.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::documents::test;
using canbo::documents::LayoutTrace;
using Markdown = base::FormValue::Markdown;

namespace {

std::string text_of(const std::string& template_md, const base::FormRecord& values) {
    std::string all;
    for (const auto& page : TrialForm(template_md).page_texts(values))
        all += page;
    return all;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a value with mark-up in it prints as typed", "[documents][values]") {
    const std::string typed = "# Không *phải* tiêu đề <b>đậm</b> {{tên}} [x](y) `z` &amp; \\*";
    CHECK(holds(text_of("Kết quả: {{results}}", {{"results", typed}}), typed));
    CHECK(holds(text_of("{{results}}", {{"results", typed}}), typed));
    CHECK(holds(text_of("- {{results}}", {{"results", "1. một"}}), "1. một"));
}

TEST_CASE("the lines of a value become paragraphs", "[documents][values]") {
    LayoutTrace trace;
    TrialForm("Kết quả: {{results}}").pdf({{"results", "dòng một\r\n\r\ndòng hai\rdòng ba"}}, trace);
    const auto lines = lines_of(trace);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].text == "Kết quả: dòng một");
    CHECK(lines[1].text == "dòng hai");
    CHECK(lines[1].x1 == Approx(lines[0].x1));
    CHECK(lines[2].text == "dòng ba");
}

TEST_CASE("a Markdown value alone in its paragraph keeps its mark-up, its headings become bold",
          "[documents][values]") {
    LayoutTrace trace;
    TrialForm("{{summary}}")
        .pdf({{"summary", Markdown{"# Đánh giá\n\nCó **đậm** và *nghiêng*.\n\n- một\n- hai\n\n<script>x</script>\n\n"
                                   "![ảnh](http://a/b.png) chữ"}}},
             trace);
    CHECK(line_with(trace, "Đánh giá").bold);
    CHECK(has_line(trace, "-\xC2\xA0một"));
    CHECK_FALSE(has_line(trace, "**"));
    CHECK_FALSE(has_line(trace, "script"));
    CHECK_FALSE(has_line(trace, "ảnh"));
    bool bold = false;
    for (const auto& item : trace.items)
        bold = bold || (item.text == "đậm " && item.bold);
    CHECK(bold);
}

TEST_CASE("Markdown inside a sentence prints as typed", "[documents][values]") {
    CHECK(holds(text_of("Tóm tắt: {{summary}}", {{"summary", Markdown{"**x**"}}}), "**x**"));
}

TEST_CASE("text is drawn in NFC", "[documents][values]") {
    CHECK(holds(text_of("{{name}}", {{"name", "Tie\xCC\x82\xCC\x81ng Vie\xCC\xA3\xCC\x82t"}}), "Tiếng Việt"));
}

TEST_CASE("a missing glyph is refused with its field", "[documents][values]") {
    const base::FormRecord model{{"results", "漢"}};
    const auto error = TrialForm("{{#models}}{{results}}{{/models}}")
                           .error({{"models", base::FormList{base::FormRecord{{"results", "được"}}, model}}});
    CHECK(error.code == ErrorCode::MissingGlyph);
    CHECK(error.where == "models[1].results: U+6F22");
    auto letter = letter_record();
    letter["signer"] = "An 😀";
    CHECK(TrialForm("```letterhead\n```").error({{"letter", letter}}).where == "letter.signer: U+1F600");
}

TEST_CASE("characters that would be drawn wrongly are refused", "[documents][values]") {
    const TrialForm form("{{x}}");
    CHECK(form.error({{"x", "a\xCC\x8A\xCC\x96"}}).code == ErrorCode::MissingGlyph); // a mark left over after NFC
    CHECK(form.error({{"x", "\xD7\xA9"}}).where == "x: U+05E9");                     // Hebrew runs right to left
    CHECK(form.error({{"x", "\xEE\x80\x80"
                            "0\xEE\x80\x81"}})
              .where == "x: U+E000"); // our own placeholder
    CHECK(form.error({{"x", std::string("a\0b", 3)}}).where == "x: U+0000");
    CHECK(form.error({{"x", "\xFF"}}).code == ErrorCode::InvalidInput);
}

TEST_CASE("invisible characters of other programs do no harm", "[documents][values]") {
    CHECK(holds(text_of("{{x}}", {{"x", "\xEF\xBB\xBF"
                                        "một\tha\xC2\xADi\xE2\x80\x8B"}}),
                "một hai"));
}

TEST_CASE("an empty value closes its section", "[documents][values]") {
    const std::string form = "{{#x}}Có: {{x}}{{/x}}{{^x}}Không có{{/x}}";
    CHECK(holds(text_of(form, {{"x", ""}}), "Không có"));
    CHECK(holds(text_of(form, {{"x", " \n"}}), "Không có"));
    CHECK(holds(text_of(form, {{"x", Markdown{""}}}), "Không có"));
    CHECK(holds(text_of(form, {{"x", false}}), "Không có"));
    CHECK(holds(text_of(form, {{"x", "1"}}), "Có: 1"));
}

TEST_CASE("the last item of a template's list ends with a full stop", "[documents][values]") {
    const auto text = text_of("{{#list}}\n- {{.}};\n\n{{/list}}\nHết.", {{"list", base::FormList{"một", "hai;"}}});
    CHECK(holds(text, "một; "));
    CHECK(holds(text, "hai;. "));
}

TEST_CASE("a value the data lacks is told", "[documents][values]") {
    LayoutTrace trace;
    const auto document = TrialForm("Một {{gone}} {{#also}}{{inner}}{{/also}}").pdf({}, trace);
    REQUIRE(document.warnings.size() == 2);
    CHECK(document.warnings[0] == "The value 'gone' was not given.");
}
