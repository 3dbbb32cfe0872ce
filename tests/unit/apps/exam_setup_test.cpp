#include "../exam/sample_exam.h"
#include "base/file.h"
#include "common/exam_setup.h"
#include "exam/key_share.h"
#include "service/key_file.h"

using namespace canbo;
using namespace canbo::test;
namespace fs = std::filesystem;

namespace {

/// A desk on which the sample exam was set up.
struct Desk {
    fs::path folder{fs::temp_directory_path() / ("canbo-exam-" + base::new_uuid())};
    apps::ExamDesk exam{*apps::ExamDesk::of(folder, "thi-thu")};
    base::SigningKey packer{base::SigningKey::generate()};

    Desk() {
        fs::create_directories(folder);
        REQUIRE(exam.save(sample_exam()));
        REQUIRE(exam.save_roster(sample_roster()));
    }
    ~Desk() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Result<apps::PackedExam> pack(bool new_key = false) {
        Issues issues;
        return apps::pack_exam(exam, packer, {exam.package_file(), new_key}, issues);
    }
    std::vector<std::string> split(const fs::path& into, bool keep = false) {
        std::vector<std::string> out;
        const auto made = *apps::split_exam_key(exam, folder / into, keep);
        for (const auto& file : made.files)
            out.push_back(file.string());
        return out;
    }
    std::string package() const { return *base::read_file(exam.package_file(), exam::most_sealed_file); }
    std::string key_id() const { return exam::exam_key_id(*service::read_key32(exam.key_file())); }
    Result<apps::JoinedKey> join(const std::string& first, const std::string& second) {
        return apps::join_exam_key({folder, {}, {}, {}, {}}, {first, second});
    }
};

} // namespace

TEST_CASE("a package is refused once the exam or its list was saved anew, until it is packed again", "[apps][exam]") {
    Desk d;
    REQUIRE(d.pack());
    CHECK(apps::require_current(d.exam, d.package()));
    REQUIRE(d.exam.save(sample_exam())); // the same again
    CHECK(apps::require_current(d.exam, d.package()));
    auto exam = sample_exam();
    exam.minutes += 5;
    REQUIRE(d.exam.save(exam));
    CHECK(apps::saved_since_packing(d.exam));
    CHECK(apps::require_current(d.exam, d.package()).error().code == ErrorCode::Conflict);
    REQUIRE(d.pack());
    CHECK(apps::require_current(d.exam, d.package()));
    auto roster = sample_roster();
    roster.front().name = "Tên Khác";
    REQUIRE(d.exam.save_roster(roster));
    CHECK_FALSE(apps::require_current(d.exam, d.package()));
    const auto older = d.package();
    REQUIRE(d.pack());
    CHECK(apps::require_current(d.exam, d.package()));
    CHECK_FALSE(apps::require_current(d.exam, older));
}

TEST_CASE("what is noted of a packed exam tells nothing of the persons on its list", "[apps][exam]") {
    Desk one, other;
    REQUIRE(one.pack());
    REQUIRE(other.pack());
    CHECK(*one.exam.saved_digest() != *other.exam.saved_digest()); // each desk has its own key
    for (const auto& entry : fs::directory_iterator(one.exam.folder()))
        CHECK(base::read_file(entry.path(), 10'000'000)->find("001090") == std::string::npos);
}

TEST_CASE("packing after the key was split takes no new key that nobody asked for", "[apps][exam]") {
    Desk d;
    CHECK_FALSE(apps::key_is_elsewhere(d.exam));
    const auto first = d.pack();
    REQUIRE(first);
    CHECK(d.pack()->key_id == first->key_id);
    const auto parts = d.split("manh");
    CHECK(apps::key_is_elsewhere(d.exam));
    const auto before = d.package();
    CHECK(d.pack().error().code == ErrorCode::Conflict);
    CHECK(d.package() == before);
    CHECK_FALSE(fs::exists(d.exam.key_file()));
    REQUIRE(d.join(parts[0], parts[1]));
    CHECK(d.pack()->key_id == first->key_id); // the parts open this package, too
    fs::remove(d.exam.key_file());
    const auto fresh = d.pack(true);
    REQUIRE(fresh);
    CHECK(fresh->key_id != first->key_id);
    CHECK(d.pack()->key_id == fresh->key_id);
}

TEST_CASE("a key is judged before it is written", "[apps][exam]") {
    Desk d;
    REQUIRE(d.pack());
    const auto old_parts = d.split("cu");
    const auto fresh = *d.pack(true);
    CHECK(d.join(old_parts[0], old_parts[1]).error().code == ErrorCode::DigestMismatch);
    CHECK(d.key_id() == fresh.key_id);
    const auto parts = d.split("moi");
    CHECK(d.join(old_parts[0], old_parts[1]).error().code == ErrorCode::DigestMismatch);
    CHECK_FALSE(fs::exists(d.exam.key_file()));
    CHECK(apps::join_exam_key({d.folder, "khac", {}, {}, {}}, {parts[0], parts[1]}).error().code ==
          ErrorCode::InvalidInput);
    CHECK_FALSE(fs::exists(d.exam.key_file()));
    const auto joined = d.join(parts[0], parts[2]);
    REQUIRE(joined);
    CHECK(joined->key_id == fresh.key_id);
    CHECK(d.key_id() == fresh.key_id);

    Desk room; // has nothing of the exam but a package on a stick
    fs::remove_all(room.exam.folder());
    const auto stick = d.exam.package_file();
    const auto from_stick = [&](const std::vector<std::string>& given) {
        return apps::join_exam_key({room.folder, {}, {}, stick, {}}, given);
    };
    CHECK(from_stick({old_parts[0], old_parts[1]}).error().code == ErrorCode::DigestMismatch);
    CHECK_FALSE(fs::exists(room.exam.key_file()));
    CHECK(from_stick({parts[1], parts[2]}));
    CHECK(room.key_id() == fresh.key_id);
}

TEST_CASE("a joined key takes not the place of one that stands on this computer only", "[apps][exam]") {
    Desk d;
    REQUIRE(d.pack());
    const auto old_package = d.package();
    const auto old_parts = d.split("cu");
    const auto fresh = *d.pack(true); // its key is not split yet
    const auto stick = d.folder / "cu.pkg";
    REQUIRE(base::write_file(stick, old_package));
    const auto refused = apps::join_exam_key({d.folder, {}, {}, stick, {}}, {old_parts[0], old_parts[1]});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Conflict);
    CHECK(d.key_id() == fresh.key_id);
    d.split("moi", true);
    CHECK(apps::join_exam_key({d.folder, {}, {}, stick, {}}, {old_parts[0], old_parts[1]}));
}
