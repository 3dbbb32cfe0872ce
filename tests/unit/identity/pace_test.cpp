// The printed values of ICAO 9303-11 appendices G, H, I and of TR-03110's worked example, by reference sections 3 to 6.
#include "big_number.h"
#include "hex.h"
#include "identity/access.h"
#include "identity/key_agreement.h"
#include "scripted_card.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using identity::Cipher;
using identity::KeyAgreement;
using identity::PaceSuite;
using Script = std::vector<std::pair<std::string, std::string>>;

namespace {

/// One printed run over brainpoolP256r1 with AES-128: what the terminal draws, what the card sends.
struct Vector {
    const char* access; ///< EF.CardAccess
    identity::CardSecret secret;
    const char* password_key;
    const char* z;
    const char* s;
    const char* own_map_private;
    const char* own_map_public;
    const char* card_map_public;
    const char* generator;
    const char* own_private;
    const char* own_public;
    const char* card_public;
    const char* shared;
    const char* encryption;
    const char* mac;
    const char* own_token;
    const char* card_token;
};

const Vector generic{"31143012060A04007F0007020204020202010202010D",
                     {identity::CardSecret::Kind::MrzInformation, "T22000129364081251010318"},
                     "89DED1B26624EC1E634C1989302849DD",
                     "95A3A016522EE98D01E76CB6B98B42C3",
                     "3F00C4D39D153F2B2A214A078D899B22",
                     "7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99",
                     "047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E544552DCB6725218799115B55C9BAA"
                     "6D9F6BC3A9618E70C25AF71777A9C4922D",
                     "04824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F5730D8C879AAA9C9F73991E61B58F4D5"
                     "2EB87A0A0C709A49DC63719363CCD13C54",
                     "048CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E28C879506743F8611AC33645C5B985C"
                     "80B5F09A0B83407C1B6A4D857AE76FE522",
                     "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595",
                     "042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C3556F3B3B186DF10B857B58F6A7EB8"
                     "0F20BA5DC7BE1D43D9BF850149FBB36462",
                     "049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB7764B22277A2EDDC3C265A9F018F9C"
                     "B852E111B768B326904B59A0193776F094",
                     "28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925",
                     "F5F0E35C0D7161EE6724EE513A0D9A7F",
                     "FE251C7858B356B24514B3BD5F4297D1",
                     "C2B0BD78D94BA866",
                     "3ABB9674BCE93C08"};
const Vector by_can{"31143012060A04007F0007020204020202010202010D",
                    {identity::CardSecret::Kind::Can, "123456"},
                    "591468CDA83D65219CCCB8560233600F",
                    "CE834CDE69FFBB1D1EB21585CD709F18",
                    "7D98C00FC6C9E9543BBF94A87073A123",
                    "752287F5B02DE3C4BC3E17945118C51B23C97278E4CD748048AC56BA5BDC3D46",
                    "043DD29BBE5907FD21A152ADA4895FAAE7ACC55F5E50EFBFDE5AB0C6EB54F198D615913635F0FDF5BEB383E00355F82D"
                    "3C41ED0DF2E28363433DFB73856A15DC9F",
                    "049CFCF7582AC986D0DD52FA53123414C3E1B96B4D00ABA8E574679B70EFB5BC3B45D2F13729CC2AE178E7E241B44321"
                    "3533B77DBB44649A815DDC4A2384BA422A",
                    "043929D28BA1E5339D6C5DADE5E33BD3C2F0BD14DD77C7521532261659C918FA6014DD48FA84E62BDE438EDB4C9771D0"
                    "42CDB24B7788BDBAB2031C45751E777F66",
                    "9D9A32DF93A57CCE33CA3CDD3457E33A976F293546C73550F397259C93BE0120",
                    "04518BC4E532AD2A9BD6527804D5D665ABD51041037A0CC8AA922804EB501C222B3427388599AFAAE9FBACE2DF93E13C"
                    "3C4979CD12F0AE3E3C0126028391554582",
                    "04282CF38073036AFAC216AF135BD994DA0C357F10BD4C34AFEA1042B2EB0FD6804DF3658B835AC2E7133F1369118454"
                    "2BB50B109963A4662ABDC08B9763AF4B5B",
                    "6E7D077CCD367C2EAA683F1E8EC534302E2D00B6ADAF8A87A6EDA78740F17606",
                    "68406B4162100563D9C901A6154D2901",
                    "73FF268784F72AF833FDC9464049AFC9",
                    "A27AE7B36573C1D9",
                    "A2658C2F38600B0F"};
const Vector chip{"31143012060A04007F0007020204060202010202010D",
                  {identity::CardSecret::Kind::MrzInformation, "C11T002JM496081222310314"},
                  "4E6F6FBF7BE748B932C7B74161BBA9DF",
                  "CB60E8E0D85B76A9BD304747C2AD42E2",
                  "658B860BC94DF6F044FCE6D5C82CF8E5",
                  "5D8BB87BD74D985A4B7D4325B9F7B976FE835122773400798914AA22738135CC",
                  "047F1D410ADB7DDB3B84BF1030800981A9105D7457B4A3ADE002384F3086C67EDE1AB889104A27DB6D842B019020FBF3"
                  "CEACB0DC627F7BDCAC29969E19D0E553C1",
                  "04A234236AA9B9621E8EFB73B5245C0E09D2576E5277183C1208BDD55280CAE8B304F365713A356E65A451E165ECC9AC"
                  "0AC46E3771342C8FE5AEDD092685338E23",
                  "0489F0B5EABF3BE293C75903A3986131925C9F5B515CA95AF485DC7E886F03245D44BEFB2DD3A0DBD71CB5E618971CF4"
                  "747F12B79E548379A40E45963BAAF3E829",
                  "76ECFDAA9841C323A3F5FC5E88B88DB3EFF7E35EBF57A7E6946CB630006C2120",
                  "04446C934084D9DAB863944F219520076C29EE3F7AE6722B11FF319EC1C7728F955483400BFF60BF0C5929270009277D"
                  "C2A515E12575010AD9BA916CF1BF86FEFC",
                  "0402AD566F3C6EC7F9324509AD50A51FA52030782A4968FCFEDF737DAEA993333111C3B9B4C2287789BD137E7F8AA882"
                  "E2A3C633CCD6ECC2C63C57AD401A09C2E1",
                  "67950559D0C06B4D4B86972D14460837461087F8419FDBC36AAF6CEAAC462832",
                  "0A9DA4DB03BDDE39FC5202BC44B2E89E",
                  "4B1C06491ED5140CA2B537D344C6C0B1",
                  "E86BD06018A1CD3B",
                  "8596CF055C67C1A3"};

PaceSuite suite_of(const Vector& v) { return identity::read_card_access(hex(v.access))->front(); }

std::string step(const std::string& object, bool last = false) {
    const auto data = "7C" + show(identity::big_endian(object.size() / 2, 1)) + object;
    return (last ? "00860000" : "10860000") + show(identity::big_endian(data.size() / 2, 1)) + data + "00";
}

Script script_of(const Vector& v, const std::string& extra = "") {
    const std::string oid = show(suite_of(v).oid), tail = extra.empty() ? "0A" : "3C";
    const auto who = v.secret.kind == identity::CardSecret::Kind::Can ? "02" : "01";
    return {{"0022C1A40F800A" + oid + "8301" + who, "9000"},
            {"10860000027C0000", std::string("7C128010") + v.z + "9000"},
            {step(std::string("8141") + v.own_map_public), std::string("7C438241") + v.card_map_public + "9000"},
            {step(std::string("8341") + v.own_public), std::string("7C438441") + v.card_public + "9000"},
            {step(std::string("8508") + v.own_token, true), "7C" + tail + "8608" + v.card_token + extra + "9000"}};
}

Result<identity::PaceChannel> run(const Vector& v, Script script) {
    ScriptedCard card(std::move(script));
    return identity::run_pace(card, suite_of(v), v.secret, drawn({v.own_map_private, v.own_private}));
}

void check(const Vector& v, const std::string& extra = "") {
    CHECK(show(identity::password_key(v.secret, Cipher::Aes128)) == v.password_key);
    CHECK(show(identity::cbc_decrypt(Cipher::Aes128, hex(v.password_key), {}, hex(v.z))) == v.s);
    auto group = KeyAgreement::standard(13).value();
    CHECK(show(*group->public_key(hex(v.own_map_private))) == v.own_map_public);
    REQUIRE(group->map_generic(hex(v.s), hex(v.own_map_private), hex(v.card_map_public)));
    CHECK(show(group->generator()) == v.generator);
    CHECK(show(*group->public_key(hex(v.own_private))) == v.own_public);
    CHECK(show(*group->shared_secret(hex(v.own_private), hex(v.card_public))) == v.shared);
    const auto channel = run(v, script_of(v, extra));
    REQUIRE(channel);
    CHECK(show(channel->channel.keys().encryption) == v.encryption);
    CHECK(show(channel->channel.keys().mac) == v.mac);
    CHECK(channel->channel.counter() == std::string(16, '\0'));
}

/// Refuses what `damage` makes of the card's answers.
template <class Damage>
ErrorCode refusal(Damage damage) {
    auto script = script_of(generic);
    damage(script);
    const auto channel = run(generic, script);
    REQUIRE_FALSE(channel);
    return channel.error().code;
}

} // namespace

