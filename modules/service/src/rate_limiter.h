#pragma once

#include "base/clock.h"
#include "service/office_ports.h"

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace canbo::service {

/// So many at once, and so many a second after that, for each name (a token bucket). Safe from any thread.
/// Memory is bounded: names that have all their tokens again are forgotten.
class RateLimiter {
public:
    explicit RateLimiter(Rate rate) : m_rate(rate) {}

    /// Takes a token; false when there is none left.
    bool take(std::string_view name, base::Time now);
    /// Whether there is one, without taking it.
    bool has(std::string_view name, base::Time now);

private:
    static constexpr std::size_t most_names = 20'000;
    struct Bucket {
        double tokens;
        base::Time at;
    };
    Bucket& bucket(std::string_view name, base::Time now);
    void forget(base::Time now);
    double filled(const Bucket& bucket, base::Time now) const;

    const Rate m_rate;
    std::mutex m_mutex;
    std::map<std::string, Bucket, std::less<>> m_buckets;
};

} // namespace canbo::service
