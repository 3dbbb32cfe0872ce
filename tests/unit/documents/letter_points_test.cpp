// The 34 points of Decree 30/2020/NĐ-CP, Annex I, Part I, on a drawn report letter. P1-P34 are numbered as in
// shared/references/progress-reporting-pdf-sync.md, section 4.1.
#include "document_support.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;

namespace {

constexpr double single = 1.149; // height of a line of Times New Roman at single spacing, em

const char* report_template = R"(
```letterhead
```

*Căn cứ Kế hoạch số 395/KH-UBND ngày 20/10/2023 của Ủy ban nhân dân tỉnh Lào Cai;*

*Căn cứ Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ.*

## Chương I

## Quy định chung

#### Điều 1. Phạm vi

1\. Khoản này nói về phạm vi.

a) Điểm này nói chi tiết.

{{body}}

Trên đây là báo cáo./.

```signature
```

# Phụ lục I

## Bảng số liệu
)";

LayoutTrace report(base::FormRecord letter = letter_record(), int sentences = 60) {
    std::string body;
    for (int i = 0; i < sentences; ++i)
        body += "Trong tuần, Sở Tư pháp đã phối hợp với Công an tỉnh rà soát, làm sạch dữ liệu hộ tịch. ";
    LayoutTrace trace;
    TrialForm(report_template).pdf({{"letter", std::move(letter)}, {"body", body}}, trace);
    return trace;
}

std::vector<DrawnItem> rules_of(const LayoutTrace& trace, std::size_t page) {
    std::vector<DrawnItem> rules;
    std::copy_if(trace.items.begin(), trace.items.end(), std::back_inserter(rules), [page](const DrawnItem& item) {
        return item.kind == DrawnItem::Kind::Line && item.page == page && item.height == 0;
    });
    return rules;
}

/// The rule just below a line of text.
DrawnItem rule_under(const LayoutTrace& trace, const TextLine& line) {
    for (const auto& rule : rules_of(trace, line.page))
        if (rule.y > line.y && rule.y < line.y + 12 && rule.x >= line.x1 - 1 && rule.x + rule.width <= line.x2 + 1)
            return rule;
    FAIL("no rule under: " << line.text);
    return {};
}

bool between(double value, double least, double most) { return value >= least - 0.05 && value <= most + 0.05; }

} // namespace

TEST_CASE("P1-P5: the paper is A4 and text stays inside the margins", "[documents][decree30]") {
    const auto trace = report();
    REQUIRE(trace.pages.size() >= 2);
    for (const auto& page : trace.pages) {
        CHECK(page.width == Approx(210 * mm));
        CHECK(page.height == Approx(297 * mm));
    }
    double left = 1e9;
    double right = 0;
    double top = 1e9;
    double bottom = 0;
    for (const auto& line : lines_of(trace)) {
        if (line.page > 1 && line.y < 15 * mm) // the page number stands in the margin
            continue;
        left = std::min(left, line.x1);
        right = std::max(right, line.x2);
        top = std::min(top, line.y - 0.9 * line.size);
        bottom = std::max(bottom, line.y + 0.22 * line.size);
    }
    CHECK(between(left / mm, 30, 35));
    CHECK(between(210 - right / mm, 15, 20));
    CHECK(between(top / mm, 20, 25));
    CHECK(297 - bottom / mm >= 20 - 0.05);
}

