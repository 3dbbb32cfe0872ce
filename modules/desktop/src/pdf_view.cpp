#include "desktop/pdf_view.h"

#include "base/file.h"
#include "desktop/native.h"
#include "desktop/text.h"

#include <fmt/format.h>
#include <wx/dcbuffer.h>
#include <wx/filedlg.h>
#include <wx/image.h>
#include <wx/print.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace canbo::desktop {
namespace {

constexpr double least_zoom = 0.5, most_zoom = 4.0, zoom_step = 1.25;
constexpr double usual_zoom = 1.1, least_fitted_zoom = 0.7;
constexpr double print_scale = 200.0 / 72.0;
constexpr std::size_t kept_pages = 12; ///< Drawn pages held in memory.

wxImage to_image(PageImage page) {
    wxImage image(page.width, page.height, false);
    std::copy(page.rgb.begin(), page.rgb.end(), image.GetData());
    return image;
}

class PdfPrintout final : public wxPrintout {
public:
    PdfPrintout(const wxString& title, std::shared_ptr<PdfFile> file) : wxPrintout(title), m_file(std::move(file)) {}
    bool HasPage(int page) override { return page >= 1 && static_cast<std::size_t>(page) <= m_file->pages(); }
    void GetPageInfo(int* first, int* last, int* from, int* to) override {
        *first = *from = 1;
        *last = *to = static_cast<int>(m_file->pages());
    }
    bool OnPrintPage(int page) override {
        const auto image = to_image(m_file->draw(static_cast<std::size_t>(page - 1), print_scale));
        FitThisSizeToPaper(image.GetSize());
        GetDC()->DrawBitmap(wxBitmap(image), 0, 0);
        return true;
    }

private:
    std::shared_ptr<PdfFile> m_file;
};

} // namespace

class PdfView::Canvas final : public wxScrolledWindow {
public:
    Canvas(wxWindow* parent, Background& background)
        : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxHSCROLL | wxWANTS_CHARS),
          m_background(background) {
        SetBackgroundStyle(wxBG_STYLE_PAINT);
        SetBackgroundColour(theme().palette().side);
        Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
        Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
            lay_out();
            event.Skip();
        });
    }

    void show(std::shared_ptr<PdfFile> file) {
        m_file = std::move(file);
        m_sizes.clear();
        for (std::size_t i = 0; m_file && i < m_file->pages(); ++i)
            m_sizes.emplace_back(m_file->page_width(i), m_file->page_height(i));
        forget();
        Scroll(0, 0);
    }
    void set_zoom(double zoom) {
        m_zoom = std::clamp(zoom, least_zoom, most_zoom);
        m_by_hand = true;
        forget();
    }
    double zoom() const { return m_zoom; }
    const std::shared_ptr<PdfFile>& file() const { return m_file; }
    std::size_t page_in_view() const {
        const int top = CalcUnscrolledPosition(wxPoint(0, GetClientSize().y / 3)).y;
        for (std::size_t i = 0; i < m_sizes.size(); ++i)
            if (top < box(i).GetBottom())
                return i;
        return m_sizes.empty() ? 0 : m_sizes.size() - 1;
    }

    std::function<void()> on_moved;

private:
    double scale() const { return m_zoom * GetContentScaleFactor() * GetDPIScaleFactor(); }
    wxRect box(std::size_t page) const {
        int top = FromDIP(grid);
        for (std::size_t i = 0; i < page; ++i)
            top += static_cast<int>(m_sizes[i].second * scale()) + FromDIP(2 * grid);
        const int width = static_cast<int>(m_sizes[page].first * scale());
        const int left = std::max(FromDIP(grid), (std::max(GetVirtualSize().x, GetClientSize().x) - width) / 2);
        return {left, top, width, static_cast<int>(m_sizes[page].second * scale())};
    }
    void forget() {
        drop_drawn();
        lay_out();
        Refresh();
    }
    void drop_drawn() {
        m_drawn.clear();
        m_asked.clear();
        ++m_generation;
    }
    /// Whole lines are seen where there is room for readable ones, until the person chooses a size. In steps: else
    /// every pixel of a window that is being drawn larger draws the pages again.
    void fit() {
        double widest = 0;
        for (const auto& size : m_sizes)
            widest = std::max(widest, size.first);
        const int room = GetClientSize().x - FromDIP(2 * grid);
        if (m_by_hand || widest <= 0 || room <= 0)
            return;
        const double whole = room / (widest * scale() / m_zoom);
        const double zoom = std::clamp(std::floor(whole * 20) / 20, least_fitted_zoom, usual_zoom);
        if (std::exchange(m_zoom, zoom) != zoom)
            drop_drawn();
    }
    void lay_out() {
        fit();
        int width = 0, height = FromDIP(grid);
        for (const auto& [w, h] : m_sizes) {
            width = std::max(width, static_cast<int>(w * scale()) + FromDIP(2 * grid));
            height += static_cast<int>(h * scale()) + FromDIP(2 * grid);
        }
        SetVirtualSize(width, height);
        SetScrollRate(FromDIP(grid), FromDIP(2 * grid));
    }
    void ask(std::size_t page) {
        if (!m_asked.insert(page).second)
            return;
        m_waiter.run(
            m_background, [file = m_file, page, by = scale()] { return file->draw(page, by); },
            [this, page, generation = m_generation](PageImage image) {
                if (generation != m_generation)
                    return;
                if (m_drawn.size() >= kept_pages) {
                    m_drawn.clear();
                    m_asked.clear();
                }
                m_asked.insert(page);
                m_drawn[page] = wxBitmap(to_image(std::move(image)));
                Refresh();
            });
    }
    void paint() {
        wxAutoBufferedPaintDC dc(this);
        dc.SetBackground(GetBackgroundColour());
        dc.Clear();
        DoPrepareDC(dc);
        const wxRect seen(CalcUnscrolledPosition({0, 0}), GetClientSize());
        for (std::size_t i = 0; i < m_sizes.size(); ++i) {
            const wxRect where = box(i);
            if (!where.Intersects(seen))
                continue;
            if (const auto drawn = m_drawn.find(i); drawn != m_drawn.end()) {
                dc.DrawBitmap(drawn->second, where.GetTopLeft());
            } else {
                dc.SetPen(*wxTRANSPARENT_PEN);
                dc.SetBrush(*wxWHITE_BRUSH);
                dc.DrawRectangle(where);
                ask(i);
            }
        }
        if (on_moved)
            CallAfter([this] { on_moved(); });
    }

    Background& m_background;
    std::shared_ptr<PdfFile> m_file;
    std::vector<std::pair<double, double>> m_sizes;
    std::map<std::size_t, wxBitmap> m_drawn;
    std::set<std::size_t> m_asked;
    std::size_t m_generation{0};
    double m_zoom{usual_zoom};
    bool m_by_hand{false};
    Waiter m_waiter;
};