TEST_CASE("vector 3: PACE by ECDH with generic mapping, every value and every APDU", "[identity][pace][vector]") {
    CHECK(show(identity::digest(identity::Digest::Sha1, generic.secret.text)) ==
          "7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD");
    CHECK(identity::suite_name(suite_of(generic)) == "id-PACE-ECDH-GM-AES-CBC-CMAC-128 (13)");
    auto group = KeyAgreement::standard(13).value();
    CHECK(show(*group->multiply(hex(generic.own_map_private), hex(generic.card_map_public))) ==
          "0460332EF2450B5D247EF6D3868397D398852ED6E8CAF6FFEEF6BF85CA57057FD50840CA7415BAF3E43BD414D35AA460"
          "8B93A2CAF3A4E3EA4E82C9C13D03EB7181");
    CHECK(show(*group->public_key(hex("498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560"))) ==
          generic.card_map_public);
    check(generic);
    REQUIRE(group->map_generic(hex(generic.s), hex(generic.own_map_private), hex(generic.card_map_public)));
    CHECK(show(*group->public_key(hex("107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A"))) ==
          generic.card_public);
}

TEST_CASE("vector 3: the commands and answers as they are printed", "[identity][pace][vector]") {
    const auto script = script_of(generic);
    const std::string map_own = generic.own_map_public, map_card = generic.card_map_public;
    const std::string own = generic.own_public, card = generic.card_public;
    CHECK(script[0] == std::pair<std::string, std::string>("0022C1A40F800A04007F00070202040202830101", "9000"));
    CHECK(script[1].first == "10860000027C0000");
    CHECK(script[1].second == "7C12801095A3A016522EE98D01E76CB6B98B42C39000");
    CHECK(script[2].first == "10860000457C438141" + map_own + "00");
    CHECK(script[2].second == "7C438241" + map_card + "9000");
    CHECK(script[3].first == "10860000457C438341" + own + "00");
    CHECK(script[3].second == "7C438441" + card + "9000");
    CHECK(script[4].first == "008600000C7C0A8508C2B0BD78D94BA86600");
    CHECK(script[4].second == "7C0A86083ABB9674BCE93C089000");
    CHECK(run(generic, script)); // these very octets, one by one
}

