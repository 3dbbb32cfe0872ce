#pragma once

#include <wx/window.h>

#include <functional>
#include <string>
#include <string_view>

namespace canbo::desktop {

/// What a screen reader says of a control, and its stable id for tests and scripts ("report_form.percent"), which also
/// becomes the window's name. wxWindow::SetName alone does not reach the accessibility bus.
void set_accessible(wxWindow* window, const wxString& name, std::string_view id);
/// The longer text a screen reader may say (what a drawing shows).
void set_accessible_description(wxWindow* window, const wxString& text);

/// A style class of the kit's style sheet on a native control ("nav", "primary", "flat"); nothing where the toolkit
/// has none.
void add_style_class(wxWindow* window, const char* name);
void remove_style_class(wxWindow* window, const char* name);

/// Before the toolkit begins: what it would otherwise load though nothing here uses it. GTK asks the X server for its
/// OpenGL visuals, which brings Mesa's whole compiler into memory and took a third of the start.
void spare_the_start();

/// Reads the list of this machine's fonts in a thread of its own, while the toolkit reads its style; it would wait for
/// it. Not before the toolkit has begun: beginning it changes the environment, which fontconfig reads (a start in a
/// hundred ended there).
void read_fonts_meanwhile();

/// Does the system ask programs to be dark? Cheaper than the toolkit's own answer, which makes a window to look at.
bool system_is_dark();

/// The system's type. The toolkit's own answer makes a list of all fonts first.
wxFont system_type();

/// Prefers the toolkit's dark variant for this program, and installs the kit's style sheet.
void apply_native_style(bool dark, const std::string& style_sheet);

/// Runs `run` once the windows have been drawn and nothing waits; never when `window` is gone by then. For what a
/// person misses only later. Unlike CallAfter, which comes before.
void after_drawing(wxWindow* window, std::function<void()> run);

/// The processor time this thread has used, in milliseconds.
double thread_cpu_ms();

/// Measures every piece of work of the main loop: `done(ms)` after each. Once per program; nothing where it cannot.
void watch_main_loop(void (*done)(double cpu_ms));

} // namespace canbo::desktop
