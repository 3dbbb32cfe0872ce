#include "exam/attempt_state.h"
#include "exam/identity_state.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::exam;

TEST_CASE("a card's verdicts lead to admission step by step", "[exam][states]") {
    using identity::Verdict;
    CHECK(identity_of(Verdict::QrRead) == IdentityState::QrRead);
    CHECK(identity_of(Verdict::ChipOpened) == IdentityState::ChipOpened);
    CHECK(identity_of(Verdict::Consistent) == IdentityState::Consistent);
    CHECK(identity_of(Verdict::Anchored) == IdentityState::Anchored);
    CHECK(identity_of(Verdict::Genuine) == IdentityState::Genuine);
    CHECK(identity_of(Verdict::Refused) == IdentityState::Refused);
    for (const auto state :
         {IdentityState::QrRead, IdentityState::Consistent, IdentityState::Genuine, IdentityState::ByHand})
        CHECK(*after(*after(state, IdentityAction::ConfirmFace), IdentityAction::Admit) == IdentityState::Admitted);
    CHECK_FALSE(after(IdentityState::ChipOpened, IdentityAction::ConfirmFace)); // its data do not fit together
    CHECK_FALSE(after(IdentityState::Genuine, IdentityAction::Admit));          // nobody looked at the face
}

TEST_CASE("an identification that ended goes nowhere", "[exam][states]") {
    for (const auto end :
         {IdentityState::Admitted, IdentityState::Refused, IdentityState::Duplicate, IdentityState::Mismatch})
        for (int action = 0; action <= static_cast<int>(IdentityAction::FindMismatch); ++action)
            CHECK_FALSE(after(end, static_cast<IdentityAction>(action)));
}

TEST_CASE("names of states are read back", "[exam][states]") {
    for (int i = 0; i <= static_cast<int>(IdentityState::Mismatch); ++i)
        CHECK(*parse_identity(identity_name(static_cast<IdentityState>(i))) == static_cast<IdentityState>(i));
    for (int i = 0; i <= static_cast<int>(AttemptState::Signed); ++i)
        CHECK(*parse_attempt(attempt_name(static_cast<AttemptState>(i))) == static_cast<AttemptState>(i));
    CHECK_FALSE(parse_attempt("none"));
}

TEST_CASE("a completed attempt reopens only by an order", "[exam][states]") {
    for (const auto end :
         {AttemptState::Submitted, AttemptState::TimeUp, AttemptState::Stopped, AttemptState::Withdrawn})
        for (int i = 0; i <= static_cast<int>(AttemptAction::Sign); ++i) {
            const auto action = static_cast<AttemptAction>(i);
            const auto to = after(end, action);
            CHECK(to.has_value() == (action == AttemptAction::Reopen || action == AttemptAction::Seal));
        }
    for (const auto end : {AttemptState::Sealed, AttemptState::Scored, AttemptState::Signed})
        CHECK_FALSE(after(end, AttemptAction::Reopen));
}

TEST_CASE("the way of an attempt from list to signature", "[exam][states]") {
    using A = AttemptAction;
    auto state = AttemptState::Rostered;
    for (const auto action : {A::Identify, A::TakeSeat, A::SignIn, A::Start, A::Pause, A::Resume, A::LoseContact,
                              A::Return, A::Submit, A::Seal, A::Score, A::Sign})
        state = *after(state, action);
    CHECK(state == AttemptState::Signed);
}