PdfView::PdfView(wxWindow* parent, Background& background, bool may_save) : wxPanel(parent), m_background(background) {
    SetBackgroundColour(theme().palette().raised);
    auto* bar = new wxBoxSizer(wxHORIZONTAL);
    bar->Add(make_flat(this, tr("Smaller"), "pdf.smaller", [this] { zoom(1 / zoom_step); }));
    bar->Add(make_flat(this, tr("Larger"), "pdf.larger", [this] { zoom(zoom_step); }));
    m_position = make_text(this, {}, TextSize::Caption);
    bar->Add(m_position, wxSizerFlags(1).CentreVertical().Border(wxLEFT | wxRIGHT, FromDIP(grid)));
    if (may_save)
        bar->Add(make_flat(
            this, tr("Save as"), "pdf.save", [this] { save_as(); }, "save"));
    bar->Add(make_flat(
        this, tr("Print"), "pdf.print", [this] { print(); }, "print"));
    m_canvas = new Canvas(this, background);
    m_canvas->on_moved = [this] { show_position(); };
    set_accessible(m_canvas, tr("Pages"), "pdf.pages");
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(bar, wxSizerFlags().Expand().Border(wxALL, FromDIP(grid / 2)));
    column->Add(m_canvas, wxSizerFlags(1).Expand());
    SetSizer(column);
}

void PdfView::show(std::string bytes, const std::string& name) {
    m_name = name;
    if (bytes.empty()) {
        m_canvas->show(nullptr);
        show_position();
        return;
    }
    struct Opened {
        std::shared_ptr<PdfFile> file;
        std::string text;
    };
    m_waiter.run(
        m_background,
        [bytes = std::move(bytes)]() mutable -> Opened {
            auto file = PdfFile::open(std::move(bytes));
            if (!file)
                return {};
            return {*file, (*file)->text(0)};
        },
        [this](Opened opened) {
            m_canvas->show(std::move(opened.file));
            set_accessible_description(m_canvas, wx(opened.text));
            show_position();
        });
}

std::size_t PdfView::pages() const { return m_canvas->file() ? m_canvas->file()->pages() : 0; }

void PdfView::zoom(double factor) { m_canvas->set_zoom(m_canvas->zoom() * factor); }

void PdfView::show_position() {
    const wxString text =
        pages() == 0 ? wxString()
                     : wx(fmt::format(fmt::runtime(base::tr("Page {} of {}")), m_canvas->page_in_view() + 1, pages()));
    if (m_position->GetLabel() != text)
        m_position->SetLabel(text);
}

void PdfView::print() {
    if (pages() == 0)
        return;
    wxPrinter printer;
    PdfPrintout printout(wx(m_name), m_canvas->file());
    printer.Print(this, &printout, true);
}

void PdfView::save_as() {
    if (pages() == 0)
        return;
    wxFileDialog dialog(this, tr("Save as"), {}, wx(m_name), "PDF (*.pdf)|*.pdf", wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() != wxID_OK)
        return;
    const auto written = base::write_file(std::filesystem::path(utf8(dialog.GetPath())), m_canvas->file()->bytes());
    if (!written)
        m_position->SetLabel(tr(written.error().message));
}

} // namespace canbo::desktop