TEST_CASE("vector 3: authentication tokens over the public keys", "[identity][pace][vector]") {
    const auto token = [](const char* key) {
        return show(identity::message_mac(Cipher::Aes128, hex(generic.mac),
                                          hex("7F494F060A04007F00070202040202864104") + hex(key).substr(1)));
    };
    CHECK(token(generic.card_public) == "C2B0BD78D94BA866");
    CHECK(token(generic.own_public) == "3ABB9674BCE93C08");
}

TEST_CASE("vector 3: the parameters are named when the card offers several", "[identity][pace][vector]") {
    auto script = script_of(generic);
    script[0].first = "0022C1A412800A04007F0007020204020283010184010D";
    ScriptedCard card(script);
    CHECK(identity::run_pace(card, suite_of(generic), generic.secret,
                             drawn({generic.own_map_private, generic.own_private}), true));
}

TEST_CASE("vector 3b: PACE with the CAN, as a citizen's card does it", "[identity][pace][vector]") {
    check(by_can);
    auto group = KeyAgreement::standard(13).value();
    CHECK(show(*group->multiply(hex(by_can.own_map_private), hex(by_can.card_map_public))) ==
          "0471850CFD80FB475947E5B1AF10FE8E6663967C2D264935B31951F763A4B03A5749167388F88F52A109167E3E6592CA"
          "0820468D1157A8E781D2F7049179B1D114");
    CHECK(show(*group->public_key(hex("19C428715663DE745D1824B855D2B967890C99D68ED5FEEE9DCDF8D7BBA289D2"))) ==
          by_can.card_map_public);
    REQUIRE(group->map_generic(hex(by_can.s), hex(by_can.own_map_private), hex(by_can.card_map_public)));
    CHECK(show(*group->public_key(hex("15872C56908C144002177994CFAAEDD5467CE150853C44535051FF24183039D8"))) ==
          by_can.card_public);
}

