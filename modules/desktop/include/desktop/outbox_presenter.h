#pragma once

#include "base/transaction.h"
#include "desktop/background.h"
#include "ledger/stores.h"

#include <functional>
#include <string>
#include <vector>

namespace canbo::desktop {

/// One thing that waits to be sent, as it is shown.
struct OutboxRow {
    std::string id;
    std::string what;  ///< "Weekly report 2024-W07"
    std::string since; ///< When it was queued.
    std::string state; ///< "waiting", "sent", "refused" in the chosen language.
    int tries{0};
    std::string next; ///< When it is tried again; empty when it is not.
    std::string why;  ///< The last failure or the refusal, one sentence; empty when none.
    bool refused{false};
};

class OutboxView {
public:
    virtual ~OutboxView() = default;
    virtual void show_rows(const std::vector<OutboxRow>& rows) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// What waits to be sent: what, since when, why. UI thread only.
class OutboxPresenter {
public:
    using KindTitle = std::function<std::string(const std::string& kind)>;
    OutboxPresenter(OutboxView& view, Background& background, Database& database, ledger::Outbox& outbox,
                    KindTitle kind_title)
        : m_view(view), m_background(background), m_database(database), m_outbox(outbox),
          m_kind_title(std::move(kind_title)) {}

    void load();

private:
    OutboxView& m_view;
    Background& m_background;
    Database& m_database;
    ledger::Outbox& m_outbox;
    KindTitle m_kind_title;
    Waiter m_waiter;
};

} // namespace canbo::desktop
