#include "base/crypto.h"
#include "base/file.h"
#include "service/key_file.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <thread>

using namespace canbo;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path{fs::temp_directory_path() / ("canbo-test-" + base::new_uuid())};
    Folder() { fs::create_directories(path); }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
        ::unsetenv("CANBO_DATA_KEY");
    }
};

} // namespace

TEST_CASE("a folder's data key is made once, for this user only", "[service][key]") {
    const Folder folder;
    const auto key = service::data_key(folder.path);
    REQUIRE(key);
    CHECK(key->size() == 32);
    CHECK(*service::data_key(folder.path) == *key);
    const fs::path file = folder.path / "data.key";
    CHECK((fs::status(file).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1); // nothing is left beside it
    CHECK(*service::data_key(Folder().path) != *key);
}

TEST_CASE("programs that make the data key at the same moment get the same one", "[service][key]") {
    for (int round = 0; round < 20; ++round) {
        const Folder folder;
        std::string keys[4];
        std::vector<std::thread> threads;
        for (auto& key : keys)
            threads.emplace_back([&] { key = service::data_key(folder.path).value_or(""); });
        for (auto& thread : threads)
            thread.join();
        for (const auto& key : keys)
            CHECK((key.size() == 32 && key == keys[0]));
    }
}

TEST_CASE("a data key that others may read or that is damaged is refused", "[service][key]") {
    const Folder folder;
    REQUIRE(service::data_key(folder.path));
    const fs::path file = folder.path / "data.key";
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    CHECK(service::data_key(folder.path).error().message == "Others may read this key file; give it the mode 0600");
    REQUIRE(base::write_file(file, "c2hvcnQ=\n", true));
    CHECK(service::data_key(folder.path).error().message == "The key file is damaged");
}

TEST_CASE("a data key kept elsewhere is used from there, and is never made there", "[service][key]") {
    const Folder folder, stick;
    ::setenv("CANBO_DATA_KEY", (stick.path / "k").c_str(), 1);
    const auto missing = service::data_key(folder.path);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::NotFound);
    const std::string key(32, 'k');
    REQUIRE(service::write_key_file(stick.path / "k", base::to_base64(key) + "\n"));
    CHECK(*service::data_key(folder.path) == key);
    CHECK(fs::is_empty(folder.path));
}

TEST_CASE("a signing key comes back from its file, with or without its public line", "[service][key]") {
    const Folder folder;
    const auto made = service::own_signing_key(folder.path / "desk.key");
    REQUIRE(made);
    CHECK(service::own_signing_key(folder.path / "desk.key")->secret == made->secret);
    REQUIRE(service::write_key_file(folder.path / "short", base::to_base64(made->secret) + "\n"));
    CHECK(service::read_signing_key(folder.path / "short")->public_key == made->public_key);
    CHECK(service::read_signing_key(folder.path / "none").error().code == ErrorCode::NotFound);
}

TEST_CASE("a signing key beside another key's public part is damaged", "[service][key]") {
    const Folder folder;
    const auto other = base::SigningKey::generate();
    REQUIRE(service::write_signing_key(folder.path / "k", {base::SigningKey::generate().secret, other.public_key}));
    CHECK(service::read_signing_key(folder.path / "k").error().message == "The key file is damaged");
    std::string secret = base::SigningKey::generate().secret;
    secret.back() = static_cast<char>(secret.back() ^ 1);
    REQUIRE(service::write_key_file(folder.path / "k", base::to_base64(secret) + "\n"));
    CHECK(service::read_signing_key(folder.path / "k").error().message == "The key file is damaged");
}
