#include "document_support.h"
#include "documents/chart_page.h"
#include "documents/join_pdfs.h"
#include "drawing/sample_charts.h"

#include <catch2/catch.hpp>

#define POINTERHOLDER_TRANSITION 4 // libqpdf asks: std::shared_ptr
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;

namespace {

ChartPageRenderer shipped() { return ChartPageRenderer({source_dir() / "reports", default_font_dirs()}); }

ChartPage status_page() {
    ChartPage page;
    page.title = "Trạng thái mô hình theo cơ quan chủ trì";
    page.note = "Đến ngày 16/02/2024";
    page.draw = [](const drawing::Frame& frame) { return drawing::stacked_bars(drawing::test::sample_stack(), frame); };
    return page;
}

std::string contents(const std::string& bytes) {
    QPDF pdf;
    pdf.processMemoryFile("chart", bytes.data(), bytes.size());
    std::string all;
    for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        for (auto stream : page.getPageContents()) {
            const auto data = stream.getStreamData(qpdf_dl_all);
            all.append(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
        }
    }
    return all;
}

} // namespace

TEST_CASE("a chart becomes a page of vectors and its numbers a table", "[documents][chart]") {
    const auto document = shipped().render_pdf(status_page());
    REQUIRE(document);
    CHECK(document->pages == 1);
    const std::string operators = contents(document->bytes);
    CHECK(operators.find(" Do") == std::string::npos); // no picture
    CHECK(operators.find("\nf\n") != std::string::npos);
    CHECK(operators.find(" rg\n") != std::string::npos);
    CHECK(document->bytes.size() < 80'000);
}

TEST_CASE("fonts of a chart are embedded subsets and the file has no warning", "[documents][chart]") {
    const auto document = shipped().render_pdf(status_page());
    REQUIRE(document);
    QPDF pdf;
    pdf.processMemoryFile("chart", document->bytes.data(), document->bytes.size());
    CHECK_FALSE(pdf.anyWarnings());
    int fonts = 0;
    for (auto object : pdf.getAllObjects()) {
        if (!object.isDictionary() || !object.getKey("/Subtype").isNameAndEquals("/Type0"))
            continue;
        ++fonts;
        CHECK(object.getKey("/BaseFont").getName().find('+') != std::string::npos);
        CHECK(object.getKey("/DescendantFonts")
                  .getArrayItem(0)
                  .getKey("/FontDescriptor")
                  .getKey("/FontFile2")
                  .isStream());
    }
    CHECK(fonts == 3);
}

TEST_CASE("the same chart gives the same bytes", "[documents][chart]") {
    const auto one = shipped().render_pdf(status_page());
    const auto two = shipped().render_pdf(status_page());
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one->bytes == two->bytes);
}

TEST_CASE("a chart of 43 rows and a matrix of 60 periods fit on paper", "[documents][chart]") {
    ChartPage page = status_page();
    page.with_table = false;
    page.draw = [](const drawing::Frame& frame) { return drawing::horizontal_bars(drawing::test::many_bars(), frame); };
    auto document = shipped().render_pdf(page);
    REQUIRE(document);
    CHECK(document->pages == 1);

    page.landscape = true;
    page.with_table = true;
    page.draw = [](const drawing::Frame& frame) { return drawing::matrix(drawing::test::big_matrix(), frame); };
    document = shipped().render_pdf(page);
    REQUIRE(document);
    CHECK(document->pages > 5);
}

TEST_CASE("a character that the fonts do not have is refused by name", "[documents][chart]") {
    ChartPage page = status_page();
    page.with_table = false;
    page.draw = [](const drawing::Frame& frame) {
        auto data = drawing::test::sample_bars();
        data.bars[0].label = "\u4E2D";
        return drawing::horizontal_bars(data, frame);
    };
    const auto document = shipped().render_pdf(page);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == ErrorCode::MissingGlyph);
    CHECK(document.error().where.find("U+4E2D") != std::string::npos);
}

TEST_CASE("a chart's page stands behind another document, the same bytes each time", "[documents][chart]") {
    const auto one = shipped().render_pdf(status_page());
    REQUIRE(one);
    const auto joined = join_pdfs(*one, *one);
    REQUIRE(joined);
    CHECK(joined->pages == 2);
    QPDF pdf;
    pdf.processMemoryFile("joined", joined->bytes.data(), joined->bytes.size());
    CHECK(QPDFPageDocumentHelper(pdf).getAllPages().size() == 2);
    CHECK(pdf.getWarnings().empty());
    CHECK(join_pdfs(*one, *one)->bytes == joined->bytes);
    CHECK_FALSE(join_pdfs(*one, {"no pdf", 1, {}}));
}
