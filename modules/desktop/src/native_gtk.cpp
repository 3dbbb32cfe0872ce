// What the toolkit does not pass on to GTK. Another platform gets its own file beside this one.
#include "desktop/display.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "native_list.h"

#include <wx/weakref.h>

#include <algorithm>
#include <ctime>
#include <fontconfig/fontconfig.h>
#include <future>
#include <gtk/gtk.h>
#include <memory>
#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/gdkwayland.h>
#endif

namespace canbo::desktop {
namespace {

GtkWidget* widget_of(wxWindow* window) { return GTK_WIDGET(window->GetHandle()); }

/// The widget a screen reader lands on: a text area or list sits inside a scrolled window.
GtkWidget* inner_widget(GtkWidget* widget) {
    if (GTK_IS_SCROLLED_WINDOW(widget)) {
        GtkWidget* child = gtk_bin_get_child(GTK_BIN(widget));
        if (child != nullptr)
            return child;
    }
    return widget;
}

GtkCssProvider* the_provider = nullptr;
void (*loop_listener)(double) = nullptr;
double began_at = 0;

/// Between two polls lies one turn of the main loop's work.
gint poll_and_measure(GPollFD* descriptors, guint count, gint timeout) {
    const double now = thread_cpu_ms();
    if (loop_listener != nullptr && began_at > 0)
        loop_listener(now - began_at);
    const gint ready = g_poll(descriptors, count, timeout);
    began_at = thread_cpu_ms();
    return ready;
}

} // namespace

bool is_wayland() {
#ifdef GDK_WINDOWING_WAYLAND
    return GDK_IS_WAYLAND_DISPLAY(gdk_display_get_default());
#else
    return false;
#endif
}

void set_accessible(wxWindow* window, const wxString& name, std::string_view id) {
    window->SetName(wx(id));
    AtkObject* object = gtk_widget_get_accessible(inner_widget(widget_of(window)));
    if (object == nullptr)
        return;
    if (!name.empty())
        atk_object_set_name(object, utf8(name).c_str());
    atk_object_set_accessible_id(object, std::string(id).c_str());
}

void set_accessible_description(wxWindow* window, const wxString& text) {
    if (AtkObject* object = gtk_widget_get_accessible(inner_widget(widget_of(window))))
        atk_object_set_description(object, utf8(text).c_str());
}

void add_style_class(wxWindow* window, const char* name) {
    gtk_style_context_add_class(gtk_widget_get_style_context(widget_of(window)),
                                (std::string("canbo-") + name).c_str());
}

void remove_style_class(wxWindow* window, const char* name) {
    gtk_style_context_remove_class(gtk_widget_get_style_context(widget_of(window)),
                                   (std::string("canbo-") + name).c_str());
}

void spare_the_start() { g_setenv("GDK_GL", "disable", FALSE); }

void read_fonts_meanwhile() {
    static const auto fonts = std::async(std::launch::async, [] { FcInit(); }); // ended with the program at the latest
}

bool system_is_dark() {
    gboolean preferred = FALSE;
    gchar* name = nullptr;
    g_object_get(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", &preferred, "gtk-theme-name", &name,
                 nullptr);
    const char* forced = g_getenv("GTK_THEME"); // stands above the setting: "Adwaita:dark"
    std::string theme = forced != nullptr ? forced : name != nullptr ? name : "";
    g_free(name);
    std::transform(theme.begin(), theme.end(), theme.begin(), [](char c) { return g_ascii_tolower(c); });
    const auto ends = [&theme](std::string_view end) {
        return theme.size() >= end.size() && theme.compare(theme.size() - end.size(), end.size(), end) == 0;
    };
    return (preferred != FALSE && forced == nullptr) || ends("-dark") || ends(":dark");
}

wxFont system_type() {
    gchar* name = nullptr;
    g_object_get(gtk_settings_get_default(), "gtk-font-name", &name, nullptr);
    const wxFont font(name != nullptr ? wx(name) : wxString("Sans 10"));
    g_free(name);
    return font;
}

namespace {

/// Does a desktop's settings service answer? Those of GNOME, Xfce and the like also say how letters are drawn; a bare
/// window manager and a kiosk have none.
bool has_desktop_settings() {
    GValue theme = G_VALUE_INIT;
    g_value_init(&theme, G_TYPE_STRING);
    const bool said = gdk_screen_get_setting(gdk_screen_get_default(), "gtk-theme-name", &theme) != FALSE;
    g_value_unset(&theme);
    return said;
}

/// Where nobody says so, GTK bends every letter to the grid in full, by the font's own program: a tenth of the start,
/// and not what the same letters look like anywhere else. Slightly is what Debian's fontconfig says.
void draw_letters_as_elsewhere() {
    if (!has_desktop_settings())
        g_object_set(gtk_settings_get_default(), "gtk-xft-hinting", 1, "gtk-xft-hintstyle", "hintslight", nullptr);
}

} // namespace

void apply_native_style(bool dark, const std::string& style_sheet) {
    draw_letters_as_elsewhere();
    gboolean before = FALSE;
    g_object_get(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", &before, nullptr);
    if ((before != FALSE) != dark) // setting it reads the toolkit's whole style again, even to the same value
        g_object_set(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", dark ? TRUE : FALSE, nullptr);
    GdkScreen* screen = gdk_screen_get_default();
    if (the_provider != nullptr) {
        gtk_style_context_remove_provider_for_screen(screen, GTK_STYLE_PROVIDER(the_provider));
        g_object_unref(the_provider);
    }
    the_provider = gtk_css_provider_new();
    gtk_css_provider_load_from_data(the_provider, style_sheet.c_str(), -1, nullptr);
    gtk_style_context_add_provider_for_screen(screen, GTK_STYLE_PROVIDER(the_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void show_row(wxDataViewCtrl* list, unsigned int row) {
    GtkWidget* widget = inner_widget(widget_of(list));
    if (!GTK_IS_TREE_VIEW(widget))
        return;
    GtkTreeView* tree = GTK_TREE_VIEW(widget);
    GtkTreePath* path = gtk_tree_path_new_from_indices(static_cast<gint>(row), -1);
    GtkTreePath *first = nullptr, *last = nullptr;
    const bool seen = gtk_tree_view_get_visible_range(tree, &first, &last) != FALSE &&
                      gtk_tree_path_compare(first, path) <= 0 && gtk_tree_path_compare(path, last) <= 0;
    if (!seen)
        gtk_tree_view_scroll_to_cell(tree, path, nullptr, TRUE, 0.5F, 0);
    for (GtkTreePath* one : {path, first, last})
        gtk_tree_path_free(one);
}

void after_drawing(wxWindow* window, std::function<void()> run) {
    struct Waiting {
        wxWeakRef<wxWindow> window;
        std::function<void()> run;
    };
    const auto go = [](gpointer data) -> gboolean {
        const std::unique_ptr<Waiting> waiting(static_cast<Waiting*>(data));
        if (waiting->window)
            waiting->run();
        return G_SOURCE_REMOVE;
    };
    g_idle_add(go, new Waiting{window, std::move(run)}); // idle comes after drawing (GDK_PRIORITY_REDRAW)
}

double thread_cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void watch_main_loop(void (*done)(double cpu_ms)) {
    loop_listener = done;
    g_main_context_set_poll_func(g_main_context_default(), poll_and_measure);
}

} // namespace canbo::desktop
