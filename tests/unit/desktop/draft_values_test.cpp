#include "desktop/draft_values.h"

#include <catch2/catch.hpp>

using namespace canbo::desktop;

TEST_CASE("a form that was left shows what was typed", "[desktop][draft]") {
    const FieldValues stored{{"name", "Sở Y tế"}, {"symbol", "SYT"}};
    const auto kept = draft_of({{"name", "Sở Y tế tỉnh"}, {"symbol", "SYT"}}, stored);
    const auto again = restore_draft(kept, stored);
    CHECK(again.values == FieldValues{{"name", "Sở Y tế tỉnh"}, {"symbol", "SYT"}});
    CHECK(again.newer.empty());
}

TEST_CASE("what was not touched is no draft and shows what is stored now", "[desktop][draft]") {
    const FieldValues stored{{"name", "Sở Y tế"}, {"symbol", "SYT"}};
    CHECK(draft_of(stored, stored).empty());
    const auto kept = draft_of({{"name", "Sở Y tế tỉnh"}, {"symbol", "SYT"}}, stored);
    const auto again = restore_draft(kept, {{"name", "Sở Y tế"}, {"symbol", "SYTE"}});
    CHECK(again.values.at("symbol") == "SYTE");
    CHECK(again.newer.empty());
}

TEST_CASE("a draft over something that changed since is said to be older", "[desktop][draft]") {
    const auto kept = draft_of({{"name", "Sở Y tế tỉnh"}}, {{"name", "Sở Y tế"}});
    const auto again = restore_draft(kept, {{"name", "Sở Y tế và Dân số"}});
    CHECK(again.values.at("name") == "Sở Y tế tỉnh");
    CHECK(again.newer == std::set<std::string>{"name"});
    CHECK(restore_draft(kept, {{"name", "Sở Y tế tỉnh"}}).newer.empty()); // somebody else wrote the same
}

TEST_CASE("a suggestion of another day is not newer than what was typed", "[desktop][draft]") {
    const auto kept = draft_of({{"until", "20/02/2024 17:00"}}, {{"until", "17/02/2024 17:00"}});
    const auto again = restore_draft(kept, {{"until", "18/02/2024 17:00"}}, {"until"});
    CHECK(again.values.at("until") == "20/02/2024 17:00");
    CHECK(again.newer.empty());
}

TEST_CASE("a draft of an earlier program that covers something stored says so", "[desktop][draft]") {
    const FieldValues kept{{"text", "Tôi đã ghi"}, {"gone", "một ô không còn"}};
    CHECK(restore_draft(kept, {{"text", "Ghi chú mới"}}).newer == std::set<std::string>{"text"});
    const auto over_nothing = restore_draft(kept, {{"text", ""}});
    CHECK(over_nothing.newer.empty());
    CHECK(over_nothing.values == FieldValues{{"text", "Tôi đã ghi"}});
}
