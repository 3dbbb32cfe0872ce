#include "office_fixture.h"
#include "wire/content_digest.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::test;
using namespace std::chrono_literals;

namespace {

struct Sender {
    const OfficeFixture& office;
    std::string token;
    std::string content;
    std::string digest{base::sha256_hex(content)};
    std::string path{"/api/v1/blobs/" + digest + "/parts"};

    Reply part(std::size_t offset, std::size_t size, bool last, std::map<std::string, std::string> more = {}) const {
        more.emplace("Upload-Offset", std::to_string(offset));
        more.emplace("Upload-Complete", last ? "?1" : "?0");
        return office.ask("PATCH", path, content.substr(offset, size), token, more);
    }
    Reply progress() const { return office.ask("GET", path, "", token); }
    int whole() const { return office.ask("GET", "/api/v1/blobs/" + digest, "", token).status; }
};

std::string some(std::size_t size) {
    std::string out;
    while (out.size() < size)
        out += base::random_bytes(4'000);
    return out.substr(0, size);
}

} // namespace

TEST_CASE("an attachment in parts is one when its last part has come and all of it fits", "[http][parts]") {
    for (const auto keep : {Keep::Memory, Keep::Sqlite}) {
        OfficeFixture office({}, keep);
        const Sender sender{office, office.token("focal"), some(250'000)};
        CHECK(sender.progress().json() == Json{{"offset", 0}, {"complete", false}});
        const auto first = sender.part(0, 100'000, false);
        CHECK(first.status == 200);
        CHECK(first.headers.at("upload-offset") == "100000");
        CHECK(first.headers.at("upload-complete") == "?0");
        CHECK(sender.whole() == 404); // half of one is none
        CHECK(sender.progress().json()["offset"] == 100'000);
        CHECK(sender.part(100'000, 100'000, false).status == 200);
        CHECK(sender.part(200'000, 50'000, true).json() == Json{{"offset", 250'000}, {"complete", true}});
        CHECK(sender.whole() == 200);
        CHECK(sender.part(0, 100'000, false).json()["complete"] == true); // sent again by somebody who did not hear
        CHECK(sender.progress().json()["complete"] == true);
    }
}

TEST_CASE("a part at another place than the next is refused, and the office says where it is", "[http][parts]") {
    OfficeFixture office;
    const Sender sender{office, office.token("focal"), some(3'000)};
    REQUIRE(sender.part(0, 1'000, false).status == 200);
    CHECK(sender.part(0, 1'000, false).status == 409);
    CHECK(sender.part(2'000, 1'000, true).status == 409);
    CHECK(sender.progress().json()["offset"] == 1'000);
    const Sender other{office, office.token("leader"), sender.content};
    CHECK(other.progress().json()["offset"] == 0); // each their own
}

TEST_CASE("a whole that does not fit its digest is gone, and one that was changed on the way never came",
          "[http][parts]") {
    OfficeFixture office;
    Sender sender{office, office.token("focal"), some(2'000)};
    CHECK(sender.part(0, 1'000, false, {{"Content-Digest", wire::content_digest("other")}}).status == 422);
    CHECK(sender.progress().json()["offset"] == 0);
    REQUIRE(sender.part(0, 1'000, false).status == 200);
    sender.content[1'500] = static_cast<char>(~sender.content[1'500]);
    const auto refused = sender.part(1'000, 1'000, true);
    CHECK(refused.type() == "urn:canbo:error:digest-mismatch");
    CHECK(sender.progress().json()["offset"] == 0);
    CHECK(sender.whole() == 404);
}

TEST_CASE("what is no part is refused, and nobody fills the office with halves", "[http][parts]") {
    OfficeFixture office;
    const Sender sender{office, office.token("focal"), some(1'000'000)};
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"Upload-Offset", "x"}, {"Upload-Offset", "-1"}, {"Upload-Offset", ""}, {"Upload-Complete", "yes"}})
        CHECK(sender.part(0, 10, false, {{name, value}}).status == 400);
    CHECK(office.ask("PATCH", "/api/v1/blobs/xyz/parts", "a", sender.token).status == 400);
    CHECK(office.ask("PATCH", sender.path, std::string(1'000'001, 'x'), sender.token).status == 413);
    CHECK(office.ask("GET", sender.path, "", office.token("learner")).status == 403);
    int taken = 0;
    Reply last;
    for (int file = 0; file < 100; ++file) {
        const Sender one{office, sender.token, std::to_string(file) + sender.content.substr(10)};
        last = one.part(0, 1'000'000, false);
        if (last.status != 200)
            break;
        ++taken;
    }
    CHECK(taken == 60);
    CHECK(last.status == 413);
    office.clock.advance(24h * 7);
    const Sender later{office, office.token("focal"), sender.content};
    CHECK(later.part(0, 1'000'000, false).status == 200); // the others were swept away
}

TEST_CASE("a desk that was cut off goes on where it was", "[http][parts]") {
    OfficeFixture office({}, Keep::Sqlite);
    auto client = office.client();
    REQUIRE(client.login({"focal", password}));
    const Sender sender{office, office.token("focal"), some(3'500'000)};
    REQUIRE(sender.part(0, 1'000'000, false).status == 200);
    REQUIRE(sender.part(1'000'000, 1'000'000, false).status == 200);
    const int before = static_cast<int>(sender.progress().json()["offset"]);
    CHECK(before == 2'000'000);
    REQUIRE(client.put_blob(sender.digest, sender.content));
    CHECK(*client.get_blob(sender.digest) == sender.content);
    const auto metrics = office.ask("GET", "/metrics").body;
    CHECK(metrics.find("canbo_request_seconds_count{method=\"PATCH\",route=\"/api/v1/blobs/{digest}/parts\"} 4\n") !=
          std::string::npos); // two of ours, two of the desk's: nothing came twice
}
