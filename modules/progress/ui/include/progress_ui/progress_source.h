#pragma once

#include "base/clock.h"
#include "base/period.h"
#include "desktop/background.h"
#include "desktop/signal.h"
#include "people/agency.h"
#include "progress/plan.h"
#include "reporting/status_board.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::progress::ui {

/// Where everything stands on one day, read in one go. `duties` points into the desk's catalogue.
struct BoardData {
    base::Day today{};
    people::AgencyTree agencies;
    PlanBook plans;
    Duties duties;
    std::vector<reporting::ModelStatus> statuses; ///< Of all 43, by number.

    const reporting::ModelStatus* status(int model) const;
};

/// What one report said about one model.
struct Mention {
    std::string report; ///< Its id, for "report/<id>".
    std::string agency;
    std::string period; ///< "2024-W07"
    base::Day until{};  ///< Last day of the period.
    std::string state;  ///< As reporting::ReportView tells it.
    bool counts{false}; ///< At the office, neither returned nor superseded.
    std::string status;
    std::string confidence;
    std::optional<double> percent;
    std::map<std::string, double> indicators;
};

/// Model number to what was ever said about it, newest period first. Drafts are left out.
using History = std::map<int, std::vector<Mention>>;

/// @error Storage. Cost: every report is read once; for the worker.
Result<BoardData> load_board(const reporting::Desk& desk);
Result<History> load_history(const reporting::Desk& desk);

/// What all pages of the workspace are made of. Reads on the worker. UI thread only.
class ProgressSource {
public:
    /// Both are borrowed and outlive it.
    ProgressSource(const reporting::Desk& desk, desktop::Background& background)
        : m_desk(desk), m_background(background) {}

    /// Reads again; what is there stays until the new arrives.
    void load();
    /// Reads the history too, from now on with every load().
    void want_history();

    const reporting::Desk& desk() const { return m_desk; }
    const Catalogue& catalogue() const { return m_desk.catalogue; }
    const BoardData* board() const { return m_board ? &*m_board : nullptr; }
    const History* history() const { return m_history ? &*m_history : nullptr; }
    const std::optional<Error>& trouble() const { return m_trouble; }
    /// The person may register a plan for this model: writes for an agency that has a task in it.
    bool may_register(int model) const;

    desktop::Signal changed;

private:
    void load_history_now();

    const reporting::Desk& m_desk;
    desktop::Background& m_background;
    std::optional<BoardData> m_board;
    std::optional<History> m_history;
    std::optional<Error> m_trouble;
    bool m_wants_history{false};
    desktop::Waiter m_waiter;
};

} // namespace canbo::progress::ui
