#pragma once

#include "desktop/controls.h"
#include "desktop/shell.h"
#include "desktop/table_view.h"
#include "reporting_ui/conflict_presenter.h"

#include <functional>
#include <string>
#include <vector>

namespace canbo::reporting::ui {

/// Versions that people of one agency wrote at the same time, side by side: a person chooses.
class ConflictPanel final : public wxPanel {
public:
    ConflictPanel(wxWindow* parent, desktop::Shell& shell, std::function<void(const std::string& id)> keep);
    void show(const std::vector<ReportView>& rivals, const progress::Catalogue& catalogue, bool may_choose);

private:
    void add_version(wxSizer* row, const ConflictVersion& version, bool may_choose);
    void show_chosen();

    desktop::Shell& m_shell;
    std::function<void(const std::string& id)> m_keep;
    desktop::TableView* m_table{nullptr};
    std::vector<wxTextCtrl*> m_texts;
    std::vector<ConflictRow> m_rows;
};

} // namespace canbo::reporting::ui
