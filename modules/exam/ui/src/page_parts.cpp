#include "page_parts.h"

#include "desktop/native.h"
#include "desktop/text.h"

#include <wx/statbmp.h>

#include <algorithm>

namespace canbo::exam::ui {

using namespace desktop;

namespace {
constexpr int face_width = 16 * grid, face_height = 21 * grid;
}

FaceBox::FaceBox(wxWindow* parent, const wxString& caption, const wxString& none, const std::string& id)
    : wxPanel(parent) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(make_text(this, caption, TextSize::Caption), wxSizerFlags().Border(wxBOTTOM, FromDIP(grid / 2)));
    m_picture = new wxStaticBitmap(this, wxID_ANY, wxBitmap(1, 1));
    set_accessible(m_picture, caption, id);
    column->Add(m_picture);
    m_frame = new wxPanel(this);
    m_frame->SetMinSize(FromDIP(wxSize(face_width, face_height)));
    m_frame->SetBackgroundColour(theme().palette().raised);
    auto* inside = new wxBoxSizer(wxVERTICAL);
    inside->AddStretchSpacer();
    inside->Add(make_wrapped(m_frame, none, face_width - 2 * grid, TextSize::Caption),
                wxSizerFlags().CentreHorizontal());
    inside->AddStretchSpacer();
    m_frame->SetSizer(inside);
    column->Add(m_frame);
    SetSizer(column);
    show(nullptr);
}

void FaceBox::show(const identity::ui::FacePicture* picture) {
    const bool there = picture != nullptr && picture->width > 0 && picture->height > 0;
    m_picture->Show(there);
    m_frame->Show(!there);
    if (!there) {
        m_picture->SetBitmap(wxBitmap(1, 1)); // lets go of the pixels
    } else {
        wxImage image(picture->width, picture->height, false);
        std::copy(picture->rgb.begin(), picture->rgb.end(), image.GetData());
        const double shrink = std::min(static_cast<double>(FromDIP(face_width)) / picture->width,
                                       static_cast<double>(FromDIP(face_height)) / picture->height);
        wxImage shown = image.Scale(std::max(1, static_cast<int>(picture->width * shrink)),
                                    std::max(1, static_cast<int>(picture->height * shrink)), wxIMAGE_QUALITY_HIGH);
        m_picture->SetBitmap(wxBitmap(shown));
        for (auto* made : {&image, &shown})
            std::fill_n(made->GetData(), static_cast<std::size_t>(made->GetWidth()) * made->GetHeight() * 3, '\0');
    }
    Layout();
    GetParent()->Layout();
}

void set_text(wxStaticText* text, const std::string& words, const std::string& id, int wrap) {
    if (utf8(text->GetLabelText()) == words)
        return;
    text->SetLabelText(wx(words));
    if (wrap > 0)
        text->Wrap(text->FromDIP(wrap));
    set_accessible(text, wx(words), id);
}

} // namespace canbo::exam::ui
