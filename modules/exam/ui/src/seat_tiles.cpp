#include "seat_tiles.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "page_parts.h"

#include <wx/dcbuffer.h>
#include <wx/wrapsizer.h>

#include <algorithm>
#include <utility>

namespace canbo::exam::ui {

using namespace desktop;

namespace {
constexpr int tile_width = 21 * grid, tile_height = 14 * grid;
constexpr int small_width = 16 * grid, small_height = 9 * grid;
constexpr std::size_t many_seats = 30; ///< From here on tiles are small, so that the whole room is seen.
} // namespace

/// One seat. Its state is told by a sign, a word and the frame: thin for a free seat, broken for who is awaited.
class SeatTiles::Tile final : public wxWindow {
public:
    Tile(SeatTiles* parent, int seat, bool small)
        : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxWANTS_CHARS | wxFULL_REPAINT_ON_RESIZE),
          m_parent(parent), m_small(small) {
        m_tile.seat = seat;
        SetBackgroundStyle(wxBG_STYLE_PAINT);
        SetMinSize(FromDIP(small ? wxSize(small_width, small_height) : wxSize(tile_width, tile_height)));
        set_accessible(this, {}, "exam.seat-" + std::to_string(seat));
        Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
        Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) {
            SetFocus();
            m_parent->choose(m_tile.seat);
            event.Skip();
        });
        Bind(wxEVT_LEFT_DCLICK, [this](wxMouseEvent&) { activate(); });
        Bind(wxEVT_SET_FOCUS, [this](wxFocusEvent& event) {
            m_parent->choose(m_tile.seat);
            Refresh();
            event.Skip();
        });
        Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
            Refresh();
            event.Skip();
        });
        Bind(wxEVT_KEY_DOWN, &Tile::take_key, this);
    }

    bool AcceptsFocus() const override { return true; }
    void show(const SeatTile& tile, bool chosen) {
        if (tile == m_tile && chosen == m_chosen)
            return;
        if (tile.spoken != m_tile.spoken)
            set_accessible(this, wx(tile.spoken), "exam.seat-" + std::to_string(tile.seat));
        m_tile = tile;
        m_chosen = chosen;
        Refresh();
    }
    int seat() const { return m_tile.seat; }

