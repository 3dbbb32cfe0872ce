#pragma once

#include "base/json.h"
#include "support/citizens.h"

#include <vector>

namespace canbo::test {

struct NamedCitizen {
    const char* name;
    const char* what;
    Citizen citizen;
};
/// Invented people that tests ask for by name.
const std::vector<NamedCitizen>& named_citizens();

/// `{"number", "old_number", "name", "birth_date", "sex": "male", "address", "origin", "issued", "expiry": null,
/// "married", "layout_2024"}`; what is missing is taken from the first of the list. @error InvalidInput
Result<Citizen> read_citizen(const Json& json);

} // namespace canbo::test
