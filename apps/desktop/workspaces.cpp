#include "workspaces.h"

#include "formats/xlsx_writer.h"
#include "office_ui/workspace.h"
#include "reporting_ui/workspace.h"

namespace canbo::apps {

desktop::WorkspaceRegistry make_workspaces(DeskServices& services) {
    desktop::WorkspaceRegistry registry;
    registry.add(reporting::ui::make_reporting_workspace({services.desk(), services.renderer()}));
    registry.add(office_ui::make_office_workspace(
        {services.desk(), services.renderer(), [](const base::Workbook& workbook, const std::filesystem::path& file) {
             return formats::write_xlsx(workbook, file);
         }}));
    return registry;
}

} // namespace canbo::apps
