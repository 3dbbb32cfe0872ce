#include "station/machine.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::station {
namespace {

using Names = std::optional<std::vector<std::string>>;

void add_new(std::vector<Seen>& out, const char* kind, const Names* before, const Names& now) {
    if (!now)
        return;
    for (const auto& name : *now)
        if (before == nullptr || !*before || std::find((*before)->begin(), (*before)->end(), name) == (*before)->end())
            out.push_back({kind, name});
}

void add_displays(std::vector<Seen>& out, const Names* before, const Names& now) {
    if (!now)
        return;
    const bool changed = before != nullptr && *before && **before != *now;
    if (changed || ((before == nullptr || !*before) && now->size() != 1))
        out.push_back({"displays", fmt::format("{}: {}", now->size(), fmt::join(*now, ", "))});
}

void add_blind(std::vector<Seen>& out, const MachineFacts* before, const MachineFacts& now) {
    std::vector<const char*> unseen;
    const auto check = [&](const char* name, bool sees, bool saw) {
        if (!sees && (before == nullptr || saw))
            unseen.push_back(name);
    };
    check("focus", now.focus.has_value(), before != nullptr && before->focus);
    check("displays", now.displays.has_value(), before != nullptr && before->displays);
    check("clipboard", now.clipboard_fills.has_value(), before != nullptr && before->clipboard_fills);
    check("recorders", now.recorders.has_value(), before != nullptr && before->recorders);
    check("remote", now.remote.has_value(), before != nullptr && before->remote);
    check("virtual-machine", now.virtual_machine.has_value(), before != nullptr && before->virtual_machine);
    check("usb-storage", now.usb_storage.has_value(), before != nullptr && before->usb_storage);
    if (!unseen.empty())
        out.push_back({"blind", fmt::format("{}", fmt::join(unseen, ", "))});
}

} // namespace

std::vector<Seen> signs_between(const MachineFacts* before, const MachineFacts& now) {
    std::vector<Seen> out;
    if (now.focus && !now.focus->ours && (before == nullptr || before->focus != now.focus))
        out.push_back({"focus", now.focus->who});
    add_displays(out, before == nullptr ? nullptr : &before->displays, now.displays);
    const int filled = before != nullptr ? before->clipboard_fills.value_or(0) : 0;
    if (now.clipboard_fills.value_or(0) > filled && now.clipboard)
        out.push_back({"clipboard", now.clipboard->who});
    add_new(out, "screenshot", before == nullptr ? nullptr : &before->recorders, now.recorders);
    add_new(out, "remote", before == nullptr ? nullptr : &before->remote, now.remote);
    add_new(out, "virtual-machine", before == nullptr ? nullptr : &before->virtual_machine, now.virtual_machine);
    add_new(out, "usb-storage", before == nullptr ? nullptr : &before->usb_storage, now.usb_storage);
    add_blind(out, before, now);
    return out;
}

} // namespace canbo::station