TEST_CASE("vector 3: a card's token with a flipped bit is refused", "[identity][pace][vector]") {
    CHECK(refusal([](Script& s) { s[4].second = "7C0A86083ABB9674BCE93C099000"; }) == ErrorCode::Forbidden);
}
TEST_CASE("vector 3: a reflected mapping key is refused", "[identity][pace][vector]") {
    CHECK(refusal([](Script& s) { s[2].second = std::string("7C438241") + generic.own_map_public + "9000"; }) ==
          ErrorCode::InvalidInput);
}
TEST_CASE("vector 3: a reflected session key is refused", "[identity][pace][vector]") {
    CHECK(refusal([](Script& s) { s[3].second = std::string("7C438441") + generic.own_public + "9000"; }) ==
          ErrorCode::InvalidInput);
}
TEST_CASE("vector 3: a point that is not on the curve is refused", "[identity][pace][vector]") {
    auto off = std::string(generic.card_public);
    off.back() = off.back() == '0' ? '1' : '0';
    CHECK(refusal([&](Script& s) { s[3].second = "7C438441" + off + "9000"; }) == ErrorCode::InvalidInput);
    CHECK(refusal([&](Script& s) { s[2].second = "7C438241" + off + "9000"; }) == ErrorCode::InvalidInput);
}
TEST_CASE("vector 3: the point at infinity is refused", "[identity][pace][vector]") {
    CHECK(refusal([](Script& s) { s[2].second = "7C038201009000"; }) == ErrorCode::InvalidInput);
    CHECK(refusal([](Script& s) { s[3].second = "7C038401009000"; }) == ErrorCode::InvalidInput);
}
TEST_CASE("vector 3: a nonce of zero is refused", "[identity][pace][vector]") {
    const auto zero = show(identity::cbc_encrypt(Cipher::Aes128, hex(generic.password_key), {}, std::string(16, '\0')));
    CHECK(refusal([&](Script& s) { s[1].second = "7C128010" + zero + "9000"; }) == ErrorCode::InvalidInput);
}
TEST_CASE("a wrong CAN is told from a broken card", "[identity][pace]") {
    CHECK(refusal([](Script& s) { s[4].second = "6300"; }) == ErrorCode::Forbidden);
    CHECK(refusal([](Script& s) { s[1].second = "7C0580039000"; }) == ErrorCode::InvalidInput);
    CHECK(refusal([](Script& s) { s[0].second = "6A80"; }) == ErrorCode::Forbidden);
}

TEST_CASE("vector 4: PACE by ECDH with integrated mapping", "[identity][pace][vector]") {
    const auto nonce = identity::cbc_decrypt(Cipher::Aes128, hex("591468CDA83D65219CCCB8560233600F"), {},
                                             hex("143DC40C08C8E891FBED7DEDB92B64AD"));
    CHECK(show(nonce) == "2923BE84E16CD6AE529049F1F1BBE9EB");
    const auto own = hex("5DD4CBFC96F5453B130D890A1CDBAE32");
    CHECK(show(identity::cbc_encrypt(Cipher::Aes128, own, {}, nonce)) == "73F58A6C442DDF15724688180A7839DE");
    CHECK(show(identity::pseudo_random(nonce, own, Cipher::Aes128, 256)) ==
          "E4447E2DFB3586BAC05DDB00156B57FBB2179A3949294C97254189800C517BAA8DA0FF397ED8C445D3E421E4FEB57322");
    auto group = KeyAgreement::standard(13).value();
    REQUIRE(group->map_integrated(nonce, own, Cipher::Aes128));
    CHECK(show(group->generator()) ==
          "048E82D31559ED0FDE92A4D0498ADD3C23BABA94FB77691E31E90AEA77FB17D4274C1AE14BD0C3DBAC0C871B7F360816"
          "9364437CA30AC243A089D3F266C1E60FAD");
    const std::string own_private = "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595";
    const std::string own_public =
        "0489CBA23FFE96AA18D824627C3E934E54A9FD0B87A95D1471DC1C0ABFDCD640D46755DE9B7B778280B6BEBD57439ADF"
        "EB0E21FD4ED6DF42578C13418A59B34C37";
    const std::string card_public =
        "0467F78E5F7F7686082B293E8D087E056916D0F74BC01A5F8957D0DE45691E51E8932B69A962B52A0985AD2C0A271EE6"
        "A13A8ADDDCD1A3A994B9DED257F4D22753";
    CHECK(show(*group->public_key(hex(own_private.c_str()))) == own_public);
    CHECK(show(*group->public_key(hex("107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A"))) ==
          card_public);
    CHECK(show(*group->shared_secret(hex(own_private.c_str()), hex(card_public.c_str()))) ==
          "4F150FDE1D4F0E38E95017B891BAE17133A0DF45B0D3E18B60BA7BEAFDC2C713");
    const auto suite = identity::read_card_access(hex("31143012060A04007F0007020204040202010202010D"))->front();
    ScriptedCard card({{"0022C1A40F800A04007F00070202040402830102", "9000"},
                       {"10860000027C0000", "7C128010143DC40C08C8E891FBED7DEDB92B64AD9000"},
                       {"10860000147C1281105DD4CBFC96F5453B130D890A1CDBAE3200", "7C0282009000"},
                       {step("8341" + own_public), "7C438441" + card_public + "9000"},
                       {step("8508450F02B86F6A0909", true), "7C0A860875D4D96E8D5B03089000"}});
    const auto channel = identity::run_pace(card, suite, *identity::secret_from_can("123456"),
                                            drawn({"5DD4CBFC96F5453B130D890A1CDBAE32", own_private.c_str()}));
    REQUIRE(channel);
    CHECK(show(channel->channel.keys().encryption) == "0D3FEB33251A6370893D62AE8DAAF51B");
    CHECK(show(channel->channel.keys().mac) == "B01E89E3D9E8719E586B50B4A7506E0B");
}

