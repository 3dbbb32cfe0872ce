#include "office_fixture.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

/// An office whose open data count how often they were made.
struct OpenOffice : OfficeFixture {
    explicit OpenOffice(bool for_everybody) {
        server.reset();
        open_data.for_everybody = for_everybody;
        open_data.make = [this]() -> Result<service::OpenDataTexts> {
            ++made;
            if (broken)
                return fail(ErrorCode::Storage, "The data could not be read or written, nothing was changed");
            return service::OpenDataTexts{R"({"as_of": ")" + base::to_iso(clock.now()) + R"(", "rows": []})",
                                          "as_of,model\r\n"};
        };
        start({});
    }
    Reply get(const std::string& form, const std::string& tag = {}, const std::string& token = {}) const {
        std::map<std::string, std::string> headers;
        if (!tag.empty())
            headers["If-None-Match"] = tag;
        return ask("GET", "/api/v1/open-data" + form, "", token, headers);
    }
    std::atomic<int> made{0};
    std::atomic<bool> broken{false};
};

} // namespace

TEST_CASE("open data are read without login where the office says so, in both forms", "[http][open-data]") {
    OpenOffice office(true);
    for (const char* form : {"", ".json"}) {
        const auto json = office.get(form);
        REQUIRE(json.status == 200);
        CHECK(json.headers.at("content-type") == "application/json");
        CHECK(json.json()["rows"].is_array());
        CHECK(json.headers.at("cache-control") == "public, max-age=60");
        CHECK(json.headers.at("access-control-allow-origin") == "*");
    }
    const auto csv = office.get(".csv");
    CHECK(csv.headers.at("content-type") == "text/csv; charset=utf-8; header=present");
    CHECK(csv.body == "as_of,model\r\n");
    CHECK(office.made == 1);
    CHECK(office.get("", "", "not.a.token").status == 200); // whoever it is
    CHECK(office.ask("HEAD", "/api/v1/open-data").status == 200);
}

TEST_CASE("without that any role reads them, and nobody else", "[http][open-data]") {
    OpenOffice office(false);
    CHECK(office.get("").status == 401);
    CHECK(office.get(".csv").status == 401);
    CHECK(office.made == 0);
    for (const char* name : {"learner", "focal", "auditor"}) {
        const auto json = office.get("", "", office.token(name));
        CHECK(json.status == 200);
        CHECK(json.headers.at("cache-control") == "private, max-age=60");
        CHECK(json.headers.count("access-control-allow-origin") == 0);
    }
}

TEST_CASE("who has the open data already gets no second copy, until they are others", "[http][open-data]") {
    OpenOffice office(true);
    const std::string tag = office.get("").headers.at("etag");
    CHECK(tag.size() == 34);
    for (const auto& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
        const auto again = office.get("", known);
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(again.headers.at("etag") == tag);
        CHECK(again.headers.count("content-length") == 0);
    }
    CHECK(office.get(".csv", tag).status == 200);
    office.clock.advance(59s);
    CHECK(office.get("", tag).status == 304);
    CHECK(office.made == 1);
    office.clock.advance(1s);
    CHECK(office.get("", tag).status == 200);
    CHECK(office.made == 2);
}

TEST_CASE("open data that cannot be made are no answer that stays", "[http][open-data]") {
    OpenOffice office(true);
    office.broken = true;
    CHECK(office.get("").status == 503);
    office.broken = false;
    CHECK(office.get("").status == 200);
    OfficeFixture without;
    CHECK(without.ask("GET", "/api/v1/open-data", "", without.token("focal")).status == 404);
}
