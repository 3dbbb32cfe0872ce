#include "desktop/outbox_presenter.h"

#include "base/translation.h"

namespace canbo::desktop {
namespace {

using State = ledger::OutboxItem::State;

std::string state_text(State state) {
    switch (state) {
    case State::Queued:
        return base::tr("waiting to be sent");
    case State::Sent:
        return base::tr("sent");
    case State::Refused:
        return base::tr("refused");
    }
    return {};
}

OutboxRow row_of(const ledger::OutboxItem& item, const OutboxPresenter::KindTitle& title) {
    OutboxRow row;
    const auto& entry = item.frozen.entry;
    row.id = entry.id;
    row.what = title(entry.kind) + " · " + entry.subject;
    row.since = base::show_time(item.queued_at);
    row.state = state_text(item.state);
    row.tries = item.attempts;
    if (item.state == State::Queued && item.attempts > 0)
        row.next = base::show_time(item.next_attempt);
    row.why = item.error.empty() ? std::string() : base::tr(item.error);
    row.refused = item.state == State::Refused;
    return row;
}

} // namespace

void OutboxPresenter::load() {
    const auto read = [&database = m_database, &outbox = m_outbox]() -> Result<std::vector<ledger::OutboxItem>> {
        CANBO_TRY(auto tx, database.begin(Database::Mode::Read));
        return outbox.list(*tx);
    };
    m_waiter.run(m_background, read, [this](Result<std::vector<ledger::OutboxItem>> items) {
        if (!items) {
            m_view.show_problem(items.error());
            return;
        }
        std::vector<OutboxRow> rows;
        for (auto item = items->rbegin(); item != items->rend(); ++item)
            rows.push_back(row_of(*item, m_kind_title));
        m_view.show_rows(rows);
    });
}

} // namespace canbo::desktop