TEST_CASE("vector 4: the reduced pseudo-random number", "[identity][pace][vector]") {
    const auto number = [](const std::string& bytes) { return identity::number_from(bytes); };
    const auto context = identity::number_context();
    const auto rest = number(identity::pseudo_random(hex("2923BE84E16CD6AE529049F1F1BBE9EB"),
                                                     hex("5DD4CBFC96F5453B130D890A1CDBAE32"), Cipher::Aes128, 256));
    const auto prime = number(hex("A9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377"));
    REQUIRE(BN_nnmod(rest.get(), rest.get(), prime.get(), context.get()) == 1);
    CHECK(show(identity::number_bytes(rest.get(), 32)) ==
          "A2F8FF2DF50E52C6599F386ADCB595D229F6A167ADE2BE5F2C3296ADD5B7430E");
}

TEST_CASE("vector 5: PACE with chip authentication mapping proves the chip", "[identity][pace][vector]") {
    CHECK(show(identity::digest(identity::Digest::Sha1, chip.secret.text)) ==
          "894D03F148C6265E89845B218856EA34D00EF8E8");
    check(chip, "8A301EEA964DAAE372AC990E3EFDE6333353BFC89A6704D93DA8798CF77F5B7A54BD10CBA372B42BE0B9B5F28AA8DE2F4F92");
    CHECK(show(identity::cbc_encrypt(Cipher::Aes128, hex(chip.encryption), {}, std::string(16, '\xFF'))) ==
          "F6A3B75A1E933941DD7A13E2520779DF");
    const auto channel = run(
        chip,
        script_of(
            chip,
            "8A301EEA964DAAE372AC990E3EFDE6333353BFC89A6704D93DA8798CF77F5B7A54BD10CBA372B42BE0B9B5F28AA8DE2F4F92"));
    REQUIRE(channel);
    CHECK(show(channel->chip_scalar) == "85DC3FA93D0952BFA82F5FD189EE75BD82F11D1F0B8ED4BF5319AC9B53C426B3");
    const auto fixed =
        hex("041872709494399E7470A6431BE25E83EEE24FEA568C2ED28DB48E05DB3A610DC884D256A40E35EFCB59BF6753D3A489"
            "D28C7A4D973C2DA138A6E7A4A08F68E16F");
    CHECK(*identity::check_chip_mapping(13, channel->chip_scalar, fixed, channel->chip_point));
    auto other = channel->chip_scalar;
    other[0] = static_cast<char>(other[0] ^ 1);
    CHECK_FALSE(*identity::check_chip_mapping(13, other, fixed, channel->chip_point));
}

