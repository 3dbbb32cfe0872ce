#include "base/file.h"
#include "document_support.h"
#include "form_json.h"

#include <catch2/catch.hpp>
#include <hb-subset.h>
#include <hb.h>

#define POINTERHOLDER_TRANSITION 4 // libqpdf asks: std::shared_ptr
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <set>

using namespace canbo;
using namespace canbo::documents;
using namespace canbo::documents::test;

namespace {

std::string weekly_pdf() {
    const auto data = read_form_json(source_dir() / "tests/data/forms/weekly-report.json");
    auto document = shipped_forms().render_pdf(data);
    REQUIRE(document);
    return document->bytes;
}

std::string stream_text(QPDFObjectHandle stream) {
    const auto data = stream.getStreamData(qpdf_dl_all);
    return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

std::vector<QPDFObjectHandle> fonts_of(QPDF& pdf) {
    std::vector<QPDFObjectHandle> fonts;
    for (auto object : pdf.getAllObjects())
        if (object.isDictionary() && object.getKey("/Subtype").isNameAndEquals("/Type0"))
            fonts.push_back(object);
    return fonts;
}

/// Liberation Serif with ASCII letters only; its version in the name table turned to `version`.
std::string poor_font(const std::string& file, char version) {
    const auto full = base::read_file(default_font_dirs().front() / file);
    REQUIRE(full);
    hb_blob_t* blob =
        hb_blob_create(full->data(), static_cast<unsigned>(full->size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, 0);
    hb_subset_input_t* input = hb_subset_input_create_or_fail();
    hb_set_add_range(hb_subset_input_unicode_set(input), 0x20, 0x7E);
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID), 5);
    hb_face_t* small = hb_subset_or_fail(face, input);
    REQUIRE(small != nullptr);
    hb_blob_t* bytes = hb_face_reference_blob(small);
    unsigned size = 0;
    const char* data = hb_blob_get_data(bytes, &size);
    std::string font(data, size);
    for (const std::string& word : {std::string("Version "), std::string("\0V\0e\0r\0s\0i\0o\0n\0 \0", 17)})
        for (std::size_t at = font.find(word); at != std::string::npos; at = font.find(word, at + 1))
            font[at + word.size()] = version;
    hb_blob_destroy(bytes);
    hb_face_destroy(small);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

} // namespace

TEST_CASE("the same data gives the same bytes, also from another object", "[documents][file]") {
    CHECK(weekly_pdf() == weekly_pdf());
}

TEST_CASE("the file is PDF 1.7 with title, language and XMP metadata", "[documents][file]") {
    const std::string bytes = weekly_pdf();
    QPDF pdf;
    pdf.processMemoryFile("weekly", bytes.data(), bytes.size());
    CHECK(pdf.getPDFVersion() == "1.7");
    CHECK_FALSE(pdf.anyWarnings());
    auto root = pdf.getRoot();
    CHECK(root.getKey("/Lang").getUTF8Value() == "vi-VN");
    CHECK(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
    auto metadata = root.getKey("/Metadata");
    CHECK(metadata.getDict().getKey("/Type").getName() == "/Metadata");
    CHECK(metadata.getDict().getKey("/Subtype").getName() == "/XML");
    const std::string title = pdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value();
    CHECK(title == "Báo cáo tiến độ các mô hình Đề án 06 tuần 07/2024 – Sở Thông tin và Truyền thông");
    CHECK(stream_text(metadata).find(title) != std::string::npos);
    CHECK(stream_text(metadata).find("pdfaid") == std::string::npos); // no claim of PDF/A
}

TEST_CASE("dates come from the data alone", "[documents][file]") {
    const TrialForm form("Nội dung.");
    LayoutTrace trace;
    CHECK(form.pdf({}, trace).bytes.find("CreationDate") == std::string::npos);
    const auto dated = form.pdf({{"document_date", "2024-02-16T09:00:00+07:00"}}, trace);
    CHECK(dated.bytes.find("D:20240216090000+07'00'") != std::string::npos);
    CHECK(form.error({{"document_date", "16/02/2024"}}).where == "document_date");
}

TEST_CASE("fonts are embedded subsets with bf ranges, and only those that are used", "[documents][file]") {
    const std::string bytes = weekly_pdf();
    QPDF pdf;
    pdf.processMemoryFile("weekly", bytes.data(), bytes.size());
    std::set<std::string> names;
    for (auto font : fonts_of(pdf)) {
        const std::string name = font.getKey("/BaseFont").getName();
        names.insert(name.substr(name.find('+') + 1));
        const std::string map = stream_text(font.getKey("/ToUnicode"));
        CHECK(map.find("beginbfrange") != std::string::npos);
        CHECK(map.find("cidrange") == std::string::npos);
        auto descriptor = font.getKey("/DescendantFonts").getArrayItem(0).getKey("/FontDescriptor");
        CHECK(descriptor.getKey("/FontFile2").isStream());
    }
    CHECK(names == std::set<std::string>{"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic",
                                         "LiberationSerif-BoldItalic"});
    LayoutTrace trace;
    const auto plain = TrialForm("Chữ thường.").pdf({}, trace);
    QPDF small;
    small.processMemoryFile("plain", plain.bytes.data(), plain.bytes.size());
    CHECK(fonts_of(small).size() == 1);
}

TEST_CASE("a letter of one page stays under 60 kB", "[documents][file]") {
    const auto data = read_form_json(source_dir() / "tests/data/forms/urging-letter.json");
    const auto document = shipped_forms().render_pdf(data);
    REQUIRE(document);
    CHECK(document->pages == 1);
    CHECK(document->bytes.size() <= 60000);
}

TEST_CASE("a picture of the form is drawn once and kept inside the margins", "[documents][file]") {
    // One red pixel.
    const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x8\x2\0\0\0\x90wS\xDE\0\0\0\fIDAT\x8\xD7"
                          "c\xF8\xCF\xC0\0\0\x3\1\1\0\x18\xDD\x8D\xB0\0\0\0\0IEND\xAE"
                          "B`\x82",
                          69);
    TrialForm form("Trước.\n\n![](dau.png)\n\nSau.");
    form.write("dau.png", png);
    LayoutTrace trace;
    form.pdf({}, trace);
    int pictures = 0;
    for (const auto& item : trace.items)
        pictures += item.kind == DrawnItem::Kind::Image ? 1 : 0;
    CHECK(pictures == 1);
    for (std::size_t kept = 0; kept < png.size(); kept += 5) { // cut short, and broken in the middle
        form.write("dau.png", png.substr(0, kept));
        CHECK(form.error({}).code == ErrorCode::InvalidInput);
        std::string broken = png;
        broken[kept] = static_cast<char>(broken[kept] ^ 0x55);
        form.write("dau.png", broken);
        CHECK(form.error({}).code == ErrorCode::InvalidInput);
    }
    TrialForm outside("![](../../etc/x.png)");
    CHECK(outside.error({}).code == ErrorCode::InvalidInput);
}

TEST_CASE("fonts without Vietnamese letters are refused, Liberation 1 by name", "[documents][file]") {
    const TrialForm form("x");
    for (const char* style : {"Regular", "Bold", "Italic", "BoldItalic"}) {
        const std::string name = std::string("LiberationSerif-") + style + ".ttf";
        form.write(name, poor_font(name, '1'));
    }
    DocumentRenderer old_fonts({form.folder(), {form.folder() / "trial"}});
    auto document = old_fonts.render_pdf(form.data({}));
    REQUIRE_FALSE(document);
    CHECK(document.error().message.find("Liberation Serif 1") == 0);

    DocumentRenderer no_fonts({form.folder(), {form.folder()}});
    document = no_fonts.render_pdf(form.data({}));
    REQUIRE_FALSE(document);
    CHECK(document.error().code == ErrorCode::NotFound);
}
