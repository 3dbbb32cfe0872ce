#include "desktop/draft_values.h"

namespace canbo::desktop {
namespace {

constexpr const char* over_mark = "over/";

std::string value_in(const FieldValues& values, const std::string& id) {
    const auto found = values.find(id);
    return found == values.end() ? std::string() : found->second;
}

} // namespace

FieldValues draft_of(const FieldValues& typed, const FieldValues& stored) {
    FieldValues kept;
    bool any = false;
    for (const auto& [id, value] : typed) {
        const std::string before = value_in(stored, id);
        any = any || value != before;
        kept[id] = value;
        kept[over_mark + id] = before;
    }
    return any ? kept : FieldValues();
}

std::string over_in(const FieldValues& kept, const std::string& id) { return value_in(kept, over_mark + id); }

RestoredDraft restore_draft(const FieldValues& kept, const FieldValues& stored,
                            const std::set<std::string>& suggested) {
    RestoredDraft out;
    for (const auto& [id, now] : stored) {
        out.values[id] = now;
        const auto typed = kept.find(id);
        if (typed == kept.end() || typed->second == now)
            continue;
        const auto over = kept.find(over_mark + id);
        const std::string before = over == kept.end() ? std::string() : over->second;
        if (over != kept.end() && typed->second == before)
            continue; // nobody has touched this field
        out.values[id] = typed->second;
        if (now != before && !suggested.contains(id))
            out.newer.insert(id);
    }
    return out;
}

} // namespace canbo::desktop
