#include "desktop/chart_view.h"

#include "desktop/native.h"
#include "desktop/text.h"
#include "drawing/palette.h"

#include <wx/clipbrd.h>
#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <cmath>

namespace canbo::desktop {
namespace {

wxFont font_of(double size, drawing::Weight weight) {
    wxFont font = theme().font(TextSize::Body);
    font.SetFractionalPointSize(size * 0.75); // 1/96 inch to points
    if (weight == drawing::Weight::Bold)
        font.MakeBold();
    return font;
}

/// Measures with the font the painter draws with.
class ScreenMeasure final : public drawing::TextMeasure {
public:
    ScreenMeasure() : m_image(4, 4), m_context(wxGraphicsContext::Create(m_image)) {}
    double width(std::string_view text, double size, drawing::Weight weight) const override {
        m_context->SetFont(font_of(size, weight), *wxBLACK);
        double width = 0;
        m_context->GetTextExtent(wx(text), &width, nullptr);
        return width;
    }

private:
    wxImage m_image;
    std::unique_ptr<wxGraphicsContext> m_context;
};

class Painter {
public:
    explicit Painter(wxGraphicsContext& context)
        : m_context(context), m_palette(theme().dark() ? drawing::Palette::dark() : drawing::Palette::light()) {}

    void operator()(const drawing::Rectangle& r) {
        style(r.fill, r.stroke);
        if (r.radius > 0)
            m_context.DrawRoundedRectangle(r.rect.x, r.rect.y, r.rect.width, r.rect.height, r.radius);
        else
            m_context.DrawRectangle(r.rect.x, r.rect.y, r.rect.width, r.rect.height);
    }
    void operator()(const drawing::Polyline& line) {
        style(std::nullopt, line.stroke);
        m_context.StrokePath(path(line.points, false));
    }
    void operator()(const drawing::Polygon& polygon) {
        style(polygon.fill, polygon.stroke);
        m_context.DrawPath(path(polygon.points, true));
    }
    void operator()(const drawing::Circle& circle) {
        style(circle.fill, circle.stroke);
        m_context.DrawEllipse(circle.centre.x - circle.radius, circle.centre.y - circle.radius, 2 * circle.radius,
                              2 * circle.radius);
    }
    void operator()(const drawing::Hatch& hatch) {
        for (const auto& line : drawing::hatch_lines(hatch))
            (*this)(line);
    }
    void operator()(const drawing::Text& text) {
        m_context.SetFont(font_of(text.size, text.weight), colour(text.ink));
        double width = 0, height = 0, descent = 0;
        m_context.GetTextExtent(wx(text.text), &width, &height, &descent);
        const double shift = text.anchor == drawing::Anchor::Start ? 0
                             : text.anchor == drawing::Anchor::End ? width
                                                                   : width / 2;
        m_context.DrawText(wx(text.text), text.at.x - shift, text.at.y - (height - descent));
    }
    wxColour colour(drawing::Ink ink) const {
        const auto c = m_palette[ink];
        return {c.red, c.green, c.blue};
    }

private:
    wxGraphicsPath path(const std::vector<drawing::Point>& points, bool closed) {
        wxGraphicsPath made = m_context.CreatePath();
        bool first = true;
        for (const auto& point : points) {
            if (std::exchange(first, false))
                made.MoveToPoint(point.x, point.y);
            else
                made.AddLineToPoint(point.x, point.y);
        }
        if (closed)
            made.CloseSubpath();
        return made;
    }
    void style(const std::optional<drawing::Ink>& fill, const std::optional<drawing::Stroke>& stroke) {
        m_context.SetBrush(fill ? wxBrush(colour(*fill)) : *wxTRANSPARENT_BRUSH);
        if (!stroke) {
            m_context.SetPen(*wxTRANSPARENT_PEN);
            return;
        }
        wxPen pen(colour(stroke->ink), std::max(1, static_cast<int>(std::lround(stroke->width))));
        if (stroke->dash > 0)
            pen.SetStyle(wxPENSTYLE_SHORT_DASH);
        m_context.SetPen(pen);
    }

    wxGraphicsContext& m_context;
    const drawing::Palette& m_palette;
};

std::string table_text(const drawing::Table& table) {
    std::string text = table.caption;
    const auto add = [&text](const std::vector<std::string>& cells) {
        text += "\n";
        for (std::size_t i = 0; i < cells.size(); ++i)
            text += (i == 0 ? "" : "\t") + cells[i];
    };
    add(table.header);
    for (const auto& row : table.rows)
        add(row);
    return text;
}

} // namespace

class ChartView::Canvas final : public wxScrolledWindow {
public:
    Canvas(wxWindow* parent, int height)
        : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxHSCROLL),
          m_height(height) {
        SetBackgroundStyle(wxBG_STYLE_PAINT);
        SetScrollRate(FromDIP(grid), FromDIP(grid));
        SetMinSize(FromDIP(wxSize(200, height)));
        Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
        Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
            if (std::abs(event.GetSize().x - m_made_for) > 1)
                make();
            event.Skip();
        });
        Bind(wxEVT_MOTION, [this](wxMouseEvent& event) {
            const auto* hit = hit_of(event.GetPosition());
            const wxString tip = hit != nullptr ? wx(hit->tooltip) : wxString();
            if (tip != GetToolTipText())
                SetToolTip(tip);
            event.Skip();
        });
        Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
            const auto* hit = hit_of(event.GetPosition());
            if (hit != nullptr && !hit->key.empty() && on_activated)
                on_activated(hit->key);
            event.Skip();
        });
    }

    void show(Maker maker) {
        m_maker = std::move(maker);
        make();
    }
    const drawing::Chart& chart() const { return m_chart; }

    std::function<void(const std::string&)> on_activated;
    std::function<void()> on_made;

