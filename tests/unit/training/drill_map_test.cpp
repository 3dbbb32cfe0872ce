#include "base/crypto.h"
#include "training/drill_map.h"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

using namespace canbo;
using namespace canbo::training;

namespace {

const base::Time noon = *base::parse_time("2024-02-16T05:00:00Z");

DrillObservation seen(std::string agency, std::string learner, bool confident_wrong, std::string topic = "payment",
                      bool retest = false, base::Time time = noon) {
    return {std::move(agency),
            std::move(learner),
            {base::new_uuid(), "khoa", "1.0.0", DrillKind::Mailbox, "a1", std::move(topic),
             confident_wrong ? DrillOutcome::Miss : DrillOutcome::Hit, Certainty::Certain, retest, time}};
}

/// `people` of an agency, of whom the first `wrong` are confident and wrong.
void add(std::vector<DrillObservation>& all, const std::string& agency, int people, int wrong) {
    for (int i = 0; i < people; ++i)
        all.push_back(seen(agency, agency + std::to_string(i), i < wrong));
}

} // namespace

TEST_CASE("the map shows groups of five and hides smaller ones", "[training][drill]") {
    std::vector<DrillObservation> all;
    add(all, "A", 12, 6);
    add(all, "B", 5, 1);
    add(all, "C", 4, 4);
    add(all, "D", 4, 0);
    const auto map = map_risk(all);
    REQUIRE(map.find("A", "payment") != nullptr);
    CHECK(map.find("A", "payment")->people == 10);
    CHECK(map.find("A", "payment")->percent == 50);
    CHECK(map.find("B", "payment")->percent == 20);
    CHECK(map.find("C", "payment") == nullptr);
    CHECK(map.find("D", "payment") == nullptr);
    CHECK(map.hidden == 2);
    CHECK(map.find("", "payment")->people == 25);
    CHECK(map.cells.front().agency.empty());
}

TEST_CASE("the total less the parts never leaves fewer than five", "[training][drill]") {
    std::vector<DrillObservation> all;
    add(all, "A", 12, 6);
    add(all, "B", 7, 1);
    add(all, "C", 2, 2); // alone hidden, the total less A and B would be these two
    const auto map = map_risk(all);
    CHECK(map.find("A", "payment") != nullptr);
    CHECK(map.find("B", "payment") == nullptr); // the smallest goes with them
    CHECK(map.find("C", "payment") == nullptr);
    CHECK(map.hidden == 2);
    CHECK(map.find("", "payment") != nullptr);

    std::vector<DrillObservation> few;
    add(few, "A", 2, 2);
    add(few, "B", 2, 0);
    CHECK(map_risk(few).cells.empty());
    add(few, "E", 1, 0);
    CHECK(map_risk(few).cells.size() == 1); // five in all, no agency shown
}

TEST_CASE("whatever the groups, no difference of what is shown is a group under five", "[training][drill]") {
    std::mt19937 chance(4); // NOLINT: the same groups in every run
    for (int round = 0; round < 300; ++round) {
        std::vector<DrillObservation> all;
        std::map<std::string, std::size_t> sizes;
        std::size_t total = 0;
        const int agencies = 1 + static_cast<int>(chance() % 7);
        for (int a = 0; a < agencies; ++a) {
            const int people = 1 + static_cast<int>(chance() % 9);
            add(all, std::string(1, static_cast<char>('A' + a)), people, static_cast<int>(chance() % 9));
            sizes[std::string(1, static_cast<char>('A' + a))] = static_cast<std::size_t>(people);
            total += static_cast<std::size_t>(people);
        }
        const auto map = map_risk(all);
        std::size_t rest = total;
        for (const auto& cell : map.cells)
            if (!cell.agency.empty()) {
                CHECK(sizes[cell.agency] >= least_group);
                rest -= sizes[cell.agency];
            }
        const bool total_shown = map.find("", "payment") != nullptr;
        CHECK(total_shown == (total >= least_group));
        if (total_shown)
            CHECK((rest == 0 || rest >= least_group));
        for (const auto& cell : map.cells) {
            CHECK(cell.people % 5 == 0);
            CHECK(cell.percent % 10 == 0);
            CHECK(cell.percent <= 80);
        }
    }
}

TEST_CASE("that everybody was wrong is not said, and one person more changes nothing", "[training][drill]") {
    std::vector<DrillObservation> all;
    add(all, "A", 10, 10);
    CHECK(map_risk(all).find("A", "payment")->percent == 80);
    std::vector<DrillObservation> four;
    add(four, "A", 5, 4);
    std::vector<DrillObservation> five;
    add(five, "A", 5, 5);
    CHECK(map_risk(four).find("A", "payment")->percent == map_risk(five).find("A", "payment")->percent);

    std::vector<DrillObservation> before;
    add(before, "A", 11, 3);
    auto after = before;
    after.push_back(seen("A", "mới", true));
    CHECK(map_risk(before).find("A", "payment")->people == map_risk(after).find("A", "payment")->people);
    CHECK(map_risk(before).find("A", "payment")->percent == map_risk(after).find("A", "payment")->percent);
}

TEST_CASE("the map counts persons once, first answers only, in the agency they are in now", "[training][drill]") {
    std::vector<DrillObservation> all;
    for (int i = 0; i < 9; ++i)
        all.push_back(seen("A", "một người", true)); // many answers are no crowd
    CHECK(map_risk(all).cells.empty());
    all.clear();
    add(all, "A", 5, 1);
    auto twice = all;
    twice.insert(twice.end(), all.begin(), all.end()); // the same results from a second device
    for (int i = 0; i < 20; ++i)
        twice.push_back(seen("A", "A0", true, "payment", true)); // re-tests
    CHECK(map_risk(twice).find("A", "payment")->percent == 20);

    all.clear();
    add(all, "A", 5, 0);
    all.push_back(seen("B", "A0", true, "payment", false, noon + std::chrono::hours(24)));
    CHECK(map_risk(all).find("A", "payment") == nullptr); // one has left: four
    CHECK(map_risk({}).cells.empty());
}
