#include "base/crypto.h"
#include "ledger/receive_entry.h"
#include "support/memory_stores.h"
#include "training/admission.h"
#include "training/completion.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using people::Role;

namespace {

const base::Day last_day = *base::parse_day("2026-12-15");
const base::Time before = *base::parse_time("2026-12-15T23:59:00+07:00");
const base::Time after = *base::parse_time("2026-12-16T00:00:00+07:00");

people::Account account(const char* name, Role role, const char* agency) { return {name, "", role, agency, {}}; }

StandingClaim claim(StandingClaim::State state, base::Time at, const char* version = "1.0.0") {
    return {"khoa", version, state, 0, 2, at};
}

Assignment assignment(std::vector<Role> roles, std::vector<std::string> agencies = {},
                      std::vector<Assignment::Named> people = {}) {
    Assignment out;
    out.id = base::new_uuid();
    out.course = "khoa";
    out.roles = std::move(roles);
    out.agencies = std::move(agencies);
    out.people = std::move(people);
    out.due = last_day;
    return out;
}

struct Desk {
    test::MemoryDatabase database;
    test::MemoryEntryStore entries;
    test::MemoryBlobStore blobs;
    test::MemoryOutbox outbox;
    base::ManualClock clock{before};
    people::Person person{"vp", Role::Office, "CAT"};
    LearningDesk learning() { return {database, entries, outbox, clock, person}; }
    std::vector<Assignment> assignments() {
        auto tx = *database.begin(Database::Mode::Read);
        return *load_assignments(*tx, learning());
    }
};

} // namespace

TEST_CASE("an assignment covers by role, agency or name", "[training][assignment]") {
    const people::Person learner{"an.syt", Role::Learner, "SYT"}, focal{"dm.syt", Role::Focal, "SYT"};
    CHECK(assignment({Role::Learner}).covers(learner));
    CHECK_FALSE(assignment({Role::Learner}).covers(focal));
    CHECK(assignment({}, {"STP", "SYT"}).covers(focal));
    CHECK_FALSE(assignment({Role::Learner}, {"STP"}).covers(learner));
    CHECK(assignment({}, {}, {{"an.syt", "SYT"}}).covers(learner));
    CHECK_FALSE(assignment({}, {}, {{"an.syt", "SYT"}}).covers(focal));
    auto withdrawn = assignment({Role::Learner});
    withdrawn.withdrawn = true;
    CHECK_FALSE(withdrawn.covers(learner));
}

TEST_CASE("completion counts who was assigned, began, completed, was late and is overdue", "[training][completion]") {
    const std::vector<people::Account> people{
        account("a.syt", Role::Learner, "SYT"), account("b.syt", Role::Learner, "SYT"),
        account("c.syt", Role::Learner, "SYT"), account("d.stp", Role::Learner, "STP"),
        account("dm.syt", Role::Focal, "SYT")};
    StandingBook book;
    book.add(claim(StandingClaim::State::Begun, before - std::chrono::hours(48)), "a.syt", before);
    book.add(claim(StandingClaim::State::Completed, before - std::chrono::hours(1)), "a.syt", before);
    book.add(claim(StandingClaim::State::Begun, before), "b.syt", before);
    book.add(claim(StandingClaim::State::Completed, before), "d.stp", after);
    const std::vector<Assignment> all{assignment({Role::Learner})};
    auto rows = completion(all, people, book, before);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].agency == "STP");
    CHECK(rows[1].agency == "SYT");
    CHECK(rows[1].assigned == 3);
    CHECK(rows[1].begun == 2);
    CHECK(rows[1].completed == 1);
    CHECK(rows[1].overdue == 0);
    CHECK(*rows[1].last_completed == before - std::chrono::hours(1));
    rows = completion(all, people, book, after);
    CHECK(rows[1].overdue == 2);
    CHECK(rows[0].overdue == 0);
    CHECK(rows[0].late == 1); // the office's clock judges
    CHECK(rows[1].late == 0);
}

