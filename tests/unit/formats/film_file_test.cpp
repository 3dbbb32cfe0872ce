#include "formats/film_file.h"

#include <catch2/catch.hpp>

#include <bit>
#include <cstdint>
#include <string>

using namespace canbo;
using namespace canbo::formats;
using namespace std::chrono_literals;

namespace {

std::string number(std::uint64_t value, int bytes, bool big) {
    std::string out;
    for (int i = 0; i < bytes; ++i) {
        const int shift = 8 * (big ? bytes - 1 - i : i);
        out += static_cast<char>(value >> shift & 0xFF);
    }
    return out;
}

std::string page(std::uint64_t position, std::uint32_t serial, const std::string& content) {
    return std::string("OggS\0\0", 6) + number(position, 8, false) + number(serial, 4, false) + std::string(8, '\0') +
           "\x01" + static_cast<char>(content.size()) + content;
}

/// 10 pictures a second; positions count key frames and what follows them, 6 bits for the latter.
std::string theora() {
    return std::string("\x80theora\x03\x02\x01", 10) + std::string(12, '\x01') + number(10, 4, true) +
           number(1, 4, true) + std::string(10, '\0') + number(6U << 5, 2, true);
}

std::string element(std::uint64_t id, int id_bytes, const std::string& content) {
    return number(id, id_bytes, true) + number(0x4000U | content.size(), 2, true) + content;
}

std::string webm(const std::string& duration, const std::string& more = {}) {
    const auto info = element(0x2AD7B1, 3, number(1'000'000, 3, true)) + element(0x4489, 2, duration);
    return element(0x1A45DFA3, 4, "webm") +
           element(0x18538067, 4, element(0x114D9B74, 4, "seek") + element(0x1549A966, 4, info) + more);
}

std::string problem(const std::string& bytes) {
    const auto read = film_length(bytes);
    return read ? std::string("taken") : read.error().message;
}

} // namespace

TEST_CASE("the length of an Ogg film follows from its last page", "[formats][film]") {
    const auto film = page(0, 7, theora()) + page(0, 9, "\x01vorbis") + page((64U << 6) | 20U, 7, "picture") +
                      page(500'000, 9, "sound") + page(~std::uint64_t{0}, 7, "more");
    CHECK(film_length(film).value() == 8'400ms);
}

TEST_CASE("a WebM film says its length", "[formats][film]") {
    CHECK(film_length(webm(number(std::bit_cast<std::uint64_t>(42'500.0), 8, true))).value() == 42'500ms);
    CHECK(film_length(webm(number(std::bit_cast<std::uint32_t>(1'500.0F), 4, true), "cut")).value() == 1'500ms);
}

TEST_CASE("what is no film, or a damaged one, is refused", "[formats][film]") {
    CHECK(problem("") == "A film is an Ogg file with Theora, or a WebM file");
    CHECK(problem(std::string("\0\0\0\x20"
                              "ftypisom",
                              12)) == "A film is an Ogg file with Theora, or a WebM file");
    CHECK(problem(page(0, 9, "\x01vorbis")) == "A film is an Ogg file with Theora, or a WebM file");
    const auto film = page(0, 7, theora()) + page(420U << 6, 7, "picture");
    for (std::size_t cut = 5; cut < film.size(); ++cut)
        if (cut != page(0, 7, theora()).size())
            CHECK(problem(film.substr(0, cut)) == "The film is damaged or broken off");
    CHECK(problem(page(0, 7, theora())) == "The film does not say how long it runs");
    const auto whole = webm(number(std::bit_cast<std::uint64_t>(42'500.0), 8, true));
    for (std::size_t cut = 4; cut < whole.size(); ++cut)
        CHECK(problem(whole.substr(0, cut)) != "taken");
    for (const double ticks : {0.0, -5.0, 1e300, std::numeric_limits<double>::quiet_NaN()})
        CHECK(problem(webm(number(std::bit_cast<std::uint64_t>(ticks), 8, true))) ==
              "The film does not say how long it runs");
}
