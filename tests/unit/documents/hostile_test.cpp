#include "base/file.h"
#include "document_support.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;
using Markdown = base::FormValue::Markdown;

TEST_CASE("deeply nested Markdown is drawn without harm", "[documents][hostile]") {
    std::string lists;
    std::string quotes;
    for (int i = 0; i < 50; ++i) {
        lists += std::string(static_cast<std::size_t>(i) * 2, ' ') + "- cấp " + std::to_string(i) + "\n";
        quotes += "> ";
    }
    const std::string stars(5000, '*');
    const std::string brackets(5000, '[');
    LayoutTrace trace;
    TrialForm("{{a}}\n\n{{b}}\n\n{{c}}\n\n{{d}}")
        .pdf({{"a", Markdown{lists}},
              {"b", Markdown{quotes + "trích"}},
              {"c", Markdown{stars + "x" + stars}},
              {"d", Markdown{brackets + "^[^[^["}}},
             trace);
    CHECK(has_line(trace, "cấp 49"));
    CHECK(has_line(trace, "trích"));
    for (const auto& item : trace.items)
        CHECK(item.x + item.width <= 195 * mm + 0.1);
}

TEST_CASE("a value of 1 MB is drawn whole", "[documents][hostile]") {
    std::string text;
    while (text.size() < 1'000'000)
        text += "Tiếng Việt ";
    LayoutTrace trace;
    const auto document = TrialForm("{{x}}").pdf({{"x", text}}, trace);
    CHECK(document.pages > 100);
    const auto one_word = TrialForm("{{x}}").pdf({{"x", std::string(1'000'000, 'n')}}, trace);
    CHECK(one_word.pages > 100);
    CHECK(TrialForm("{{x}}").error({{"x", std::string(8'000'001, 'n')}}).code == ErrorCode::TooLarge);
}

TEST_CASE("every shipped form is drawn with no values at all", "[documents][hostile]") {
    auto forms = shipped_forms();
    for (const char* form : {"plan-registration", "weekly-report", "monthly-report", "consolidated-report",
                             "late-agencies", "urging-letter"}) {
        base::FormData data;
        data.form = form;
        for (const char* table : {"overview", "milestones", "indicators", "models", "completeness", "agencies"})
            data.tables[table] = std::make_shared<base::VectorRows>(std::vector<std::vector<std::string>>{});
        const auto document = forms.render_pdf(data);
        REQUIRE(document);
        CHECK(document->pages >= 1);
        data.values["letter"] = base::FormRecord{};
        for (const auto& [name, rows] : data.tables)
            data.tables[name] = std::make_shared<base::VectorRows>(std::vector<std::vector<std::string>>{});
        CHECK(forms.render_pdf(data));
        for (const auto& [name, rows] : data.tables)
            data.tables[name] = std::make_shared<base::VectorRows>(std::vector<std::vector<std::string>>{});
        CHECK(forms.render_html(data));
    }
}

TEST_CASE("an empty template makes one empty page", "[documents][hostile]") {
    LayoutTrace trace;
    CHECK(TrialForm("").pdf({}, trace).pages == 1);
}

TEST_CASE("very long names wrap, absurd ones are refused with their field", "[documents][hostile]") {
    auto letter = letter_record();
    std::string name;
    for (int i = 0; i < 30; ++i)
        name += "Trung tâm ";
    letter["issuer"] = name;
    letter["signer"] = name;
    letter["abstract"] = name;
    LayoutTrace trace;
    TrialForm form("```letterhead\n```\n\nNội dung.\n\n```signature\n```");
    form.pdf({{"letter", letter}}, trace);
    for (const auto& item : trace.items)
        CHECK(item.x + item.width <= 195 * mm + 0.5);
    for (int i = 0; i < 6; ++i)
        name += name;
    letter["abstract"] = name;
    letter["issuer"] = "Sở";
    CHECK(form.error({{"letter", letter}}).where == "letter.abstract");
    letter["abstract"] = "x";
    letter["issuer"] = name;
    CHECK(form.error({{"letter", letter}}).where == "letter");
    letter["issuer"] = "Sở";
    letter["signer"] = name;
    CHECK(form.error({{"letter", letter}}).where == "letter.signer");
}

TEST_CASE("wrong kinds of values are refused, not guessed", "[documents][hostile]") {
    const TrialForm form("```letterhead\n```");
    CHECK(form.error({{"letter", "văn bản"}}).where == "letter");
    auto letter = letter_record();
    letter["addressees"] = base::FormList{true};
    CHECK(form.error({{"letter", letter}}).where == "letter.addressees[0]");
    base::FormValue deep = "đáy";
    for (int i = 0; i < 100; ++i)
        deep = base::FormRecord{{"x", deep}};
    CHECK(form.error({{"x", deep}}).code == ErrorCode::TooLarge);
}

TEST_CASE("what libharu cannot do becomes an error, never a file", "[documents][hostile]") {
    const TrialForm form("x");
    auto layout = base::read_file(source_dir() / "reports/decree-30.json");
    REQUIRE(layout);
    const std::string width = "\"width_mm\": 210";
    layout->replace(layout->find(width), width.size(), "\"width_mm\": 9000"); // libharu's most is 5080 mm
    REQUIRE(base::write_file(form.folder() / "decree-30.json", *layout));
    const auto error = form.error({});
    CHECK(error.code == ErrorCode::Internal);
    CHECK(error.detail.find("libharu") == 0);
}

TEST_CASE("a document of more than 32,767 pages is refused", "[documents][hostile]") {
    std::string pages;
    for (int i = 0; i < 32768; ++i)
        pages += "x\n\n```page\n```\n\n";
    CHECK(TrialForm(pages).error({}).code == ErrorCode::TooLarge);
}
