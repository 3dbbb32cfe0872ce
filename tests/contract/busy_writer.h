#pragma once

#include "contract/store_setup.h"

#include <catch2/catch.hpp>

namespace canbo::test {

/// Two programs on one database, which wait 50 ms for each other: the second is told that the first is writing, reads
/// what was before, and writes after it.
inline void check_busy_writer(storage::SqlDatabase& here, storage::SqlDatabase& there) {
    storage::SqlSettingStore settings;
    auto first = writing(there);
    REQUIRE(settings.set(*first, "name", "there"));
    const auto second = here.begin(Database::Mode::Write);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::Storage);
    CHECK(second.error().message == "Another program is writing to the data just now; try again");
    CHECK(*settings.get(*reading(here), "name") == std::nullopt);
    REQUIRE(first->commit());
    auto third = writing(here);
    CHECK(*settings.get(*third, "name") == "there");
}

} // namespace canbo::test
