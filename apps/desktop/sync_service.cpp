#include "sync_service.h"

#include "base/log.h"
#include "common/course_fetch.h"

#include <wx/app.h>

namespace canbo::apps {
namespace {

constexpr std::chrono::seconds between_rounds{30};

using Line = desktop::NetworkState::Line;

Line line_after(const std::optional<Error>& trouble) {
    if (!trouble)
        return Line::Online;
    return trouble->code == ErrorCode::Unauthenticated ? Line::LoginNeeded : Line::Offline;
}

} // namespace

SyncService::SyncService(DeskExchange exchange) : m_exchange(std::move(exchange)), m_thread([this] { run(); }) {}

SyncService::~SyncService() {
    m_alive.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SyncService::sync_now() {
    m_state.syncing = true;
    state_changed.emit();
    {
        const std::lock_guard lock(m_mutex);
        m_asked = true;
    }
    m_wake.notify_all();
}

void SyncService::run() {
    const std::weak_ptr<bool> alive = m_alive;
    for (;;) {
        bool asked = false;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, between_rounds, [this] { return m_stop || m_asked; });
            if (m_stop)
                return;
            asked = std::exchange(m_asked, false);
        }
        const Round round = exchange(asked);
        if (wxTheApp == nullptr)
            return;
        wxTheApp->CallAfter([this, alive, round] {
            if (!alive.expired())
                take(round);
        });
    }
}

SyncService::Round SyncService::exchange(bool asked) {
    Round round;
    const auto done = m_exchange.run(!asked);
    if (done) {
        round.changed = done->sent + done->received + done->refused + done->kept > 0;
        m_fetch = m_fetch || done->received > 0;
        round.changed = fetch_assigned() || round.changed;
    } else {
        round.trouble = done.error();
    }
    count_outbox(round);
    round.at = m_exchange.desk.clock.now();
    return round;
}

bool SyncService::fetch_assigned() {
    if (!m_fetch)
        return false;
    const std::weak_ptr<bool> alive = m_alive;
    FetchWish wish;
    wish.only_asked = true;
    wish.on_progress = [this, alive](const std::string& title, std::size_t done, std::size_t all) {
        if (wxTheApp != nullptr)
            wxTheApp->CallAfter([this, alive, fetching = desktop::NetworkState::Fetching{title, done, all}] {
                if (!alive.expired())
                    tell_fetching(fetching);
            });
    };
    wish.stopped = [this] {
        const std::lock_guard lock(m_mutex);
        return m_stop;
    };
    const auto fetched = fetch_courses(m_exchange, wish);
    if (!fetched) { // the next round goes on with what is missing
        base::log(base::LogLevel::Warning, "a course could not be fetched: {} {}", fetched.error().message,
                  fetched.error().where);
        return false;
    }
    m_fetch = false;
    return !fetched->placed.empty();
}

void SyncService::tell_fetching(desktop::NetworkState::Fetching fetching) {
    m_state.fetching = std::move(fetching);
    state_changed.emit();
}

void SyncService::count_outbox(Round& round) {
    auto tx = m_exchange.desk.database.begin(Database::Mode::Read);
    if (!tx)
        return;
    const auto items = m_exchange.desk.outbox.list(**tx);
    if (!items)
        return;
    for (const auto& item : *items) {
        round.waiting += item.state == ledger::OutboxItem::State::Queued ? 1 : 0;
        round.refused += item.state == ledger::OutboxItem::State::Refused ? 1 : 0;
    }
}

void SyncService::take(const Round& round) {
    const Line line = line_after(round.trouble);
    if (line != m_state.line)
        m_state.since = round.at;
    if (line == Line::Online)
        m_state.last_sync = round.at;
    const bool changed = round.changed || round.waiting != m_state.waiting || round.refused != m_state.refused;
    m_state.line = line;
    m_state.trouble = round.trouble;
    m_state.waiting = round.waiting;
    m_state.refused = round.refused;
    m_state.syncing = false;
    m_state.fetching.reset();
    state_changed.emit();
    if (changed)
        data_changed.emit();
}

} // namespace canbo::apps
