#include "base/file.h"
#include "service/office_folder.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace canbo;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("canbo-office-" + base::new_uuid());
    base::SystemClock clock;
    bool storage_fails{false};

    ~Folder() { fs::remove_all(path); }

    service::OpenStores open_stores() {
        return [this](const fs::path& file) -> Result<service::OfficeStores> {
            CANBO_TRY_VOID(base::write_file(file, "database"));
            if (storage_fails)
                return fail(ErrorCode::Storage, "The disk is full");
            service::OfficeStores stores;
            stores.database = std::make_unique<test::MemoryDatabase>();
            stores.entries = std::make_unique<test::MemoryEntryStore>();
            stores.blobs = std::make_unique<test::MemoryBlobStore>();
            stores.accounts = std::make_unique<test::MemoryAccountStore>();
            stores.sessions = std::make_unique<test::MemorySessionStore>();
            stores.factors = std::make_unique<test::MemorySecondFactorStore>();
            stores.staged_blobs = std::make_unique<test::MemoryStagedBlobStore>();
            stores.used_tokens = std::make_unique<test::MemoryUsedTokenStore>();
            stores.audit = std::make_unique<test::MemoryAuditLog>();
            stores.chain = std::make_unique<test::MemoryChainStore>();
            return stores;
        };
    }
    Result<void> init(const char* name = "quan.tri", const char* password = "mật khẩu đủ dài") {
        return service::init_office(path, name, password, open_stores(), clock, base::HashCost::Least);
    }
    Result<service::OfficeFolder> open() { return service::open_office_folder(path, open_stores()); }
};

} // namespace

TEST_CASE("a new office has its keys for itself and opens", "[service][office_folder]") {
    Folder folder;
    REQUIRE(folder.init());
    for (const char* name : {"office.key", "token.key"})
        CHECK((fs::status(folder.path / name).permissions() & fs::perms::all) ==
              (fs::perms::owner_read | fs::perms::owner_write));
    CHECK((fs::status(folder.path).permissions() & fs::perms::all) == fs::perms::owner_all);
    const auto office = folder.open();
    REQUIRE(office);
    CHECK(office->token_secret.size() == 32);
    CHECK(base::verify_signature(office->signing_key.public_key, "x", office->signing_key.sign("x")));
}

TEST_CASE("an existing office is never made anew", "[service][office_folder]") {
    Folder folder;
    REQUIRE(folder.init());
    const auto key = *base::read_file(folder.path / "office.key");
    CHECK(folder.init().error().code == ErrorCode::Conflict);
    CHECK(*base::read_file(folder.path / "office.key") == key);
    fs::remove(folder.path / "office.key"); // a lost key is no reason either: the ledger is there
    CHECK(folder.init().error().code == ErrorCode::Conflict);
}

TEST_CASE("a failed init leaves nothing that looks like an office", "[service][office_folder]") {
    Folder folder;
    CHECK(folder.init("quan.tri", "ngắn").error().where == "password");
    CHECK_FALSE(fs::exists(folder.path));
    folder.storage_fails = true;
    CHECK(folder.init().error().code == ErrorCode::Storage);
    CHECK(folder.open().error().code == ErrorCode::NotFound);
    folder.storage_fails = false;
    CHECK(folder.init());
}

TEST_CASE("two programs never share an office's folder", "[service][office_folder]") {
    Folder folder;
    REQUIRE(folder.init());
    {
        const auto first = folder.open();
        REQUIRE(first);
        CHECK(folder.open().error().code == ErrorCode::Conflict);
    }
    CHECK(folder.open());
}

TEST_CASE("keys that others may read or that are damaged are refused", "[service][office_folder]") {
    Folder folder;
    REQUIRE(folder.init());
    fs::permissions(folder.path / "office.key", fs::perms::others_read, fs::perm_options::add);
    CHECK(folder.open().error().code == ErrorCode::InvalidInput);
    fs::permissions(folder.path / "office.key", fs::perms::others_read, fs::perm_options::remove);
    REQUIRE(folder.open());
    for (const std::string& damaged :
         {std::string(), std::string("AAAA"), std::string("AAAA\nBBBB\n"),
          base::to_base64(base::random_bytes(64)) + "\n" + base::to_base64(base::random_bytes(32)) + "\n"}) {
        REQUIRE(base::write_file(folder.path / "office.key", damaged, true));
        CHECK(folder.open().error().code == ErrorCode::InvalidInput);
    }
}

TEST_CASE("there is no office in an empty folder", "[service][office_folder]") {
    Folder folder;
    CHECK(folder.open().error().code == ErrorCode::NotFound);
}
