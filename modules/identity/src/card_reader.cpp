#include "identity/card_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace canbo::identity {
namespace {

const ReaderState* find(const std::vector<ReaderState>& readers, const std::string& name) {
    const auto found = std::find_if(readers.begin(), readers.end(), [&](const auto& r) { return r.name == name; });
    return found == readers.end() ? nullptr : &*found;
}
bool has_card(const ReaderState* reader) { return reader != nullptr && reader->card != ReaderState::Card::None; }

} // namespace

std::string_view card_name(ReaderState::Card card) {
    constexpr std::array<std::string_view, 4> names{"none", "present", "mute", "in-use"};
    return names[static_cast<std::size_t>(card)];
}

std::vector<ReaderEvent> reader_changes(const std::vector<ReaderState>& before, const std::vector<ReaderState>& after) {
    using Kind = ReaderEvent::Kind;
    std::vector<ReaderEvent> out;
    for (const auto& old : before) {
        const auto* now = find(after, old.name);
        const bool replaced = has_card(&old) && has_card(now) && old.events != now->events;
        if (has_card(&old) && (!has_card(now) || replaced))
            out.push_back({Kind::CardRemoved, old.name});
        if (now == nullptr)
            out.push_back({Kind::ReaderGone, old.name});
    }
    for (const auto& now : after) {
        const auto* old = find(before, now.name);
        if (old == nullptr)
            out.push_back({Kind::ReaderConnected, now.name});
        if (has_card(&now) && (!has_card(old) || old->events != now.events))
            out.push_back({Kind::CardInserted, now.name});
    }
    return out;
}

Result<ReaderState> choose_reader(const std::vector<ReaderState>& readers, std::string_view wanted) {
    if (readers.empty())
        return fail(ErrorCode::Unreachable, "No card reader is connected");
    if (wanted.empty()) {
        const auto with_card =
            std::find_if(readers.begin(), readers.end(), [](const auto& reader) { return has_card(&reader); });
        return with_card == readers.end() ? readers.front() : *with_card;
    }
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (error == std::errc() && end == wanted.data() + wanted.size() && number < readers.size())
        return readers[number];
    const auto named = std::find_if(readers.begin(), readers.end(),
                                    [&](const auto& reader) { return reader.name.find(wanted) != std::string::npos; });
    if (named == readers.end())
        return fail(ErrorCode::NotFound, "No card reader has this number or name");
    return *named;
}

} // namespace canbo::identity