TEST_CASE("vector 6: PACE by DH with generic mapping over RFC 5114's 1024-bit group", "[identity][pace][vector]") {
    CHECK(show(identity::cbc_decrypt(Cipher::Aes128, hex("89DED1B26624EC1E634C1989302849DD"), {},
                                     hex("854D8DF5827FA6852D1A4FA701CDDDCA"))) == "FA5B7E3E49753A0DB9178B7B9BD898C8");
    auto group = KeyAgreement::standard(0).value();
    const auto own_map = hex("5265030F751F4AD18B08AC565FC7AC952E41618D");
    const auto own_map_public = show(*group->public_key(own_map));
    CHECK(own_map_public ==
          "23FB3749EA030D2A25B278D2A562047ADE3F01B74F17A15402CB7352CA7D2B3EB71C343DB13D1DEBCE9A3666DBCFC920"
          "B49174A602CB47965CAA73DC702489A44D41DB914DE9613DC5E98C94160551C0DF86274B9359BC0490D01B03AD54022D"
          "CB4F57FAD6322497D7A1E28D46710F461AFE710FBBBC5F8BA166F4311975EC6C");
    const std::string card_map =
        "78879F57225AA8080D52ED0FC890A4B25336F699AA89A2D3A189654AF70729E623EA5738B26381E4DA19E004706FACE7"
        "B235C2DBF2F38748312F3C98C2DD4882A41947B324AA1259AC22579DB93F7085655AF30889DBB845D9E6783FE42C9F24"
        "49400306254C8AE8EE9DD812A804C0B66E8CAFC14F84D8258950A91B44126EE6";
    REQUIRE(group->map_generic(hex("FA5B7E3E49753A0DB9178B7B9BD898C8"), own_map, hex(card_map.c_str())));
    CHECK(show(group->generator()) ==
          "7C9CBFE98F9FBDDA8D143506FA7D9306F4CB17E3C71707AFF5E1C1A12370249684D64EE37AF44B8DBD9D45BF6023919C"
          "BAA027AB97ACC771666C8E98FF483301BFA4872DEDE9034EDFACB70814166B7F360676829B826BEA57291B5AD69FBC84"
          "EF1E779032A305803F74341793E869742D401325B37EE8565FFCDEE618342DC5");
    const std::string own_public =
        "907D89E2D425A178AA81AF4A7774EC8E388C115CAE67031E85EECE520BD911551B9AE4D04369F29A02626C86FBC674"
        "7CC7BC352645B616"
        "1A2A42D44EDA80A08FA8D61B76D3A154AD8A5A51786B0BC07147057871A922212C5F67F43173172236B7747D1671E6D6"
        "92A3C7D40A0C3C5C"
        "E397545D015C175EB5130551EDBC2EE5D4";
    const std::string card_public =
        "075693D9AE941877573E634B6E644F8E60AF17A0076B8B123D9201074D36152BD8B3A213F53820C42ADC79AB5D0AEEC3"
        "AEFB91394DA476BD"
        "97B9B14D0A65C1FC71A0E019CB08AF55E1F729005FBA7E3FA5DC41899238A250767A6D46DB974064386CD456743585F8"
        "E5D90CC8B4004B1F"
        "6D866C79CE0584E49687FF61BC29AEA1";
    const auto shared = group->shared_secret(hex("89CCD99B0E8D3B1F11E1296DCA68EC53411CF2CA"), hex(card_public.c_str()));
    REQUIRE(shared);
    const auto keys = identity::SessionKeys::derive(Cipher::Aes128, *shared);
    CHECK(show(keys.encryption) == "2F7F46ADCC9E7E521B45D192FAFA9126");
    CHECK(show(keys.mac) == "805A1D27D45A5116F73C54469462B7D8");
    const auto token = [&](const std::string& key) {
        return show(identity::message_mac(Cipher::Aes128, keys.mac,
                                          hex(("7F49818F060A04007F00070202040102848180" + key).c_str())));
    };
    CHECK(token(card_public) == "B46DD9BD4D98381F");
    CHECK(token(own_public) == "917F37B5C0E6D8D1");
}

