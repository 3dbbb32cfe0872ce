// The printed values of ICAO 9303-11 appendices D, by reference section 1, 2 and 2b.
#include "hex.h"
#include "identity/access.h"
#include "scripted_card.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::Bac;
using identity::Cipher;
using identity::Command;
using identity::SecureMessaging;
using identity::SessionKeys;

namespace {

const std::string information = "L898902C<369080619406236";
SessionKeys session_keys() {
    return {Cipher::TripleDes, hex("979EC13B1CBFE9DCD01AB0FED307EAE5"), hex("F1CB1F1FB5ADF208806B89DC579DC1F8")};
}
Command read_binary(std::uint8_t offset, std::size_t count) { return {0x00, 0xB0, 0x00, offset, {}, count}; }

} // namespace

TEST_CASE("vector 1: seed and keys of basic access control from the MRZ information", "[identity][vector]") {
    CHECK(show(identity::digest(identity::Digest::Sha1, information)) == "239AB9CB282DAF66231DC5A4DF6BFBAEDF477565");
    const Bac bac(information);
    CHECK(show(bac.seed()) == "239AB9CB282DAF66231DC5A4DF6BFBAE");
    CHECK(show(identity::digest(identity::Digest::Sha1, bac.seed() + hex("00000001"))) ==
          "AB94FCEDF2664EDFB9B291F85D7F77F27F2F4A9D");
    CHECK(show(identity::digest(identity::Digest::Sha1, bac.seed() + hex("00000002"))) ==
          "7862D9ECE03C1BCD4D77089DCF131442814EA70A");
    CHECK(show(bac.keys().encryption) == "AB94FDECF2674FDFB9B391F85D7F76F2");
    CHECK(show(bac.keys().mac) == "7962D9ECE03D1ACD4C76089DCE131543");
}

TEST_CASE("vector 0: the seed of a long TD1 document number", "[identity][vector]") {
    CHECK(show(Bac("D23145890734934071279507122").seed()) == "B366AD857DDCA2B08C0E299811714730");
}

TEST_CASE("vector 10: keys of the reference card by zone and by CAN", "[identity][vector]") {
    const Bac bac("090000001890011583001156");
    CHECK(show(identity::digest(identity::Digest::Sha1, "090000001890011583001156")) ==
          "F0D13AF4E4FE4C7A7A0852E0B9B03EBBF2CF587F");
    CHECK(show(bac.keys().encryption) == "9D2A9185CEEA9E4F61E6761AB9576E94");
    CHECK(show(bac.keys().mac) == "AD0EE59E9E3DFE6E081C1F4301C84531");
    const auto by_zone = identity::secret_from_mrz("090000001890011583001156", today);
    REQUIRE(by_zone);
    CHECK(show(identity::password_key(*by_zone, Cipher::Aes128)) == "492F63C77F8A9CB0FD86D79577A3AF64");
    CHECK(show(identity::password_key(*identity::secret_from_can("000001"), Cipher::Aes128)) ==
          "66F0EF4FBA597AFA5AEEBEFF94B8A752");
}

TEST_CASE("vector 1: the whole exchange of basic access control", "[identity][vector]") {
    const Bac bac(information);
    const auto token =
        bac.token(hex("4608F91988702212"), hex("781723860C06C226"), hex("0B795240CB7049B01C19B33E32804F0B"));
    CHECK(show(token) == "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A7");
    ScriptedCard card({{"0084000008", "4608F919887022129000"},
                       {"0082000028" + show(token) + "28", "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94E"
                                                           "E178534F2F2D235D074D74499000"}});
    const auto channel = bac.run(card, drawn({"781723860C06C226", "0B795240CB7049B01C19B33E32804F0B"}));
    REQUIRE(channel);
    CHECK(card.finished());
    CHECK(show(channel->keys().encryption) == "979EC13B1CBFE9DCD01AB0FED307EAE5");
    CHECK(show(channel->keys().mac) == "F1CB1F1FB5ADF208806B89DC579DC1F8");
    CHECK(show(channel->counter()) == "887022120C06C226");
}

