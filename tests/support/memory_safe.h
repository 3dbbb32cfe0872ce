#pragma once

#include "exam/station_safe.h"

#include <map>

namespace canbo::test {

/// A station's safe in memory, whose disk can be full.
class MemorySafe final : public exam::StationSafe {
public:
    Result<void> keep(const std::string& name, const Json& what) override {
        if (full)
            return fail(ErrorCode::Storage, "What the station keeps of a paper could not be written");
        things[name] = what;
        foreign = false;
        ++writes;
        return {};
    }
    Result<Json> kept(const std::string& name) const override {
        const auto found = things.find(name);
        if (found == things.end() || foreign)
            return fail(ErrorCode::NotFound, "The station keeps no paper", name);
        return found->second;
    }
    Result<void> wipe() override {
        things.clear();
        return {};
    }
    bool full{false};
    bool foreign{false}; ///< What lies there was sealed for another room.
    int writes{0};
    std::map<std::string, Json> things;
};

} // namespace canbo::test
