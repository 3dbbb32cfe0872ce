#pragma once

#include "base/form_data.h"
#include "base/workbook.h"
#include "desktop/background.h"
#include "office_ui/outcome.h"
#include "reporting/desk.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace canbo::office_ui {

/// What would go into the paper of a period now.
struct ConsolidationState {
    std::string period;
    std::string label;
    std::string deadline;
    std::string counts;               ///< "12 of 13 received, 1 late"
    std::vector<std::string> missing; ///< Agencies' names.
    std::vector<std::string> late;
    std::vector<std::string> returned;
    bool locked{false};
    bool consolidated{false}; ///< At least once.
};

class ConsolidationView {
public:
    virtual ~ConsolidationView() = default;
    /// Text and label of every period that can be chosen, newest first.
    virtual void show_periods(const std::vector<std::pair<std::string, std::string>>& periods) = 0;
    virtual void show_state(const ConsolidationState& state) = 0;
    virtual void show_paper(const std::string& pdf, const std::string& name) = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_outcome(const Outcome& outcome) = 0;
    virtual void show_problem(const Error& error) = 0;
};

using WriteWorkbook = std::function<Result<void>(const base::Workbook& workbook, const std::filesystem::path& file)>;

/// One paper out of what is accepted; never refuses for what is missing. UI thread only; works in the background.
class ConsolidationPresenter {
public:
    ConsolidationPresenter(ConsolidationView& view, desktop::Background& background, const reporting::Desk& desk,
                           base::FormRenderer& renderer, WriteWorkbook write_workbook, std::function<void()> sent)
        : m_view(view), m_background(background), m_desk(desk), m_renderer(renderer),
          m_write_workbook(std::move(write_workbook)), m_sent(std::move(sent)) {}

    void list_periods();
    void choose(const std::string& period);
    void preview(const std::string& summary);
    /// Records what is consolidated, so that the paper can be made again for ever, and shows it.
    void consolidate(const std::string& summary);
    void save_workbook(const std::filesystem::path& file);
    /// Locks or opens the period. @p reason goes into the record.
    void lock(bool locked, const std::string& reason);
    /// A letter that urges each agency that has not reported, one file per agency.
    void write_letters(const std::filesystem::path& folder);

private:
    ConsolidationView& m_view;
    desktop::Background& m_background;
    const reporting::Desk& m_desk;
    base::FormRenderer& m_renderer;
    WriteWorkbook m_write_workbook;
    std::function<void()> m_sent;
    std::string m_period;
    desktop::Waiter m_waiter;
};

} // namespace canbo::office_ui