TEST_CASE("vector 1: what both tokens hold, and the seed of the session's keys", "[identity][vector]") {
    const Bac bac(information);
    const auto opened = [&](const char* cipher) {
        return show(identity::cbc_decrypt(Cipher::TripleDes, bac.keys().encryption, {}, hex(cipher)));
    };
    const auto sealed = [&](const char* cipher) {
        return show(identity::message_mac(Cipher::TripleDes, bac.keys().mac, identity::pad(hex(cipher), 8)));
    };
    const char* own = "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2";
    const char* other = "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F";
    CHECK(opened(own) == "781723860C06C2264608F919887022120B795240CB7049B01C19B33E32804F0B");
    CHECK(sealed(own) == "5F1448EEA8AD90A7");
    CHECK(opened(other) == "4608F91988702212781723860C06C2260B4F80323EB3191CB04970CB4052790B");
    CHECK(sealed(other) == "2F2D235D074D7449");
    auto seed = hex("0B795240CB7049B01C19B33E32804F0B");
    const auto of_card = hex("0B4F80323EB3191CB04970CB4052790B");
    for (std::size_t i = 0; i < seed.size(); ++i)
        seed[i] = static_cast<char>(seed[i] ^ of_card[i]);
    CHECK(show(seed) == "0036D272F5C350ACAC50C3F572D23600");
    const auto keys = SessionKeys::derive(Cipher::TripleDes, seed);
    CHECK(show(keys.encryption) == "979EC13B1CBFE9DCD01AB0FED307EAE5");
    CHECK(show(keys.mac) == "F1CB1F1FB5ADF208806B89DC579DC1F8");
}

TEST_CASE("a wrong checksum or random number in the card's answer ends basic access control", "[identity]") {
    const Bac bac(information);
    auto answer = hex("46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D7449");
    const auto finish = [&](const std::string& bytes, const char* random) {
        return bac.finish(bytes, hex("4608F91988702212"), hex(random), hex("0B795240CB7049B01C19B33E32804F0B"));
    };
    CHECK(finish(answer, "781723860C06C226"));
    CHECK(finish(answer, "781723860C06C227").error().code == ErrorCode::Forbidden);
    CHECK_FALSE(finish(answer.substr(1), "781723860C06C226"));
    answer[3] = static_cast<char>(answer[3] ^ 1);
    CHECK_FALSE(finish(answer, "781723860C06C226"));
}

TEST_CASE("vector 2: selecting and reading EF.COM through 3DES secure messaging", "[identity][vector]") {
    SecureMessaging channel(session_keys(), hex("887022120C06C226"));
    CHECK(show(channel.protect({0x00, 0xA4, 0x02, 0x0C, hex("011E"), std::nullopt})) ==
          "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800");
    REQUIRE(channel.open(hex("990290008E08FA855A5D4C50A8ED9000")));
    CHECK(show(channel.protect(read_binary(0, 4))) == "0CB000000D9701048E08ED6705417E96BA5500");
    auto answer = channel.open(hex("8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000"));
    REQUIRE(answer);
    CHECK(show(answer->data) == "60145F01");
    CHECK(show(channel.protect(read_binary(4, 18))) == "0CB000040D9701128E082EA28A70F3C7B53500");
    const auto rest =
        channel.open(hex("871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000"));
    REQUIRE(rest);
    CHECK(show(answer->data + rest->data) == "60145F0104303130365F36063034303030305C026175");
}

TEST_CASE("vector 2: the messages that are sealed, with their checksums", "[identity][vector]") {
    for (const auto& [message, checksum] :
         {std::pair("887022120C06C2270CA4020C800000008709016375432908C044F68000000000", "BF8B92D635FF24F8"),
          {"887022120C06C2290CB00000800000009701048000000000", "ED6705417E96BA55"},
          {"887022120C06C22B0CB00004800000009701128000000000", "2EA28A70F3C7B535"}})
        CHECK(show(identity::message_mac(Cipher::TripleDes, session_keys().mac, hex(message))) == checksum);
    SecureMessaging channel(session_keys(), hex("887022120C06C226"));
    (void)channel.protect({0x00, 0xA4, 0x02, 0x0C, hex("011E"), std::nullopt});
    CHECK(show(channel.counter()) == "887022120C06C227"); // before each of the malformed answers below
}

