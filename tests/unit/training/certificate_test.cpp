#include "base/file.h"
#include "training/certificate.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <random>

using namespace canbo;
using namespace canbo::training;

namespace {

Certificate sample() {
    return {base::new_uuid(),
            "Nguyễn Thị Mẫu",
            "an-toan-thong-tin",
            "1.0.0",
            "Chứng nhận hoàn thành khóa học",
            8750,
            *base::parse_day("2024-02-16"),
            "Cơ quan thường trực Ban Chỉ đạo"};
}

/// 2,000 in CI; CANBO_EDITS=100000 for the whole bar.
int edits() {
    const auto text = base::environment("CANBO_EDITS");
    return text.empty() ? 2000 : std::atoi(text.c_str());
}

} // namespace

TEST_CASE("a certificate comes out as it was signed") {
    const auto key = base::SigningKey::generate();
    const auto before = sample();
    const auto text = *sign_certificate(before, key);
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127; }));
    const auto after = verify_certificate(text + "\n", {base::SigningKey::generate().public_key, key.public_key});
    REQUIRE(after);
    CHECK(after->name == before.name);
    CHECK(after->serial == before.serial);
    CHECK(after->mark == before.mark);
    CHECK(after->date == before.date);
    CHECK(after->issuer == before.issuer);
}

TEST_CASE("no edit of one character goes unseen") {
    const auto key = base::SigningKey::generate();
    const auto text = *sign_certificate(sample(), key);
    std::mt19937 random(20240216);
    std::size_t unseen = 0;
    for (int i = edits(); i > 0; --i) {
        auto changed = text;
        const auto at = random() % text.size();
        const auto letter = static_cast<char>('!' + random() % 94);
        switch (random() % 3) {
        case 0:
            changed.erase(at, 1);
            break;
        case 1:
            changed.insert(at, 1, letter);
            break;
        default:
            changed[at] = letter;
        }
        if (changed != text && verify_certificate(changed, {key.public_key}))
            ++unseen;
    }
    CHECK(unseen == 0);
}

TEST_CASE("each character of the text in each other one of base64 is seen") {
    const auto key = base::SigningKey::generate();
    const auto text = *sign_certificate(sample(), key);
    std::size_t unseen = 0;
    for (const auto at : {text.size() - 1, text.size() - 2, text.find('.', 8) - 1, std::size_t{7}})
        for (const char letter : std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=")) {
            auto changed = text;
            changed[at] = letter;
            unseen += changed != text && verify_certificate(changed, {key.public_key}) ? 1 : 0;
        }
    CHECK(unseen == 0);
}

TEST_CASE("another issuer's certificate is refused, and so is text that is none") {
    const auto key = base::SigningKey::generate();
    const auto text = *sign_certificate(sample(), key);
    CHECK(verify_certificate(text, {base::SigningKey::generate().public_key}).error().code ==
          ErrorCode::DigestMismatch);
    CHECK(verify_certificate(text, {}).error().code == ErrorCode::DigestMismatch);
    for (const char* none : {"", "CANBO", "https://example.com", "CANBO1", "CANBO1..", "CANBO2.x.y"})
        CHECK_FALSE(verify_certificate(none, {key.public_key}));
}

TEST_CASE("a field that is empty or has two lines is not signed") {
    const auto key = base::SigningKey::generate();
    auto one = sample();
    one.name = "";
    CHECK_FALSE(sign_certificate(one, key));
    one.name = "A\nB";
    CHECK_FALSE(sign_certificate(one, key));
}

TEST_CASE("a list of revoked certificates proves itself") {
    const auto key = base::SigningKey::generate();
    RevocationList list{3, {{base::new_uuid(), *base::parse_day("2024-03-01"), "Cấp nhầm"}}};
    const auto text = *sign_revocations(list, key);
    const auto back = verify_revocations(text, {key.public_key});
    REQUIRE(back);
    CHECK(back->number == 3);
    CHECK(back->find(list.items[0].serial)->reason == "Cấp nhầm");
    CHECK(back->find("x") == nullptr);
    auto changed = text;
    changed[changed.find("2024-03-01") + 9] = '2';
    CHECK(verify_revocations(changed, {key.public_key}).error().code == ErrorCode::DigestMismatch);
    auto removed = list;
    removed.items.clear();
    auto shorter = Json::parse(*sign_revocations(removed, base::SigningKey::generate()));
    shorter["signature"] = Json::parse(text)["signature"];
    CHECK_FALSE(verify_revocations(shorter.dump(), {key.public_key}));
}
