#pragma once

#include "desktop/background.h"
#include "exam_ui/room_desk.h"

#include <string>
#include <utility>
#include <vector>

namespace canbo::exam::ui {

/// What the page shows; all texts in the chosen language.
struct OpenScreen {
    enum class Stage {
        Package, ///< A package is to be chosen.
        Key,     ///< Its key is to be joined of two parts.
        Room,    ///< A room and an address are to be chosen.
        Opening,
        Open,
    };
    Stage stage{Stage::Package};
    std::string headline, advice, problem;
    std::string package, title, window, key_id;
    std::vector<std::pair<std::string, std::string>> rooms; ///< Slug and what is shown.
    std::vector<std::string> addresses;
    std::string code, url, room, warning; ///< Of the open room.
};

class OpenView {
public:
    virtual ~OpenView() = default;
    virtual void show_open(const OpenScreen& screen) = 0;
    /// The parts of the key stay on no screen once they were taken.
    virtual void clear_shares() = 0;
};

/// From a package to an open room; a room that was open when the program ended comes back by itself. UI thread only;
/// what it is given outlives it.
class OpenPresenter {
public:
    OpenPresenter(OpenView& view, CurrentRoom& current, std::shared_ptr<RoomDesk> desk,
                  desktop::Background& background);

    void start();
    void choose_package(const std::string& file);
    /// Each a file or the text of a part.
    void join(const std::string& first, const std::string& second);
    void open(const std::string& room, const std::string& address, int port, const std::string& by);
    /// The stations lose it; what happened stays on the disk, and it can be opened again.
    void close(bool forget_key);

    const OpenScreen& screen() const { return m_screen; }

private:
    void list_rooms();
    void run_open(OpenRequest request);
    void show_problem(const Error& error);
    void show();

    OpenView& m_view;
    CurrentRoom& m_current;
    std::shared_ptr<RoomDesk> m_desk; ///< Shared with the worker, which may be at it when this goes.
    desktop::Background& m_background;
    OpenScreen m_screen;
    bool m_started{false};
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