TEST_CASE("P7-P9: the name of the country and the motto, with a rule as long as the motto", "[documents][decree30]") {
    const auto trace = report();
    const auto country = line_with(trace, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    CHECK(between(country.size, 12, 13));
    CHECK(country.bold);
    CHECK(country.middle() > 105 * mm);
    const auto motto = line_with(trace, "Độc lập - Tự do - Hạnh phúc");
    CHECK(between(motto.size, 13, 14));
    CHECK(motto.bold);
    CHECK(motto.middle() == Approx(country.middle()).margin(0.5));
    CHECK(motto.y - country.y == Approx(single * motto.size).margin(1.5));
    const auto rule = rule_under(trace, motto);
    CHECK(rule.width == Approx(motto.x2 - motto.x1).margin(0.5));
}

TEST_CASE("P10-P12: the superior and the issuing agency, with a rule of a third to a half", "[documents][decree30]") {
    const auto trace = report();
    const auto superior = line_with(trace, "UBND TỈNH LÀO CAI");
    CHECK(between(superior.size, 12, 13));
    CHECK_FALSE(superior.bold);
    const auto issuer = line_with(trace, "SỞ TƯ PHÁP");
    CHECK(between(issuer.size, 12, 13));
    CHECK(issuer.bold);
    CHECK(issuer.middle() == Approx(superior.middle()).margin(0.5));
    const auto rule = rule_under(trace, issuer);
    CHECK(between(rule.width / (issuer.x2 - issuer.x1), 1.0 / 3, 0.5));
    CHECK(rule.x + rule.width / 2 == Approx(issuer.middle()).margin(0.5));
}

TEST_CASE("P13-P14: number and symbol, a number below 10 with a leading zero", "[documents][decree30]") {
    const auto trace = report();
    const auto number = line_with(trace, "Số:\xC2\xA0"
                                         "07/BC-STP");
    CHECK(number.size == 13);
    CHECK_FALSE(number.bold);
    CHECK_FALSE(number.italic);
    CHECK(number.middle() == Approx(line_with(trace, "SỞ TƯ PHÁP").middle()).margin(0.5));
}

TEST_CASE("P15-P16: place and date in italics on the number's line, padded", "[documents][decree30]") {
    const auto trace = report();
    const auto date = line_with(trace, "Lào Cai, ngày 05 tháng 02 năm 2024");
    CHECK(between(date.size, 13, 14));
    CHECK(date.italic);
    CHECK(date.y == Approx(line_with(trace, "07/BC-STP").y).margin(0.1));
    CHECK(date.middle() == Approx(line_with(trace, "Độc lập").middle()).margin(0.5));

    auto letter = letter_record();
    letter["day"] = "15";
    letter["month"] = "03";
    CHECK(has_line(report(letter), "ngày 15 tháng 3 năm 2024"));
    letter["month"] = "11";
    CHECK(has_line(report(letter), "ngày 15 tháng 11 năm 2024"));
}

TEST_CASE("P17-P19: kind and abstract, with a rule of a third to a half", "[documents][decree30]") {
    const auto trace = report();
    const auto kind = line_with(trace, "BÁO CÁO");
    CHECK(between(kind.size, 13, 14));
    CHECK(kind.bold);
    const auto abstract = line_with(trace, "Kết quả thực hiện Đề án 06");
    CHECK(between(abstract.size, 13, 14));
    CHECK(abstract.bold);
    CHECK(abstract.middle() == Approx(kind.middle()).margin(0.5));
    CHECK(kind.middle() == Approx((30 + (210 - 15)) * mm / 2).margin(0.5));
    const auto rule = rule_under(trace, abstract);
    CHECK(between(rule.width / (abstract.x2 - abstract.x1), 1.0 / 3, 0.5));
}

TEST_CASE("P20-P24: the body is justified, indented and spaced as the decree says", "[documents][decree30]") {
    const auto trace = report();
    std::vector<TextLine> body;
    for (const auto& line : lines_of(trace))
        if (line.page == 1 && line.text.find("rà soát") != std::string::npos)
            body.push_back(line);
    REQUIRE(body.size() > 5);
    const double right_edge = (210 - 15) * mm;
    for (std::size_t i = 0; i + 1 < body.size(); ++i) {
        CHECK(between(body[i].size, 13, 14));
        CHECK(body[i].x2 == Approx(right_edge).margin(0.3));
        if (i > 0)
            CHECK(body[i].x1 == Approx(30 * mm).margin(0.1));
    }
    const auto first = line_with(trace, "Căn cứ Kế hoạch");
    CHECK((std::abs(first.x1 - 40 * mm) < 0.1 || std::abs(first.x1 - 42.7 * mm) < 0.1));
    const auto clause = line_with(trace, "Khoản này");
    const auto point = line_with(trace, "Điểm này");
    const double gap = point.y - clause.y - (body[2].y - body[1].y);
    CHECK(gap >= 6 - 0.05);
    const double spacing = (body[2].y - body[1].y) / (single * body[1].size);
    CHECK(between(spacing, 1, 1.5));
}

TEST_CASE("P25: the legal grounds are in italics", "[documents][decree30]") {
    const auto trace = report();
    CHECK(line_with(trace, "Căn cứ Kế hoạch").italic);
    CHECK(line_with(trace, "Căn cứ Quyết định").italic);
}

TEST_CASE("P26-P27: chapters are bold and centred, articles bold and indented, clauses regular",
          "[documents][decree30]") {
    const auto trace = report();
    for (const char* text : {"CHƯƠNG I", "QUY ĐỊNH CHUNG"}) {
        const auto line = line_with(trace, text);
        CHECK(line.bold);
        CHECK(between(line.size, 13, 14));
        CHECK(line.middle() == Approx((30 + 195) * mm / 2).margin(0.5));
    }
    const auto article = line_with(trace, "Điều 1.");
    CHECK(article.bold);
    CHECK(article.x1 > 39 * mm);
    CHECK_FALSE(line_with(trace, "1. Khoản").bold);
    CHECK_FALSE(line_with(trace, "a) Điểm").bold);
}

TEST_CASE("P28-P31: authority, office and name, with room for signature and seal", "[documents][decree30]") {
    const auto trace = report();
    const auto authority = line_with(trace, "KT. GIÁM ĐỐC");
    const auto office = line_with(trace, "PHÓ GIÁM ĐỐC");
    const auto name = line_with(trace, "Nguyễn Văn An");
    for (const auto& line : {authority, office, name}) {
        CHECK(line.bold);
        CHECK(between(line.size, 13, 14));
        CHECK(line.middle() == Approx(name.middle()).margin(0.5));
        CHECK(line.middle() > 105 * mm);
    }
    // Signature and seal are put there by the signing software: here it is the free height that counts.
    CHECK(name.y - name.size - office.y >= 22 * mm);
}

TEST_CASE("P32-P33: recipients in small type, the file copy last", "[documents][decree30]") {
    const auto trace = report();
    const auto title = line_with(trace, "Nơi nhận:");
    CHECK(title.size == 12);
    CHECK(title.bold);
    CHECK(title.italic);
    CHECK(title.x1 == Approx(30 * mm).margin(0.1));
    for (const char* text : {"- Như trên;", "- Giám đốc Sở;", "- Lưu: VT, KSTT."}) {
        const auto line = line_with(trace, text);
        CHECK(line.size == 11);
        CHECK_FALSE(line.bold);
    }
    CHECK(line_with(trace, "- Lưu").y > line_with(trace, "- Giám đốc Sở;").y);
}

TEST_CASE("P34: page numbers stand centred in the top margin, not on page 1", "[documents][decree30]") {
    const auto trace = report(letter_record(), 150);
    REQUIRE(trace.pages.size() >= 3);
    for (std::size_t page = 1; page <= trace.pages.size(); ++page) {
        std::vector<TextLine> numbers;
        for (const auto& line : lines_of(trace))
            if (line.page == page && line.y < 19 * mm)
                numbers.push_back(line);
        if (page == 1) {
            CHECK(numbers.empty());
            continue;
        }
        REQUIRE(numbers.size() == 1);
        CHECK(numbers[0].text == std::to_string(page));
        CHECK(between(numbers[0].size, 13, 14));
        CHECK(numbers[0].middle() == Approx((30 + 195) * mm / 2).margin(0.5));
    }
}

TEST_CASE("annex: its number is bold 14, its title bold and upper", "[documents][decree30]") {
    const auto trace = report();
    const auto label = line_with(trace, "Phụ lục I");
    CHECK(label.bold);
    CHECK(label.size == 14);
    CHECK(line_with(trace, "BẢNG SỐ LIỆU").bold);
}

TEST_CASE("a công văn has no heading, its subject stands under the number", "[documents][decree30]") {
    auto letter = letter_record();
    letter["kind"] = "CÔNG VĂN";
    const auto trace = report(letter);
    CHECK_FALSE(has_line(trace, "CÔNG VĂN"));
    const auto subject = line_with(trace, "V/v Kết quả");
    CHECK(between(subject.size, 12, 13));
    CHECK_FALSE(subject.bold);
    CHECK(subject.y > line_with(trace, "07/BC-STP").y);
    CHECK(subject.middle() < 105 * mm);
}

TEST_CASE("the urgency stamp is red and has the decree's size", "[documents][decree30]") {
    const std::vector<std::pair<const char*, double>> stamps = {
        {"KHẨN", 20}, {"THƯỢNG KHẨN", 40}, {"HỎA TỐC", 30}, {"HOẢ TỐC", 30}};
    for (const auto& [word, width] : stamps) {
        auto letter = letter_record();
        letter["urgency"] = word;
        const auto trace = report(letter, 1);
        const auto box = std::find_if(trace.items.begin(), trace.items.end(),
                                      [](const DrawnItem& item) { return item.kind == DrawnItem::Kind::Box; });
        REQUIRE(box != trace.items.end());
        CHECK(box->red);
        CHECK(box->width == Approx(width * mm));
        CHECK(box->height == Approx(8 * mm));
    }
    auto letter = letter_record();
    letter["urgency"] = "RẤT KHẨN";
    CHECK(TrialForm("```letterhead\n```").error({{"letter", letter}}).where == "letter.urgency");
}

TEST_CASE("P6: nothing but the urgency stamp is in colour", "[documents][decree30]") {
    for (const auto& item : report().items)
        CHECK_FALSE(item.red);
}

TEST_CASE("several addressees become a dashed list", "[documents][decree30]") {
    auto letter = letter_record();
    letter["addressees"] = base::FormList{"Công an tỉnh", "Sở Y tế"};
    const auto trace = report(letter);
    CHECK(line_with(trace, "- Công an tỉnh;").x1 == Approx(line_with(trace, "- Sở Y tế.").x1));
}

TEST_CASE("a number, a day and a signer not yet known leave blanks and warnings", "[documents][decree30]") {
    auto letter = letter_record();
    letter["number"] = "";
    letter["day"] = "";
    letter["signer"] = "";
    LayoutTrace trace;
    const auto document = TrialForm(report_template).pdf({{"letter", letter}, {"body", "Nội dung."}}, trace);
    CHECK(document.warnings.size() == 3);
    const auto number = line_with(trace, "/BC-STP");
    CHECK(number.x2 - number.x1 > 70);
    CHECK(line_with(trace, "Số:").y == number.y);
}
