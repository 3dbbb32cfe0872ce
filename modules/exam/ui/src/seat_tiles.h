#pragma once

#include "exam_ui/seat_map.h"

#include <wx/scrolwin.h>

#include <functional>
#include <vector>

namespace canbo::exam::ui {

/// The seats as tiles, each a control of its own: screen readers find it by name, arrows go from seat to seat. Only
/// tiles that changed are drawn anew. UI thread only.
class SeatTiles final : public wxScrolledWindow {
public:
    explicit SeatTiles(wxWindow* parent);

    void show(const SeatMap& map, int chosen);
    std::function<void(int seat)> on_chosen;
    std::function<void(int seat)> on_activated; ///< Enter or double click.

private:
    class Tile;
    void choose(int seat);
    void move(Tile& from, int by);
    int columns() const;

    wxSizer* m_row;
    std::vector<Tile*> m_tiles;
    int m_chosen{0};
};

} // namespace canbo::exam::ui
