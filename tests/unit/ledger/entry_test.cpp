#include "base/crypto.h"
#include "ledger/entry.h"

#include <catch2/catch.hpp>

using namespace canbo;
using ledger::parse_entry;

namespace {

/// One entry whose canonical text and digest were computed with Python: json.dumps(sort_keys, separators) and hashlib.
ledger::Entry sample() {
    return {"6f1c2f0e-3a58-4d0b-9f5e-0d6a7c1b2e3f",
            "report",
            "SYT",
            "2024-W07",
            1,
            {{"summary", "Kết quả tuần này"}, {"percent", 92.5}, {"models", {6, 7}}},
            "an.nguyen",
            *base::parse_time("2024-02-16T09:00:00+07:00")};
}

constexpr const char* canonical =
    R"({"agency":"SYT","author":"an.nguyen","body":{"models":[6,7],"percent":92.5,"summary":"Kết quả tuần này"},)"
    R"("id":"6f1c2f0e-3a58-4d0b-9f5e-0d6a7c1b2e3f","kind":"report","revision":1,"subject":"2024-W07",)"
    R"("time":"2024-02-16T02:00:00.000Z"})";
constexpr const char* digest = "f902ccc14a8423e9345741de0dfd751c90ed7856b4043fcde340f068361bdc62";

Json sample_json() { return ledger::entry_to_json(sample()); }

Error refusal(const Json& json) {
    const auto entry = parse_entry(json.dump());
    return entry ? Error{ErrorCode::Internal, "it was taken", {}, {}} : entry.error();
}

Json with(const char* key, Json value) {
    Json json = sample_json();
    json[key] = std::move(value);
    return json;
}

} // namespace

TEST_CASE("freezing gives canonical JSON and the digest anybody can compute from it", "[ledger][entry]") {
    const auto frozen = ledger::freeze(sample());
    REQUIRE(frozen);
    CHECK(frozen->canonical == canonical);
    CHECK(frozen->digest == digest);
}

TEST_CASE("the frozen text is the canonical one of all the entry's fields", "[ledger][entry]") {
    ledger::Entry entry = sample();
    entry.subject = "dấu \" và \\";
    entry.agency.clear();
    CHECK(ledger::freeze(entry)->canonical == *base::canonical_json(ledger::entry_to_json(entry)));
}

TEST_CASE("an entry read back from its canonical text freezes to the same bytes", "[ledger][entry]") {
    const auto again = parse_entry(canonical);
    REQUIRE(again);
    CHECK(again->canonical == canonical);
    CHECK(again->digest == digest);
    CHECK(again->entry.time == sample().time);
}

TEST_CASE("order of keys, white space and the offset of the time do not change the digest", "[ledger][entry]") {
    Json json = sample_json();
    json["time"] = "2024-02-16T09:00:00+07:00";
    const auto pretty = parse_entry(json.dump(4));
    REQUIRE(pretty);
    CHECK(pretty->digest == digest);
}

TEST_CASE("text typed with separate accents freezes to the same bytes as the composed one", "[ledger][entry]") {
    Json json = sample_json();
    json["body"]["summary"] = "Kê\xcc\x81t qua\xcc\x89 tuâ\xcc\x80n na\xcc\x80y";
    const auto decomposed = parse_entry(json.dump());
    REQUIRE(decomposed);
    CHECK(decomposed->digest == digest);
}

TEST_CASE("one changed letter anywhere changes the digest", "[ledger][entry]") {
    for (const auto& [key, value] : std::vector<std::pair<const char*, Json>>{{"author", "an.nguyem"},
                                                                              {"agency", "SYU"},
                                                                              {"subject", "2024-W08"},
                                                                              {"revision", 2},
                                                                              {"time", "2024-02-16T02:00:00.001Z"}}) {
        const auto changed = parse_entry(with(key, value).dump());
        REQUIRE(changed);
        CHECK(changed->digest != digest);
    }
}

TEST_CASE("every field but the agency must be there", "[ledger][entry]") {
    for (const char* key : {"id", "kind", "subject", "revision", "body", "author", "time"}) {
        Json json = sample_json();
        json.erase(key);
        CAPTURE(key);
        CHECK(refusal(json).code == ErrorCode::InvalidInput);
        CHECK(refusal(json).where == key);
    }
    Json json = sample_json();
    json.erase("agency");
    CHECK(parse_entry(json.dump()));
}

