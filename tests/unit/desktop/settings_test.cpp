#include "base/crypto.h"
#include "base/file.h"
#include "desktop/settings.h"

#include <catch2/catch.hpp>

using namespace canbo;

namespace {

struct Folder {
    std::filesystem::path path{std::filesystem::temp_directory_path() / ("canbo-settings-" + base::new_uuid())};
    ~Folder() { std::filesystem::remove_all(path); }
};

} // namespace

TEST_CASE("what the desk remembers is there again", "[desktop][settings]") {
    const Folder folder;
    desktop::Settings before(folder.path / "desktop.json");
    before.set("window.width", 1200);
    before.set("language", "en");
    before.set("window.maximized", true);
    std::filesystem::create_directories(folder.path);
    REQUIRE(before.save());
    const desktop::Settings after(folder.path / "desktop.json");
    CHECK(after.number("window.width", 0) == 1200);
    CHECK(after.text("language") == "en");
    CHECK(after.flag("window.maximized", false));
    CHECK(after.number("window.height", 800) == 800);
}

TEST_CASE("a damaged settings file counts as empty", "[desktop][settings]") {
    const Folder folder;
    std::filesystem::create_directories(folder.path);
    for (const char* text : {"", "{", "[1]", "\"x\""}) {
        REQUIRE(base::write_file(folder.path / "desktop.json", text));
        const desktop::Settings settings(folder.path / "desktop.json");
        CHECK(settings.number("window.width", 7) == 7);
    }
}

TEST_CASE("a value of another kind counts as absent", "[desktop][settings]") {
    const Folder folder;
    desktop::Settings settings(folder.path / "desktop.json");
    settings.set("window.width", "wide");
    CHECK(settings.number("window.width", 7) == 7);
}
