#include "base/crypto.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("SHA-256 and HMAC give the values of FIPS 180-4 and RFC 4231", "[base][crypto]") {
    CHECK(base::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(base::to_hex(base::hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    base::Sha256 pieces;
    pieces.update("a");
    pieces.update("bc");
    CHECK(pieces.hex() == base::sha256_hex("abc"));
}

TEST_CASE("a signature holds for its message and key only", "[base][crypto]") {
    const auto key = base::SigningKey::generate();
    const std::string signature = key.sign("biên nhận");
    CHECK(base::verify_signature(key.public_key, "biên nhận", signature));
    CHECK_FALSE(base::verify_signature(key.public_key, "biên nhận!", signature));
    CHECK_FALSE(base::verify_signature(base::SigningKey::generate().public_key, "biên nhận", signature));
    CHECK_FALSE(base::verify_signature("short", "biên nhận", signature));
}

TEST_CASE("a password is verified against its Argon2id hash", "[base][crypto]") {
    const std::string hash = base::hash_password("mật khẩu dài", base::HashCost::Least);
    CHECK(hash.substr(0, 10) == "$argon2id$");
    CHECK(base::verify_password(hash, "mật khẩu dài"));
    CHECK_FALSE(base::verify_password(hash, "mật khẩu dài "));
    CHECK_FALSE(base::verify_password("not a hash", "x"));
}

TEST_CASE("sealed data opens with its key and says when it was changed", "[base][crypto]") {
    const std::string key(32, 'k');
    std::string sealed = base::seal(key, "bí mật");
    CHECK(*base::open_sealed(key, sealed) == "bí mật");
    CHECK_FALSE(base::open_sealed(std::string(32, 'x'), sealed));
    sealed.back() = static_cast<char>(sealed.back() ^ 1);
    CHECK(base::open_sealed(key, sealed).error().code == ErrorCode::DigestMismatch);
    CHECK_FALSE(base::open_sealed(key, "kurz"));
}

TEST_CASE("identifiers are UUIDs of version 4", "[base][crypto]") {
    const std::string id = base::new_uuid();
    CHECK(base::is_uuid(id));
    CHECK(id[14] == '4');
    CHECK_FALSE(base::is_uuid("../../etc/passwd"));
    CHECK_FALSE(base::is_uuid("A0000000-0000-4000-8000-000000000000"));
}

TEST_CASE("what is sealed to a signing key only its holder opens", "[base][crypto]") {
    const auto key = base::SigningKey::generate(), other = base::SigningKey::generate();
    const auto sealed = base::seal_to(key.public_key, "mảnh khóa");
    REQUIRE(sealed);
    CHECK(sealed->find("mảnh") == std::string::npos);
    CHECK(*base::open_sealed_to(key, *sealed) == "mảnh khóa");
    CHECK(base::open_sealed_to(other, *sealed).error().code == ErrorCode::DigestMismatch);
    auto changed = *sealed;
    changed.back() ^= 1;
    CHECK_FALSE(base::open_sealed_to(key, changed));
    CHECK_FALSE(base::open_sealed_to(key, "short"));
    CHECK(base::seal_to("no key", "x").error().code == ErrorCode::InvalidInput);
}
