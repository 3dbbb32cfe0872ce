#include "ledger/receipt.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

const base::SigningKey& key() {
    static const base::SigningKey made = base::SigningKey::generate();
    return made;
}

const std::string entry_digest(64, 'a');

std::string signed_text() {
    return ledger::sign_receipt({"6f1c2f0e-3a58-4d0b-9f5e-0d6a7c1b2e3f",
                                 entry_digest,
                                 17,
                                 *base::parse_time("2024-02-16T10:00:00.001Z"),
                                 {},
                                 {}},
                                key());
}

ErrorCode verdict(const ledger::Receipt& receipt) {
    const auto verified = ledger::verify_receipt(receipt, key().public_key, entry_digest);
    REQUIRE_FALSE(verified);
    return verified.error().code;
}

} // namespace

TEST_CASE("a signed receipt is read back with all it says and verifies", "[ledger][receipt]") {
    const auto receipt = ledger::parse_receipt(signed_text());
    REQUIRE(receipt);
    CHECK(receipt->entry == "6f1c2f0e-3a58-4d0b-9f5e-0d6a7c1b2e3f");
    CHECK(receipt->digest == entry_digest);
    CHECK(receipt->sequence == 17);
    CHECK(base::to_iso(receipt->received_at) == "2024-02-16T10:00:00.001Z");
    CHECK(receipt->key == key().id());
    CHECK(ledger::verify_receipt(*receipt, key().public_key, entry_digest));
}

TEST_CASE("a signed receipt is its own canonical text", "[ledger][receipt]") {
    const std::string text = signed_text();
    CHECK(*base::canonical_json(base::parse_json(text, {10'000, 4}).value()) == text);
}

TEST_CASE("the same receipt signed twice is the same text", "[ledger][receipt]") {
    CHECK(signed_text() == signed_text());
}

TEST_CASE("a receipt with any field changed no longer verifies", "[ledger][receipt]") {
    const ledger::Receipt good = *ledger::parse_receipt(signed_text());
    ledger::Receipt bad = good;
    bad.entry[0] = '7';
    CHECK(verdict(bad) == ErrorCode::DigestMismatch);
    bad = good;
    bad.sequence = 18;
    CHECK(verdict(bad) == ErrorCode::DigestMismatch);
    bad = good;
    bad.received_at -= std::chrono::milliseconds{1}; // one millisecond would make a late report timely
    CHECK(verdict(bad) == ErrorCode::DigestMismatch);
    bad = good;
    bad.key = "0000000000000000";
    CHECK(verdict(bad) == ErrorCode::DigestMismatch);
    bad = good;
    bad.digest = std::string(64, 'b');
    CHECK(verdict(bad) == ErrorCode::DigestMismatch);
}

TEST_CASE("a receipt of another office, or with a broken signature, does not verify", "[ledger][receipt]") {
    ledger::Receipt receipt = *ledger::parse_receipt(signed_text());
    const auto other = base::SigningKey::generate();
    CHECK_FALSE(ledger::verify_receipt(receipt, other.public_key, entry_digest));
    for (const char* broken : {"", "AAAA", "not base64!"}) {
        receipt.signature = broken;
        CHECK(verdict(receipt) == ErrorCode::DigestMismatch);
    }
}

TEST_CASE("a receipt for another text than the one sent does not verify", "[ledger][receipt]") {
    const ledger::Receipt receipt = *ledger::parse_receipt(signed_text());
    const auto verified = ledger::verify_receipt(receipt, key().public_key, std::string(64, 'b'));
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == ErrorCode::DigestMismatch);
}

TEST_CASE("texts that are no receipt are refused", "[ledger][receipt]") {
    const Json good = *base::parse_json(signed_text());
    for (const char* field : {"entry", "digest", "sequence", "received_at", "key", "signature"}) {
        Json json = good;
        json.erase(field);
        CAPTURE(field);
        const auto receipt = ledger::parse_receipt(json.dump());
        REQUIRE_FALSE(receipt);
        CHECK(receipt.error().where == std::string("receipt.") + field);
    }
    Json json = good;
    json["sequence"] = 0;
    CHECK_FALSE(ledger::parse_receipt(json.dump()));
    json = good;
    json["note"] = "unsigned";
    CHECK_FALSE(ledger::parse_receipt(json.dump()));
    for (const char* wrong : {"", "[]", "<html>Welcome</html>"})
        CHECK_FALSE(ledger::parse_receipt(wrong));
    CHECK(ledger::parse_receipt(std::string(20'000, ' ')).error().code == ErrorCode::TooLarge);
}
