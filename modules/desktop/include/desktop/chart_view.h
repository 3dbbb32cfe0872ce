#pragma once

#include "desktop/controls.h"
#include "desktop/table_view.h"
#include "drawing/chart.h"

#include <wx/scrolwin.h>

#include <functional>
#include <memory>
#include <string>

namespace canbo::desktop {

/// Shows a chart as wide as there is room, and its numbers as a native table behind one key (or the button below it),
/// for screen readers and copying. UI thread only.
class ChartView final : public wxPanel {
public:
    /// Makes the chart for a width; called again when the width changes. Must be quick: it runs on the UI thread.
    using Maker = std::function<drawing::Chart(const drawing::Frame& frame)>;

    /// `id`: "overview.status". `height`: what the chart is asked for; charts of rows take what they need and scroll.
    ChartView(wxWindow* parent, const wxString& name, const std::string& id, int height = 240);
    ~ChartView() override;

    void show(Maker maker);
    /// Chart or numbers.
    void show_numbers(bool numbers);

    std::function<void(const std::string& key)> on_activated; ///< A click on something that has a key.

private:
    class Canvas;
    void fill_table();

    wxString m_name;
    std::string m_id;
    Canvas* m_canvas;
    wxPanel* m_numbers;
    TableView* m_table{nullptr};
    wxButton* m_toggle;
    bool m_shows_numbers{false};
};

} // namespace canbo::desktop