private:
    void activate() {
        if (m_parent->on_activated)
            m_parent->on_activated(m_tile.seat);
    }
    void take_key(wxKeyEvent& event) {
        switch (event.GetKeyCode()) {
        case WXK_LEFT:
            return m_parent->move(*this, -1);
        case WXK_RIGHT:
            return m_parent->move(*this, 1);
        case WXK_UP:
            return m_parent->move(*this, -m_parent->columns());
        case WXK_DOWN:
            return m_parent->move(*this, m_parent->columns());
        case WXK_RETURN:
        case WXK_SPACE:
            return activate();
        case WXK_TAB:
            Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
            return;
        default:
            event.Skip();
        }
    }
    void paint() {
        wxAutoBufferedPaintDC dc(this);
        const auto& colours = theme().palette();
        dc.SetBackground(colours.surface);
        dc.Clear();
        const wxRect all(GetClientSize());
        draw_frame(dc, all);
        const int gap = FromDIP(grid);
        const Tone tone = tone_of(m_tile.mood);
        const wxColour ink = m_tile.mood == Mood::Plain ? colours.muted : theme().colour(tone);
        dc.SetFont(theme().font(TextSize::Heading));
        dc.SetTextForeground(colours.text);
        const wxString number = wxString::Format("%d", m_tile.seat);
        dc.DrawText(number, gap, gap / 2);
        const int after = gap + std::max(dc.GetTextExtent(number).x, dc.GetTextExtent("00").x) + gap / 2;
        draw_state(dc, after, all.width - after - gap / 2, ink);
        if (!m_tile.candidate.empty())
            m_small ? draw_briefly(dc, all, gap, ink) : draw_person(dc, all, gap, ink);
    }
    /// As large as it fits: in a narrow tile the whole word is worth more than its weight.
    void draw_state(wxDC& dc, int left, int room, const wxColour& ink) {
        const wxString state = wx(m_tile.sign + " " + m_tile.state);
        dc.SetTextForeground(ink);
        for (const auto size : {TextSize::Strong, TextSize::Body, TextSize::Caption}) {
            dc.SetFont(theme().font(size));
            if (dc.GetTextExtent(state).x <= room)
                break;
        }
        dc.DrawText(wxControl::Ellipsize(state, dc, wxELLIPSIZE_END, room), left, FromDIP(grid * 3 / 4));
    }
    void draw_frame(wxDC& dc, const wxRect& all) {
        const auto& colours = theme().palette();
        const bool nobody = m_tile.candidate.empty();
        const bool focus = HasFocus();
        const wxColour line = m_chosen                     ? colours.accent
                              : m_tile.mood == Mood::Plain ? colours.line
                                                           : theme().colour(tone_of(m_tile.mood));
        const int width = FromDIP(m_chosen ? 3 : nobody ? 1 : 2);
        wxPen pen(line, width, m_tile.expected ? wxPENSTYLE_SHORT_DASH : wxPENSTYLE_SOLID);
        dc.SetPen(pen);
        dc.SetBrush(nobody || m_tile.expected    ? wxBrush(colours.surface)
                    : m_tile.mood == Mood::Plain ? wxBrush(colours.raised)
                                                 : wxBrush(theme().back(tone_of(m_tile.mood))));
        dc.DrawRoundedRectangle(wxRect(all).Deflate(FromDIP(3)), FromDIP(5));
        if (focus) {
            dc.SetPen(wxPen(colours.text, 1, wxPENSTYLE_DOT));
            dc.SetBrush(*wxTRANSPARENT_BRUSH);
            dc.DrawRectangle(wxRect(all).Deflate(FromDIP(6)));
        }
    }
    void draw_person(wxDC& dc, const wxRect& all, int gap, const wxColour& ink) {
        const auto& colours = theme().palette();
        const int room = all.width - 2 * gap;
        dc.SetFont(theme().font(TextSize::Body));
        dc.SetTextForeground(colours.text);
        const int line = dc.GetCharHeight();
        int y = FromDIP(3 * grid + grid / 2);
        dc.DrawText(wxControl::Ellipsize(wx(m_tile.name), dc, wxELLIPSIZE_MIDDLE, room), gap, y);
        y += line + FromDIP(2);
        dc.SetFont(theme().font(TextSize::Caption));
        dc.SetTextForeground(colours.muted);
        dc.DrawText(wx(m_tile.candidate), gap, y);
        dc.SetFont(theme().font(TextSize::Strong));
        dc.SetTextForeground(colours.text);
        const wxString time = wx(m_tile.remaining);
        dc.DrawText(time, all.width - gap - dc.GetTextExtent(time).x, y - FromDIP(2));
        y += line + FromDIP(2);
        if (!m_tile.expected)
            draw_progress(dc, all, gap, y, ink);
        dc.SetFont(theme().font(TextSize::Caption));
        wxString foot = wx(m_tile.contact);
        if (m_tile.incidents > 0)
            foot = wxString::FromUTF8("⚑") + wxString::Format("%d ", m_tile.incidents) + foot;
        dc.SetTextForeground(m_tile.contact.empty() ? colours.muted : colours.bad);
        dc.DrawText(wxControl::Ellipsize(foot, dc, wxELLIPSIZE_END, room), gap,
                    all.height - dc.GetCharHeight() - gap / 2 - FromDIP(3));
    }
    /// Name; what is most urgent and the time; progress as a line at the foot.
    void draw_briefly(wxDC& dc, const wxRect& all, int gap, const wxColour& ink) {
        const auto& colours = theme().palette();
        const int room = all.width - 2 * gap;
        dc.SetFont(theme().font(TextSize::Caption));
        dc.SetTextForeground(colours.text);
        const int line = dc.GetCharHeight();
        const int y = FromDIP(3 * grid + grid / 2);
        dc.DrawText(wxControl::Ellipsize(wx(m_tile.name), dc, wxELLIPSIZE_MIDDLE, room), gap, y);
        const wxString time = wx(m_tile.remaining);
        const int time_width = dc.GetTextExtent(time).x;
        dc.DrawText(time, all.width - gap - time_width, y + line);
        wxString left =
            m_tile.contact.empty() ? wxString::Format("%d/%d", m_tile.answered, m_tile.questions) : wx(m_tile.contact);
        if (m_tile.expected)
            left = wx(m_tile.candidate);
        if (m_tile.incidents > 0)
            left = wxString::FromUTF8("⚑") + wxString::Format("%d ", m_tile.incidents) + left;
        dc.SetTextForeground(m_tile.contact.empty() ? colours.muted : colours.bad);
        dc.DrawText(wxControl::Ellipsize(left, dc, wxELLIPSIZE_END, room - time_width - gap), gap, y + line);
        if (!m_tile.expected)
            draw_bar(dc, wxRect(gap, all.height - FromDIP(grid + 2), room, FromDIP(3)), ink);
    }
    void draw_progress(wxDC& dc, const wxRect& all, int gap, int y, const wxColour& ink) {
        dc.SetFont(theme().font(TextSize::Caption));
        dc.SetTextForeground(theme().palette().text);
        const wxString text = wxString::Format("%d/%d", m_tile.answered, m_tile.questions);
        const wxSize size = dc.GetTextExtent(text);
        dc.DrawText(text, all.width - gap - size.x, y);
        draw_bar(dc, wxRect(gap, y + size.y / 2 - FromDIP(3), all.width - 3 * gap - size.x, FromDIP(6)), ink);
    }
    void draw_bar(wxDC& dc, const wxRect& bar, const wxColour& ink) {
        dc.SetPen(*wxTRANSPARENT_PEN);
        dc.SetBrush(wxBrush(theme().palette().line));
        dc.DrawRectangle(bar);
        if (m_tile.questions > 0) {
            dc.SetBrush(wxBrush(ink));
            dc.DrawRectangle(bar.x, bar.y, bar.width * std::min(m_tile.answered, m_tile.questions) / m_tile.questions,
                             bar.height);
        }
    }

    SeatTiles* m_parent;
    const bool m_small;
    SeatTile m_tile;
    bool m_chosen{false};
};

