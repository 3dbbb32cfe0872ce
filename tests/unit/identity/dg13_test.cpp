#include "hex.h"
#include "identity/dg13.h"
#include "identity/tlv.h"
#include "support/citizens.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::Dg13Field;
using identity::make_tlv;

namespace {

std::string file_of(const std::string& fields) { return make_tlv(0x6D, make_tlv(0x30, fields)); }
std::string field(int number, const std::string& value) {
    return make_tlv(0x30, make_tlv(0x02, std::string(1, static_cast<char>(number))) + value);
}

} // namespace

TEST_CASE("all sixteen fields of the reference card are read", "[identity][dg13]") {
    const auto read = identity::read_dg13(dg13_file(thu_nghiem()));
    REQUIRE(read);
    CHECK(read->findings.empty());
    CHECK(read->data.fields.size() == 16);
    CHECK(read->data.number() == "001090000001");
    CHECK(read->data.ethnicity() == "Kinh");
    CHECK(read->data.fields.at(13).texts == std::vector<std::string>{"Nguyễn Văn Cha", "Trần Thị Mẹ"});
    CHECK(read->data.fields.at(14).kind == Dg13Field::Kind::Empty);
    CHECK(read->data.old_number() == "010000001");
    CHECK(read->data.expiry() == identity::Expiry{false, day("2030-01-15")});
}

TEST_CASE("a value longer than 127 bytes does not break the walk", "[identity][dg13]") {
    auto citizen = thu_nghiem();
    citizen.address = std::string(300, 'a') + ", Hà Nội";
    const auto read = identity::read_dg13(dg13_file(citizen));
    REQUIRE(read);
    CHECK(read->data.residence() == citizen.address);
    CHECK(read->data.issued() == citizen.issued);
}

TEST_CASE("the old number is found at 16 too, and a chip id is not taken for it", "[identity][dg13]") {
    auto citizen = thu_nghiem();
    citizen.old_number.clear();
    CHECK(identity::read_dg13(dg13_file(citizen))->data.old_number().empty());
    const auto read =
        identity::read_dg13(file_of(field(1, make_tlv(0x13, "001090000001")) + field(16, make_tlv(0x13, "010000001"))));
    CHECK(read->data.old_number() == "010000001");
}

TEST_CASE("an enciphered field is kept raw and said to be unreadable", "[identity][dg13]") {
    const auto opaque = field(6, make_tlv(0x04, hex("00FF80AA")));
    const auto broken = field(7, make_tlv(0x0C, hex("FFFE")));
    const auto read = identity::read_dg13(file_of(field(1, make_tlv(0x13, "001090000001")) + opaque + broken));
    REQUIRE(read);
    CHECK(read->data.fields.at(6).kind == Dg13Field::Kind::Opaque);
    CHECK(read->data.fields.at(6).raw == opaque);
    CHECK(read->data.fields.at(7).kind == Dg13Field::Kind::Opaque);
    CHECK(has_code(read->findings, "dg13-opaque-field"));
}

TEST_CASE("no readable number is a finding and not a crash", "[identity][dg13]") {
    CHECK(has_code(identity::read_dg13(file_of(""))->findings, "dg13-number-missing"));
}

TEST_CASE("malformed groups are refused", "[identity][dg13]") {
    const auto twice = field(1, make_tlv(0x13, "a"));
    CHECK_FALSE(identity::read_dg13(file_of(twice + twice)));
    CHECK_FALSE(identity::read_dg13(""));
    CHECK_FALSE(identity::read_dg13(make_tlv(0x6E, "")));
    CHECK_FALSE(identity::read_dg13(file_of("\x31\x01")));
    CHECK_FALSE(identity::read_dg13(dg13_file(thu_nghiem()) + "x"));
    std::string many;
    for (int i = 1; i < 70; ++i)
        many += field(i, make_tlv(0x13, "a"));
    CHECK(identity::read_dg13(file_of(many)).error().code == ErrorCode::TooLarge);
}

TEST_CASE("ten thousand mutations of DG13 neither crash nor read outside", "[identity][dg13]") {
    std::mt19937 random(13);
    const auto good = dg13_file(thu_nghiem());
    for (int i = 0; i < 10'000; ++i) {
        auto bad = good;
        for (auto count = random() % 8 + 1; count > 0; --count)
            bad[random() % bad.size()] = static_cast<char>(random());
        if (i % 5 == 0)
            bad.resize(random() % bad.size());
        (void)identity::read_dg13(bad);
    }
}
