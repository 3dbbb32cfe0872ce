#include "base/file.h"
#include "imaging/qr_code.h"
#include "support/citizen_file.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace canbo;

namespace {

/// Drawn by another program than the one that reads it.
imaging::Picture code_of(const std::string& text) {
    const auto folder = std::filesystem::temp_directory_path();
    const auto in = folder / ("canbo-qr-" + std::to_string(std::rand())), out = folder / (in.filename().string() + "o");
    REQUIRE(base::write_file(in, text));
    const std::string command = "qrencode -8 -l M -s 4 -r " + in.string() + " -o " + out.string();
    REQUIRE(std::system(command.c_str()) == 0);
    const auto bytes = base::read_file(out);
    std::filesystem::remove(in);
    std::filesystem::remove(out);
    REQUIRE(bytes);
    return imaging::decode_picture(*bytes).value();
}

} // namespace

TEST_CASE("the QR code of every invented person is read octet by octet", "[imaging][qr]") {
    for (const auto& person : test::named_citizens()) {
        CAPTURE(person.name);
        const auto text = test::qr_text(person.citizen);
        CHECK(imaging::read_qr_codes(code_of(text)) == std::vector<std::string>{text});
    }
}

TEST_CASE("a picture without a code gives none", "[imaging][qr]") {
    imaging::Picture blank{200, 100, std::vector<std::uint8_t>(200 * 100 * 3, 255)};
    CHECK(imaging::read_qr_codes(blank).empty());
}
