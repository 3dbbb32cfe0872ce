#include "rate_limiter.h"

#include <algorithm>
#include <chrono>

namespace canbo::service {

double RateLimiter::filled(const Bucket& bucket, base::Time now) const {
    const std::chrono::duration<double> passed = std::max(now - bucket.at, base::Time::duration{0});
    return std::min(m_rate.at_once, bucket.tokens + passed.count() * m_rate.per_second);
}

void RateLimiter::forget(base::Time now) {
    std::erase_if(m_buckets, [&](const auto& item) { return filled(item.second, now) >= m_rate.at_once; });
    if (m_buckets.size() >= most_names) // a flood of names: whoever is in it begins anew
        m_buckets.clear();
}

RateLimiter::Bucket& RateLimiter::bucket(std::string_view name, base::Time now) {
    const auto found = m_buckets.find(name);
    if (found != m_buckets.end()) {
        found->second = {filled(found->second, now), now};
        return found->second;
    }
    if (m_buckets.size() >= most_names)
        forget(now);
    return m_buckets.emplace(std::string(name), Bucket{m_rate.at_once, now}).first->second;
}

bool RateLimiter::has(std::string_view name, base::Time now) {
    const std::lock_guard lock(m_mutex);
    return bucket(name, now).tokens >= 1;
}

bool RateLimiter::take(std::string_view name, base::Time now) {
    const std::lock_guard lock(m_mutex);
    Bucket& mine = bucket(name, now);
    if (mine.tokens < 1)
        return false;
    mine.tokens -= 1;
    return true;
}

} // namespace canbo::service
