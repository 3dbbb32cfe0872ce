#pragma once

#include "exam/exam_room.h"
#include "support/memory_stores.h"

#include <catch2/catch.hpp>

namespace canbo::test {

/// An invented exam: one bank of three types, two rooms, four candidates; begins at 09:00 on 16/02/2024 in Vietnam.
Json sample_definition();
exam::Exam sample_exam();
std::vector<exam::Candidate> sample_roster();
/// Its papers are always the same: what a question is stays what a test expects of it.
exam::ExamPackage sample_package(const base::SigningKey& packer);
inline const base::Time nine_o_clock = *base::parse_time("2024-02-16T09:00:00+07:00");

/// A room of that exam over stores in memory, with a clock that is set by hand.
struct SampleRoom {
    MemoryDatabase database;
    MemoryRoomStore store;
    base::ManualClock clock{nine_o_clock - std::chrono::minutes(20)};
    base::SigningKey packer{base::SigningKey::generate()};
    std::string key{std::string(32, 'k')};
    exam::ExamPackage package{sample_package(packer)};
    identity::TrustAnchors anchors;
    std::unique_ptr<exam::ExamRoom> room{open("p01")};

    std::unique_ptr<exam::ExamRoom> open(const std::string& name);
    /// Admitted by hand by two invigilators.
    exam::Admission let_in(const std::string& candidate, int seat = 0);
    /// Admitted, at an enrolled station, signed in. @returns the station
    int sit_down(const std::string& candidate);
    /// One answer; the room's word.
    exam::Ack send(int station, std::int64_t sequence, int slot, const std::string& answer,
                   const std::string& station_time = "1999-01-01");
    exam::AttemptState state(const std::string& candidate);
};

} // namespace canbo::test
