#include "ledger/receive_entry.h"
#include "list_support.h"
#include "progress/agency_book.h"
#include "progress/set_model_list.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using people::Person;
using people::Role;
using progress::FilledList;

namespace {

const Person health{"an.nguyen", Role::Focal, "SYT"};
const Person clerk{"thu.vu", Role::Office, "CAT"};

/// An office and a desk beside it.
struct Office {
    MemoryDatabase database;
    MemoryEntryStore entries;
    MemoryBlobStore blobs;
    base::ManualClock clock{time_of("2024-02-16T09:00:00+07:00")};
    base::SigningKey key{base::SigningKey::generate()};
    ledger::KindRegistry kinds;
    ledger::ReceiveEntry receive{database, entries, blobs, kinds, clock, key};

    Office() { progress::register_kinds(kinds, content().catalogue, content().agencies); }

    std::string send(const Person& by, const std::string& agency, const std::string& subject, Json body) {
        const auto frozen = ledger::freeze(
            {base::new_uuid(), progress::list_kind, agency, subject, 1, std::move(body), by.name, clock.now()});
        const auto outcome = receive(by, *frozen);
        return outcome ? "" : std::string(base::code_name(outcome.error().code)) + " " + outcome.error().where;
    }
    std::string send(const Person& by, const FilledList& list) {
        std::string last;
        const auto parts = progress::split_list(list, base::new_uuid()).value();
        for (const auto& part : parts)
            last = send(by, list.agency, list.list, body_of(part));
        return last;
    }
    static Json body_of(const progress::ListPart& part) {
        return progress::list_part_to_json(part, spec_of(part.model, part.list.c_str()));
    }
    std::string audience_of_last() {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return entries.of_kind(*tx, progress::list_kind).value().back().audience;
    }
    std::size_t seen_by(const ledger::Visibility& who) {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return entries.changes(*tx, 0, 500, who).value().size();
    }
};

struct DeskSetting {
    MemoryDatabase database;
    MemoryEntryStore entries;
    MemoryOutbox outbox;
    base::ManualClock clock{time_of("2024-02-16T09:00:00+07:00")};

    progress::SetModelList use_case(const Person& person) {
        return progress::SetModelList(
            {database, entries, outbox, clock, content().catalogue, content().agencies, person});
    }
    std::vector<ledger::OutboxItem> queued() {
        auto tx = database.begin(base::Database::Mode::Read).value();
        return outbox.list(*tx).value();
    }
};

} // namespace

TEST_CASE("a filled list waits in the outbox as one entry, whose id is the revision's", "[progress][list]") {
    DeskSetting desk;
    Issues issues;
    const auto done = desk.use_case(health)(facilities(3, 1), issues);
    REQUIRE(done);
    const auto items = desk.queued();
    REQUIRE(items.size() == 1);
    CHECK(items[0].frozen.entry.id == done->fill);
    CHECK(items[0].frozen.entry.kind == "model-list");
    CHECK(items[0].frozen.entry.agency == "SYT");
    CHECK(items[0].frozen.entry.subject == "m06-co-so");
    CHECK(Office().send(health, "SYT", "m06-co-so", items[0].frozen.entry.body).empty());
}

TEST_CASE("a list that is wrong or not one's own leaves the outbox empty", "[progress][list]") {
    DeskSetting desk;
    Issues issues;
    FilledList wrong = facilities(2, 1);
    wrong.rows[1][0] = "CS-1";
    const auto refused = desk.use_case(health)(wrong, issues);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().where == "row 2, column ma");
    Issues none;
    CHECK(desk.use_case(health)(facilities(1, 1, "CAT"), none).error().code == ErrorCode::Forbidden);
    FilledList unknown = facilities(1, 1);
    unknown.list = "m06-khac";
    CHECK(desk.use_case(health)(unknown, none).error().code == ErrorCode::NotFound);
    unknown.model = 44;
    CHECK(desk.use_case(health)(unknown, none).error().where == "model");
    CHECK(desk.queued().empty());
}