SeatTiles::SeatTiles(wxWindow* parent)
    : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL),
      m_row(new wxWrapSizer(wxHORIZONTAL, 0)) {
    SetBackgroundColour(theme().palette().surface);
    set_accessible(this, tr("Seats of the room"), "exam.seats");
    SetScrollRate(0, FromDIP(2 * grid));
    SetSizer(m_row);
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        CallAfter([this] { FitInside(); });
    });
}

void SeatTiles::show(const SeatMap& map, int chosen) {
    const bool same = m_tiles.size() == map.tiles.size();
    if (!same) {
        Freeze();
        for (auto* tile : m_tiles)
            tile->Destroy();
        m_tiles.clear();
        m_row->Clear();
        for (const auto& one : map.tiles) {
            m_tiles.push_back(new Tile(this, one.seat, map.tiles.size() >= many_seats));
            m_row->Add(m_tiles.back(), wxSizerFlags().Border(wxALL, FromDIP(grid / 4)));
        }
    }
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->show(map.tiles[i], map.tiles[i].seat == chosen);
    if (!same) {
        FitInside();
        Layout();
        Thaw();
    }
    if (chosen == std::exchange(m_chosen, chosen) || chosen == 0)
        return;
    for (auto* tile : m_tiles) // who was found is to be seen
        if (tile->seat() == chosen) {
            const int top = CalcUnscrolledPosition(tile->GetPosition()).y;
            const int view = CalcUnscrolledPosition(wxPoint(0, 0)).y;
            if (top < view || top + tile->GetSize().y > view + GetClientSize().y)
                Scroll(0, top / FromDIP(2 * grid));
        }
}

void SeatTiles::choose(int seat) {
    if (on_chosen)
        on_chosen(seat);
}

void SeatTiles::move(Tile& from, int by) {
    const auto at = std::find(m_tiles.begin(), m_tiles.end(), &from) - m_tiles.begin();
    const auto to = at + by;
    if (to >= 0 && to < static_cast<std::ptrdiff_t>(m_tiles.size()))
        m_tiles[static_cast<std::size_t>(to)]->SetFocus();
}

int SeatTiles::columns() const {
    int count = 0;
    for (const auto* tile : m_tiles)
        if (tile->GetPosition().y == m_tiles.front()->GetPosition().y)
            ++count;
    return std::max(1, count);
}

} // namespace canbo::exam::ui
