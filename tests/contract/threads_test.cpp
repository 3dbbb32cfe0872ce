#include "contract/store_setup.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace canbo;
using namespace canbo::test;

namespace {

/// Adds one to a setting, so that two writers at once would lose a count.
template <class Setup>
bool count_up(Setup& setup) {
    auto tx = writing(setup.database);
    const auto value = setup.settings.get(*tx, "count");
    const int count = *value ? std::stoi(**value) : 0;
    return setup.settings.set(*tx, "count", std::to_string(count + 1)) && tx->commit();
}

} // namespace

TEMPLATE_TEST_CASE("writers of several threads take turns and none is lost", "[contract][threads]", ALL_SETUPS) {
    TestType setup;
    std::atomic<int> committed{0};
    std::atomic<bool> writing_on{true};
    std::atomic<int> torn{0};
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i)
        writers.emplace_back([&] {
            for (int n = 0; n < 25; ++n)
                committed += count_up(setup) ? 1 : 0;
        });
    std::thread reader([&] {
        while (writing_on) {
            auto tx = reading(setup.database);
            const auto before = setup.settings.get(*tx, "count");
            std::this_thread::yield();
            const auto after = setup.settings.get(*tx, "count");
            torn += before && after && *before == *after ? 0 : 1;
        }
    });
    for (auto& writer : writers)
        writer.join();
    writing_on = false;
    reader.join();
    CHECK(committed == 100);
    CHECK(torn == 0);
    CHECK(*setup.settings.get(*reading(setup.database), "count") == "100");
}

TEMPLATE_TEST_CASE("a second writer waits until the first has committed", "[contract][threads]", ALL_SETUPS) {
    TestType setup;
    std::atomic<bool> begun{false};
    auto first = writing(setup.database);
    std::thread other([&] {
        auto second = writing(setup.database);
        begun = true;
        const auto seen = setup.settings.get(*second, "name");
        if (seen && *seen == "first" && setup.settings.set(*second, "name", "second"))
            static_cast<void>(second->commit().has_value());
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK_FALSE(begun);
    REQUIRE(setup.settings.set(*first, "name", "first"));
    REQUIRE(first->commit());
    other.join();
    CHECK(*setup.settings.get(*reading(setup.database), "name") == "second");
}

TEMPLATE_TEST_CASE("readers go on while a writer is at work", "[contract][threads]", ALL_SETUPS) {
    TestType setup;
    auto writer = writing(setup.database);
    REQUIRE(setup.settings.set(*writer, "name", "x"));
    std::atomic<int> done{0};
    std::vector<std::thread> readers;
    for (int i = 0; i < 12; ++i) // more than are kept open
        readers.emplace_back([&] {
            auto tx = reading(setup.database);
            const auto value = setup.settings.get(*tx, "name");
            done += value && !*value ? 1 : 0;
        });
    for (auto& reader : readers)
        reader.join();
    CHECK(done == 12);
}