TEST_CASE("vector 6: PACE by DH with integrated mapping", "[identity][pace][vector]") {
    const auto nonce = identity::cbc_decrypt(Cipher::Aes128, hex("591468CDA83D65219CCCB8560233600F"), {},
                                             hex("9ABB8864CA0FF1551E620D1EF4E13510"));
    CHECK(show(nonce) == "FA5B7E3E49753A0DB9178B7B9BD898C8");
    auto group = KeyAgreement::standard(0).value();
    const auto own = hex("B3A6DB3C870C3E99245E0D1C06B747DE");
    CHECK(show(identity::pseudo_random(nonce, own, Cipher::Aes128, 1024)).substr(0, 32) ==
          "EAB98D13E09052952AA729907C3C9461");
    REQUIRE(group->map_integrated(nonce, own, Cipher::Aes128));
    CHECK(show(group->generator()) ==
          "1D7D767F11E333BCD6DBAEF40E799E7A926B96973550656FF3C830726D118D61C276CDCC61D475CF03A98E0C0E79CAEB"
          "A5BE25578BD4551D"
          "0B10903236F0B0F976852FA78EEA14EA0ACA87D1E91F688FE0DFF897BBE35A472621D343564B262F34223AE8FC59B664"
          "BFEDFA2B"
          "FE7516CA5510A6BBB633D517EC25D4E0BBAA16C2");
    const auto own_private =
        hex("4BD0E54740F9A028E6A515BFDAF967848C4F5F5FFF65AA0915947FFD1A0DF2FA6981271BC905F3551457B7E03AC3B806"
            "6DE4AA406C1171FB"
            "43DD939C4BA16175103BA3DEE16419AA248118F90CC36A3D6F4C373652E0C3CCE7F0F1D0C5425B3600F0F0D6A67F004C"
            "8BBA33F2B4733C72"
            "52445C1DFC4F1107203F71D2EFB28161");
    const std::string own_public =
        "0F0CC62945A8029251FB7EF3C094E12EC68E4EF07F27CB9D9CD04C5C4250FAE0E4F8A951557E929AEB48E5C6DD47F2F5"
        "CD7C351A9BD2CD72"
        "2C07EDE166770F08FFCB370262CF308DD7B07F2E0DA9CAAA1492344C852906919538C98A4BA4187E76CE9D87832386D3"
        "19CE2E043C3343AE"
        "AE6EDBA1A9894DC5094D22F7FE1351D5";
    const std::string card_public =
        "928D9A0F9DBA450F13FC859C6F290D1D36E42431138A4378500BEB4E0401854CFF111F71CB6DC1D0335807A11388CC8E"
        "AA87B07907AAD9FB"
        "A6B169AF6D8C26AF8DDDC39ADC3AD2E3FF882B84D23E9768E95A80E4746FB07A9767679FE92133B4D379935C771BD7FB"
        "ED6C7BB4B1708B27"
        "5EA75679524CDC9C6A91370CC662A2F3";
    CHECK(show(*group->public_key(own_private)) == own_public);
    const auto keys =
        identity::SessionKeys::derive(Cipher::Aes128, *group->shared_secret(own_private, hex(card_public.c_str())));
    CHECK(show(keys.encryption) == "01AFC10CF87BE36D8179E87370171F07");
    CHECK(show(keys.mac) == "23F0FBD05FD6C7B8B88F4C8309669061");
    const auto token = [&](const std::string& key) {
        return show(identity::message_mac(Cipher::Aes128, keys.mac,
                                          hex(("7F49818F060A04007F00070202040302848180" + key).c_str())));
    };
    CHECK(token(card_public) == "55D61977CBF5307E");
    CHECK(token(own_public) == "C2F04230187E1525");
}

TEST_CASE("vector 7: chip authentication by ECDH, keys of version 1", "[identity][vector]") {
    auto group = KeyAgreement::standard(13).value();
    const auto card_public =
        hex("04A44EBE5451DF7AADB01E459B8C928A87746A57927C8C28A6775C97A7E1FE8D9A46FF4A1CC7E4D1389AEA19758E4F75"
            "C28C598FD734AEBEB135337CF95BE12E94");
    CHECK(*group->public_key(hex("7984674CF3B3A524BF929CE8A67FCF22173DA0BAD595EED6DEB72D22C542FA9D")) == card_public);
    const auto own = hex("A6A4D255C5BF7A77EC3D0553DB74F693CF044E18C98364D4977A296108AF19BD");
    CHECK(show(*group->public_key(own)) ==
          "045A7A377FC9CAFC03AC7FF45441A8B2909D88EAB8E6B0173847AB49B949DF3799A34EE57EC55268CF8B1C3EC489F8BF"
          "4CF4C68D3FD9670E89C0D5D3FFF1AAF89F");
    const auto shared = group->shared_secret(own, card_public).value();
    CHECK(show(shared) == "791DA04273CCFE862E52DF60347E2557192E1F8D7517822CE3D306056C1CDEB4");
    const auto aes = identity::SessionKeys::derive(Cipher::Aes128, shared);
    CHECK(show(aes.encryption) == "74DFF1029B548FA273C13D86CE775A5B");
    CHECK(show(aes.mac) == "4AE4F2F70ABC8C4C3DA7588BE9A1C9E2");
    const auto des = identity::SessionKeys::derive(Cipher::TripleDes, shared);
    CHECK(show(des.encryption) == "75DFF1029B548FA273C13D86CE765B5B");
    CHECK(show(des.mac) == "4AE5F2F70BBC8C4C3DA7588AE9A1C8E3");
}

