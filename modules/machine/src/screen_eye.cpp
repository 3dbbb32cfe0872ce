#include "machine/screen_eye.h"

#include "process_list.h"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <xcb/randr.h>
#include <xcb/res.h>
#include <xcb/xcb.h>
#include <xcb/xfixes.h>

namespace canbo::machine {

using station::Holder;

namespace {

struct Free {
    void operator()(void* reply) const { std::free(reply); }
};
template <class Reply>
using Answer = std::unique_ptr<Reply, Free>;

struct Disconnect {
    void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
};

constexpr std::uint32_t watched = XCB_XFIXES_SELECTION_EVENT_MASK_SET_SELECTION_OWNER;
constexpr int most_depth = 20;

} // namespace

/// What a request asks and its answer says, without the errors of windows that go meanwhile.
struct ScreenEye::Server {
    std::unique_ptr<xcb_connection_t, Disconnect> connection;
    int own{0};
    xcb_window_t root{0};
    std::uint8_t fixes_event{0};
    std::map<xcb_atom_t, std::string> selections;
    int fills{0};
    Holder filler;

    template <class Reply, class Cookie, class Read>
    Answer<Reply> fetch(Cookie cookie, Read read) const {
        return Answer<Reply>(read(connection.get(), cookie, nullptr));
    }

    bool has(xcb_extension_t* extension) const {
        const auto* found = xcb_get_extension_data(connection.get(), extension);
        return found != nullptr && found->present != 0;
    }

    xcb_atom_t atom(const char* name) const {
        const auto answer = fetch<xcb_intern_atom_reply_t>(
            xcb_intern_atom(connection.get(), 0, static_cast<std::uint16_t>(std::string_view(name).size()), name),
            xcb_intern_atom_reply);
        return answer ? answer->atom : xcb_atom_t{XCB_ATOM_NONE};
    }

    std::string atom_name(xcb_atom_t which) const {
        const auto answer =
            fetch<xcb_get_atom_name_reply_t>(xcb_get_atom_name(connection.get(), which), xcb_get_atom_name_reply);
        return answer ? std::string(xcb_get_atom_name_name(answer.get()),
                                    static_cast<std::size_t>(xcb_get_atom_name_name_length(answer.get())))
                      : std::string();
    }

    /// The process that made the window; 0 when the server does not know (a client of another machine).
    int process_of(xcb_window_t window) const {
        const xcb_res_client_id_spec_t spec{window, XCB_RES_CLIENT_ID_MASK_LOCAL_CLIENT_PID};
        const auto answer = fetch<xcb_res_query_client_ids_reply_t>(
            xcb_res_query_client_ids(connection.get(), 1, &spec), xcb_res_query_client_ids_reply);
        if (!answer)
            return 0;
        for (auto ids = xcb_res_query_client_ids_ids_iterator(answer.get()); ids.rem > 0;
             xcb_res_client_id_value_next(&ids))
            if ((ids.data->spec.mask & XCB_RES_CLIENT_ID_MASK_LOCAL_CLIENT_PID) != 0 &&
                xcb_res_client_id_value_value_length(ids.data) > 0)
                return static_cast<int>(*xcb_res_client_id_value_value(ids.data));
        return 0;
    }

    /// WM_CLASS of the window or of the nearest one around it that has one.
    std::string class_of(xcb_window_t window) const {
        for (int depth = 0; depth < most_depth && window != root && window != XCB_WINDOW_NONE; ++depth) {
            const auto answer = fetch<xcb_get_property_reply_t>(
                xcb_get_property(connection.get(), 0, window, XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, 0, 64),
                xcb_get_property_reply);
            if (answer && xcb_get_property_value_length(answer.get()) > 0) {
                const std::string both(static_cast<const char*>(xcb_get_property_value(answer.get())),
                                       static_cast<std::size_t>(xcb_get_property_value_length(answer.get())));
                return both.substr(0, both.find('\0'));
            }
            const auto tree =
                fetch<xcb_query_tree_reply_t>(xcb_query_tree(connection.get(), window), xcb_query_tree_reply);
            window = tree ? tree->parent : xcb_window_t{XCB_WINDOW_NONE};
        }
        return {};
    }

    Holder holder_of(xcb_window_t window) const {
        const int process = process_of(window);
        if (process == own || window == root || window == XCB_WINDOW_NONE)
            return {};
        const auto name = process > 0 ? process_name("/proc", process) : std::string("?");
        const auto kind = class_of(window);
        return {false,
                kind.empty() ? process_text({process, name}) : fmt::format("{} ({}), process {}", name, kind, process)};
    }

