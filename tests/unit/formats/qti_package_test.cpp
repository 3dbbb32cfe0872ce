#include "formats/qti.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>

using namespace canbo;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

/// A zip of these files; a name that ends in '@' becomes a link to the content.
std::string zip(const Files& files) {
    std::string out(40'000'000, '\0');
    std::size_t used = 0;
    auto* archive = archive_write_new();
    archive_write_set_format_zip(archive);
    REQUIRE(archive_write_open_memory(archive, out.data(), out.size(), &used) == ARCHIVE_OK);
    for (const auto& [name, content] : files) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, name.ends_with('@') ? AE_IFLNK : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        if (name.ends_with('@'))
            archive_entry_set_symlink(entry, content.c_str());
        else
            archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        REQUIRE(archive_write_header(archive, entry) == ARCHIVE_OK);
        archive_write_data(archive, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    out.resize(used);
    return out;
}

std::string item(const std::string& id) {
    return "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p2\" identifier=\"" + id + "\" title=\"" +
           id +
           "\"><responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"identifier\">"
           "<correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><choiceInteraction "
           "responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><prompt>Hỏi " +
           id +
           "</prompt><simpleChoice identifier=\"A\">Có</simpleChoice><simpleChoice "
           "identifier=\"B\">Không</simpleChoice></choiceInteraction></itemBody><responseProcessing "
           "template=\"http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct\"/></assessmentItem>";
}

std::string manifest(const std::vector<std::string>& items, const std::string& more = "") {
    std::string out = "<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\"><resources>" + more;
    for (const auto& href : items)
        out += "<resource identifier=\"r\" type=\"imsqti_item_xmlv2p2\" href=\"" + href + "\"/>";
    return out + "</resources></manifest>";
}

const std::string test_resource = R"(<resource identifier="t" type="imsqti_test_xmlv2p2" href="de/thi.xml"/>)";
const std::string test_file =
    R"(<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="T" title="Đề mẫu">
<timeLimits maxTime="600"/><testPart identifier="P" navigationMode="linear" submissionMode="individual">
<assessmentSection identifier="S1" title="Mật khẩu"><assessmentItemRef identifier="i2" href="../cau/hai%20b.xml" category="de kho"><weight identifier="W" value="2"/></assessmentItemRef>
<assessmentSection identifier="S2" title="Thư/lạ"><assessmentItemRef identifier="i1" href="../cau/mot.xml"/><assessmentItemRef identifier="i9" href="../../ngoai.xml"/></assessmentSection></assessmentSection>
<assessmentSection identifier="S3"><assessmentItemRef identifier="i1b" href="../cau/mot.xml"/></assessmentSection></testPart></assessmentTest>)";

bool lost(const assessment::Bank& bank, std::string_view where, std::string_view why) {
    return std::any_of(bank.losses.begin(), bank.losses.end(),
                       [&](const auto& loss) { return loss.where == where && loss.why == why; });
}

} // namespace

TEST_CASE("a QTI package comes in the order of its test, sections as categories", "[formats][qti]") {
    const auto bank =
        formats::read_qti(zip({{"imsmanifest.xml", manifest({"cau/ba.xml", "cau/mot.xml", "thieu.xml"}, test_resource)},
                               {"cau/mot.xml", item("MOT")},
                               {"cau/hai b.xml", item("HAI")},
                               {"cau/ba.xml", item("BA")},
                               {"cau/hong.xml", "<assessmentItem>"},
                               {"de/thi.xml", test_file},
                               {"media/anh.png", "png"}}));
    REQUIRE(bank);
    REQUIRE(bank->questions.size() == 3);
    CHECK(bank->questions[0].idnumber == "HAI");
    CHECK(bank->questions[0].category == "Đề mẫu/Mật khẩu");
    CHECK(bank->questions[0].tags == std::vector<std::string>{"de", "kho"});
    CHECK(bank->questions[0].default_mark == 2);
    CHECK(bank->questions[1].category == "Đề mẫu/Mật khẩu/Thư-lạ");
    CHECK(bank->questions[2].idnumber == "BA");
    CHECK(bank->questions[2].category.empty());
    CHECK(lost(*bank, "../../ngoai.xml", "The package does not hold this file"));
    CHECK(lost(*bank, "thieu.xml", "The package does not hold this file"));
    CHECK(lost(*bank, "de/thi.xml", "An item that stands twice comes once"));
    CHECK(lost(*bank, "de/thi.xml", "A question bank has no place for it")); // the time limit
    CHECK(lost(*bank, "media/anh.png", "Files beside the questions do not come with them"));
    CHECK(lost(*bank, "cau/hong.xml", "The manifest of the package does not name this file as an item"));
    CHECK(bank->refused());
}

TEST_CASE("a whole QTI package comes without a loss, from a folder inside too", "[formats][qti]") {
    for (const std::string folder : {"", "goi/"}) {
        const auto bank = formats::read_qti(
            zip({{folder + "cau/mot.xml", item("MOT")}, {folder + "imsmanifest.xml", manifest({"cau/mot.xml"})}}));
        REQUIRE(bank);
        CHECK(bank->questions.size() == 1);
        CHECK(bank->losses.empty());
    }
}

TEST_CASE("sections of a QTI test that name each other end", "[formats][qti]") {
    const auto bank = formats::read_qti(zip(
        {{"imsmanifest.xml", manifest({}, R"(<resource type="imsqti_test_xmlv2p2" href="t.xml"/>)")},
         {"t.xml",
          R"(<assessmentTest identifier="T"><testPart><assessmentSectionRef href="s.xml"/></testPart></assessmentTest>)"},
         {"s.xml", R"(<assessmentSection identifier="S"><assessmentSectionRef href="s.xml"/></assessmentSection>)"}}));
    REQUIRE(bank);
    CHECK(bank->refused());
}

TEST_CASE("hostile QTI packages are refused whole", "[formats][qti]") {
    const auto good = zip({{"imsmanifest.xml", manifest({"mot.xml"})}, {"mot.xml", item("MOT")}});
    REQUIRE(formats::read_qti(good));
    for (std::size_t cut = 4; cut < good.size(); cut += 11)
        CHECK_FALSE(formats::read_qti(good.substr(0, cut)));
    for (const char* name : {"../ngoai.xml", "/etc/ngoai.xml", "a/../../b.xml", "a\\..\\b.xml", "C:x.xml"})
        CHECK(formats::read_qti(zip({{"imsmanifest.xml", manifest({})}, {name, "<a/>"}})).error().code ==
              ErrorCode::InvalidInput);
    CHECK_FALSE(formats::read_qti(zip({{"imsmanifest.xml", manifest({})}, {"link@", "/etc/passwd"}})));
    CHECK_FALSE(formats::read_qti(zip({{"imsmanifest.xml", manifest({})}, {"a.xml", "<a/>"}, {"a.xml", "<b/>"}})));
    CHECK_FALSE(formats::read_qti(zip({{"mot.xml", item("MOT")}})));
    CHECK_FALSE(formats::read_qti(zip({})));
    CHECK(formats::read_qti(zip({{"imsmanifest.xml", std::string(30'000'000, ' ')}})).error().code ==
          ErrorCode::TooLarge);
    formats::CourseLimits few;
    few.files = 1;
    CHECK(formats::read_qti(good, few).error().code == ErrorCode::TooLarge);
    formats::CourseLimits small;
    small.bytes = 100;
    CHECK(formats::read_qti(good, small).error().code == ErrorCode::TooLarge);
}
