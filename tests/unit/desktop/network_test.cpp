#include "desktop/network.h"

#include <catch2/catch.hpp>

using namespace canbo;
using desktop::NetworkState;

TEST_CASE("the line says since when it is offline and how much waits", "[desktop][network]") {
    NetworkState state;
    state.line = NetworkState::Line::Offline;
    state.since = *base::parse_time("2024-02-16T16:50:00+07:00");
    state.waiting = 2;
    CHECK(desktop::network_text(state) == "Offline since 16:50 16/02/2024 · 2 waiting to be sent");
}

TEST_CASE("the line says when the last exchange was and what was refused", "[desktop][network]") {
    NetworkState state;
    state.line = NetworkState::Line::Online;
    state.last_sync = *base::parse_time("2024-02-16T09:00:00+07:00");
    state.refused = 1;
    CHECK(desktop::network_text(state) == "Online, last exchange 09:00 16/02/2024 · 1 refused by the office");
}

TEST_CASE("an ended session is no broken line", "[desktop][network]") {
    NetworkState state;
    state.line = NetworkState::Line::LoginNeeded;
    CHECK(desktop::network_text(state) == "The session has ended: log in again to send");
}

TEST_CASE("the line says what comes from the office by itself", "[desktop][network]") {
    NetworkState state;
    state.line = NetworkState::Line::Online;
    state.fetching = NetworkState::Fetching{"Khóa mẫu", 3, 14};
    CHECK(desktop::network_text(state) == "Online · Fetching Khóa mẫu: 3/14");
}
