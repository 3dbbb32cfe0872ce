#include "hex.h"
#include "identity/lds.h"
#include "identity/mrz.h"
#include "identity/tlv.h"
#include "support/card_issuer.h"

#include <catch2/catch.hpp>

#include <random>

using namespace canbo;
using namespace canbo::test;
using identity::CardFile;
using identity::make_tlv;

TEST_CASE("vector 9: EF.COM", "[identity][lds][vector]") {
    const auto com = identity::read_com(hex("60145F0104303130365F36063034303030305C026175"));
    REQUIRE(com);
    CHECK(com->lds_version == "0106");
    CHECK(com->unicode_version == "040000");
    CHECK(com->groups == std::vector<int>{1, 2});
}

TEST_CASE("vector 10: EF.COM of a Vietnamese card lists groups 1, 2, 3, 13, 14 and 15", "[identity][lds][vector]") {
    const auto com = identity::read_com(hex("60185F0104303130375F36063034303030305C066175636D6E6F"));
    REQUIRE(com);
    CHECK(com->groups == std::vector<int>{1, 2, 3, 13, 14, 15});
}

TEST_CASE("vector 9: DG1 of a TD2 document", "[identity][lds][vector]") {
    const auto zone = identity::read_dg1(hex("614B5F1F48493C55544F4552494B53534F4E3C3C414E4E413C4D415249413C3C3C3C3C3C3"
                                             "C3C3C3C3C4432333134353839303755544F3734303831"
                                             "323246313230343135393C3C3C3C3C3C3C36"));
    REQUIRE(zone);
    const auto read = identity::read_mrz(*zone, today, identity::MrzSource::Chip);
    REQUIRE(read);
    CHECK(read->findings.empty());
    CHECK(read->mrz.surname == "ERIKSSON");
    CHECK(read->mrz.given == "ANNA MARIA");
    CHECK(read->mrz.document_number == "D23145890");
}

TEST_CASE("vector 9: DG16 names two persons to notify", "[identity][lds][vector]") {
    const auto contacts = identity::read_dg16(
        hex("7081A2020102A14C5F500832303032303130315F5110534D4954483C3C434841524C45533C525F520B31393532353535313231325F"
            "531D313233204D"
            "41504C452052443C414E59544F574E3C4D4E3C3535313030A24F5F500832303032303331355F510D42524F574E3C3C4D4152593C4A"
            "5F520B31343135"
            "353535313231325F5323343920524544574F4F44204C4E3C4F4345414E20425245455A453C43413C3934303030"));
    REQUIRE(contacts);
    REQUIRE(contacts->size() == 2);
    CHECK(contacts->at(0).name == "SMITH<<CHARLES<R");
    CHECK(contacts->at(1).recorded == "20020315");
    CHECK(contacts->at(1).address == "49 REDWOOD LN<OCEAN BREEZE<CA<94000");
}

TEST_CASE("a face comes out of DG2 undecoded, in any of three formats", "[identity][lds]") {
    const std::pair<std::string, identity::Face::Format> formats[] = {
        {hex("FFD8FFE0AABB"), identity::Face::Format::Jpeg},
        {hex("0000000C6A5020200D0A870AAABB"), identity::Face::Format::Jp2},
        {hex("FF4FFF51AABB"), identity::Face::Format::Jpeg2000Stream}};
    for (const auto& [picture, format] : formats) {
        const auto face = identity::read_dg2(dg2_file(picture));
        REQUIRE(face);
        REQUIRE(face->has_value());
        CHECK((*face)->format == format);
        CHECK((*face)->picture == picture);
        CHECK((*face)->width == 413);
        CHECK((*face)->height == 531);
    }
    CHECK_FALSE(identity::read_dg2(dg2_file("GIF89a")));
}

TEST_CASE("a card without a face has none, and lengths that lie are refused", "[identity][lds]") {
    CHECK(identity::read_dg2(make_tlv(0x75, make_tlv(0x7F61, make_tlv(0x02, std::string(1, '\0')))))->has_value() ==
          false);
    auto file = dg2_file(hex("FFD8FFE0AABB"));
    const auto at = file.find("FAC");
    for (const std::size_t field : {at + 11, at + 17, at + 19}) {
        auto bad = file;
        bad[field] = static_cast<char>(bad[field] + 1);
        CHECK_FALSE(identity::read_dg2(bad));
    }
}

TEST_CASE("security infos of DG14 and the key of DG15 are found", "[identity][lds]") {
    const CardIssuer issuer;
    const auto chip = make_chip(issuer, thu_nghiem(), ActiveKey::Ecdsa, 100);
    const auto infos = identity::read_dg14(chip.files.at(identity::data_group(14)));
    REQUIRE(infos);
    CHECK(infos->keys.size() == 1);
    CHECK(infos->keys[0].ecdh);
    REQUIRE(infos->chip_authentication.size() == 1);
    CHECK(show(infos->chip_authentication[0].oid) == "04007F00070202030202");
    CHECK(infos->active_signature);
    CHECK(*identity::read_dg15(chip.files.at(identity::data_group(15))) == der_of_public_key(chip.active.get()));
}

TEST_CASE("ten thousand mutations of every data group neither crash nor read outside", "[identity][lds]") {
    const CardIssuer issuer;
    const auto chip = make_chip(issuer, thu_nghiem(), ActiveKey::Rsa, 100);
    std::mt19937 random(9303);
    for (int i = 0; i < 10'000; ++i)
        for (const auto& [file, content] : chip.files) {
            auto bad = content;
            for (auto count = random() % 8 + 1; count > 0; --count)
                bad[random() % bad.size()] = static_cast<char>(random());
            if (i % 7 == 0)
                bad.resize(random() % bad.size());
            switch (identity::group_number(file)) {
            case 0:
                (void)identity::read_com(bad);
                break;
            case 1:
                (void)identity::read_dg1(bad);
                break;
            case 2:
                (void)identity::read_dg2(bad);
                break;
            case 14:
                (void)identity::read_dg14(bad);
                break;
            case 15:
                (void)identity::read_dg15(bad);
                break;
            default:
                (void)identity::read_dg16(bad);
                break;
            }
        }
}
