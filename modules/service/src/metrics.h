#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace canbo::service {

/// What the office counts about its requests, as Prometheus reads it (text format 0.0.4). Nothing of it names a person,
/// an address or what was sent. Safe from any thread.
class Metrics {
public:
    void answered(int status);
    /// `route`: its pattern, never the path asked for.
    void took(std::string_view method, std::string_view route, std::chrono::nanoseconds time);
    /// A desk has read the feed up to there.
    void read_feed(std::string_view account, std::int64_t up_to, std::chrono::steady_clock::time_point now);

    std::string text() const;
    /// How far the desk that is furthest behind, of those seen within an hour, is behind `last`; 0 with none.
    std::int64_t feed_lag(std::int64_t last, std::chrono::steady_clock::time_point now) const;

private:
    static constexpr std::array<double, 10> bounds{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
    struct Histogram {
        std::array<std::uint64_t, bounds.size() + 1> counts{};
        double sum{0};
    };
    static std::string histogram_text(const std::string& labels, const Histogram& histogram);
    struct Desk {
        std::int64_t up_to;
        std::chrono::steady_clock::time_point seen;
    };

    mutable std::mutex m_mutex;
    std::map<int, std::uint64_t> m_answers;
    std::map<std::string, std::map<std::string, Histogram, std::less<>>, std::less<>> m_times; ///< By method and route.
    std::map<std::string, Desk, std::less<>> m_desks; ///< As many as accounts; their names never leave it.
};

} // namespace canbo::service
