#include "ledger/entry.h"
#include "targets.h"

#include <algorithm>

namespace canbo::fuzz {
namespace {

/// Canonical bytes are the only ones of their value: read again they give themselves.
void check_canonical(const std::string& canonical) {
    const auto again = base::parse_json(canonical, {4 * ledger::most_entry_bytes, 64});
    CANBO_CHECK(again);
    const auto twice = base::canonical_json(*again);
    CANBO_CHECK(twice);
    CANBO_CHECK(*twice == canonical);
}

/// Two libraries read JSON here: what is taken, by whichever, is what the slower one takes it for.
void check_same_value(std::string_view input, const Json& value) {
    const bool normal = std::all_of(input.begin(), input.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\\'; });
    const Json other = Json::parse(input, nullptr, false);
    CANBO_CHECK(!other.is_discarded());
    if (normal) // else its texts may have changed on their way to NFC
        CANBO_CHECK(other == value && other.dump() == value.dump());
}

} // namespace

void read_entry(std::string_view input) {
    if (const auto json = base::parse_json(input)) {
        check_same_value(input, *json);
        if (const auto canonical = base::canonical_json(*json))
            check_canonical(*canonical);
    }
    if (const auto frozen = ledger::parse_entry(input)) {
        const auto again = ledger::parse_entry(frozen->canonical);
        CANBO_CHECK(again);
        CANBO_CHECK(again->canonical == frozen->canonical);
        CANBO_CHECK(again->digest == frozen->digest);
    }
}

} // namespace canbo::fuzz
