#pragma once

#include "desk_services.h"
#include "desktop/shell.h"
#include "exam_parts.h"
#include "office_ui/office_port.h"

#include <memory>

namespace canbo::apps {

/// Every feature's workspace, joined with its adapters. The one place where the window meets features.
/// All borrowed: they must outlive it.
desktop::WorkspaceRegistry make_workspaces(DeskServices& services, office_ui::OfficePort& office, ExamHall& exams);
/// What is done at the office directly. `client` must outlive it.
std::unique_ptr<office_ui::OfficePort> make_office_port(wire::HttpOfficeClient& client);

} // namespace canbo::apps
