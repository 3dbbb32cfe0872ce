#include "base/file.h"
#include "form_values.h"
#include "reporting/urge.h"
#include "tier_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;

namespace {

struct Bytes final : base::FormRenderer {
    std::string fails_for;
    Result<base::RenderedDocument> render_pdf(const base::FormData& data, base::Progress*) override {
        if (text(data.values, "agency_name") == fails_for)
            return fail(ErrorCode::MissingGlyph, "A character has no glyph", "agency_name");
        return base::RenderedDocument{"pdf", 1, {}};
    }
    Result<base::RenderedDocument> render_html(const base::FormData&) override {
        return base::RenderedDocument{"html", 0, {}};
    }
};

Result<std::vector<reporting::UrgingLetter>> letters(House& house, const people::Person& by,
                                                     const reporting::UrgingOrder& order = {}) {
    auto tx = house.database.begin(base::Database::Mode::Read).value();
    return reporting::urging_letters(*tx, house.desk(by), week7(), order);
}

bool goes_to(const std::vector<reporting::UrgingLetter>& all, const std::string& agency) {
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.agency == agency; });
}

struct Folder {
    std::filesystem::path path{std::filesystem::temp_directory_path() / ("canbo-urge-" + base::new_uuid())};
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

} // namespace

TEST_CASE("everybody who owes the report is urged, and nobody who has sent it", "[reporting][urge]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    const auto all = letters(house, thu).value();
    CHECK(all.size() == house.consolidated().completeness.missing.size());
    CHECK_FALSE(goes_to(all, "SYT"));
    CHECK(goes_to(all, "STP"));
    CHECK(all.front().form.form == "urging-letter");
    CHECK(all.front().file == "2024-W07-" + all.front().agency + ".pdf");
    CHECK(text(all.front().form.values, "new_deadline") == "17:00 19/02/2024"); // the next working day
}

TEST_CASE("who has its report returned is urged again", "[reporting][urge]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    REQUIRE(house.decide(house.last, "returned", "Thiếu số liệu").empty());
    CHECK(goes_to(letters(house, thu).value(), "SYT"));
}

TEST_CASE("an order may name one agency, a deadline and the first number", "[reporting][urge]") {
    House house;
    const auto one =
        letters(house, thu, {"STP", time_of("2024-02-21T11:00:00+07:00"), {12, day("2024-02-20")}}).value();
    REQUIRE(one.size() == 1);
    CHECK(text(one[0].form.values, "new_deadline") == "11:00 21/02/2024");
    CHECK(text(record(one[0].form.values.at("letter")), "number") == "12");
    const auto all = letters(house, thu, {"", std::nullopt, {12, day("2024-02-20")}}).value();
    CHECK(text(record(all[2].form.values.at("letter")), "number") == "14");
}

TEST_CASE("who has reported is not urged, and a focal point urges nobody", "[reporting][urge]") {
    House house;
    REQUIRE(house.send_report(an, health_report()).empty());
    CHECK(refusal(letters(house, thu, {"SYT", std::nullopt, {}})) == "invalid-input SYT");
    CHECK(refusal(letters(house, auditor)).starts_with("forbidden"));
}

TEST_CASE("a lead urges those below it under its own letterhead, the office does not", "[reporting][urge]") {
    TieredHouse house;
    REQUIRE(house.send_report(hoa, district_report("HBX", 10)).empty());
    const auto own = letters(house, tam).value();
    REQUIRE(own.size() == 1);
    CHECK(own[0].agency == "HBT");
    CHECK(text(own[0].form.values, "receiver") == "Sở Tư pháp");
    CHECK_FALSE(goes_to(letters(house, thu).value(), "HBT"));
}

TEST_CASE("letters are written into a folder that is made for them", "[reporting][urge]") {
    House house;
    Folder folder;
    Bytes renderer;
    const auto made = letters(house, thu).value();
    const auto count = made.size();
    const auto done = reporting::write_letters(made, renderer, folder.path / "đôn đốc");
    CHECK_FALSE(done.trouble);
    REQUIRE(done.written.size() == count);
    for (const auto& letter : done.written)
        CHECK(base::read_file(folder.path / "đôn đốc" / letter.file).value() == "pdf");
}

TEST_CASE("letters stop at the first that cannot be made, and say which are there", "[reporting][urge]") {
    House house;
    Folder folder;
    Bytes renderer;
    const auto made = letters(house, thu).value();
    renderer.fails_for = made[2].name;
    const auto done = reporting::write_letters(made, renderer, folder.path);
    REQUIRE(done.trouble);
    CHECK(done.trouble->code == ErrorCode::MissingGlyph);
    CHECK(done.written.size() == 2);
}
