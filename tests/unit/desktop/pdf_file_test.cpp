#include "desktop/pdf_file.h"
#include "desktop/plugin.h"

#include <catch2/catch.hpp>

using namespace canbo;
using desktop::PdfFile;

namespace {

/// One empty page of A4; the table of its objects is left to the library to mend.
constexpr const char* one_page = "%PDF-1.4\n"
                                 "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                                 "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
                                 "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\n"
                                 "trailer <</Root 1 0 R>>\n%%EOF\n";

} // namespace

TEST_CASE("desktop: a PDF's pages are drawn by the plugin beside the program") {
    const auto file = PdfFile::open(one_page);
    REQUIRE(file);
    CHECK((*file)->pages() == 1);
    CHECK((*file)->page_width(0) == 595);
    CHECK((*file)->bytes() == one_page);
    const auto image = (*file)->draw(0, 0.5);
    CHECK(image.width == 298);
    CHECK(image.height == 421);
    CHECK(image.rgb.size() == 298U * 421 * 3);
    CHECK(image.rgb.front() == 255);
    CHECK((*file)->text(0).empty());
}

TEST_CASE("desktop: what is no PDF is said, and a plugin that is not there is none") {
    const auto file = PdfFile::open("not a PDF");
    REQUIRE(!file);
    CHECK(file.error().code == ErrorCode::InvalidInput);
    CHECK(desktop::plugin_function("not-there", "canbo_open_pdf") == nullptr);
    CHECK(desktop::plugin_function("pdf", "not_there") == nullptr);
}
