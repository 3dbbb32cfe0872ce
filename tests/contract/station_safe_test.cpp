#include "base/crypto.h"
#include "base/file.h"
#include "storage/station_safe.h"
#include "support/memory_safe.h"

#include <catch2/catch.hpp>

using namespace canbo;
namespace fs = std::filesystem;

namespace {

struct Safe {
    explicit Safe(bool in_files) {
        if (in_files)
            safe = open();
        else
            safe = std::make_unique<test::MemorySafe>();
    }
    ~Safe() { fs::remove_all(folder); }
    std::unique_ptr<exam::StationSafe> open(char key = 'k') const {
        auto made = storage::FileStationSafe::open(folder, std::string(32, key));
        REQUIRE(made);
        return *std::move(made);
    }
    std::vector<fs::path> files() const {
        std::vector<fs::path> out;
        for (const auto& entry : fs::directory_iterator(folder))
            out.push_back(entry.path());
        return out;
    }

    fs::path folder{fs::temp_directory_path() / ("canbo-safe-" + base::new_uuid())};
    std::unique_ptr<exam::StationSafe> safe;
};

} // namespace

TEST_CASE("a station's safe gives back the last that was put in, and nothing once it is wiped", "[contract][station]") {
    const Safe at(GENERATE(false, true));
    CHECK(at.safe->kept("paper").error().code == ErrorCode::NotFound);
    REQUIRE(at.safe->keep("paper", {{"title", "Đề số một"}}));
    REQUIRE(at.safe->keep("place", 3));
    REQUIRE(at.safe->keep("paper", {{"title", "Đề số hai"}}));
    CHECK((*at.safe->kept("paper"))["title"] == "Đề số hai");
    CHECK(*at.safe->kept("place") == 3);
    REQUIRE(at.safe->wipe());
    CHECK(at.safe->kept("paper").error().code == ErrorCode::NotFound);
    CHECK(at.safe->kept("place").error().code == ErrorCode::NotFound);
    CHECK(at.safe->wipe());
}

TEST_CASE("what lies in a station's safe is sealed, outlives the program and opens with its key only",
          "[contract][station]") {
    Safe at(true);
    REQUIRE(at.safe->keep("paper", {{"question", "Thủ đô của Việt Nam?"}}));
    at.safe = at.open();
    CHECK((*at.safe->kept("paper"))["question"] == "Thủ đô của Việt Nam?");
    for (const auto& file : at.files()) {
        CHECK(base::read_file(file)->find("question") == std::string::npos);
        CHECK((fs::status(file).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    }
    CHECK(at.open('x')->kept("paper").error().code == ErrorCode::DigestMismatch);
    CHECK(at.open('x')->kept("place").error().code == ErrorCode::NotFound); // there is none
    auto content = *base::read_file(at.files().front());
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    REQUIRE(base::write_file(at.files().front(), content));
    CHECK(at.safe->kept("paper").error().code == ErrorCode::DigestMismatch);
    REQUIRE(at.safe->wipe());
    CHECK(at.files().empty());
}
