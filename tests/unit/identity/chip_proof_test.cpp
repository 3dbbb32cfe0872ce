// Active authentication of ICAO 9303-11 appendix F and chip authentication against the virtual card.
#include "hex.h"
#include "identity/chip_proof.h"
#include "support/virtual_card.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::CardSession;
using identity::check_active;
using identity::check_recovered_block;
using identity::data_group;
using identity::Purpose;

namespace {

const ChipContent& chip(ActiveKey kind) {
    static const CardIssuer issuer;
    static const auto rsa = make_chip(issuer, thu_nghiem(), ActiveKey::Rsa, 500);
    static const auto ec = make_chip(issuer, thu_nghiem(), ActiveKey::Ecdsa, 500);
    return kind == ActiveKey::Rsa ? rsa : ec;
}

struct Proofs {
    std::optional<bool> active, chip;
};

/// Opens the card and asks for both proofs.
Proofs prove(ActiveKey kind, Faults faults = {}) {
    VirtualCard card(chip(kind), faults);
    CardSession session(card, {identity::CardSecret::Kind::Can, chip(kind).can});
    REQUIRE(session.open());
    const auto infos = identity::read_dg14(**session.read(data_group(14)));
    const auto key = identity::read_dg15(**session.read(data_group(15)));
    Proofs out;
    const auto signature = identity::ask_active(session, "12345678");
    REQUIRE(signature);
    if (*signature)
        out.active = check_active(*key, infos->active_signature, "12345678", **signature).value();
    out.chip = identity::run_chip_authentication(session, *infos).value();
    return out;
}

} // namespace

TEST_CASE("vector 8: the recovered block of an RSA active authentication", "[identity][proof][vector]") {
    const auto block =
        hex("6A9D2784A67F8E7C659973EA1AEA25D95B6C8F91E5002F369F0FBDCE8A3CEC1991B543F1696546C5524CF23A5303CD6C"
            "98599F40B79F377B5F3A1406B3B4D8F96784D23AA88DB7E1032A405E69325FA91A6E86F5C71AEA978264C4A207446DAD"
            "4E7292E2DCDA3024B47DA8C063AA1E6D22FBD976AB0FE73D94D2D9C6D88127BC");
    const auto challenge = hex("F173589974BF40C6");
    CHECK(show(identity::digest(identity::Digest::Sha1, block.substr(1, 106) + challenge)) ==
          "C063AA1E6D22FBD976AB0FE73D94D2D9C6D88127");
    CHECK(check_recovered_block(block, challenge));
    CHECK_FALSE(check_recovered_block(block, hex("F173589974BF40C7")));
}

TEST_CASE("vector 8: an RSA-1792 signature with SHA-256 and trailer 34CC", "[identity][proof][vector]") {
    const auto key = identity::read_dg15(
        hex("6F8201023081FF300D06092A864886F70D01010105000381ED003081E90281E100BB8F93F4DC95E205CDA17C6927AB1E"
            "365B13065D03CD12E0FCE95D96840529453202F56CC4C13F77CD062930C8BC89A2873B257045C286E601CF3C09323A53"
            "103314902804AA10A314628CE222206A8866946A36B442041BB54AC81E6855DD1D6E16101833D65A191C20AC8B33B8A1"
            "A32920F46043F8031CF2BC17417030865FC5BE5A39DEE423BCBA3CA8177168EB23CFE01BA43EC87711B1CFFF85DB46F3"
            "00DD8AE317B50D543B573E119E23AF7070D0B2FED6A3B2313A5EC02A531AAED1741F4390D1013E2A0F081EAC5DC8B0A1"
            "B2C6BDB1206F08D30E3643E1E5BDF536110203010001"));
    REQUIRE(key);
    const auto signature =
        hex("474256306840C0AB1B63C10E1C26BDFEF4A0DD843920283CC4E6E70A60F2BD25DC7725F9677BC1CDE66379DC28B38E84"
            "90F33AFB2D10F9980C44C0BFC175D2B6684218F535C92FDD3E18DB770A9CCBF91DB3C7F0138E6D9E94B9BC8371761E3A"
            "BED5E5E9B260279CFB238B58AE0D6A01DA51C74C2A3ECD62C448BD9F20127F7384587287FA971204234E55B1A856C3E5"
            "AAAA620BB799A68FBAE08EE132BB61683EBA9B0B40DC1E54641CAD975B16991CAB50AF82E3F3985AFD19E7427A125F5B"
            "4B9878B12A5D2E01C7EEDCA3BB41C6FC05DCCD818BCE379D04B1F2F5D43487D3");
    CHECK(check_active(*key, std::nullopt, hex("96302B0F3D7E7864"), signature).value());
    CHECK_FALSE(check_active(*key, std::nullopt, hex("96302B0F3D7E7865"), signature).value());
    CHECK_FALSE(check_active(*key, std::nullopt, hex("96302B0F3D7E7864"), signature.substr(1)).value());
    auto bad = signature;
    bad[100] = static_cast<char>(bad[100] ^ 1);
    CHECK_FALSE(check_active(*key, std::nullopt, hex("96302B0F3D7E7864"), bad).value());
}