TEST_CASE("vector 7: the keys and token of version 2 follow from the same secret and the chip's nonce",
          "[identity][vector]") {
    // SHA-1(K || nonce || counter), and the token over the terminal's public key under id-CA-ECDH-AES-CBC-CMAC-128.
    const auto shared =
        hex("791DA04273CCFE862E52DF60347E2557192E1F8D7517822CE3D306056C1CDEB4") + hex("4287B3072A3EDC60");
    const auto keys = identity::SessionKeys::derive(Cipher::Aes128, shared);
    CHECK(show(keys.encryption) == "94ABCD271AB7D9A5590BA52CB518B831");
    CHECK(show(keys.mac) == "78B5709E7ABEDB185B424D0EE3A82499");
    const auto data =
        hex("7F494F060A04007F00070202030202864104") +
        hex("045A7A377FC9CAFC03AC7FF45441A8B2909D88EAB8E6B0173847AB49B949DF3799A34EE57EC55268CF8B1C3EC489F8BF"
            "4CF4C68D3FD9670E89C0D5D3FFF1AAF89F")
            .substr(1);
    CHECK(show(identity::message_mac(Cipher::Aes128, keys.mac, data)) == "FF0117D68DEE8E72");
}

TEST_CASE("vector 9: EF.CardAccess with generic and chip authentication mapping", "[identity][pace][vector]") {
    const auto suites = identity::read_card_access(
        hex("31283012060A04007F0007020204020202010202010D3012060A04007F0007020204060202010202010D"));
    REQUIRE(suites);
    REQUIRE(suites->size() == 2);
    CHECK(suites->at(0).mapping == identity::Mapping::ChipAuthentication); // it proves the chip, too
    CHECK(suites->at(1).mapping == identity::Mapping::Generic);
}

TEST_CASE("unknown entries of EF.CardAccess are passed over and malformed ones refused", "[identity][pace]") {
    CHECK(identity::read_card_access(hex("3100"))->empty());
    CHECK(identity::read_card_access(hex("31143012060A04007F0007020204020202010102010D"))->empty()); // version 1
    CHECK(
        identity::read_card_access(hex("31143012060A04007F00070202040202020102020100"))->empty()); // DH group for ECDH
    CHECK_FALSE(identity::read_card_access(hex("30143012060A04007F0007020204020202010202010D")));
    CHECK_FALSE(identity::read_card_access(hex("31143012060A04007F000702020402020201020201")));
}

TEST_CASE("two sides agree by every mapping on every curve and group", "[identity][pace]") {
    const auto random = identity::system_random();
    for (const int id : {0, 1, 2, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}) {
        CAPTURE(id);
        auto a = KeyAgreement::standard(id).value();
        auto b = KeyAgreement::standard(id).value();
        const auto x = a->private_key(random), y = b->private_key(random), s = random(16);
        const auto from_a = *a->public_key(x), from_b = *b->public_key(y);
        REQUIRE(a->map_generic(s, x, from_b));
        REQUIRE(b->map_generic(s, y, from_a));
        CHECK(a->generator() == b->generator());
        const auto u = a->private_key(random), v = b->private_key(random);
        CHECK(*a->shared_secret(u, *b->public_key(v)) == *b->shared_secret(v, *a->public_key(u)));
        for (const auto cipher : {Cipher::TripleDes, Cipher::Aes128, Cipher::Aes192, Cipher::Aes256}) {
            const auto nonce = random(identity::key_size(cipher) > 16 ? 32 : 16);
            const auto t = random(identity::key_size(cipher));
            const auto mapped = a->map_integrated(nonce, t, cipher);
            CHECK(mapped.has_value() == (id != 10)); // the prime of P-224 is 1 modulo 4
            if (mapped) {
                CHECK(a->public_key(u));
            }
        }
    }
    CHECK_FALSE(KeyAgreement::standard(3));
    CHECK_FALSE(KeyAgreement::standard(19));
}
