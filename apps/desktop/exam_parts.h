#pragma once

#include "desktop/worker.h"
#include "exam_ui/workspace.h"

#include <memory>

namespace canbo::apps {

class DeskServices;

/// What the exam workspace stands on: this desk's rooms, and a worker of its own for the board. Made and destroyed on
/// the UI thread; the workspace's panel and the program's worker go before it.
class ExamHall {
public:
    /// `services` must outlive it.
    explicit ExamHall(DeskServices& services);
    ~ExamHall();

    exam::ui::ExamParts parts();

private:
    class DeskRooms;
    DeskServices& m_services;
    std::shared_ptr<DeskRooms> m_rooms;
    desktop::Worker m_live; ///< Last: what it is still at uses the rooms.
};

} // namespace canbo::apps
