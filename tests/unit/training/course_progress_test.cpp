#include "base/crypto.h"
#include "training/course_progress.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using Kind = LearningEvent::Kind;

namespace {

CourseProgress sample() {
    CourseProgress progress;
    progress.last_lesson = "02-b";
    progress.places = {{"01-a", 1}, {"02-b", 0.4}};
    std::int64_t second = 0;
    for (const auto kind : {Kind::Viewed, Kind::Marked, Kind::Answer, Kind::Watched, Kind::Final})
        REQUIRE(progress.log.add({base::new_uuid(), kind, "khoa", "1.0.0", kind == Kind::Final ? "" : "01-a", 0.75, 0.9,
                                  base::Time(std::chrono::seconds(++second))}));
    return progress;
}

} // namespace

TEST_CASE("what a desk keeps of a course comes back as it was", "[training][progress]") {
    const auto progress = sample();
    const auto back = progress_from_json(Json::parse(progress_to_json(progress).dump()));
    REQUIRE(back);
    CHECK(back->log.events() == progress.log.events());
    CHECK(back->places == progress.places);
    CHECK(back->last_lesson == "02-b");
}

TEST_CASE("damage is said without a mark", "[training][progress]") {
    Json json = progress_to_json(sample());
    const std::string field = GENERATE("value", "kind", "time", "id");
    json["events"][0][field] = "three quarters";
    const auto refused = progress_from_json(json);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().message.find("quarters") == std::string::npos);
    CHECK_FALSE(progress_from_json(Json()));
    CHECK_FALSE(progress_from_json(Json::array()));
}
