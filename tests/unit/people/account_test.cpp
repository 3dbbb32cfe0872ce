#include "people/account.h"

#include <catch2/catch.hpp>

using namespace canbo;
using base::HashCost;
using people::make_account;
using people::Role;

namespace {
constexpr const char* good = "mười hai ký tự";

std::string refused_at(const std::string& name, Role role, const std::string& agency, const std::string& password) {
    const auto account = make_account(name, role, agency, password, HashCost::Least);
    if (account)
        return "";
    CHECK(account.error().code == ErrorCode::InvalidInput);
    return account.error().where;
}
} // namespace

TEST_CASE("an account keeps a hash, never the password", "[people][account]") {
    const auto account = make_account("an.nguyen", Role::Focal, "SYT", good, HashCost::Least);
    REQUIRE(account);
    CHECK(account->name == "an.nguyen");
    CHECK(account->agency == "SYT");
    CHECK_FALSE(account->disabled);
    CHECK(account->failures == 0);
    CHECK(account->password_hash.find(good) == std::string::npos);
    CHECK(base::verify_password(account->password_hash, good));
    CHECK_FALSE(base::verify_password(account->password_hash, "mười hai ký tư"));
}

TEST_CASE("two accounts with one password have different hashes", "[people][account]") {
    const auto one = make_account("an", Role::Admin, "", good, HashCost::Least);
    const auto two = make_account("ha", Role::Admin, "", good, HashCost::Least);
    REQUIRE((one && two));
    CHECK(one->password_hash != two->password_hash);
}

TEST_CASE("an account name is lower-case ASCII of 2 to 40 characters", "[people][account]") {
    CHECK(refused_at("a", Role::Admin, "", good) == "name");
    CHECK(refused_at(std::string(41, 'a'), Role::Admin, "", good) == "name");
    for (const char* wrong : {"", "An", "an nguyen", "ân", "an/../b", "an\n", "an@syt"})
        CHECK(refused_at(wrong, Role::Admin, "", good) == "name");
    for (const std::string& right : {std::string("an"), std::string("so-y-te.02"), std::string(40, 'a')})
        CHECK(refused_at(right, Role::Admin, "", good).empty());
}

TEST_CASE("focal points and leaders belong to an agency, others need none", "[people][account]") {
    CHECK(refused_at("an", Role::Focal, "", good) == "agency");
    CHECK(refused_at("an", Role::Leader, "", good) == "agency");
    for (const Role role : {Role::Learner, Role::Invigilator, Role::Council, Role::Office, Role::Admin, Role::Auditor})
        CHECK(refused_at("an", role, "", good).empty());
}

TEST_CASE("an account is made with a password that keeps the rule only", "[people][account]") {
    CHECK(refused_at("an", Role::Admin, "", "1234567890") == "password");
    CHECK(refused_at("an", Role::Admin, "", "Matkhau@2024!") == "password");
    CHECK(refused_at("an.nguyen", Role::Admin, "", "an.nguyen đây") == "password");
}
