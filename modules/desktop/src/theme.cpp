#include "desktop/theme.h"

#include "base/error.h"
#include "base/file.h"
#include "base/log.h"
#include "desktop/native.h"

#include <fmt/format.h>

#include <cmath>

namespace canbo::desktop {
namespace {

const Theme* the_theme = nullptr;

/// The ink every icon of content/icons is drawn in; replaced by the theme's.
constexpr const char* drawn_ink = "#3C4654";

/// As it is before anything is scaled: the toolkit would answer with the style sheet's own size.
const wxFont& system_font() {
    static const wxFont font = system_type();
    return font;
}

std::string hex(const wxColour& colour) {
    return fmt::format("#{:02X}{:02X}{:02X}", unsigned{colour.Red()}, unsigned{colour.Green()},
                       unsigned{colour.Blue()});
}

double channel(unsigned char value) {
    const double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(const wxColour& colour) {
    return 0.2126 * channel(colour.Red()) + 0.7152 * channel(colour.Green()) + 0.0722 * channel(colour.Blue());
}

/// Native controls in the kit's colours. GTK style classes; other toolkits keep their own look. The arrows of choices
/// are drawn: the icon theme's would be looked for in all its folders first.
std::string style_sheet(const Palette& p) {
    return fmt::format(R"(
button.canbo-nav {{ background: none; border: none; box-shadow: none; text-shadow: none; color: {text};
  padding: 8px 12px; border-radius: 6px; }}
button.canbo-nav:hover {{ background: {selected}; }}
button.canbo-nav.canbo-chosen {{ background: {selected}; font-weight: bold; color: {accent}; }}
button.canbo-primary {{ background: {accent}; color: {on_accent}; border-color: {accent}; text-shadow: none;
  box-shadow: none; }}
button.canbo-primary:hover {{ background: shade({accent}, 0.92); }}
button.canbo-primary:disabled {{ background: {line}; color: {muted}; border-color: {line}; }}
button.canbo-flat {{ background: none; border: none; box-shadow: none; text-shadow: none; color: {accent};
  padding: 4px 8px; border-radius: 6px; }}
button.canbo-chosen-tab {{ background: {selected}; box-shadow: inset 0 -3px {accent}; }}
button.canbo-flat:hover {{ background: {selected}; }}
button.canbo-flat:disabled {{ color: {muted}; }}
button {{ border-radius: 6px; }}
button:focus, entry:focus, textview:focus, combobox button:focus {{ outline: 2px solid {accent}; outline-offset: -2px; }}
treeview.view header button {{ font-weight: bold; color: {muted}; border-radius: 0; }}
combobox arrow {{ -gtk-icon-source: none; min-width: 16px; min-height: 16px; background-repeat: no-repeat;
  background-image: linear-gradient(45deg, transparent 50%, currentColor 50%),
    linear-gradient(135deg, currentColor 50%, transparent 50%);
  background-size: 5px 5px; background-position: 3px 50%, 8px 50%; }}
)",
                       fmt::arg("text", hex(p.text)), fmt::arg("selected", hex(p.selected)),
                       fmt::arg("accent", hex(p.accent)), fmt::arg("on_accent", hex(p.on_accent)),
                       fmt::arg("line", hex(p.line)), fmt::arg("muted", hex(p.muted)));
}

} // namespace

Palette light_palette() {
    Palette p;
    p.surface = wxColour(0xFF, 0xFF, 0xFF);
    p.raised = wxColour(0xF7, 0xF8, 0xFA);
    p.side = wxColour(0xEE, 0xF1, 0xF5);
    p.line = wxColour(0xD9, 0xDE, 0xE5);
    p.text = wxColour(0x1D, 0x24, 0x2D);
    p.muted = wxColour(0x55, 0x60, 0x6E);
    p.accent = wxColour(0x1B, 0x5F, 0xA8);
    p.on_accent = wxColour(0xFF, 0xFF, 0xFF);
    p.selected = wxColour(0xDB, 0xE7, 0xF4);
    p.good = wxColour(0x1C, 0x6B, 0x3A);
    p.warn = wxColour(0x86, 0x50, 0x00);
    p.bad = wxColour(0xA9, 0x27, 0x1F);
    p.info = wxColour(0x1B, 0x5F, 0xA8);
    p.good_back = wxColour(0xE3, 0xF3, 0xE8);
    p.warn_back = wxColour(0xFB, 0xF0, 0xD9);
    p.bad_back = wxColour(0xFB, 0xE6, 0xE4);
    p.info_back = wxColour(0xE3, 0xEE, 0xF9);
    return p;
}

Palette dark_palette() {
    Palette p;
    p.surface = wxColour(0x1E, 0x22, 0x27);
    p.raised = wxColour(0x26, 0x2B, 0x31);
    p.side = wxColour(0x19, 0x1C, 0x21);
    p.line = wxColour(0x3A, 0x41, 0x4A);
    p.text = wxColour(0xE7, 0xEA, 0xEE);
    p.muted = wxColour(0xA9, 0xB2, 0xBD);
    p.accent = wxColour(0x8A, 0xBD, 0xF2);
    p.on_accent = wxColour(0x10, 0x1A, 0x26);
    p.selected = wxColour(0x2C, 0x3A, 0x4A);
    p.good = wxColour(0x84, 0xCF, 0x9B);
    p.warn = wxColour(0xEB, 0xBE, 0x6B);
    p.bad = wxColour(0xF2, 0x9A, 0x92);
    p.info = wxColour(0x8A, 0xBD, 0xF2);
    p.good_back = wxColour(0x1F, 0x33, 0x27);
    p.warn_back = wxColour(0x3A, 0x30, 0x1B);
    p.bad_back = wxColour(0x40, 0x25, 0x23);
    p.info_back = wxColour(0x20, 0x30, 0x42);
    return p;
}

Palette contrast_palette() {
    Palette p = dark_palette();
    p.surface = p.raised = p.side = wxColour(0x00, 0x00, 0x00);
    p.line = p.text = p.muted = wxColour(0xFF, 0xFF, 0xFF);
    p.accent = wxColour(0xFF, 0xE0, 0x66);
    p.on_accent = wxColour(0x00, 0x00, 0x00);
    p.selected = wxColour(0x33, 0x33, 0x33);
    p.good = wxColour(0x9C, 0xF0, 0xB4);
    p.warn = wxColour(0xFF, 0xE0, 0x66);
    p.bad = wxColour(0xFF, 0xB3, 0xAD);
    p.info = wxColour(0xA8, 0xD4, 0xFF);
    p.good_back = p.warn_back = p.bad_back = p.info_back = wxColour(0x1A, 0x1A, 0x1A);
    return p;
}

namespace {

Palette palette_of(Theme::Choice choice, bool dark) {
    return choice == Theme::Choice::Contrast ? contrast_palette() : dark ? dark_palette() : light_palette();
}

/// Lists, fields, tabs and buttons in the surfaces' own blue greys: the toolkit's are warm, and stood as blocks among
/// them. Before the kit's other rules, which go over these.
std::string surface_style(const Palette& p, bool dark) {
    return fmt::format(R"(
menubar {{ background-color: {side}; color: {text}; }}
notebook > header {{ background-color: {raised}; border-color: {line}; }}
notebook > stack {{ background-color: {surface}; }}
treeview.view {{ background-color: {surface}; color: {text}; }}
treeview.view header button {{ background: {surface}; border-color: {line}; box-shadow: none; }}
textview, textview text, textview border, entry {{ background-color: {field}; color: {text}; border-color: {line}; }}
textview {{ padding: 4px 8px; }}
entry:disabled, textview text:disabled {{ color: {muted}; }}
treeview.view:selected, textview text selection, entry selection {{ background-color: {chosen}; color: #FFFFFF; }}
button {{ background-image: none; background-color: {raised}; border-color: {line}; color: {text}; box-shadow: none;
  text-shadow: none; }}
button:hover {{ background-color: {selected}; }}
button:checked {{ background-color: {selected}; border-color: {accent}; }}
button:disabled {{ color: {muted}; }}
)",
                       fmt::arg("side", hex(p.side)), fmt::arg("surface", hex(p.surface)),
                       fmt::arg("raised", hex(p.raised)), fmt::arg("line", hex(p.line)), fmt::arg("text", hex(p.text)),
                       fmt::arg("muted", hex(p.muted)), fmt::arg("selected", hex(p.selected)),
                       fmt::arg("accent", hex(p.accent)), fmt::arg("field", hex(dark ? p.raised : p.surface)),
                       fmt::arg("chosen", dark ? "#1F4E86" : hex(p.accent)));
}

/// What the toolkit draws by itself, larger and with hard edges.
std::string more_style(Theme::Choice choice, const Palette& p, double scale) {
    std::string out;
    if (scale > 1)
        out +=
            fmt::format("* {{ font-size: {:.1f}pt; }}\ncheck, radio {{ min-width: {:.0f}px; min-height: {:.0f}px; }}\n",
                        system_font().GetFractionalPointSize() * scale, 14 * scale, 14 * scale);
    if (choice == Theme::Choice::Contrast)
        out += fmt::format(R"(
button, entry, combobox button, check, radio {{ background-image: none; background-color: {back}; color: {ink};
  border: 2px solid {ink}; box-shadow: none; text-shadow: none; }}
button:disabled, button:disabled label {{ color: #BBBBBB; border-color: #BBBBBB; }}
check:checked, radio:checked {{ background-color: {accent}; color: {back}; }}
button.canbo-primary {{ background-color: {accent}; color: {back}; border-color: {accent}; }}
checkbutton, radiobutton, label {{ color: {ink}; }}
button.canbo-primary label {{ color: {back}; }}
)",
                           fmt::arg("back", hex(p.surface)), fmt::arg("ink", hex(p.text)),
                           fmt::arg("accent", hex(p.accent)));
    return out;
}

} // namespace

Theme::Theme(Choice choice, std::filesystem::path icons, double scale)
    : m_dark(choice == Choice::Dark || choice == Choice::Contrast || (choice == Choice::System && system_is_dark())),
      m_scale(scale), m_palette(palette_of(choice, m_dark)), m_icons(std::move(icons)) {
    const std::string surfaces = choice == Choice::Contrast ? std::string() : surface_style(m_palette, m_dark);
    apply_native_style(m_dark, surfaces + style_sheet(m_palette) + more_style(choice, m_palette, scale));
}

wxColour Theme::colour(Tone tone) const {
    switch (tone) {
    case Tone::Muted:
        return m_palette.muted;
    case Tone::Good:
        return m_palette.good;
    case Tone::Warn:
        return m_palette.warn;
    case Tone::Bad:
        return m_palette.bad;
    case Tone::Info:
        return m_palette.info;
    case Tone::Normal:
        break;
    }
    return m_palette.text;
}

wxColour Theme::back(Tone tone) const {
    switch (tone) {
    case Tone::Good:
        return m_palette.good_back;
    case Tone::Warn:
        return m_palette.warn_back;
    case Tone::Bad:
        return m_palette.bad_back;
    case Tone::Info:
        return m_palette.info_back;
    case Tone::Muted:
        return m_palette.raised;
    case Tone::Normal:
        break;
    }
    return m_palette.surface;
}

wxFont Theme::font(TextSize size) const {
    const wxFont font = system_font().Scaled(static_cast<float>(m_scale));
    switch (size) {
    case TextSize::Caption:
        return font.Scaled(0.9F);
    case TextSize::Body:
        return font;
    case TextSize::Strong:
        return font.Bold();
    case TextSize::Heading:
        return font.Scaled(1.15F).Bold();
    case TextSize::Title:
        return font.Scaled(1.5F).Bold();
    case TextSize::Figure:
        return font.Scaled(2.0F).Bold();
    }
    return font;
}

wxBitmapBundle Theme::icon(const std::string& name, int size) const { return icon(name, size, m_palette.text); }

wxBitmapBundle Theme::icon(const std::string& name, int size, const wxColour& ink) const {
    const auto text = base::read_file(m_icons / (name + ".svg"), 100'000);
    if (!text) {
        base::log(base::LogLevel::Warning, "icon {} is missing", name);
        return wxBitmapBundle::FromBitmap(wxBitmap(size, size));
    }
    std::string svg = *text;
    const std::string with = hex(ink);
    for (std::size_t at = svg.find(drawn_ink); at != std::string::npos; at = svg.find(drawn_ink, at))
        svg.replace(at, with.size(), with);
    return wxBitmapBundle::FromSVG(svg.c_str(), wxSize(size, size));
}

const Theme& theme() {
    CANBO_CHECK(the_theme != nullptr);
    return *the_theme;
}

void set_theme(const Theme* theme) { the_theme = theme; }

double contrast(const wxColour& a, const wxColour& b) {
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace canbo::desktop
