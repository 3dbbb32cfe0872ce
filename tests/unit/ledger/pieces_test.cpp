#include "base/crypto.h"
#include "ledger/pieces.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

using namespace canbo;

TEST_CASE("a file in pieces comes together again, and a missing piece is named", "[ledger][pieces]") {
    test::MemoryDatabase database;
    test::MemoryBlobStore blobs;
    const std::string content(2 * ledger::piece_bytes + 7, 'x');
    const auto file = ledger::describe_file(content);
    CHECK(file.pieces.size() == 3);
    CHECK(ledger::attachments_of(file).size() == 2); // two pieces are the same
    auto tx = *database.begin(Database::Mode::Write);
    CHECK(ledger::join_pieces(*tx, blobs, file).error().code == ErrorCode::NotFound);
    REQUIRE(ledger::keep_pieces(*tx, blobs, content));
    CHECK(*ledger::join_pieces(*tx, blobs, file) == content);
    auto wrong = file;
    wrong.sha256 = base::sha256_hex("another");
    CHECK(ledger::join_pieces(*tx, blobs, wrong).error().code == ErrorCode::DigestMismatch);
    CHECK(ledger::describe_file("").pieces == std::vector{base::sha256_hex("")});
}

TEST_CASE("a file's description is read back, and a wrong one is refused", "[ledger][pieces]") {
    const auto json = ledger::pieced_to_json(ledger::describe_file("nội dung"));
    const auto wrong = [](const Json& one) {
        Issues issues;
        static_cast<void>(ledger::pieced_from_json(one, "file", issues));
        return issues.has_errors();
    };
    CHECK_FALSE(wrong(json));
    for (const auto& [name, value] : std::vector<std::pair<std::string, Json>>{{"sha256", "AB"},
                                                                               {"bytes", -1},
                                                                               {"bytes", 5'000'000},
                                                                               {"pieces", Json::array()},
                                                                               {"pieces", {7}},
                                                                               {"x", 1}}) {
        auto changed = json;
        changed[name] = value;
        CHECK(wrong(changed));
    }
}