TEST_CASE("a long list goes in parts that fit an entry, and the office takes them as one", "[progress][list]") {
    DeskSetting desk;
    Issues issues;
    const auto done = desk.use_case(health)(facilities(20'000, 10'000), issues);
    REQUIRE(done);
    CHECK(done->entries.size() > 1);
    Office office;
    for (const auto& item : desk.queued()) {
        CHECK(item.frozen.canonical.size() <= ledger::most_entry_bytes);
        CHECK(office.send(health, "SYT", "m06-co-so", item.frozen.entry.body).empty());
    }
    auto tx = office.database.begin(base::Database::Mode::Read).value();
    progress::ListBook book;
    REQUIRE(book.read(*tx, office.entries, content().catalogue, 6, base::Time::max()));
    CHECK(book.find(spec_of(6, "m06-co-so"), "SYT")->list.rows.size() == 20'000);
}

TEST_CASE("a list beyond the parts allowed is too long to be sent", "[progress][list]") {
    FilledList list = facilities(100'000, 1);
    for (auto& row : list.rows)
        row[1] = std::string(499, 'x');
    const auto parts = progress::split_list(list, base::new_uuid());
    REQUIRE_FALSE(parts);
    CHECK(parts.error().code == ErrorCode::TooLarge);
}

TEST_CASE("the office refuses what the desk would: columns, lists, agencies, rows", "[progress][list]") {
    Office office;
    const Json good = Office::body_of(progress::split_list(facilities(2, 1), base::new_uuid()).value()[0]);
    CHECK(office.send(health, "SYT", "m08-diem", good) == "invalid-input list");
    CHECK(office.send(health, "CAT", "m06-co-so", good) == "forbidden agency");
    Json body = good;
    body["columns"][0] = "khac";
    CHECK(office.send(health, "SYT", "m06-co-so", body) == "invalid-input columns");
    body = good;
    body["list"] = "m06-khac";
    CHECK(office.send(health, "SYT", "m06-khac", body) == "not-found list");
    body = good;
    body["rows"][1][3] = "maybe";
    CHECK(office.send(health, "SYT", "m06-co-so", body) == "invalid-input row 2, column da-tiep-nhan");
    body = good;
    body["rows"][1][3] = true;
    CHECK(office.send(health, "SYT", "m06-co-so", body) == "invalid-input row 2");
    body = good;
    body["part"] = 2;
    CHECK(office.send(health, "SYT", "m06-co-so", body) == "invalid-input part");
    for (const Json& wrong : {Json::object(), Json{{"rows", 7}}})
        CHECK_FALSE(office.send(health, "SYT", "m06-co-so", wrong).empty());
    CHECK(office.send(health, "SYT", "m06-co-so", good).empty());
}

TEST_CASE("the same part twice is a conflict, and a row that stands in two parts is found when all are here",
          "[progress][list]") {
    Office office;
    auto parts = progress::split_list(facilities(20'000, 1), base::new_uuid()).value();
    REQUIRE(parts.size() > 1);
    parts[1].rows[0][0] = "CS-1";
    for (std::size_t i = 0; i + 1 < parts.size(); ++i)
        CHECK(office.send(health, "SYT", "m06-co-so", Office::body_of(parts[i])).empty());
    CHECK(office.send(health, "SYT", "m06-co-so", Office::body_of(parts[0])) == "conflict part");
    CHECK(office.send(health, "SYT", "m06-co-so", Office::body_of(parts.back())).find("conflict row ") == 0);
}

TEST_CASE("learners are read by their agency, the provincial police and the office alone", "[progress][list]") {
    Office office;
    REQUIRE(office.send(health, learners("SYT")).empty());
    CHECK(office.audience_of_last() == "|CAT|SYT|");
    CHECK(office.seen_by({false, {"SYT"}, false, "SYT"}) == 1);
    CHECK(office.seen_by({false, {"CAT"}, false, "CAT"}) == 1);
    CHECK(office.seen_by({true, {}, true, "CAT"}) == 1);                        // the standing office
    CHECK(office.seen_by({false, {"SDL"}, false, "SDL"}) == 0);                 // another department
    CHECK(office.seen_by({false, {"UBND", "SYT", "CAT"}, false, "UBND"}) == 0); // above both
    CHECK(office.seen_by({true, {}}) == 0);                                     // an administrator or auditor
}

TEST_CASE("the office's list is for everybody, an agency's for itself and those above it", "[progress][list]") {
    Office office;
    REQUIRE(office.send(clerk, {"m01-danh-muc", 1, "CAT", {{"DV1", "Dịch vụ", "", "yes", ""}}, {}}).empty());
    CHECK(office.audience_of_last().empty());
    REQUIRE(office.send(health, facilities(1, 1)).empty());
    CHECK(office.audience_of_last() == "SYT");
}
