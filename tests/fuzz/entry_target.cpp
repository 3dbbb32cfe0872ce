#include "ledger/entry.h"
#include "targets.h"

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

} // namespace

void read_entry(std::string_view input) {
    if (const auto json = base::parse_json(input)) {
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
