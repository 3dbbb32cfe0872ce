#pragma once

#include <wx/bmpbndl.h>
#include <wx/colour.h>
#include <wx/font.h>
#include <wx/window.h>

#include <filesystem>
#include <string>

namespace canbo::desktop {

/// Eight pixels: every distance is a multiple of half of it.
inline constexpr int grid = 8;

/// Quiet colours, light and dark; text on `surface`, `side` and `raised` has a contrast of at least 4.5:1 (a test).
struct Palette {
    wxColour surface; ///< Where content stands.
    wxColour raised;  ///< Cards, header and status bar.
    wxColour side;    ///< Side bar.
    wxColour line;    ///< Hair lines.
    wxColour text;    ///< What is to be read.
    wxColour muted;   ///< Captions.
    wxColour accent;  ///< The one thing to do next; selection.
    wxColour on_accent;
    wxColour selected;                                  ///< Behind the chosen entry of the side bar.
    wxColour good, warn, bad, info;                     ///< Status text.
    wxColour good_back, warn_back, bad_back, info_back; ///< Behind notices of that tone.
};

Palette light_palette();
Palette dark_palette();
Palette contrast_palette(); ///< At least 7:1, lines included.

/// What a text or a notice means. Never told by colour alone.
enum class Tone { Normal, Muted, Good, Warn, Bad, Info };

/// Sizes of type: one scale, by the system's own font.
enum class TextSize { Caption, Body, Strong, Heading, Title, Figure };

/// Colours, fonts and icons of this run. One per program, made after the toolkit started. UI thread only.
class Theme {
public:
    enum class Choice { System, Light, Dark, Contrast };
    /// `icons`: content/icons. Styles the toolkit's own controls too. `scale`: of all type.
    Theme(Choice choice, std::filesystem::path icons, double scale = 1);

    bool dark() const { return m_dark; }
    double scale() const { return m_scale; }
    const Palette& palette() const { return m_palette; }
    wxColour colour(Tone tone) const;
    wxColour back(Tone tone) const;
    wxFont font(TextSize size) const;
    /// An icon in the theme's ink, sharp at any scaling; an empty square when the file is missing (logged).
    wxBitmapBundle icon(const std::string& name, int size = 20) const;
    wxBitmapBundle icon(const std::string& name, int size, const wxColour& ink) const;

private:
    bool m_dark;
    double m_scale;
    Palette m_palette;
    std::filesystem::path m_icons;
};

/// The program's theme. A fault of ours when there is none yet.
const Theme& theme();
/// Set by the shell; null when it goes.
void set_theme(const Theme* theme);

/// WCAG 2 contrast of two colours, 1 to 21.
double contrast(const wxColour& a, const wxColour& b);

} // namespace canbo::desktop
