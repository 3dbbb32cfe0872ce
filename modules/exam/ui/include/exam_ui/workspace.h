#pragma once

#include "base/form_data.h"
#include "desktop/shell.h"
#include "exam_ui/room_desk.h"
#include "identity_ui/card_presenter.h"

namespace canbo::exam::ui {

/// What the workspace stands on; what is borrowed must outlive it.
struct ExamParts {
    std::shared_ptr<RoomDesk> desk;
    base::FormRenderer& renderer; ///< Used by the worker only.
    identity::ui::CardParts cards;
    desktop::Background& live; ///< A worker of its own for the board.
    people::Person person;
};

/// The entry Exam room in the side bar: open a room, readiness, check-in, the room while the exam runs, sealing. For
/// invigilators and the exam council.
desktop::Workspace make_exam_workspace(ExamParts parts);

} // namespace canbo::exam::ui
