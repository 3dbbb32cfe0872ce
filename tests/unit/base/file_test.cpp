#include "base/crypto.h"
#include "base/file.h"
#include "private_file.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace canbo;
namespace fs = std::filesystem;

namespace {

/// A folder of one test in which everything is made for everybody, unless somebody says otherwise.
struct OpenFolder {
    fs::path path = fs::temp_directory_path() / ("canbo-file-" + base::new_uuid());
    mode_t before = ::umask(0);

    OpenFolder() { fs::create_directories(path); }
    ~OpenFolder() {
        ::umask(before);
        fs::remove_all(path);
    }
};

fs::perms mode_of(const fs::path& path) { return fs::status(path).permissions(); }
constexpr fs::perms only_owner = fs::perms::owner_read | fs::perms::owner_write;

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

TEST_CASE("a private file belongs to its owner alone before anything stands in it", "[base]") {
    const OpenFolder folder;
    REQUIRE(base::create_private_file(folder.path / "key"));
    CHECK(mode_of(folder.path / "key") == only_owner);
    CHECK(fs::file_size(folder.path / "key") == 0);
    // Somebody else may have put it there and hold it open.
    CHECK_FALSE(base::create_private_file(folder.path / "key"));
    CHECK_FALSE(base::create_private_file(folder.path / "nowhere" / "key"));
}

TEST_CASE("a secret is written for its owner alone whatever the umask and whatever stood there", "[base]") {
    const OpenFolder folder;
    REQUIRE(base::write_file(folder.path / "open", "for all"));
    CHECK((mode_of(folder.path / "open") & fs::perms::others_read) != fs::perms::none);
    for (const char* name : {"secret", "open"}) {
        REQUIRE(base::write_file(folder.path / name, "for me", true));
        CHECK(mode_of(folder.path / name) == only_owner);
        CHECK(*base::read_file(folder.path / name) == "for me");
    }
    CHECK(files_in(folder.path) == 2);
}

TEST_CASE("a file that cannot be put in place leaves nothing beside it", "[base]") {
    const OpenFolder folder;
    fs::create_directories(folder.path / "taken" / "inside");
    for (const bool secret : {false, true})
        CHECK(base::write_file(folder.path / "taken", "x", secret).error().code == ErrorCode::Storage);
    CHECK(files_in(folder.path) == 1);
}
