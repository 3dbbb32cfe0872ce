#pragma once

#include <cstdint>
#include <vector>

namespace canbo::storage {

/// One step of the schema. Never changed once released: a correction is the next step.
struct Migration {
    std::int64_t version;
    const char* name;
    std::vector<const char*> statements;
};

/// All of them, from version 1 up without a gap.
const std::vector<Migration>& migrations();

} // namespace canbo::storage
