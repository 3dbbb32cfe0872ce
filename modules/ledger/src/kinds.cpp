#include "ledger/kinds.h"

namespace canbo::ledger {

void KindRegistry::add(EntryKind kind) {
    CANBO_CHECK(kind.admit && !kind.name.empty());
    const std::string name = kind.name;
    CANBO_CHECK(m_kinds.emplace(name, std::move(kind)).second);
}

const EntryKind* KindRegistry::find(std::string_view name) const {
    const auto it = m_kinds.find(name);
    return it == m_kinds.end() ? nullptr : &it->second;
}

} // namespace canbo::ledger