private:
    double scale() const { return GetDPIScaleFactor(); }
    void make() {
        if (!m_maker)
            return;
        m_made_for = GetClientSize().x;
        const ScreenMeasure measure;
        const double width = std::max(200.0, GetClientSize().x / scale());
        m_chart = m_maker(drawing::Frame{width, static_cast<double>(m_height), measure, 13, 16, false});
        SetVirtualSize(static_cast<int>(m_chart.scene.width * scale()),
                       static_cast<int>(m_chart.scene.height * scale()));
        SetMinSize(
            wxSize(FromDIP(200), std::min(static_cast<int>(m_chart.scene.height * scale()), FromDIP(3 * m_height))));
        Refresh();
        if (on_made)
            on_made();
    }
    const drawing::HitArea* hit_of(const wxPoint& at) const {
        const wxPoint inside = CalcUnscrolledPosition(at);
        return drawing::hit_at(m_chart, {inside.x / scale(), inside.y / scale()});
    }
    void paint() {
        wxAutoBufferedPaintDC dc(this);
        dc.SetBackground(theme().palette().surface);
        dc.Clear();
        DoPrepareDC(dc);
        const std::unique_ptr<wxGraphicsContext> context(wxGraphicsContext::Create(dc));
        context->Scale(scale(), scale());
        Painter painter(*context);
        for (const auto& primitive : m_chart.scene.primitives)
            std::visit(painter, primitive);
    }

    int m_height;
    int m_made_for{-1};
    Maker m_maker;
    drawing::Chart m_chart;
};

ChartView::ChartView(wxWindow* parent, const wxString& name, const std::string& id, int height)
    : wxPanel(parent), m_name(name), m_id(id), m_canvas(new Canvas(this, height)), m_numbers(new wxPanel(this)) {
    SetBackgroundColour(theme().palette().surface);
    m_numbers->SetSizer(new wxBoxSizer(wxVERTICAL));
    m_numbers->SetMinSize(FromDIP(wxSize(200, height)));
    m_numbers->Hide();
    set_accessible(m_canvas, name, id);
    m_canvas->on_activated = [this](const std::string& key) {
        if (on_activated)
            on_activated(key);
    };
    m_canvas->on_made = [this] {
        set_accessible_description(m_canvas, wx(table_text(m_canvas->chart().table)));
        if (m_shows_numbers)
            fill_table();
    };
    m_toggle = make_flat(
        this, tr("Show the numbers"), id + ".numbers", [this] { show_numbers(!m_shows_numbers); }, "list");
    auto* copy = make_flat(
        this, tr("Copy the numbers"), id + ".copy",
        [this] {
            const wxClipboardLocker lock;
            if (!!lock)
                wxTheClipboard->SetData(new wxTextDataObject(wx(table_text(m_canvas->chart().table))));
        },
        "copy");
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(m_toggle);
    row->Add(copy);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_canvas, wxSizerFlags(1).Expand());
    column->Add(m_numbers, wxSizerFlags(1).Expand());
    column->Add(row);
    SetSizer(column);
}

ChartView::~ChartView() = default;

void ChartView::show(Maker maker) {
    m_canvas->show(std::move(maker));
    Layout();
}

void ChartView::show_numbers(bool numbers) {
    m_shows_numbers = numbers;
    if (numbers)
        fill_table();
    m_toggle->SetLabel(numbers ? tr("Show the chart") : tr("Show the numbers"));
    m_canvas->Show(!numbers);
    m_numbers->Show(numbers);
    Layout();
}

void ChartView::fill_table() {
    const auto& table = m_canvas->chart().table;
    m_numbers->DestroyChildren();
    std::vector<TableColumn> columns;
    for (std::size_t i = 0; i < table.header.size(); ++i)
        columns.push_back({"c" + std::to_string(i), wx(table.header[i]), i == 0 ? 280 : 120});
    m_table = new TableView(m_numbers, m_name, m_id + ".table", std::move(columns));
    std::vector<TableRow> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        rows.push_back({std::to_string(i), table.rows[i]});
    m_table->set_rows(std::move(rows));
    m_numbers->GetSizer()->Add(m_table, wxSizerFlags(1).Expand());
    m_numbers->Layout();
}

} // namespace canbo::desktop
