#include "smartcard/pcsc_readers.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <thread>

using namespace canbo;
using namespace std::chrono_literals;

namespace {

/// A machine whose service of readers does not run.
void without_service() { setenv("PCSCLITE_CSOCK_NAME", "/nowhere/pcscd.comm", 1); }
constexpr const char* no_service = "The service for card readers (pcscd) does not run on this machine";

} // namespace

TEST_CASE("without the service every question says that it does not run", "[smartcard]") {
    without_service();
    smartcard::PcscReaders readers;
    for (int i = 0; i < 2; ++i) { // the second begins anew
        CHECK(readers.list().error().message == no_service);
        CHECK(readers.wait(50ms).error().message == no_service);
    }
    const auto card = readers.connect("Any Reader 00 00");
    REQUIRE_FALSE(card);
    CHECK(card.error().code == ErrorCode::Unreachable);
    CHECK(card.error().message == no_service);
}

TEST_CASE("stopping readers that were never reached is no fault", "[smartcard]") {
    without_service();
    smartcard::PcscReaders readers;
    readers.stop();
    CHECK_FALSE(readers.list());
}
