#include "base/crypto.h"
#include "common/desk_sync.h"
#include "common/sample_office.h"
#include "reporting/report_view.h"
#include "storage/sql_database.h"
#include "storage/stores.h"
#include "wire/network.h"

#include <catch2/catch.hpp>

#include <map>

using namespace canbo;

namespace {

/// A folder of its own, gone afterwards.
struct Place {
    std::filesystem::path folder{std::filesystem::temp_directory_path() / ("canbo-sample-" + base::new_uuid())};
    Place() { wire::init_network(); }
    ~Place() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
};

std::unique_ptr<apps::SampleOffice> open_in(const Place& place) {
    auto office = apps::SampleOffice::open(place.folder, CANBO_TEST_SOURCE);
    INFO((office ? std::string() : office.error().message + ": " + office.error().where + " " + office.error().detail));
    REQUIRE(office);
    return std::move(*office);
}

/// States of the week's reports as a person's desk has them after one exchange.
std::map<std::string, int> states_at(const apps::SampleOffice& office, const std::filesystem::path& folder,
                                     const std::string& name) {
    auto session = office.enter(folder, name).value();
    auto database = storage::SqlDatabase::open_sqlite(apps::desk_database(folder, session.person), "test").value();
    storage::SqlEntryStore entries;
    storage::SqlOutbox outbox;
    storage::SqlBlobStore blobs;
    storage::SqlSettingStore settings;
    storage::SqlDraftStore drafts;
    const base::ShiftedClock clock(office.now());
    const auto content = formats::load_plan_content(CANBO_TEST_SOURCE).value();
    const reporting::Desk desk{*database,         entries,          outbox,           blobs,         drafts, clock,
                               content.catalogue, content.agencies, content.calendar, session.person};
    auto client = apps::connect(folder, session).value();
    REQUIRE(apps::sync_desk(desk, settings, *client, session.office_key));
    std::map<std::string, int> states;
    const auto views = reporting::list_reports(desk, "").value();
    for (const auto& view : views)
        ++states[view.state];
    return states;
}

} // namespace

TEST_CASE("the sample office is a real office with a week that is not finished", "[apps][sample]") {
    const Place place;
    const auto office = open_in(place);
    CHECK(office->accounts().size() == 28);
    CHECK(base::show_time(office->now()).substr(0, 11) == "09:00 16/02");
    // Of 13 agencies one has not written and one is late; three wait for a decision, one was returned.
    auto states = states_at(*office, place.folder / "office-desk", "vp.cqtt");
    CHECK(states["received"] == 3);
    CHECK(states["returned"] == 1);
    CHECK(states["accepted"] == 7);
    CHECK(states_at(*office, place.folder / "health-desk", "dm.syt").empty());
    CHECK_FALSE(office->enter(place.folder / "x", "nobody"));
}

TEST_CASE("the sample opened again is the same one, and its time goes on after what was recorded", "[apps][sample]") {
    const Place place;
    base::Time before{};
    std::string password;
    {
        const auto office = open_in(place);
        before = office->now();
        password = office->accounts().back().password;
        const auto second = apps::SampleOffice::open(place.folder, CANBO_TEST_SOURCE);
        REQUIRE_FALSE(second);
        CHECK(second.error().code == ErrorCode::Conflict);
    }
    const auto again = open_in(place);
    CHECK(again->accounts().back().password == password);
    CHECK(again->now() >= before - std::chrono::seconds{5});
}

TEST_CASE("a sample that was half made is made anew", "[apps][sample]") {
    const Place place;
    open_in(place);
    std::filesystem::remove(place.folder / "sample.json");
    CHECK(open_in(place)->accounts().size() == 28);
}
