#pragma once

#include "exam/exam_room.h"
#include "station/line.h"

namespace canbo::test {

/// A station's line to a room in the same process, which can be cut.
class DirectLine final : public station::StationLine {
public:
    explicit DirectLine(std::unique_ptr<exam::ExamRoom>& room) : m_room(&room) {}

    bool cut{false};
    int calls{0};
    station::Trail where{"room", 0};

    Result<int> enrol(const station::Enrolment& who) override {
        return over([&]() -> Result<int> {
            if (who.code != code)
                return fail(ErrorCode::Forbidden, "This is not the code of this room");
            CANBO_TRY(m_station, (*m_room)->enrol(who.id, who.name, who.seat));
            return m_station;
        });
    }
    Result<exam::StationView> view() override {
        return known([&] { return (*m_room)->view(m_station); });
    }
    Result<exam::StationView> sign_in(const std::string& candidate, const std::string& pin) override {
        return known([&] { return (*m_room)->sign_in(m_station, candidate, pin); });
    }
    Result<Json> paper() override {
        return known([&]() -> Result<Json> {
            CANBO_TRY(const auto text, (*m_room)->paper(m_station));
            return base::parse_json(text);
        });
    }
    Result<std::vector<exam::SentAnswer>> held() override {
        return known([&] { return (*m_room)->held(m_station); });
    }
    Result<std::vector<exam::Ack>> answer(const std::vector<exam::SentAnswer>& answers) override {
        return known([&] { return (*m_room)->answer(m_station, answers); });
    }
    Result<void> signs(const std::vector<exam::StationSign>& seen) override {
        return known([&] { return (*m_room)->signs(m_station, seen); });
    }
    station::Trail trail() const override { return where; }
    Result<std::string> submit() override {
        return known([&] { return (*m_room)->finish(m_station); });
    }

    static constexpr const char* code = "AAAA-BBBB";

private:
    template <class Call>
    auto over(Call call) -> decltype(call()) {
        ++calls;
        if (cut)
            return fail(ErrorCode::Unreachable, "The exam room cannot be reached");
        return call();
    }
    template <class Call>
    auto known(Call call) -> decltype(call()) {
        return over([&]() -> decltype(call()) {
            if (m_station == 0)
                return fail(ErrorCode::Unauthenticated, "This station is not enrolled in the room");
            return call();
        });
    }

    std::unique_ptr<exam::ExamRoom>* m_room;
    int m_station{0};
};

} // namespace canbo::test
