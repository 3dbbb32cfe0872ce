#include "smartcard/reader_quirks.h"

#include <catch2/catch.hpp>

#include <string>

using namespace canbo::smartcard;

TEST_CASE("every quirk names a part of a reader's name, does something and says why", "[smartcard]") {
    for (const auto& quirk : reader_quirks()) {
        CAPTURE(quirk.name);
        CHECK(quirk.name.size() >= 5);
        CHECK(quirk.why.size() > 10);
        CHECK((quirk.hidden || !quirk.extended_length));
    }
}

TEST_CASE("slots for security modules are no readers of cards", "[smartcard]") {
    CHECK(is_hidden("ACS ACR1252 1S CL Reader [ACR1252 Dual Reader SAM] 00 01"));
    CHECK(is_hidden("ACS ACR1281 1S Dual Reader [SAM Reader] 00 02"));
    CHECK_FALSE(is_hidden("ACS ACR1252 1S CL Reader [ACR1252 Dual Reader PICC] 00 00"));
    CHECK_FALSE(is_hidden("SAMSUNG Contactless Reader 00 00"));
}

TEST_CASE("readers that lose long commands are read in short ones", "[smartcard]") {
    CHECK_FALSE(carries_extended_length("ACS ACR122U PICC Interface 00 00"));
    CHECK_FALSE(carries_extended_length("ACS ACR1281 1S Dual Reader 00 01"));
    CHECK(carries_extended_length("Virtual PCD 00 00"));
    CHECK(carries_extended_length("HID Global OMNIKEY 5422 Smartcard Reader 00 00"));
}

TEST_CASE("what a reader says of its longest command is read from its properties", "[smartcard]") {
    const std::string firmware("\x08\x01\x02", 3), extended("\x0A\x04\x00\x00\x01\x00", 6),
        short_only("\x0A\x04\x00\x00\x00\x00", 6);
    CHECK(most_data_of(firmware + extended) == 65'536);
    CHECK(most_data_of(short_only + firmware) == 0);
    CHECK(most_data_of(firmware) == -1);
    CHECK(most_data_of("") == -1);
    for (std::size_t size = 1; size < extended.size(); ++size)
        CHECK(most_data_of(extended.substr(0, size)) == -1);
}