TEST_CASE("vector 8: every trailer of the list is understood and every other refused", "[identity][proof][vector]") {
    using identity::Digest;
    const auto challenge = hex("F173589974BF40C6");
    const auto block = [&](Digest digest, const std::string& trailer) {
        const std::string message(127 - identity::digest_size(digest) - trailer.size(), 'm');
        return "\x6A" + message + identity::digest(digest, message + challenge) + trailer;
    };
    CHECK(check_recovered_block(block(Digest::Sha1, hex("BC")), challenge));
    CHECK(check_recovered_block(block(Digest::Sha1, hex("33CC")), challenge));
    CHECK(check_recovered_block(block(Digest::Sha256, hex("34CC")), challenge));
    CHECK(check_recovered_block(block(Digest::Sha512, hex("35CC")), challenge));
    CHECK(check_recovered_block(block(Digest::Sha384, hex("36CC")), challenge));
    CHECK(check_recovered_block(block(Digest::Sha224, hex("38CC")), challenge));
    for (const char* trailer : {"31CC", "32CC", "37CC", "39CC", "3ACC", "34CD", "CC", "BB"})
        for (const auto digest : {Digest::Sha1, Digest::Sha256})
            CHECK_FALSE(check_recovered_block(block(digest, hex(trailer)), challenge));
    auto wrong = block(Digest::Sha256, hex("34CC"));
    wrong[0] = '\x4A';
    CHECK_FALSE(check_recovered_block(wrong, challenge));
}

TEST_CASE("a genuine chip proves itself by both ways, with an RSA key and with a curve", "[identity][proof]") {
    for (const auto kind : {ActiveKey::Rsa, ActiveKey::Ecdsa}) {
        const auto proofs = prove(kind);
        CHECK(proofs.active == true);
        CHECK(proofs.chip == true);
    }
}

TEST_CASE("a copy that does not know the keys fails both", "[identity][proof]") {
    Faults faults;
    faults.clone = true;
    for (const auto kind : {ActiveKey::Rsa, ActiveKey::Ecdsa}) {
        const auto proofs = prove(kind, faults);
        CHECK(proofs.active == false);
        CHECK(proofs.chip == false);
    }
}

TEST_CASE("the channel goes on under the new keys after chip authentication", "[identity][proof]") {
    VirtualCard card(chip(ActiveKey::Rsa));
    CardSession session(card, {identity::CardSecret::Kind::Can, chip(ActiveKey::Rsa).can});
    REQUIRE(session.open());
    const auto infos = identity::read_dg14(**session.read(data_group(14)));
    REQUIRE(identity::run_chip_authentication(session, *infos).value() == true);
    CHECK(session.read(data_group(1))->value() == chip(ActiveKey::Rsa).files.at(data_group(1)));
}

TEST_CASE("a challenge belongs to exam, room, station, candidate and nonce", "[identity][proof]") {
    const Purpose purpose{"thi-2024", "P1", "M05", "TS-001", std::string(16, 'n')};
    const auto challenge = identity::challenge_of(purpose);
    CHECK(challenge.size() == 8);
    CHECK(challenge == identity::challenge_of(purpose));
    auto other = purpose;
    other.room = "P";
    other.station = "1M05"; // the same octets one after the other
    CHECK(challenge != identity::challenge_of(other));
    other = purpose;
    other.nonce[3] = 'x';
    CHECK(challenge != identity::challenge_of(other));
}

TEST_CASE("an ECDSA signature needs the algorithm that DG14 names", "[identity][proof]") {
    const auto key = der_of_public_key(chip(ActiveKey::Ecdsa).active.get());
    CHECK_FALSE(check_active(key, std::nullopt, "12345678", std::string(64, 's')));
    CHECK_FALSE(check_active(key, hex("04007F00070101040109"), "12345678", std::string(64, 's')));
    CHECK_FALSE(check_active(key, hex("04007F00070101040103"), "12345678", std::string(64, 's')).value());
    CHECK_FALSE(check_active(key, hex("04007F00070101040103"), "12345678", std::string(63, 's')).value());
}
