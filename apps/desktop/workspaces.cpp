#include "workspaces.h"

#include "base/file.h"
#include "formats/xlsx_writer.h"
#include "learning_parts.h"
#include "office_ui/workspace.h"
#include "progress_ui/workspace.h"
#include "reporting_ui/workspace.h"
#include "training_ui/workspace.h"

namespace canbo::apps {
namespace {

progress::ui::ProgressParts progress_parts(DeskServices& services) {
    return {
        services.desk(), services.setting_store(),
        [](const base::Workbook& book, const std::filesystem::path& file) { return formats::write_xlsx(book, file); },
        [&services](const base::FormData& form, const std::filesystem::path& file) -> Result<void> {
            CANBO_TRY(const auto paper, services.renderer().render_pdf(form));
            return base::write_file(file, paper.bytes);
        }};
}

} // namespace

desktop::WorkspaceRegistry make_workspaces(DeskServices& services) {
    desktop::WorkspaceRegistry registry;
    registry.add(progress::ui::make_progress_workspace(progress_parts(services)));
    registry.add(reporting::ui::make_reporting_workspace({services.desk(), services.renderer()}));
    registry.add(office_ui::make_office_workspace(
        {services.desk(), services.renderer(), [](const base::Workbook& workbook, const std::filesystem::path& file) {
             return formats::write_xlsx(workbook, file);
         }}));
    registry.add(training::ui::make_learning_workspace(
        learning_parts(services.folder(), services.share(), services.learning())));
    return registry;
}

} // namespace canbo::apps
