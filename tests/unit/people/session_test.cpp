#include "people/session.h"

#include <catch2/catch.hpp>

using namespace canbo;
using people::LoginFacts;
using people::LoginStep;
using people::next_step;

TEST_CASE("after the right password comes the second factor, then a password of one's own", "[people][session]") {
    const LoginFacts all{true, true, true};
    CHECK(next_step(LoginStep::Nothing, all) == LoginStep::Code);
    CHECK(next_step(LoginStep::Code, all) == LoginStep::Password);
    CHECK(next_step(LoginStep::Password, all) == LoginStep::Nothing);
    CHECK(next_step(LoginStep::Nothing, {false, false, false}) == LoginStep::Nothing);
    CHECK(next_step(LoginStep::Nothing, {false, false, true}) == LoginStep::Password);
}

TEST_CASE("who is asked for a second factor and has none sets one up before anything else", "[people][session]") {
    CHECK(next_step(LoginStep::Nothing, {false, true, true}) == LoginStep::Enrol);
    CHECK(next_step(LoginStep::Enrol, {true, true, true}) == LoginStep::Password);
    CHECK(next_step(LoginStep::Enrol, {true, true, false}) == LoginStep::Nothing);
    CHECK(next_step(LoginStep::Nothing, {true, false, false}) == LoginStep::Code); // asked for or not
}

TEST_CASE("every step is read back from its name and other words are refused", "[people][session]") {
    for (const auto step : {LoginStep::Nothing, LoginStep::Code, LoginStep::Enrol, LoginStep::Password})
        CHECK(*people::parse_step(people::step_name(step)) == step);
    CHECK(people::parse_step("admin").error().code == ErrorCode::InvalidInput);
}