    /// The window that keys go to; where they follow the pointer, the one below it.
    xcb_window_t keyboard_window() const {
        const auto answer =
            fetch<xcb_get_input_focus_reply_t>(xcb_get_input_focus(connection.get()), xcb_get_input_focus_reply);
        if (!answer || answer->focus != XCB_INPUT_FOCUS_POINTER_ROOT)
            return answer ? answer->focus : xcb_window_t{XCB_WINDOW_NONE};
        const auto pointer =
            fetch<xcb_query_pointer_reply_t>(xcb_query_pointer(connection.get(), root), xcb_query_pointer_reply);
        return pointer ? pointer->child : xcb_window_t{XCB_WINDOW_NONE};
    }

    std::vector<std::string> displays() const {
        std::vector<std::string> out;
        const auto answer = fetch<xcb_randr_get_monitors_reply_t>(xcb_randr_get_monitors(connection.get(), root, 1),
                                                                  xcb_randr_get_monitors_reply);
        if (!answer)
            return out;
        for (auto one = xcb_randr_get_monitors_monitors_iterator(answer.get()); one.rem > 0;
             xcb_randr_monitor_info_next(&one))
            out.push_back(fmt::format("{} {}x{}", atom_name(one.data->name), one.data->width, one.data->height));
        return out;
    }

    void take_events() {
        while (const Answer<xcb_generic_event_t> event{xcb_poll_for_event(connection.get())}) {
            if ((event->response_type & 0x7F) != fixes_event)
                continue;
            xcb_xfixes_selection_notify_event_t told{};
            std::memcpy(&told, event.get(), sizeof told);
            const auto who = told.owner == XCB_WINDOW_NONE ? Holder{} : holder_of(told.owner);
            if (who.ours)
                continue;
            ++fills;
            filler = {false, selections[told.selection] + ": " + who.who};
        }
    }
};

ScreenEye::ScreenEye(std::unique_ptr<Server> server) : m_server(std::move(server)) {}

ScreenEye::~ScreenEye() = default;

Result<std::unique_ptr<ScreenEye>> ScreenEye::open(int own_process) {
    auto server = std::make_unique<Server>();
    int screen = 0;
    server->own = own_process;
    server->connection.reset(xcb_connect(nullptr, &screen));
    auto* connection = server->connection.get();
    const Error none{ErrorCode::NotFound, "The windows of this machine cannot be watched", {}, "no X server"};
    if (xcb_connection_has_error(connection) != 0)
        return fail(none);
    auto roots = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (; screen > 0 && roots.rem > 1; --screen)
        xcb_screen_next(&roots);
    server->root = roots.data->root;
    if (!server->has(&xcb_randr_id) || !server->has(&xcb_xfixes_id) || !server->has(&xcb_res_id))
        return fail(none);
    // An extension answers only whom it has met.
    server->fetch<xcb_xfixes_query_version_reply_t>(xcb_xfixes_query_version(connection, 5, 0),
                                                    xcb_xfixes_query_version_reply);
    server->fetch<xcb_randr_query_version_reply_t>(xcb_randr_query_version(connection, 1, 5),
                                                   xcb_randr_query_version_reply);
    server->fetch<xcb_res_query_version_reply_t>(xcb_res_query_version(connection, 1, 2), xcb_res_query_version_reply);
    server->fixes_event = static_cast<std::uint8_t>(xcb_get_extension_data(connection, &xcb_xfixes_id)->first_event +
                                                    XCB_XFIXES_SELECTION_NOTIFY);
    for (const char* name : {"CLIPBOARD", "PRIMARY"}) {
        const auto selection = server->atom(name);
        server->selections[selection] = name;
        xcb_xfixes_select_selection_input(connection, server->root, selection, watched);
    }
    xcb_flush(connection);
    return std::unique_ptr<ScreenEye>(new ScreenEye(std::move(server)));
}

void ScreenEye::look(station::MachineFacts& facts) {
    if (xcb_connection_has_error(m_server->connection.get()) != 0)
        return;
    facts.focus = m_server->holder_of(m_server->keyboard_window());
    if (auto displays = m_server->displays(); !displays.empty())
        facts.displays = std::move(displays);
    m_server->take_events();
    facts.clipboard_fills = m_server->fills;
    if (m_server->fills > 0)
        facts.clipboard = m_server->filler;
}

} // namespace canbo::machine
