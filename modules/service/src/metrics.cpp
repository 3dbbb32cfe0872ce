#include "metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::service {
namespace {

/// Made where it is not there yet; a look-up makes no string.
template <class Map>
typename Map::mapped_type& at(Map& map, std::string_view key) {
    const auto found = map.find(key);
    return found != map.end() ? found->second : map[std::string(key)];
}

} // namespace

void Metrics::answered(int status) {
    const std::lock_guard lock(m_mutex);
    ++m_answers[status];
}

void Metrics::took(std::string_view method, std::string_view route, std::chrono::nanoseconds time) {
    const double seconds = std::chrono::duration<double>(time).count();
    const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
    const std::lock_guard lock(m_mutex);
    Histogram& histogram = at(at(m_times, method), route);
    ++histogram.counts.at(static_cast<std::size_t>(bucket));
    histogram.sum += seconds;
}

void Metrics::read_feed(std::string_view account, std::int64_t up_to, std::chrono::steady_clock::time_point now) {
    const std::lock_guard lock(m_mutex);
    m_desks.insert_or_assign(std::string(account), Desk{up_to, now});
}

std::int64_t Metrics::feed_lag(std::int64_t last, std::chrono::steady_clock::time_point now) const {
    const std::lock_guard lock(m_mutex);
    std::int64_t lag = 0;
    for (const auto& [account, desk] : m_desks)
        if (now - desk.seen < std::chrono::hours(1))
            lag = std::max(lag, last - desk.up_to);
    return lag;
}

std::string Metrics::histogram_text(const std::string& labels, const Histogram& histogram) {
    std::string out;
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        total += histogram.counts[i];
        out += fmt::format("canbo_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, bounds[i], total);
    }
    total += histogram.counts.back();
    out += fmt::format("canbo_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, total);
    out += fmt::format("canbo_request_seconds_sum{{{}}} {}\n", labels, histogram.sum);
    out += fmt::format("canbo_request_seconds_count{{{}}} {}\n", labels, total);
    return out;
}

std::string Metrics::text() const {
    const std::lock_guard lock(m_mutex);
    std::string out = "# HELP canbo_requests_total Answers by HTTP status.\n# TYPE canbo_requests_total counter\n";
    for (const auto& [status, number] : m_answers)
        out += fmt::format("canbo_requests_total{{status=\"{}\"}} {}\n", status, number);
    out += "# HELP canbo_request_seconds From the whole request to its answer, its commit included.\n"
           "# TYPE canbo_request_seconds histogram\n";
    for (const auto& [method, routes] : m_times)
        for (const auto& [route, histogram] : routes)
            out += histogram_text(fmt::format("method=\"{}\",route=\"{}\"", method, route), histogram);
    return out;
}

} // namespace canbo::service
