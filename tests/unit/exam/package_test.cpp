#include "exam/key_share.h"
#include "exam/package.h"
#include "sample_exam.h"

using namespace canbo;
using namespace canbo::test;

TEST_CASE("a package opens with its key and says the same", "[exam][package]") {
    const auto packer = base::SigningKey::generate();
    const auto key = base::random_bytes(32);
    const auto package = exam::make_package(sample_exam(), sample_roster(), packer);
    const auto file = *exam::write_package(package, key, packer);
    CHECK(exam::package_head(file)->at("exam") == "thi-thu");
    const auto again = *exam::open_package(file, key);
    CHECK(exam::exam_to_json(again.exam) == exam::exam_to_json(package.exam));
    CHECK(exam::roster_to_json(again.roster) == exam::roster_to_json(package.roster));
    CHECK(again.paper_key == package.paper_key);
    CHECK(again.signer == packer.public_key);
    CHECK(exam::open_package(file, base::random_bytes(32)).error().code == ErrorCode::DigestMismatch);
}

TEST_CASE("nothing secret stands in a package in the clear", "[exam][package]") {
    const auto packer = base::SigningKey::generate();
    const auto file =
        *exam::write_package(exam::make_package(sample_exam(), sample_roster(), packer), std::string(32, 'k'), packer);
    for (const char* secret : {"001090000001", "Nguyễn Văn", "Đúng nhất", "paper_key"})
        CHECK(file.find(secret) == std::string::npos);
}

TEST_CASE("a flipped bit anywhere in a package is found", "[exam][package]") {
    const auto packer = base::SigningKey::generate();
    const auto key = base::random_bytes(32);
    const auto file = *exam::write_package(exam::make_package(sample_exam(), sample_roster(), packer), key, packer);
    assessment::Random random(1);
    for (int i = 0; i < 300; ++i) {
        auto changed = file;
        const auto at = random.below(changed.size());
        changed[at] = static_cast<char>(changed[at] ^ (1 << random.below(8)));
        CHECK_FALSE(exam::open_package(changed, key));
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{80}, file.size() / 2, file.size() - 1})
        CHECK_FALSE(exam::open_package(file.substr(0, size), key));
}

TEST_CASE("numbers to sign in are six digits that follow from the key", "[exam][package]") {
    CHECK(exam::pin_of("key", "0001") == exam::pin_of("key", "0001"));
    CHECK(exam::pin_of("key", "0001") != exam::pin_of("key", "0002"));
    for (int i = 0; i < 200; ++i)
        CHECK(exam::pin_of("key", std::to_string(i)).size() == 6);
}
