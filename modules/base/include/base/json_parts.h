#pragma once

// Parts of JSON that is known to be well formed because it was checked before: records of our own ledger, answers of
// our own programs. What comes from outside is read by an ObjectReader (base/json.h), which names every problem.

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace canbo::base {

/// The text under `key`; empty when `object` is no object, or has no text there.
std::string text_at(const Json& object, std::string_view key);

/// Null stands for what is not known.
Json text_or_null(const std::string& text);
Json day_or_null(const std::optional<Day>& day); ///< As "2024-02-29".

/// Refuses when there are errors. @error the first of them; warnings are none
Result<void> first_problem(const Issues& issues);

} // namespace canbo::base
