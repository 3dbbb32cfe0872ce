#include "content.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace canbo;
using namespace canbo::test;
using progress::Duties;

namespace {

Duties on(const char* date) { return {content().catalogue, content().agencies, day(date)}; }

std::vector<std::string> ids(const std::vector<const progress::TaskItem*>& tasks) {
    std::vector<std::string> out;
    for (const auto* task : tasks)
        out.push_back(task->id);
    return out;
}

} // namespace

TEST_CASE("thirteen agencies are expected to report in 2024", "[progress][duties]") {
    CHECK(on("2024-02-18").expected() == std::set<std::string>{"BQLKKT", "CAT", "CTK", "SCT", "SDL", "SGDDT", "SGTVTXD",
                                                               "SLDTBXH", "STNMT", "STP", "STTTT", "SYT", "VPUB"});
}

TEST_CASE("after the mergers of 1/3/2025 the successors are expected in their place", "[progress][duties]") {
    CHECK(on("2025-02-28").expected().count("STTTT") == 1);
    CHECK(on("2025-03-01").expected() == std::set<std::string>{"BQLKKT", "CAT", "CTK", "SCT", "SGDDT", "SKHCN", "SNNMT",
                                                               "SNV", "STP", "SVHTTDL", "SXD", "SYT", "VPUB"});
}

TEST_CASE("after 1/3/2025 every duty of STTTT is SKHCN's", "[progress][duties]") {
    const Duties before = on("2025-02-28");
    const Duties after = on("2025-03-01");
    CHECK(after.models_of("SKHCN") == before.models_of("STTTT"));
    CHECK(before.models_of("SKHCN").empty());
    CHECK(after.models_of("STTTT").empty());
    CHECK(ids(after.answering_tasks("SKHCN", 15)) == std::vector<std::string>{"15-t1"});
    CHECK(ids(before.answering_tasks("STTTT", 15)) == std::vector<std::string>{"15-t1"});
}

TEST_CASE("a collective body is never expected, even where it leads", "[progress][duties]") {
    const Duties duties = on("2024-02-18");
    const auto leading = duties.answering(17);
    CHECK(std::find(leading.begin(), leading.end(), "TT-SATHACH") != leading.end());
    for (const auto& code : duties.expected())
        CHECK_FALSE(content().agencies.find(code)->collective);
}

TEST_CASE("members of 'các sở, ban, ngành' may report on model 3 without a task of their own", "[progress][duties]") {
    const Duties duties = on("2024-02-18");
    for (const char* member : {"SCT", "BHXH", "HBX"}) {
        CAPTURE(member);
        CHECK(duties.has_duty(member, 3));
        CHECK(duties.tasks(member, 3).empty());
        const auto own = duties.models_of(member);
        CHECK(std::find(own.begin(), own.end(), 3) == own.end());
    }
    CHECK_FALSE(duties.has_duty("C06", 3)); // a ministry's department is no member
    CHECK_FALSE(duties.has_duty("TT-BV", 3));
    CHECK_FALSE(duties.has_duty("NOBODY", 3));
}

TEST_CASE("districts are members only while they exist", "[progress][duties]") {
    CHECK(on("2025-06-30").has_duty("HBX", 3));
    CHECK_FALSE(on("2025-07-01").has_duty("HBX", 3));
}

TEST_CASE("a bank has no duty in the model of hospitals", "[progress][duties]") {
    CHECK_FALSE(on("2024-02-18").has_duty("NHNN", 6));
    CHECK(on("2024-02-18").has_duty("SYT", 6));
}

TEST_CASE("where nobody leads, those who implement answer, elsewhere implementing is not answering",
          "[progress][duties]") {
    const Duties duties = on("2024-02-18");
    CHECK(duties.answering(33) == std::vector<std::string>{"SLDTBXH", "STTTT", "SYT"});
    CHECK(ids(duties.answering_tasks("CAT", 12)).empty()); // implements, but SGTVTXD leads
    CHECK(duties.answering(12) == std::vector<std::string>{"SGTVTXD"});
}

TEST_CASE("an agency has all its tasks in a model, those it answers for among them", "[progress][duties]") {
    const Duties duties = on("2024-02-18");
    CHECK(ids(duties.tasks("STTTT", 3)) == std::vector<std::string>{"3-t1", "3-t2", "3-t3"});
    CHECK(ids(duties.answering_tasks("STTTT", 3)) == std::vector<std::string>{"3-t1"});
    CHECK(duties.answering(3) == std::vector<std::string>{"CAT", "STTTT", "VPUB"});
    CHECK(duties.tasks("STTTT", 44).empty());
}

TEST_CASE("when two agencies merge into one, it answers once for a model both had", "[progress][duties]") {
    auto agencies = content().agencies;
    auto ended = *agencies.find("SYT");
    ended.valid_to = day("2025-02-28");
    ended.successor = "SNV"; // which takes over SLDTBXH too
    agencies.put(ended);
    const Duties duties(content().catalogue, agencies, day("2025-03-01"));
    CHECK(duties.answering(33) == std::vector<std::string>{"SKHCN", "SNV"});
    CHECK(ids(duties.answering_tasks("SNV", 33)) == std::vector<std::string>{"33-t1", "33-t2"});
}

TEST_CASE("an agency that ended without successor takes its duties with it", "[progress][duties]") {
    auto agencies = content().agencies;
    auto ended = *agencies.find("SCT");
    ended.valid_to = day("2024-06-30");
    agencies.put(ended);
    CHECK(Duties(content().catalogue, agencies, day("2024-07-01")).expected().count("SCT") == 0);
}
