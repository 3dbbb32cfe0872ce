#include "reporting/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace canbo::reporting {
namespace {

using base::Day;
constexpr std::array<const char*, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};

int iso_weekday(Day day) { return static_cast<int>(std::chrono::weekday{day}.iso_encoding()); }

int read_weekday(base::ObjectReader& in, Issues& issues) {
    const std::string name = in.text("weekday", 10);
    const auto it = std::find(weekdays.begin(), weekdays.end(), name);
    if (it == weekdays.end()) {
        issues.error(ErrorCode::InvalidInput, in.path("weekday"), "There is no such day of the week");
        return 1;
    }
    return static_cast<int>(it - weekdays.begin()) + 1;
}

int read_minute(base::ObjectReader& in, Issues& issues) {
    const std::string text = in.text("time", 5);
    int hour = -1;
    int minute = -1;
    if (text.size() == 5 && text[2] == ':' && text.find_first_not_of("0123456789") == 2 &&
        text.find_first_not_of("0123456789", 3) == std::string::npos) {
        hour = std::stoi(text.substr(0, 2));
        minute = std::stoi(text.substr(3));
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
        issues.error(ErrorCode::InvalidInput, in.path("time"), "This is not a time of day like 17:00");
        return 0;
    }
    return hour * 60 + minute;
}

Day read_day(base::ObjectReader& in, const char* key, Issues& issues) {
    const auto day = base::parse_day(in.text(key, 10));
    if (!day)
        issues.error(ErrorCode::InvalidInput, in.path(key), day.error().message);
    return day ? *day : Day{};
}

base::Time at_minute(Day day, int minute) { return base::at_vietnam_time(day, minute / 60, minute % 60); }

std::string clock_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

} // namespace

Calendar Calendar::from_json(const Json& json, Issues& issues) {
    Calendar calendar;
    calendar.apply(json, issues);
    return calendar;
}

void Calendar::apply(const Json& change, Issues& issues) {
    base::ObjectReader in(change, "", issues);
    in.text_or("time_zone", "");
    in.text_or("source", "");
    in.array_or_empty("weekend"); // Saturday and Sunday by law; a working Saturday is a swapped day
    std::size_t index = 0;
    for (const auto& holiday : in.array_or_empty("holidays")) {
        base::ObjectReader h(holiday, fmt::format("holidays[{}]", index++), issues);
        m_holidays.insert(read_day(h, "date", issues));
        h.text_or("name", "");
        h.finish();
    }
    index = 0;
    for (const auto& swap : in.array_or_empty("swapped")) {
        base::ObjectReader s(swap, fmt::format("swapped[{}]", index++), issues);
        m_swapped_off.insert(read_day(s, "off", issues));
        m_swapped_work.insert(read_day(s, "work", issues));
        s.text_or("name", "");
        s.finish();
    }
    index = 0;
    for (const auto& regime : in.array_or_empty("regimes"))
        read_regime(regime, fmt::format("regimes[{}]", index++), issues);
    in.finish();
}

void Calendar::read_regime(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Regime regime;
    const std::string kind = in.text("kind", 10);
    if (kind != "weekly" && kind != "monthly")
        issues.error(ErrorCode::InvalidInput, in.path("kind"), "A regime is weekly or monthly");
    regime.kind = kind == "monthly" ? base::Period::Kind::Monthly : base::Period::Kind::Weekly;
    regime.valid_from = read_day(in, "valid_from", issues);
    if (in.has("valid_to"))
        regime.valid_to = read_day(in, "valid_to", issues);
    else
        in.optional_text("valid_to");
    base::ObjectReader cut(in.object_or_empty("cut_off"), in.path("cut_off"), issues);
    regime.cut_off_day = kind == "monthly" ? static_cast<int>(cut.integer("day", 1, 28)) : read_weekday(cut, issues);
    regime.cut_off_minute = read_minute(cut, issues);
    cut.finish();
    base::ObjectReader due(in.object_or_empty("deadline"), in.path("deadline"), issues);
    if (due.has("weekday"))
        regime.due_weekday = read_weekday(due, issues);
    else
        regime.due_working_days = static_cast<int>(due.integer("working_days_after", 1, 30));
    regime.due_minute = read_minute(due, issues);
    due.finish();
    regime.source = in.text_or("source", "");
    in.finish();
    m_regimes.push_back(std::move(regime));
}

