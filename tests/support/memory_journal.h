#pragma once

#include "exam/station_work.h"

#include <vector>

namespace canbo::test {

/// A station's journal in memory, whose disk can be full.
class MemoryJournal final : public exam::StationJournal {
public:
    Result<void> append(const Json& line) override {
        if (full)
            return fail(ErrorCode::Storage, "The station's journal could not be written");
        m_lines.push_back(line);
        return {};
    }
    const std::vector<Json>& lines() const override { return m_lines; }
    bool full{false};

private:
    std::vector<Json> m_lines;
};

} // namespace canbo::test
