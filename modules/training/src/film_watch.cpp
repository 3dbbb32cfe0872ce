#include "training/film_watch.h"

#include <algorithm>
#include <utility>

namespace canbo::training {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds slack{700};     // players say where they are in steps
constexpr milliseconds end_slack{700}; // a film's last picture stands a little before its end
constexpr double at_end = 0.995;

} // namespace

FilmWatch::FilmWatch(milliseconds length) : m_length(std::max(length, milliseconds(1))) {}

void FilmWatch::start(milliseconds position) {
    m_from = m_at = std::clamp(position, milliseconds(0), m_length);
    m_running = true;
}

std::optional<WatchedPart> FilmWatch::tell(milliseconds position, milliseconds elapsed, double speed) {
    if (!m_running)
        return std::nullopt;
    if (position >= m_length - end_slack)
        position = m_length;
    const milliseconds most(static_cast<long long>(static_cast<double>(elapsed.count()) * speed) + slack.count());
    if (position < m_at || position - m_at > most) {
        const auto part = take();
        m_from = m_at = position;
        return part;
    }
    m_at = position;
    const auto worth = std::clamp(m_length / 40, milliseconds(5'000), milliseconds(60'000));
    return m_at - m_from >= worth || m_at == m_length ? take() : std::nullopt;
}

std::optional<WatchedPart> FilmWatch::stop() {
    const auto part = take();
    m_running = false;
    return part;
}

std::optional<WatchedPart> FilmWatch::take() {
    if (!m_running || m_at <= m_from)
        return std::nullopt;
    const auto length = static_cast<double>(m_length.count());
    const WatchedPart part{static_cast<double>(m_from.count()) / length, static_cast<double>(m_at.count()) / length};
    m_from = m_at;
    return part;
}

double watched_share(std::vector<WatchedPart> parts) {
    std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    double total = 0, reached = 0;
    for (const auto& [from, until] : parts) {
        total += std::max(0.0, until - std::max(from, reached));
        reached = std::max(reached, until);
    }
    return total;
}

double watched_share(const LearningLog& log, const std::string& lesson) {
    std::vector<WatchedPart> parts;
    for (const auto& [id, event] : log.events())
        if (event.kind == LearningEvent::Kind::Watched && event.lesson == lesson)
            parts.push_back({event.value, event.until});
    return watched_share(std::move(parts));
}

double film_place(const LearningLog& log, const std::string& lesson) {
    const LearningEvent* last = nullptr;
    for (const auto& [id, event] : log.events())
        if (event.kind == LearningEvent::Kind::Watched && event.lesson == lesson &&
            (last == nullptr || event.time >= last->time))
            last = &event;
    return last == nullptr || last->until > at_end ? 0 : last->until;
}

} // namespace canbo::training
