#pragma once

#include "desktop/mood.h"
#include "desktop/theme.h"

#include <wx/panel.h>

#include <string>

class wxStaticBitmap;
class wxStaticText;

namespace canbo::desktop {

Tone tone_of(Mood mood);

/// Across a page: where things stand in one sentence and what to do next, behind them the colour of what is meant.
class Band final : public wxPanel {
public:
    /// To screen readers its texts are `id`.headline and `id`.advice.
    Band(wxWindow* parent, std::string id);
    /// `icon`: file in content/icons without ".svg"; empty: none.
    void show(const std::string& headline, const std::string& advice, Mood mood, const std::string& icon = {});

private:
    void say();
    void wrap(int width);

    std::string m_id;
    wxStaticBitmap* m_icon;
    wxStaticText* m_headline;
    wxStaticText* m_advice;
    wxString m_head_text, m_advice_text;
    int m_width{-1};
};

} // namespace canbo::desktop
