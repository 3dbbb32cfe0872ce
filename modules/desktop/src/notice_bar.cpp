#include "notice_bar.h"

#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/statbmp.h>

namespace canbo::desktop {
namespace {

const char* icon_of(Tone tone) {
    switch (tone) {
    case Tone::Good:
        return "check";
    case Tone::Warn:
        return "warning";
    case Tone::Bad:
        return "error";
    default:
        return "info";
    }
}

} // namespace

NoticeBar::NoticeBar(wxWindow* parent, std::function<void(const std::string& page)> show_help)
    : wxPanel(parent), m_show_help(std::move(show_help)) {
    Hide();
}

void NoticeBar::show(Notice notice) {
    DestroyChildren();
    SetBackgroundColour(theme().back(notice.tone));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(new wxStaticBitmap(this, wxID_ANY, theme().icon(icon_of(notice.tone), 20, theme().colour(notice.tone))),
             wxSizerFlags().CentreVertical().Border(wxLEFT | wxTOP | wxBOTTOM, FromDIP(grid)));
    auto* text = make_text(this, wx(notice.text), TextSize::Body);
    text->SetWindowStyleFlag(wxST_ELLIPSIZE_END);
    text->SetToolTip(wx(notice.text));
    set_accessible(text, wx(notice.text), "notice.text");
    row->Add(text, wxSizerFlags(1).CentreVertical().Border(wxALL, FromDIP(grid)));
    if (!notice.action.empty() && notice.run)
        row->Add(make_flat(this, wx(notice.action), "notice.action",
                           [this, run = notice.run] {
                               CallAfter([this] { close(); });
                               run();
                           }),
                 wxSizerFlags().CentreVertical());
    if (!notice.help.empty())
        row->Add(
            make_flat(this, tr("What can I do?"), "notice.help", [this, page = notice.help] { m_show_help(page); }),
            wxSizerFlags().CentreVertical());
    auto* shut = make_flat(
        this, {}, "notice.close", [this] { CallAfter([this] { close(); }); }, "close");
    set_accessible(shut, tr("Close this message"), "notice.close");
    row->Add(shut, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(grid / 2)));
    SetSizer(row);
    Show();
    Layout();
    GetParent()->Layout();
}

void NoticeBar::close() {
    Hide();
    GetParent()->Layout();
}

} // namespace canbo::desktop
