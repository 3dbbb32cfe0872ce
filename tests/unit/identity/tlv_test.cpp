#include "hex.h"
#include "identity/tlv.h"

#include <catch2/catch.hpp>

#include <random>

using namespace canbo;
using namespace canbo::test;
using identity::Lengths;
using identity::TlvReader;

TEST_CASE("elements with one, two and three octets of tag are read with their whole extent", "[identity][tlv]") {
    const auto bytes = hex("3003020105 5F1F0141 7F610100");
    TlvReader in(bytes);
    const auto first = in.next();
    REQUIRE(first);
    CHECK(first->tag == 0x30);
    CHECK(show(std::string(first->value)) == "020105");
    CHECK(show(std::string(first->whole)) == "3003020105");
    CHECK(in.next(0x5F1F)->value == "A");
    CHECK(in.next(0x7F61)->value.size() == 1);
    CHECK(in.at_end());
    CHECK(in.finish());
}

TEST_CASE("malformed elements are refused wherever the fault is", "[identity][tlv]") {
    const auto bad = GENERATE("30", "3005020105", "3080020105 0000", "308400000001 00", "30FF", "1F", "5F80 01 00",
                              "5FFFFF0101", "00 00", "30 8103 020105", "30 820003 020105", "7F", "0281", "028201");
    CAPTURE(bad);
    const auto bytes = hex(bad);
    CHECK_FALSE(TlvReader(bytes).next());
}

TEST_CASE("longer forms of a length are taken only where real cards are known to use them", "[identity][tlv]") {
    const auto bytes = hex("75 820003 020105");
    CHECK_FALSE(identity::only_tlv(bytes, 0x75));
    CHECK(identity::only_tlv(bytes, 0x75, Lengths::AnyDefinite)->value.size() == 3);
}

TEST_CASE("another tag is not consumed and bytes left over are refused", "[identity][tlv]") {
    const auto bytes = hex("0201 05 0401 AA");
    TlvReader in(bytes);
    CHECK_FALSE(in.next(0x04));
    CHECK(in.next_if(0x04)->has_value() == false);
    CHECK(in.next_if(0x02)->has_value());
    CHECK_FALSE(in.finish());
    CHECK_FALSE(identity::only_tlv(bytes, 0x02));
}

TEST_CASE("a whole DER tree is walked to its leaves", "[identity][tlv]") {
    CHECK(identity::check_der(hex("300A 3003020101 A103020102")));
    CHECK_FALSE(identity::check_der(hex("300A 3003028101 A103020102")));
    CHECK_FALSE(identity::check_der(hex("3003 020201")));
}

TEST_CASE("deep nesting and endless elements end with a limit, not with the stack", "[identity][tlv]") {
    std::string deep;
    for (int i = 0; i < 60; ++i)
        deep = identity::make_tlv(0x30, deep);
    CHECK(identity::check_der(deep).error().code == ErrorCode::TooLarge);
    std::string wide;
    for (int i = 0; i < 20'001; ++i)
        wide += hex("0500");
    CHECK(identity::check_der(identity::make_tlv(0x30, wide)).error().code == ErrorCode::TooLarge);
}

TEST_CASE("the size of a file is known from its first bytes", "[identity][tlv]") {
    CHECK(**identity::announced_size(hex("60145F01")) == 22);
    CHECK(**identity::announced_size(hex("75823AEA")) == 15'082 + 4);
    CHECK_FALSE(identity::announced_size(hex("7582"))->has_value());
    CHECK_FALSE(identity::announced_size(hex("7584FFFFFFFF")));
}

TEST_CASE("small integers are read and negative, padded and large ones refused", "[identity][tlv]") {
    const auto value = [](const char* text, std::uint64_t most) {
        const auto bytes = hex(text);
        const auto element = TlvReader(bytes).next();
        return identity::der_unsigned(*element, most);
    };
    CHECK(*value("020105", 9) == 5);
    CHECK(*value("02020100", 256) == 256);
    CHECK_FALSE(value("020181", 999));
    CHECK_FALSE(value("02020005", 999));
    CHECK_FALSE(value("020105", 4));
    CHECK_FALSE(value("0200", 4));
}

TEST_CASE("what is written is read again, at every size where the length changes its form", "[identity][tlv]") {
    const auto size = GENERATE(0U, 1U, 127U, 128U, 255U, 256U, 65'535U, 65'536U);
    const std::string value(size, 'x');
    const auto bytes = identity::make_tlv(0x5F2E, value);
    const auto read = identity::only_tlv(bytes, 0x5F2E);
    REQUIRE(read);
    CHECK(read->value == value);
}

TEST_CASE("a hundred thousand random byte strings are refused or read within their bounds", "[identity][tlv]") {
    std::mt19937 random(5);
    for (int i = 0; i < 100'000; ++i) {
        std::string bytes(random() % 24, '\0');
        for (auto& c : bytes)
            c = static_cast<char>(random());
        TlvReader in(bytes, i % 2 == 0 ? Lengths::Shortest : Lengths::AnyDefinite);
        while (!in.at_end()) {
            const auto element = in.next();
            if (!element)
                break;
            REQUIRE(element->whole.data() >= bytes.data());
            REQUIRE(element->whole.data() + element->whole.size() <= bytes.data() + bytes.size());
        }
        (void)identity::check_der(bytes);
        (void)identity::announced_size(bytes);
    }
}
