#include "identity_ui/result_view.h"

#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/gauge.h>
#include <wx/statbmp.h>

#include <algorithm>

namespace canbo::identity::ui {

using namespace desktop;

namespace {

constexpr int photo_width = 20 * grid, photo_height = 26 * grid;
constexpr int text_width = 72 * grid, field_width = 40 * grid;

const char* icon_of(const CardScreen& screen) {
    switch (screen.mood) {
    case Mood::Good:
        return "check";
    case Mood::Warn:
        return "warning";
    case Mood::Bad:
        return "error";
    case Mood::Plain:
        break;
    }
    return "identity";
}

const char* sign_of(Mood mood) { return mood == Mood::Bad ? "✕" : mood == Mood::Warn ? "⚠" : "•"; }

} // namespace

ResultView::ResultView(wxWindow* parent) : wxPanel(parent) {
    SetBackgroundColour(theme().palette().surface);
    auto* column = new wxBoxSizer(wxVERTICAL);
    m_band = new Band(this, "identity");
    column->Add(m_band, wxSizerFlags().Expand());
    m_gauge = new wxGauge(this, wxID_ANY, 100);
    set_accessible(m_gauge, tr("How much of the card is read"), "identity.progress");
    column->Add(m_gauge, wxSizerFlags().Expand());
    m_body = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL);
    m_body->SetBackgroundColour(theme().palette().surface);
    m_body->SetScrollRate(0, FromDIP(2 * grid));
    set_accessible(m_body, tr("What the card says and proves"), "identity.result"); // scrolled by its own keys
    auto* inside = new wxBoxSizer(wxVERTICAL);
    auto* top = new wxBoxSizer(wxHORIZONTAL);
    m_photo = new wxStaticBitmap(m_body, wxID_ANY, wxBitmap(1, 1));
    set_accessible(m_photo, tr("Photo on the chip"), "identity.photo");
    top->Add(m_photo, wxSizerFlags().Border(wxRIGHT, FromDIP(3 * grid)));
    m_fields = new wxPanel(m_body);
    top->Add(m_fields, wxSizerFlags(1).Expand());
    inside->Add(top, wxSizerFlags().Expand().Border(wxALL, FromDIP(2 * grid)));
    m_ladder = new wxPanel(m_body);
    inside->Add(m_ladder, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_findings = new wxPanel(m_body);
    inside->Add(m_findings, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_body->SetSizer(inside);
    column->Add(m_body, wxSizerFlags(1).Expand());
    SetSizer(column);
    m_gauge->Hide();
    show_photo(nullptr);
}

void ResultView::show_screen(const CardScreen& screen) {
    Freeze();
    m_band->show(screen.headline, screen.advice, screen.mood, icon_of(screen));
    m_gauge->Show(screen.stage == CardScreen::Stage::Reading);
    fill_fields(screen);
    fill_ladder(screen);
    fill_findings(screen);
    // Why a card is not accepted comes before how far it got.
    auto* inside = m_body->GetSizer();
    inside->Detach(m_findings);
    inside->Insert(screen.mood == Mood::Bad ? 1 : 2, m_findings,
                   wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(2 * grid)));
    m_body->FitInside();
    Layout();
    Thaw();
}

void ResultView::fill_fields(const CardScreen& screen) {
    m_fields->DestroyChildren();
    auto* table = new wxFlexGridSizer(2, wxSize(FromDIP(3 * grid), FromDIP(grid / 2)));
    table->AddGrowableCol(1, 1);
    const auto value = [&](wxSizer* into, const std::string& text, TextSize size, Tone tone, const std::string& id,
                           const std::string& name) {
        auto* made = make_wrapped(m_fields, wx(text), field_width, size, tone);
        set_accessible(made, wx(name + ": " + text), id);
        into->Add(made);
    };
    const bool chip_read =
        std::any_of(screen.fields.begin(), screen.fields.end(), [](const FieldRow& row) { return !row.chip.empty(); });
    if (!screen.fields.empty()) {
        table->AddSpacer(0);
        table->Add(make_text(m_fields, chip_read ? tr("On the chip") : tr("In print or in the QR code"),
                             TextSize::Caption, Tone::Muted));
    }
    int number = 0;
    for (const auto& row : screen.fields) {
        const std::string id = "identity.field." + std::to_string(number++);
        const TextSize size = number <= 2 ? TextSize::Strong : TextSize::Body;
        table->Add(make_text(m_fields, wx(row.label), TextSize::Caption, Tone::Muted));
        auto* values = new wxBoxSizer(wxVERTICAL);
        if (!row.chip.empty())
            value(values, row.chip, size, row.differs ? Tone::Bad : Tone::Normal, id + ".chip", row.label);
        // What stands in print is shown again only where it is not the same.
        if (!chip_read)
            value(values, row.print, size, Tone::Muted, id + ".print", row.label);
        else if (!row.print.empty() && row.print != row.chip)
            value(values, (row.differs ? "≠ " : "") + base::tr("In print") + ": " + row.print, TextSize::Body,
                  row.differs ? Tone::Bad : Tone::Muted, id + ".print", row.label);
        table->Add(values, wxSizerFlags().Expand());
    }
    m_fields->SetSizer(table);
    m_fields->Show(!screen.fields.empty());
}

void ResultView::fill_ladder(const CardScreen& screen) {
    using Mark = LadderRow::Mark;
    m_ladder->DestroyChildren();
    auto* column = new wxBoxSizer(wxVERTICAL);
    if (!screen.ladder.empty())
        column->Add(make_text(m_ladder, tr("What is proven"), TextSize::Heading),
                    wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    int number = 0;
    for (const auto& step : screen.ladder) {
        const char* sign = step.mark == Mark::Done ? "✓" : step.mark == Mark::Failed ? "✕" : "○";
        const Tone tone = step.mark == Mark::Done     ? Tone::Good
                          : step.mark == Mark::Failed ? Tone::Bad
                          : step.mark == Mark::Open   ? Tone::Muted
                                                      : Tone::Warn;
        const char* word = step.mark == Mark::Done     ? base::msgid("shown")
                           : step.mark == Mark::Failed ? base::msgid("false")
                                                       : base::msgid("not shown");
        auto* line = make_text(m_ladder, wx(std::string(sign) + "  " + step.text + " – " + base::tr(word)),
                               TextSize::Body, tone);
        set_accessible(line, line->GetLabelText(), "identity.step." + std::to_string(number++));
        column->Add(line, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
    }
    m_ladder->SetSizer(column);
    m_ladder->Show(!screen.ladder.empty());
}

void ResultView::fill_findings(const CardScreen& screen) {
    m_findings->DestroyChildren();
    auto* column = new wxBoxSizer(wxVERTICAL);
    if (!screen.findings.empty())
        column->Add(make_text(m_findings, tr("What was found"), TextSize::Heading),
                    wxSizerFlags().Border(wxBOTTOM, FromDIP(grid)));
    int number = 0;
    for (const auto& finding : screen.findings) {
        const Tone tone = tone_of(finding.mood);
        auto* line = make_wrapped(m_findings, wx(std::string(sign_of(finding.mood)) + "  " + finding.text), text_width,
                                  TextSize::Body, tone);
        set_accessible(line, wx(finding.text), "identity.finding." + std::to_string(number++));
        column->Add(line, wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
    }
    m_findings->SetSizer(column);
    m_findings->Show(!screen.findings.empty());
}

void ResultView::show_photo(const FacePicture* picture) {
    if (picture == nullptr || picture->width <= 0 || picture->height <= 0) {
        m_photo->SetBitmap(wxBitmap(1, 1)); // lets go of the pixels
        m_photo->Hide();
        Layout();
        return;
    }
    wxImage image(picture->width, picture->height, false);
    std::copy(picture->rgb.begin(), picture->rgb.end(), image.GetData());
    const double shrink = std::min(static_cast<double>(FromDIP(photo_width)) / picture->width,
                                   static_cast<double>(FromDIP(photo_height)) / picture->height);
    wxImage shown = image.Scale(std::max(1, static_cast<int>(picture->width * shrink)),
                                std::max(1, static_cast<int>(picture->height * shrink)), wxIMAGE_QUALITY_HIGH);
    m_photo->SetBitmap(wxBitmap(shown));
    for (auto* made : {&image, &shown})
        std::fill_n(made->GetData(), static_cast<std::size_t>(made->GetWidth()) * made->GetHeight() * 3, '\0');
    m_photo->Show();
    Layout();
}

void ResultView::show_progress(int percent) {
    if (percent < 0)
        m_gauge->Pulse();
    else
        m_gauge->SetValue(percent);
}

} // namespace canbo::identity::ui
