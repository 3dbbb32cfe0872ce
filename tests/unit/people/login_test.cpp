#include "people/account.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace std::chrono_literals;
using base::HashCost;
using people::Role;

namespace {

constexpr const char* right = "đúng mật khẩu rồi nhé";
constexpr const char* wrong = "sai mật khẩu rồi";

/// One focal point of the health department at an office whose clock stands still.
struct Office {
    test::MemoryDatabase database;
    test::MemoryAccountStore accounts;
    base::ManualClock clock{*base::parse_time("2024-02-16T09:00:00+07:00")};
    people::LogIn log_in{database, accounts, clock, HashCost::Least};

    Office() { put(*people::make_account("an.nguyen", Role::Focal, "SYT", right, HashCost::Least)); }

    void put(const people::Account& account) {
        auto tx = *database.begin(Database::Mode::Write);
        REQUIRE(accounts.put(*tx, account));
        REQUIRE(tx->commit());
    }
    people::Account account() {
        auto tx = *database.begin(Database::Mode::Read);
        return (*accounts.find(*tx, "an.nguyen")).value();
    }
    ErrorCode refusal(std::string_view name, std::string_view password) {
        const auto person = log_in(name, password);
        REQUIRE_FALSE(person);
        return person.error().code;
    }
    void fail_times(int times) {
        for (int i = 0; i < times; ++i)
            CHECK(refusal("an.nguyen", wrong) == ErrorCode::Unauthenticated);
    }
};

} // namespace

TEST_CASE("the right password gives the person with role and agency", "[people][login]") {
    Office office;
    const auto person = office.log_in("an.nguyen", right);
    REQUIRE(person);
    CHECK(person->name == "an.nguyen");
    CHECK(person->role == Role::Focal);
    CHECK(person->agency == "SYT");
}

TEST_CASE("four wrong passwords do not lock an account and a right one forgets them", "[people][login]") {
    Office office;
    office.fail_times(4);
    CHECK(office.account().failures == 4);
    CHECK(office.log_in("an.nguyen", right));
    CHECK(office.account().failures == 0);
    office.fail_times(4);
    CHECK(office.log_in("an.nguyen", right));
}

TEST_CASE("the fifth wrong password locks the account, even for the right one", "[people][login]") {
    Office office;
    office.fail_times(5);
    REQUIRE(office.account().locked_until);
    CHECK(*office.account().locked_until == office.clock.now() + 15min);
    CHECK(office.refusal("an.nguyen", right) == ErrorCode::LockedOut);
    CHECK(office.refusal("an.nguyen", wrong) == ErrorCode::LockedOut);
}

TEST_CASE("a lock ends after fifteen minutes, to the millisecond", "[people][login]") {
    Office office;
    office.fail_times(5);
    office.clock.advance(15min - 1ms);
    CHECK(office.refusal("an.nguyen", right) == ErrorCode::LockedOut);
    office.clock.advance(1ms);
    CHECK(office.log_in("an.nguyen", right));
}

TEST_CASE("attempts during a lock do not make it longer", "[people][login]") {
    Office office;
    office.fail_times(5);
    office.clock.advance(14min);
    CHECK(office.refusal("an.nguyen", wrong) == ErrorCode::LockedOut);
    office.clock.advance(1min);
    CHECK(office.log_in("an.nguyen", right));
}

TEST_CASE("after a lock five more wrong passwords are needed for the next one", "[people][login]") {
    Office office;
    office.fail_times(5);
    office.clock.advance(15min);
    office.fail_times(4);
    CHECK_FALSE(office.account().locked_until);
    CHECK(office.log_in("an.nguyen", right));
}

TEST_CASE("an unknown name is answered exactly like a wrong password", "[people][login]") {
    Office office;
    const auto unknown = office.log_in("khong.co", right);
    const auto known = office.log_in("an.nguyen", wrong);
    REQUIRE_FALSE(unknown);
    REQUIRE_FALSE(known);
    CHECK(unknown.error().code == known.error().code);
    CHECK(unknown.error().message == known.error().message);
    CHECK(unknown.error().where == known.error().where);
}

TEST_CASE("an unknown name is never locked and never written down", "[people][login]") {
    Office office;
    for (int i = 0; i < 7; ++i)
        CHECK(office.refusal("khong.co", wrong) == ErrorCode::Unauthenticated);
    auto tx = *office.database.begin(Database::Mode::Read);
    CHECK(office.accounts.list(*tx)->size() == 1);
}

TEST_CASE("a disabled account is refused with the right password, without a word that it is disabled",
          "[people][login]") {
    Office office;
    auto account = office.account();
    account.disabled = true;
    office.put(account);
    const auto disabled = office.log_in("an.nguyen", right);
    const auto unknown = office.log_in("khong.co", right);
    REQUIRE_FALSE(disabled);
    CHECK(disabled.error().code == ErrorCode::Unauthenticated);
    CHECK(disabled.error().message == unknown.error().message);
}
