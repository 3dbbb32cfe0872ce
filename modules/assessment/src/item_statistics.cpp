#include "assessment/item_statistics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace canbo::assessment {
namespace {

using Column = std::vector<double>; // one value per attempt

double mean(const Column& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double covariance(const Column& a, const Column& b) {
    const double mean_a = mean(a);
    const double mean_b = mean(b);
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum / static_cast<double>(a.size() - 1);
}

/// The covariance the same values would have were both in order.
double greatest_covariance(Column a, Column b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return covariance(a, b);
}

std::optional<double> divided(double value, double by) {
    if (by == 0 || !std::isfinite(by))
        return std::nullopt;
    return value / by;
}

/// One slot's rows: the marks, and for each the attempt's sum without and with it.
struct SlotRows {
    Column marks;
    Column others;
    Column totals;
    double max{0};
};

constexpr double percent = 100;

SlotStatistics statistics_of(int slot, const SlotRows& rows) {
    SlotStatistics out;
    out.slot = slot;
    out.attempts = rows.marks.size();
    out.facility = divided(mean(rows.marks), rows.max);
    if (rows.marks.size() < 2)
        return out;
    const double variance = covariance(rows.marks, rows.marks);
    const double together = covariance(rows.marks, rows.others);
    out.standard_deviation = std::sqrt(variance);
    out.discrimination_index = divided(percent * together, std::sqrt(variance * covariance(rows.others, rows.others)));
    out.discriminative_efficiency = divided(percent * together, greatest_covariance(rows.marks, rows.others));
    return out;
}

/// Root of the covariance with the total; nothing for a slot that pulls against it.
std::optional<double> pull(const SlotRows& rows) {
    const double with_total = rows.marks.size() < 2 ? 0 : covariance(rows.marks, rows.totals);
    if (with_total < 0)
        return std::nullopt;
    return std::sqrt(with_total);
}

} // namespace

std::vector<SlotStatistics> slot_statistics(const std::vector<MarkRow>& rows) {
    std::map<std::string, double> totals;
    for (const auto& row : rows)
        totals[row.attempt] += row.mark;
    std::map<int, SlotRows> slots;
    for (const auto& row : rows) {
        auto& slot = slots[row.slot];
        slot.marks.push_back(row.mark);
        slot.others.push_back(totals[row.attempt] - row.mark);
        slot.totals.push_back(totals[row.attempt]);
        slot.max = std::max(slot.max, row.max);
    }
    double all = 0;
    for (const auto& [number, slot] : slots)
        all += pull(slot).value_or(0);
    std::vector<SlotStatistics> out;
    for (const auto& [number, slot] : slots) {
        out.push_back(statistics_of(number, slot));
        if (const auto mine = pull(slot))
            out.back().effective_weight = divided(percent * *mine, all);
    }
    return out;
}

} // namespace canbo::assessment