bool Calendar::is_working_day(Day day) const {
    if (m_swapped_work.count(day) > 0)
        return true;
    return iso_weekday(day) <= 5 && m_holidays.count(day) == 0 && m_swapped_off.count(day) == 0;
}

Day Calendar::next_working_day(Day day) const {
    do
        day += std::chrono::days{1};
    while (!is_working_day(day));
    return day;
}

Result<Deadlines> Calendar::deadlines(const base::Period& period) const {
    const Regime* regime = nullptr;
    for (const auto& candidate : m_regimes)
        if (candidate.kind == period.kind() && candidate.valid_from <= period.last_day() &&
            (!candidate.valid_to || period.last_day() <= *candidate.valid_to) &&
            (regime == nullptr || candidate.valid_from >= regime->valid_from))
            regime = &candidate;
    if (regime == nullptr)
        return fail(ErrorCode::NotFound, "No reporting regime is in force for this period", period.text());

    Day cut_off = period.first_day() + std::chrono::days{regime->cut_off_day - 1};
    if (regime->kind == base::Period::Kind::Monthly)
        cut_off = period.last_day() + std::chrono::days{regime->cut_off_day - 14}; // a period ends on the 14th
    Day due = cut_off;
    if (regime->due_weekday > 0) {
        due = period.first_day() + std::chrono::days{regime->due_weekday - 1};
        if (!is_working_day(due))
            due = next_working_day(due);
        due = std::max(due, next_working_day(cut_off));
    } else {
        for (int i = 0; i < regime->due_working_days; ++i)
            due = next_working_day(due);
    }
    return Deadlines{at_minute(cut_off, regime->cut_off_minute), at_minute(due, regime->due_minute)};
}

Json Calendar::to_json() const {
    Json holidays = Json::array();
    for (const Day day : m_holidays)
        holidays.push_back(base::to_iso(day));
    Json off = Json::array();
    for (const Day day : m_swapped_off)
        off.push_back(base::to_iso(day));
    Json work = Json::array();
    for (const Day day : m_swapped_work)
        work.push_back(base::to_iso(day));
    Json regimes = Json::array();
    for (const auto& r : m_regimes) {
        const bool monthly = r.kind == base::Period::Kind::Monthly;
        const auto weekday = [](int day) { return Json(weekdays[static_cast<std::size_t>(day) - 1]); };
        Json cut{{"time", clock_text(r.cut_off_minute)}};
        cut[monthly ? "day" : "weekday"] = monthly ? Json(r.cut_off_day) : weekday(r.cut_off_day);
        Json due{{"time", clock_text(r.due_minute)}};
        due[r.due_weekday > 0 ? "weekday" : "working_days_after"] =
            r.due_weekday > 0 ? weekday(r.due_weekday) : Json(r.due_working_days);
        regimes.push_back({{"kind", base::kind_name(r.kind)},
                           {"valid_from", base::to_iso(r.valid_from)},
                           {"valid_to", r.valid_to ? Json(base::to_iso(*r.valid_to)) : Json(nullptr)},
                           {"cut_off", cut},
                           {"deadline", due},
                           {"source", r.source}});
    }
    return {{"holidays", holidays}, {"days_off", off}, {"working_saturdays", work}, {"regimes", regimes}};
}

Result<Calendar> load_calendar(Transaction& tx, ledger::EntryStore& entries, Calendar calendar) {
    CANBO_TRY(const auto changes, entries.of_kind(tx, calendar_kind));
    Issues ignored; // bodies were checked when the office took them
    for (const auto& stored : changes)
        calendar.apply(stored.entry.body, ignored);
    return calendar;
}

} // namespace canbo::reporting
