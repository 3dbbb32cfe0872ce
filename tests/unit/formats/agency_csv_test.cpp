#include "formats/agency_csv.h"

#include <catch2/catch.hpp>

using namespace canbo;
using formats::read_agency_csv;
using Texts = std::vector<std::string>;

namespace {

struct Read {
    std::vector<people::Agency> agencies;
    Texts problems;
};

Read read(const std::string& text) {
    Issues issues;
    Read out;
    auto agencies = read_agency_csv(text, issues);
    REQUIRE(agencies);
    out.agencies = *std::move(agencies);
    for (const auto& issue : issues.items())
        out.problems.push_back(issue.where);
    return out;
}

} // namespace

TEST_CASE("agencies are read with parent, tier, days and successor", "[formats][csv]") {
    const auto found = read("code,name,short_name,parent,tier,valid_from,valid_to,successor\n"
                            "SYT,Sở Y tế,Y tế,UBND,department,,28/02/2025,SYTDS\n"
                            "HBX,UBND huyện Bát Xát,,UBND,district,2024-01-01,,\n");
    CHECK(found.problems.empty());
    REQUIRE(found.agencies.size() == 2);
    CHECK(found.agencies[0].code == "SYT");
    CHECK(found.agencies[0].short_name == "Y tế");
    CHECK(found.agencies[0].parent == "UBND");
    CHECK(found.agencies[0].valid_to == *base::parse_day("2025-02-28"));
    CHECK(found.agencies[0].successor == "SYTDS");
    CHECK(found.agencies[1].tier == people::Tier::District);
    CHECK(found.agencies[1].short_name == "UBND huyện Bát Xát");
    CHECK(found.agencies[1].source.find("unverified") == 0);
    CHECK_FALSE(found.agencies[1].letter);
}

TEST_CASE("a letterhead comes with its issuer", "[formats][csv]") {
    const auto found = read("code;name;issuer;superior;symbol;place;authority;office\n"
                            "SYT;Sở Y tế;SỞ Y TẾ;UBND TỈNH;SYT;Lào Cai;KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC\n");
    CHECK(found.problems.empty());
    REQUIRE(found.agencies.size() == 1);
    REQUIRE(found.agencies[0].letter);
    CHECK(found.agencies[0].letter->issuer == "SỞ Y TẾ");
    CHECK(found.agencies[0].letter->superior == "UBND TỈNH");
    CHECK(found.agencies[0].letter->office == "PHÓ GIÁM ĐỐC");
    CHECK(found.agencies[0].letter->recipients.back() == "Lưu: VT");
}

TEST_CASE("cells are trimmed, empty rows skipped and other columns left alone", "[formats][csv]") {
    const auto found = read("code,name,note\n\n  SYT , Sở Y tế ,anything\n\n");
    CHECK(found.problems.empty());
    REQUIRE(found.agencies.size() == 1);
    CHECK(found.agencies[0].code == "SYT");
    CHECK(found.agencies[0].name == "Sở Y tế");
}

TEST_CASE("a row with a problem is named by row and column and left out, the others are kept", "[formats][csv]") {
    const auto found = read("code,name,parent,tier,valid_from\n"
                            "SYT,Sở Y tế,UBND,department,\n"
                            "stp,Sở Tư pháp,THIS-CODE-IS-TOO-LONG,planet,30/02/2024\n"
                            "SCT,Sở Công thương,UBND,department,\n"
                            "SDL,,UBND,department,\n");
    CHECK(found.problems == Texts{"row 3, column code", "row 3, column parent", "row 3, column tier",
                                  "row 3, column valid_from", "row 5, column name"});
    REQUIRE(found.agencies.size() == 2);
    CHECK(found.agencies[0].code == "SYT");
    CHECK(found.agencies[1].code == "SCT");
}

TEST_CASE("a code that stands in the file twice is named with its later row, and the first row is kept",
          "[formats][csv]") {
    const auto found = read("code,name\nSYT,Sở Y tế\nSTP,Sở Tư pháp\nSYT,Sở Y tế và Dân số\nsyt,Sở Y tế\n");
    CHECK(found.problems == Texts{"row 4, column code", "row 5, column code"}); // row 5 is no code at all
    REQUIRE(found.agencies.size() == 2);
    CHECK(found.agencies[0].name == "Sở Y tế");
}

TEST_CASE("a problem of the letterhead is named by the column of the file", "[formats][csv]") {
    const auto found = read("code,name,issuer,symbol,place\nSYT,Sở Y tế,SỞ Y TẾ,SYT," + std::string(81, 'x') + "\n");
    CHECK(found.problems == Texts{"row 2, column place"});
    CHECK(found.agencies.empty());
}

TEST_CASE("a short row lacks its last columns", "[formats][csv]") {
    const auto found = read("code,name,parent\nSYT,Sở Y tế\nSTP\n");
    CHECK(found.problems == Texts{"row 3, column name"});
    CHECK(found.agencies.size() == 1);
}

TEST_CASE("text with separate accents is read as the composed one", "[formats][csv]") {
    const auto found = read("code,name\nSYT,So\xcc\x9b\xcc\x89 Y te\xcc\x82\xcc\x81\n");
    REQUIRE(found.agencies.size() == 1);
    CHECK(found.agencies[0].name == "Sở Y tế");
}

TEST_CASE("a file whose first row names no code or no name is refused", "[formats][csv]") {
    for (const char* wrong : {"", "SYT,Sở Y tế\n", "code,parent\nSYT,UBND\n", "name\nSở Y tế\n"}) {
        Issues issues;
        const auto agencies = read_agency_csv(wrong, issues);
        REQUIRE_FALSE(agencies);
        CHECK(agencies.error().code == ErrorCode::InvalidInput);
        CHECK(agencies.error().where == "row 1");
    }
}

TEST_CASE("a file that is not UTF-8 is refused", "[formats][csv]") {
    Issues issues;
    const auto agencies = read_agency_csv("code,name\nSYT,S\xe5 Y t\xea\n", issues);
    REQUIRE_FALSE(agencies);
    CHECK(agencies.error().code == ErrorCode::InvalidInput);
}
