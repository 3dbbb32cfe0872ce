#include "base/crypto.h"
#include "ledger/receive_entry.h"
#include "support/memory_stores.h"
#include "training/admission.h"
#include "training/bulletin.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using people::Role;

namespace {

const base::Time noon = *base::parse_time("2026-11-30T12:00:00+07:00");

struct Desk {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryOutbox outbox;
    base::ManualClock clock{noon};
    people::Person person{"vp", Role::Office, "CAT"};
    LearningDesk learning() { return {database, entries, outbox, clock, person}; }
    std::vector<ShownBulletin> shown() {
        auto tx = *database.begin(Database::Mode::Read);
        return *load_bulletins(*tx, learning());
    }
};

Bulletin sample(std::vector<Role> roles = {}, std::vector<std::string> agencies = {}) {
    Bulletin out;
    out.title = "Khóa màn hình";
    out.text = "Từ **thứ Hai**.";
    out.roles = std::move(roles);
    out.agencies = std::move(agencies);
    out.must_read = true;
    return out;
}

} // namespace

TEST_CASE("a bulletin is shown to whom it is for and confirmed once", "[training][bulletin]") {
    Desk desk;
    const auto id = publish_bulletin(desk.learning(), sample({Role::Learner}, {"SYT"}));
    REQUIRE(id);
    CHECK(desk.shown().size() == 1); // who publishes sees all
    desk.person = {"chi.sdl", Role::Learner, "SDL"};
    CHECK(desk.shown().empty());
    CHECK(confirm_bulletin(desk.learning(), *id).error().code == ErrorCode::NotFound);
    desk.person = {"an.syt", Role::Learner, "SYT"};
    REQUIRE(desk.shown().size() == 1);
    CHECK_FALSE(desk.shown().front().confirmed);
    CHECK_FALSE(confirm_bulletin(desk.learning(), *id)->empty());
    CHECK(confirm_bulletin(desk.learning(), *id)->empty());
    CHECK(desk.shown().front().confirmed);
    const std::vector<people::Account> people{{"an.syt", "", Role::Learner, "SYT", {}},
                                              {"binh.syt", "", Role::Learner, "SYT", {}},
                                              {"chi.sdl", "", Role::Learner, "SDL", {}}};
    auto tx = *desk.database.begin(Database::Mode::Read);
    const auto reach = bulletin_reach(*tx, desk.learning(), people);
    REQUIRE(reach);
    REQUIRE(reach->size() == 1);
    CHECK(reach->front().people == 2);
    CHECK(reach->front().confirmed == 1);
}

TEST_CASE("a bulletin needs a title and a text and comes from the standing office", "[training][bulletin]") {
    Desk desk;
    auto empty = sample();
    empty.title = " ";
    CHECK(publish_bulletin(desk.learning(), empty).error().code == ErrorCode::InvalidInput);
    empty = sample();
    empty.text = "\n";
    CHECK(publish_bulletin(desk.learning(), empty).error().code == ErrorCode::InvalidInput);
    empty = sample();
    empty.text = std::string(longest_bulletin + 1, 'x');
    CHECK_FALSE(publish_bulletin(desk.learning(), empty));
    desk.person.role = Role::Leader;
    CHECK(publish_bulletin(desk.learning(), sample()).error().code == ErrorCode::Forbidden);
}

TEST_CASE("the office takes a confirmation only from whom the bulletin is for", "[training][bulletin]") {
    Desk office;
    ledger::KindRegistry kinds;
    register_kinds(kinds, {});
    const auto key = base::SigningKey::generate();
    ledger::ReceiveEntry receive(office.database, office.entries, office.blobs, kinds, office.clock, key);
    const auto send = [&](const people::Person& by, std::string kind, std::string subject, Json body,
                          std::string id = {}) {
        const auto outcome =
            receive(by, *ledger::freeze({id.empty() ? base::new_uuid() : id, std::move(kind), by.agency,
                                         std::move(subject), 1, std::move(body), by.name, noon}));
        return outcome ? std::string("taken") : std::string(base::code_name(outcome.error().code));
    };
    const std::string id = base::new_uuid();
    CHECK(send({"dm.syt", Role::Focal, "SYT"}, bulletin_kind, "bulletin", bulletin_to_json(sample())) == "forbidden");
    CHECK(send(office.person, bulletin_kind, "bulletin", bulletin_to_json(sample({Role::Learner})), id) == "taken");
    Json bent = bulletin_to_json(sample());
    bent["more"] = 1;
    CHECK(send(office.person, bulletin_kind, "bulletin", bent) == "invalid-input");
    const people::Person learner{"an.syt", Role::Learner, "SYT"};
    CHECK(send(learner, bulletin_read_kind, id, {{"bulletin", id}}) == "taken");
    CHECK(send(learner, bulletin_read_kind, base::new_uuid(), {{"bulletin", id}}) == "not-found");
    CHECK(send({"dm.syt", Role::Focal, "SYT"}, bulletin_read_kind, id, {{"bulletin", id}}) == "not-found");
}
