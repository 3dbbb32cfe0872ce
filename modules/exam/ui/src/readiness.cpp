#include "exam_ui/readiness.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::exam::ui {
namespace {

using RowState = ReadinessRow::State;

constexpr std::uintmax_t gigabyte = 1'000'000'000;

ReadinessRow row(const char* id, const char* what, RowState state, std::string found, const char* advice) {
    return {id, state, base::tr(what), std::move(found), *advice == '\0' ? std::string() : base::tr(advice)};
}

ReadinessRow room_row(const ReadinessFacts& facts) {
    const char* what = base::msgid("Room");
    if (!facts.board)
        return row("room", what, RowState::NotReady, base::tr("not open"),
                   base::msgid("Open it on the page Open a room"));
    if (facts.board->sealed)
        return row("room", what, RowState::Warning, base::tr("sealed"),
                   base::msgid("Nothing is added to a sealed room"));
    return row("room", what, RowState::Ready, base::tr("open"), "");
}

ReadinessRow stations_row(const ReadinessFacts& facts) {
    const char* what = base::msgid("Stations");
    const auto& lines = facts.board ? facts.board->station_lines : std::vector<StationLine>();
    const auto silent = std::count_if(lines.begin(), lines.end(), [](const StationLine& one) {
        return !one.contact_age || *one.contact_age > ExamRoom::silence;
    });
    auto found = fmt::format(fmt::runtime(base::tr("{} of {} enrolled, {} silent")), lines.size(), facts.seats, silent);
    std::string which;
    for (const auto& one : lines)
        if (!one.contact_age || *one.contact_age > ExamRoom::silence)
            which += (which.empty() ? ": " : ", ") + std::to_string(one.number);
    found += which;
    if (lines.empty())
        return row("stations", what, RowState::NotReady, std::move(found),
                   base::msgid("Start the stations and type the room's address and code there"));
    if (silent > 0)
        return row("stations", what, RowState::NotReady, std::move(found),
                   base::msgid("Look after power and cable of the silent stations"));
    if (static_cast<int>(lines.size()) < facts.seats)
        return row("stations", what, RowState::Warning, std::move(found),
                   base::msgid("Enrol the others, or leave their seats empty"));
    return row("stations", what, RowState::Ready, std::move(found), "");
}

ReadinessRow reader_row(const ReadinessFacts& facts) {
    const char* what = base::msgid("Card reader");
    const bool must = facts.needed > IdentityState::QrRead;
    if (facts.readers.trouble)
        return row("reader", what, must ? RowState::NotReady : RowState::Warning,
                   base::tr(facts.readers.trouble->message),
                   base::msgid("An administrator can start the service. Until then identify by hand"));
    if (facts.readers.readers.empty())
        return row("reader", what, must ? RowState::NotReady : RowState::Warning,
                   base::tr("No card reader is connected"),
                   base::msgid("Plug one in: it is found by itself. Until then identify by hand"));
    std::string names;
    for (const auto& one : facts.readers.readers)
        names += (names.empty() ? "" : ", ") + one.name;
    return row("reader", what, RowState::Ready, names, "");
}

ReadinessRow printer_row(const ReadinessFacts& facts) {
    const char* what = base::msgid("Printer");
    if (!facts.machine.printing)
        return row("printer", what, RowState::Warning, base::tr("The printing service does not answer"),
                   base::msgid("Slips and minutes can be saved as PDF and printed elsewhere"));
    if (facts.machine.printers.empty())
        return row("printer", what, RowState::Warning, base::tr("No printer is set up"),
                   base::msgid("Slips and minutes can be saved as PDF and printed elsewhere"));
    std::string names;
    for (const auto& one : facts.machine.printers)
        names += (names.empty() ? "" : ", ") + one;
    return row("printer", what, RowState::Ready, names, "");
}

ReadinessRow clock_row(const ReadinessFacts& facts) {
    const char* what = base::msgid("Clock");
    const auto now = facts.board ? base::show_time(facts.board->now) : std::string();
    if (!facts.machine.clock_in_step.value_or(false))
        return row("clock", what, RowState::Warning,
                   now + (now.empty() ? "" : " · ") + base::tr("not set by a time service"),
                   base::msgid("Compare it with a watch before opening the room: only this clock counts"));
    return row("clock", what, RowState::Ready, now + (now.empty() ? "" : " · ") + base::tr("set by a time service"),
               "");
}

ReadinessRow disk_row(const ReadinessFacts& facts) {
    const char* what = base::msgid("Disk");
    if (!facts.machine.free_bytes)
        return row("disk", what, RowState::Warning, base::tr("It cannot be told how much is free"),
                   base::msgid("Look after the disk before the exam begins"));
    const auto found =
        fmt::format(fmt::runtime(base::tr("{} GB free")),
                    base::format_decimal(static_cast<double>(*facts.machine.free_bytes / 100'000'000) / 10));
    if (*facts.machine.free_bytes < gigabyte / 5)
        return row("disk", what, RowState::NotReady, found, base::msgid("Make room: each answer is written at once"));
    if (*facts.machine.free_bytes < gigabyte)
        return row("disk", what, RowState::Warning, found, base::msgid("Make room before the exam begins"));
    return row("disk", what, RowState::Ready, found, "");
}

ReadinessRow network_row(const ReadinessFacts& facts) {
    const char* what = base::msgid("Network");
    const auto& addresses = facts.machine.addresses;
    if (addresses.empty())
        return row("network", what, RowState::NotReady, base::tr("This computer is in no network"),
                   base::msgid("Plug the cable in, or join the room's network"));
    if (facts.board && facts.address.starts_with("127."))
        return row("network", what, RowState::Warning, facts.address,
                   base::msgid("Only stations on this computer reach the room: close it and choose another address"));
    if (facts.board && !facts.address.empty() &&
        std::find(addresses.begin(), addresses.end(), facts.address) == addresses.end())
        return row("network", what, RowState::NotReady, facts.address,
                   base::msgid("This computer no longer has the room's address: plug the cable in again"));
    std::string found = facts.address;
    if (found.empty())
        for (const auto& one : addresses)
            found += (found.empty() ? "" : ", ") + one;
    return row("network", what, RowState::Ready, found, "");
}

} // namespace

std::vector<ReadinessRow> readiness(const ReadinessFacts& facts) {
    return {room_row(facts),  stations_row(facts), reader_row(facts), printer_row(facts),
            clock_row(facts), disk_row(facts),     network_row(facts)};
}

RowState worst(const std::vector<ReadinessRow>& rows) {
    RowState out = RowState::Ready;
    for (const auto& one : rows)
        out = std::max(out, one.state);
    return out;
}

std::string readiness_headline(const std::vector<ReadinessRow>& rows) {
    const auto count = [&](RowState state) {
        return std::count_if(rows.begin(), rows.end(), [&](const auto& one) { return one.state == state; });
    };
    switch (worst(rows)) {
    case RowState::NotReady:
        return fmt::format(fmt::runtime(base::tr("Not ready: {} to be mended, {} to be looked at")),
                           count(RowState::NotReady), count(RowState::Warning));
    case RowState::Warning:
        return fmt::format(fmt::runtime(base::tr("Ready, with {} to be looked at")), count(RowState::Warning));
    default:
        return base::tr("Everything is ready");
    }
}

} // namespace canbo::exam::ui
