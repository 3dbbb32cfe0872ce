#include "imaging/picture.h"
#include "support/face_picture.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <random>

using namespace canbo;
using imaging::decode_picture;

namespace {

struct Kind {
    const char* name;
    std::string bytes;
};
const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{
        {"JPEG", test::jpeg_face()},
        {"JPEG 2000", test::jpeg2000_face()},
        {"JPEG 2000, bare", test::jpeg2000_face(true)},
        {"PNG", imaging::encode_png(*decode_picture(test::jpeg_face()))},
    };
    return all;
}

} // namespace

TEST_CASE("a face is decoded from every format with its colours in place", "[imaging]") {
    for (const auto& kind : kinds()) {
        CAPTURE(kind.name);
        const auto picture = decode_picture(kind.bytes, imaging::face_limits);
        REQUIRE(picture);
        CHECK(picture->width == 413);
        CHECK(picture->height == 531);
        REQUIRE(picture->rgb.size() == 413 * 531 * 3);
        const auto* centre = &picture->rgb[(230 * 413 + 206) * 3]; // drawn as 195, 170, 140
        CHECK(std::abs(centre[0] - 195) < 12);
        CHECK(std::abs(centre[1] - 170) < 12);
        CHECK(std::abs(centre[2] - 140) < 12);
        const auto* corner = picture->rgb.data(); // 200, 200, 245
        CHECK(std::abs(corner[0] - 200) < 12);
        CHECK(std::abs(corner[2] - 245) < 12);
    }
}

TEST_CASE("a picture of more pixels or octets than allowed is refused before it is decoded", "[imaging]") {
    for (const auto& kind : kinds()) {
        CAPTURE(kind.name);
        CHECK(decode_picture(kind.bytes, {1'000'000, 413 * 531 - 1, 1'000}).error().code == ErrorCode::TooLarge);
        CHECK(decode_picture(kind.bytes, {1'000'000, 1'000'000, 530}).error().code == ErrorCode::TooLarge);
        CHECK(decode_picture(kind.bytes, {kind.bytes.size() - 1, 1'000'000, 1'000}).error().code ==
              ErrorCode::TooLarge);
    }
}

TEST_CASE("a picture that ends early is refused", "[imaging]") {
    for (const auto& kind : kinds())
        for (const std::size_t part : {4, 2}) {
            CAPTURE(kind.name, part);
            CHECK_FALSE(decode_picture(kind.bytes.substr(0, kind.bytes.size() / part)));
        }
}

TEST_CASE("what is no picture is refused", "[imaging]") {
    for (const char* bytes : {"", "GIF89a", "%PDF-1.7", "\xFF\xD8\xFF", "\x89PNG\r\n\x1A\n"})
        CHECK(decode_picture(bytes).error().code == ErrorCode::InvalidInput);
}

TEST_CASE("damaged pictures are decoded or refused, and nothing else", "[imaging]") {
    std::mt19937 random(6);
    for (const auto& kind : kinds())
        for (int i = 0; i < 40; ++i) {
            auto bytes = kind.bytes;
            for (int change = 0; change < 6; ++change)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            const auto picture = decode_picture(bytes, imaging::face_limits);
            if (picture)
                CHECK(picture->rgb.size() == picture->width * picture->height * 3);
        }
}

TEST_CASE("a picture written as PNG is the same pixel by pixel", "[imaging]") {
    const auto picture = decode_picture(test::jpeg_face()).value();
    CHECK(decode_picture(imaging::encode_png(picture))->rgb == picture.rgb);
}

TEST_CASE("a picture is shrunk to a size with its shape and colours kept", "[imaging]") {
    imaging::Picture picture{400, 200, std::vector<std::uint8_t>(400 * 200 * 3, 90)};
    const auto small = imaging::shrink_to(picture, 100, 100);
    CHECK(small.width == 100);
    CHECK(small.height == 50);
    CHECK(small.rgb == std::vector<std::uint8_t>(100 * 50 * 3, 90));
    CHECK(imaging::shrink_to(picture, 400, 400).width == 400);
    CHECK(imaging::shrink_to({1'000, 1, std::vector<std::uint8_t>(3'000)}, 10, 10).height == 1);
}