TEST_CASE("null is no value for a required field of an entry", "[ledger][entry]") {
    for (const char* key : {"id", "kind", "subject", "revision", "body", "author", "time"}) {
        CAPTURE(key);
        CHECK(refusal(with(key, nullptr)).code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("a field nobody knows is refused: it would be signed for without being read", "[ledger][entry]") {
    const Error error = refusal(with("colour", "red"));
    CHECK(error.code == ErrorCode::InvalidInput);
    CHECK(error.where == "colour");
}

TEST_CASE("an id is a UUID in lower case", "[ledger][entry]") {
    for (const char* wrong : {"", "1", "6F1C2F0E-3A58-4D0B-9F5E-0D6A7C1B2E3F", "6f1c2f0e3a584d0b9f5e0d6a7c1b2e3f",
                              "6f1c2f0e-3a58-4d0b-9f5e-0d6a7c1b2e3g", "../../etc/passwd-000000000000000000"}) {
        CAPTURE(wrong);
        CHECK(refusal(with("id", wrong)).where == "id");
    }
}

TEST_CASE("values of the wrong type are refused at their field", "[ledger][entry]") {
    CHECK(refusal(with("kind", 7)).where == "kind");
    CHECK(refusal(with("body", Json::array())).where == "body");
    CHECK(refusal(with("body", "text")).where == "body");
    CHECK(refusal(with("revision", "1")).where == "revision");
    CHECK(refusal(with("revision", 0)).where == "revision");
    CHECK(refusal(with("revision", -1)).where == "revision");
    CHECK(refusal(with("revision", 1.5)).where == "revision");
    CHECK(refusal(with("time", "yesterday")).where == "time");
    CHECK(refusal(with("author", "an\x01nguyen")).where == "author");
}

TEST_CASE("texts of an entry have a greatest length", "[ledger][entry]") {
    for (const auto& [key, most] : std::vector<std::pair<const char*, std::size_t>>{
             {"kind", 40}, {"agency", 16}, {"subject", 80}, {"author", 40}}) {
        CAPTURE(key);
        CHECK(parse_entry(with(key, std::string(most, 'A')).dump()));
        CHECK(refusal(with(key, std::string(most + 1, 'A'))).code == ErrorCode::TooLarge);
    }
}

TEST_CASE("text that is no JSON object of an entry is refused without a crash", "[ledger][entry]") {
    for (const char* wrong : {"", "null", "[]", "7", "\"text\"", "{", "{\"id\":", "\xff\xfe", "{\"a\":1,\"a\":1}"}) {
        CAPTURE(wrong);
        const auto entry = parse_entry(wrong);
        REQUIRE_FALSE(entry);
        CHECK(entry.error().code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("a body nested without end is refused, not followed", "[ledger][entry]") {
    std::string text = sample_json().dump();
    const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
    text.replace(text.find("92.5"), 4, deep);
    const auto entry = parse_entry(text);
    REQUIRE_FALSE(entry);
    CHECK(entry.error().code == ErrorCode::TooLarge);
}

TEST_CASE("an entry has at most one megabyte of canonical text", "[ledger][entry]") {
    ledger::Entry entry = sample();
    const std::size_t room = ledger::most_entry_bytes - ledger::freeze(entry)->canonical.size();
    const std::string summary = entry.body["summary"];
    entry.body["summary"] = summary + std::string(room, 'x');
    CHECK(ledger::freeze(entry));
    entry.body["summary"] = summary + std::string(room + 1, 'x');
    CHECK(ledger::freeze(entry).error().code == ErrorCode::TooLarge);
}

TEST_CASE("two megabytes from outside are refused before they are read", "[ledger][entry]") {
    Json json = sample_json();
    json["body"]["summary"] = std::string(2'000'000, 'x');
    CHECK(refusal(json).code == ErrorCode::TooLarge);
    json["body"]["summary"] = std::string(1'500'000, 'x'); // readable, but larger than an entry may be
    CHECK(refusal(json).code == ErrorCode::TooLarge);
}

TEST_CASE("a number that JSON cannot carry exactly is refused", "[ledger][entry]") {
    ledger::Entry entry = sample();
    entry.body["percent"] = std::numeric_limits<double>::infinity();
    CHECK(ledger::freeze(entry).error().code == ErrorCode::InvalidInput);
    entry.body["percent"] = 9'007'199'254'740'993LL;
    CHECK(ledger::freeze(entry).error().code == ErrorCode::InvalidInput);
}