TEST_CASE("vector 2: malformed and downgraded answers are refused and end the channel", "[identity][vector]") {
    const std::pair<const char*, const char*> cases[] = {
        {"the status differs from the sealed one", "990262008E08FF6C6324850369B29000"},
        {"a status object of one octet", "9901908E08A7D7FE48DE4AB7FA9000"},
        {"garbage in tag 85", "99029000850201008E08194723B5965AA0819000"},
        {"no checksum", "990290009000"},
        {"a wrong checksum", "990290008E080123456789ABCDEF9000"},
        {"success without protection", "9000"}};
    for (const auto& [what, answer] : cases) {
        CAPTURE(what);
        SecureMessaging channel(session_keys(), hex("887022120C06C226"));
        (void)channel.protect({0x00, 0xA4, 0x02, 0x0C, hex("011E"), std::nullopt});
        CHECK(channel.open(hex(answer)).error().code == ErrorCode::InvalidInput);
        CHECK_FALSE(channel.alive());
        CHECK_FALSE(channel.open(hex("990290008E08FA855A5D4C50A8ED9000")));
    }
}

TEST_CASE("every single bit changed in a protected answer is noticed", "[identity]") {
    const auto good = hex("8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000");
    std::size_t accepted = 0;
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        SecureMessaging channel(session_keys(), hex("887022120C06C228"));
        (void)channel.protect(read_binary(0, 4));
        auto bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
        accepted += channel.open(bad) ? 1U : 0U;
    }
    CHECK(accepted == 0);
    SecureMessaging channel(session_keys(), hex("887022120C06C228"));
    (void)channel.protect(read_binary(0, 4));
    CHECK(channel.open(good));
}

TEST_CASE("a bare error status is passed on, and two of them end the channel", "[identity]") {
    for (const auto& [status, alive] : {std::pair(0x6A82, true), {0x6700, true}, {0x6988, false}, {0x6987, false}}) {
        SecureMessaging channel(session_keys(), hex("887022120C06C226"));
        (void)channel.protect(read_binary(0, 4));
        const auto answer = channel.open(identity::big_endian(static_cast<std::uint64_t>(status), 2));
        REQUIRE(answer);
        CHECK(answer->status == status);
        CHECK(channel.alive() == alive);
    }
}

TEST_CASE("vector 2b: a command through AES-128 secure messaging", "[identity][vector]") {
    SecureMessaging channel(
        {Cipher::Aes128, hex("CC86415F2ED7E8FD663B754265695AE1"), hex("581E84B8EE06C4D3EEE30461498D7FB3")},
        hex("000000000000000000000000000000BA"));
    CHECK(show(channel.protect({0x00, 0x22, 0x41, 0xA4, hex("800A04007F000702020302028401C3"), std::nullopt})) ==
          "0C2241A41D871101980953D37F67558690045D78A853B18A8E08929767A2CEF172E200");
    CHECK(show(channel.counter()) == "000000000000000000000000000000BB");
}

TEST_CASE("commands are written short where they fit and extended where not", "[identity]") {
    CHECK(show(Command{0, 0xB0, 0, 0, {}, std::nullopt}.encode()) == "00B00000");
    CHECK(show(Command{0, 0xB0, 0, 0, {}, 256}.encode()) == "00B0000000");
    CHECK(show(Command{0, 0xB0, 0, 0, {}, 257}.encode()) == "00B00000000101");
    CHECK(show(Command{0, 0xB0, 0, 0, {}, 65'536}.encode()) == "00B00000000000");
    CHECK(show(Command{0, 0x86, 0, 0, "ab", 65'536}.encode()) == "0086000000000261620000");
}

TEST_CASE("secrets are checked before a card is asked", "[identity]") {
    CHECK_FALSE(identity::secret_from_can("12345"));
    CHECK_FALSE(identity::secret_from_can("12345a"));
    CHECK_FALSE(identity::secret_from_mrz("090000001890011583001157", today));
    CHECK_FALSE(identity::secret_from_mrz("hello", today));
    CHECK(identity::secret_from_mrz(
              "IDVNM0900000018001090000001<<99001158M3001156VNM<<<<<<<<<<<2NGUYEN<<VAN<THU<NGHIEM<<<<<<<<", today)
              ->text == "090000001890011583001156");
}
