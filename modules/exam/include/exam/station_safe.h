#pragma once

#include "base/json.h"
#include "base/result.h"

#include <string>

namespace canbo::exam {

/// Port: what a station keeps besides its journals, so that it goes on when it is started again and no room answers.
/// Sealed where it lies, with a key that this station and this room give. Safe from any thread. One contract suite:
/// tests/contract/station_safe_test.cpp.
class StationSafe {
public:
    virtual ~StationSafe() = default;
    /// Replaces what stands under that name (letters); on the disk when it returns. @error Storage the old one stands
    virtual Result<void> keep(const std::string& name, const Json& what) = 0;
    /// @error NotFound there is none, or it was sealed for another room, or is damaged
    virtual Result<Json> kept(const std::string& name) const = 0;
    /// Destroys everything. @error Storage
    virtual Result<void> wipe() = 0;
};

} // namespace canbo::exam
