#include "contract/store_setup.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;

namespace {

reporting::Draft draft(std::string id, std::int64_t created_at) {
    return {std::move(id),
            "2024-W07",
            "CAT",
            2,
            {base::new_uuid(), base::new_uuid()},
            vietnamese,
            "an.nguyen",
            "",
            at(created_at),
            at(created_at),
            {{"summary", "\"Tóm tắt\""}, {"models/6/results", "[]"}}};
}

void check_equal(const reporting::Draft& a, const reporting::Draft& b) {
    CHECK(a.id == b.id);
    CHECK(a.period == b.period);
    CHECK(a.agency == b.agency);
    CHECK(a.revision == b.revision);
    CHECK(a.bases == b.bases);
    CHECK(a.reason == b.reason);
    CHECK(a.author == b.author);
    CHECK(a.approved_by == b.approved_by);
    CHECK(a.created_at == b.created_at);
    CHECK(a.updated_at == b.updated_at);
    CHECK(a.fields == b.fields);
}

} // namespace

TEMPLATE_TEST_CASE("a draft comes back as it was put, with its fields", "[contract][drafts]", ALL_SETUPS) {
    TestType setup;
    auto one = draft("one", 1'708'000'000'123);
    one.fields["models/43/difficulties"] = Json(std::string(900'000, 'z')).dump();
    auto bare = draft("bare", 5);
    bare.bases = {};
    bare.reason = "";
    bare.fields = {};
    auto tx = writing(setup.database);
    CHECK_FALSE(*setup.drafts.find(*tx, "one"));
    REQUIRE(setup.drafts.put(*tx, one));
    REQUIRE(setup.drafts.put(*tx, bare));
    REQUIRE(tx->commit());
    auto reader = reading(setup.database);
    check_equal(**setup.drafts.find(*reader, "one"), one);
    check_equal(**setup.drafts.find(*reader, "bare"), bare);
    CHECK_FALSE(*setup.drafts.find(*reader, "on"));
}

TEMPLATE_TEST_CASE("a field is set, replaced and removed alone", "[contract][drafts]", ALL_SETUPS) {
    TestType setup;
    auto one = draft("one", 1);
    const auto other = draft("other", 2);
    auto tx = writing(setup.database);
    REQUIRE(setup.drafts.put(*tx, one));
    REQUIRE(setup.drafts.put(*tx, other));
    REQUIRE(setup.drafts.set_field(*tx, "one", "summary", "\"khác\"", at(10)));
    REQUIRE(setup.drafts.set_field(*tx, "one", "models/7/percent", "81.3", at(11)));
    REQUIRE(setup.drafts.set_field(*tx, "one", "models/6/results", "", at(12)));
    REQUIRE(setup.drafts.set_field(*tx, "one", "never/there", "", at(13)));
    one.fields = {{"summary", "\"khác\""}, {"models/7/percent", "81.3"}};
    one.updated_at = at(13);
    check_equal(**setup.drafts.find(*tx, "one"), one);
    check_equal(**setup.drafts.find(*tx, "other"), other);
}

TEMPLATE_TEST_CASE("a field of an unknown draft is not found", "[contract][drafts]", ALL_SETUPS) {
    TestType setup;
    auto tx = writing(setup.database);
    CHECK(setup.drafts.set_field(*tx, "none", "summary", "1", at(1)).error().code == ErrorCode::NotFound);
    CHECK(setup.drafts.set_field(*tx, "none", "summary", "", at(1)).error().code == ErrorCode::NotFound);
    CHECK(setup.drafts.list(*tx)->empty());
}

TEMPLATE_TEST_CASE("putting a draft again replaces it with all its fields", "[contract][drafts]", ALL_SETUPS) {
    TestType setup;
    auto one = draft("one", 1);
    auto tx = writing(setup.database);
    REQUIRE(setup.drafts.put(*tx, one));
    one.approved_by = "Giám đốc";
    one.fields = {{"closing", "1"}};
    REQUIRE(setup.drafts.put(*tx, one));
    check_equal(**setup.drafts.find(*tx, "one"), one);
    CHECK(setup.drafts.list(*tx)->size() == 1);
}

TEMPLATE_TEST_CASE("drafts are listed oldest first, with their fields", "[contract][drafts]", ALL_SETUPS) {
    TestType setup;
    const std::vector<reporting::Draft> oldest_first{draft("c", 1), draft("a", 2), draft("b", 2), draft("0", 3)};
    auto tx = writing(setup.database);
    for (const std::size_t i : {2u, 0u, 3u, 1u})
        REQUIRE(setup.drafts.put(*tx, oldest_first[i]));
    const auto list = setup.drafts.list(*tx);
    REQUIRE(list->size() == 4);
    for (std::size_t i = 0; i < 4; ++i)
        check_equal((*list)[i], oldest_first[i]);
}

TEMPLATE_TEST_CASE("a removed draft takes its fields with it", "[contract][drafts]", ALL_SETUPS) {
    TestType setup;
    auto one = draft("one", 1);
    auto tx = writing(setup.database);
    REQUIRE(setup.drafts.put(*tx, one));
    REQUIRE(setup.drafts.remove(*tx, "one"));
    REQUIRE(setup.drafts.remove(*tx, "one"));
    CHECK_FALSE(*setup.drafts.find(*tx, "one"));
    one.fields = {};
    REQUIRE(setup.drafts.put(*tx, one));
    CHECK((*setup.drafts.find(*tx, "one"))->fields.empty());
}
