#include "base/file.h"
#include "formats/content.h"
#include "temp_folder.h"

#include <catch2/catch.hpp>

using namespace canbo;
using canbo::test::TempFolder;

namespace {

/// A share folder with the shipped plan, of which a test replaces one file.
struct Share : TempFolder {
    Share() {
        std::filesystem::create_directories(path / "content");
        std::filesystem::copy(CANBO_TEST_SOURCE "/content/plan-395", path / "content" / "plan-395",
                              std::filesystem::copy_options::recursive);
    }
    std::filesystem::path file(const char* name) const { return path / "content" / "plan-395" / name; }
    Error after(const char* name, const char* content) const {
        CANBO_CHECK(base::write_file(file(name), content));
        const auto loaded = formats::load_plan_content(path);
        return loaded ? Error{ErrorCode::Internal, "it was loaded", {}, {}} : loaded.error();
    }
};

} // namespace

TEST_CASE("the shipped plan loads: 43 models, the agencies and a calendar", "[formats][content]") {
    const auto content = formats::load_plan_content(CANBO_TEST_SOURCE);
    REQUIRE(content);
    CHECK(content->catalogue.models.size() == 43);
    CHECK(content->agencies.find("STTTT") != nullptr);
    CHECK(content->calendar.deadlines(*base::Period::parse("2024-W07")));
}

TEST_CASE("a share folder without the plan is not found", "[formats][content]") {
    TempFolder empty;
    const auto content = formats::load_plan_content(empty.path);
    REQUIRE_FALSE(content);
    CHECK(content.error().code == ErrorCode::NotFound);
    Share share;
    std::filesystem::remove(share.file("calendar.json"));
    CHECK(formats::load_plan_content(share.path).error().code == ErrorCode::NotFound);
}

TEST_CASE("a file that is no JSON is named with the place of the mistake", "[formats][content]") {
    Share share;
    const Error error = share.after("catalogue.json", R"({"plan": )");
    CHECK(error.code == ErrorCode::InvalidInput);
    CHECK(error.where.find("catalogue.json: byte ") == 0);
}

TEST_CASE("a wrong field is named with its file", "[formats][content]") {
    CHECK(Share().after("catalogue.json", R"({"plan": {"symbol": 7}, "groups": [], "models": []})").where ==
          "catalogue.json: plan.symbol");
    CHECK(Share().after("agencies.json", R"([{"code": "SYT", "name": "Sở Y tế"}, {"code": "x", "name": "X"}])").where ==
          "agencies.json: [1].code");
    CHECK(Share().after("agencies.json", R"([{"code": "SYT", "name": "Sở Y tế", "parent": "NO"}])").where ==
          "agencies.json: SYT.parent");
    CHECK(Share().after("calendar.json", R"({"holidays": [{"date": "2024-02-30", "name": "x"}]})").where ==
          "calendar.json: holidays[0].date");
}

TEST_CASE("a file of another shape is refused and no crash", "[formats][content]") {
    for (const char* file : {"catalogue.json", "agencies.json", "calendar.json"})
        for (const char* shape : {R"({"code": "SYT"})", "{}", "null", "7", "\"text\"", "[1, [2], null]"}) {
            CAPTURE(file, shape);
            if (std::string(file) == "calendar.json" && std::string(shape) == "{}")
                continue; // a calendar without holidays and regimes is one: it knows no deadline
            Share share;
            CHECK(share.after(file, shape).code == ErrorCode::InvalidInput);
        }
}

TEST_CASE("a key that stands twice is refused: two readers could disagree", "[formats][content]") {
    CHECK(Share().after("calendar.json", R"({"holidays": [], "holidays": []})").code == ErrorCode::InvalidInput);
}