TEST_CASE("a completion of an older version does not count for an assignment of a newer one",
          "[training][completion]") {
    StandingBook book;
    book.add(claim(StandingClaim::State::Completed, before, "1.9.0"), "a.syt", before);
    auto wanted = assignment({Role::Learner});
    wanted.version = "1.10.0";
    const people::Person learner{"a.syt", Role::Learner, "SYT"};
    CHECK(due_courses({wanted}, learner, book, after).front().state == DueCourse::State::Begun);
    CHECK(due_courses({wanted}, learner, book, after).front().overdue);
    book.add(claim(StandingClaim::State::Completed, before, "2.0.0"), "a.syt", before);
    CHECK(due_courses({wanted}, learner, book, after).front().state == DueCourse::State::Completed);
    CHECK_FALSE(due_courses({wanted}, learner, book, after).front().overdue);
}

TEST_CASE("only the standing office assigns, and takes back once", "[training][assignment]") {
    Desk desk;
    CHECK(assign_course(desk.learning(), assignment({})).error().code == ErrorCode::InvalidInput);
    const auto id = assign_course(desk.learning(), assignment({Role::Learner}, {"SYT"}));
    REQUIRE(id);
    REQUIRE(desk.assignments().size() == 1);
    CHECK(desk.assignments().front().id == *id);
    CHECK_FALSE(desk.assignments().front().withdrawn);
    CHECK(withdraw_assignment(desk.learning(), base::new_uuid()).error().code == ErrorCode::NotFound);
    REQUIRE(withdraw_assignment(desk.learning(), *id));
    CHECK(desk.assignments().front().withdrawn);
    CHECK(withdraw_assignment(desk.learning(), *id).error().code == ErrorCode::Conflict);
    desk.person = {"dm.syt", Role::Focal, "SYT"};
    CHECK(assign_course(desk.learning(), assignment({Role::Learner})).error().code == ErrorCode::Forbidden);
    CHECK(withdraw_assignment(desk.learning(), *id).error().code == ErrorCode::Forbidden);
}

TEST_CASE("the office takes an assignment from the standing office alone, and its withdrawal once",
          "[training][assignment]") {
    Desk office;
    ledger::KindRegistry kinds;
    register_kinds(kinds, {});
    const auto key = base::SigningKey::generate();
    ledger::ReceiveEntry receive(office.database, office.entries, office.blobs, kinds, office.clock, key);
    const auto send = [&](const people::Person& by, const std::string& id, const std::string& subject, Json body,
                          std::int64_t revision) {
        const auto outcome = receive(
            by, *ledger::freeze({id, assignment_kind, by.agency, subject, revision, std::move(body), by.name, before}));
        return outcome ? std::string("taken") : std::string(base::code_name(outcome.error().code));
    };
    const std::string id = base::new_uuid();
    Json body = assignment_to_json(assignment({Role::Learner}));
    CHECK(send({"dm.syt", Role::Focal, "SYT"}, id, id, body, 1) == "forbidden");
    CHECK(send(office.person, id, base::new_uuid(), body, 1) == "invalid-input");
    CHECK(send(office.person, id, id, body, 1) == "taken");
    Json back = body;
    back["withdrawn"] = true;
    Json other = back;
    other["course"] = "other";
    CHECK(send(office.person, base::new_uuid(), id, other, 2) == "invalid-input");
    CHECK(send(office.person, base::new_uuid(), base::new_uuid(), back, 2) == "not-found");
    CHECK(send(office.person, base::new_uuid(), id, back, 2) == "taken");
    CHECK(send(office.person, base::new_uuid(), id, back, 2) == "conflict");
    for (const char* field : {"roles", "agencies", "people", "due", "course"}) {
        Json bent = body;
        bent[field] = "x\n";
        const std::string fresh = base::new_uuid();
        CHECK(send(office.person, fresh, fresh, bent, 1) == "invalid-input");
    }
}

TEST_CASE("an assignment that names people is read by them and who answers for their agencies",
          "[training][assignment]") {
    ledger::Entry entry;
    entry.body = assignment_to_json(assignment({}, {}, {{"an.syt", "SYT"}}));
    CHECK(assignment_audience(entry) == "|@an.syt|SYT+|");
    entry.body = assignment_to_json(assignment({Role::Learner}));
    CHECK(assignment_audience(entry).empty());
}
