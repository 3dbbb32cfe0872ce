#include "reporting_ui/workspace.h"

#include "base/translation.h"
#include "reporting/period_book.h"
#include "reporting_panel.h"

namespace canbo::reporting::ui {
namespace {

using desktop::Command;
using Can = bool (FormPresenter::*)() const;

/// A command of the form: enabled while a form is shown and the presenter allows it.
Command form_command(ReportingPanel& panel, const char* id, const char* label, const char* help, const char* shortcut,
                     const char* icon, Can can, std::function<void(FormPanel&)> run) {
    Command command;
    command.id = id;
    command.label = label;
    command.help = help;
    command.menu = base::msgid("My reports");
    command.shortcut = shortcut;
    command.icon = icon;
    command.run = [&panel, run = std::move(run)] { run(panel.form()); };
    command.enabled = [&panel, can] {
        return panel.shows_form() && panel.form().presenter().is_open() && (panel.form().presenter().*can)();
    };
    return command;
}

void add_list_commands(ReportingPanel& panel, desktop::CommandTable& commands) {
    Command start;
    start.id = "reporting.new";
    start.label = base::msgid("New report");
    start.help = base::msgid("Begin the report of this week, or open it when it was begun");
    start.menu = base::msgid("My reports");
    start.shortcut = "Ctrl+N";
    start.icon = "add";
    start.run = [&panel] { panel.list().presenter().start(base::Period::Kind::Weekly); };
    start.enabled = [&panel] { return panel.list().presenter().can_write(); };
    commands.add(std::move(start));
    Command back;
    back.id = "reporting.back";
    back.label = base::msgid("Back to the list");
    back.help = base::msgid("Leave this report; what was typed is kept");
    back.menu = base::msgid("My reports");
    back.shortcut = "Alt+Left";
    back.icon = "back";
    back.run = [&panel] { panel.form().back(); };
    back.enabled = [&panel] { return panel.shows_form(); };
    commands.add(std::move(back));
}

void add_writing_commands(ReportingPanel& panel, desktop::CommandTable& commands) {
    using P = FormPresenter;
    auto check = form_command(panel, "reporting.check", base::msgid("Check"),
                              base::msgid("See what is missing or wrong in this report"), "F7", "check", &P::can_edit,
                              [](FormPanel& form) { form.presenter().check(); });
    check.on_tool_bar = true;
    commands.add(std::move(check));
    auto preview = form_command(panel, "reporting.preview", base::msgid("Preview"),
                                base::msgid("See the report as the letter that is printed and sent"), "Ctrl+Shift+P",
                                "pdf", &P::is_open, [](FormPanel& form) { form.presenter().preview(); });
    preview.on_tool_bar = true;
    commands.add(std::move(preview));
    commands.add(form_command(panel, "reporting.attach", base::msgid("Attach a file"),
                              base::msgid("Add a file to this report"), "Ctrl+Shift+A", "attach", &P::can_edit,
                              [](FormPanel& form) { form.ask_files(); }));
    commands.add(form_command(panel, "reporting.copy-forward", base::msgid("Copy forward every model"),
                              base::msgid("Fill what stands empty from the last report, except results"), "", "copy",
                              &P::can_copy, [](FormPanel& form) { form.presenter().copy_forward(true); }));
    commands.add(form_command(panel, "reporting.next-model", base::msgid("Next model"),
                              base::msgid("Go to the next part of the report"), "Alt+Down", "down", &P::is_open,
                              [](FormPanel& form) { form.presenter().move(1); }));
    commands.add(form_command(panel, "reporting.previous-model", base::msgid("Previous model"),
                              base::msgid("Go to the part of the report before this one"), "Alt+Up", "up", &P::is_open,
                              [](FormPanel& form) { form.presenter().move(-1); }));
}

void add_sending_commands(ReportingPanel& panel, desktop::CommandTable& commands) {
    using P = FormPresenter;
    commands.add(form_command(panel, "reporting.approve", base::msgid("Approve"),
                              base::msgid("Approve this report as the agency's leader"), "", "approve", &P::can_approve,
                              [](FormPanel& form) { form.presenter().approve(); }));
    commands.add(form_command(panel, "reporting.withdraw", base::msgid("Take back"),
                              base::msgid("Make a report that waits to be sent a draft again"), "", "withdraw",
                              &P::can_withdraw, [](FormPanel& form) { form.presenter().withdraw(); }));
    commands.add(form_command(panel, "reporting.revise", base::msgid("Revise"),
                              base::msgid("Begin a new version of a report that was sent"), "", "revise",
                              &P::can_revise, [](FormPanel& form) { form.ask_reason(); }));
    auto submit = form_command(panel, "reporting.submit", base::msgid("Submit"),
                               base::msgid("Check this report and send it to the standing office"), "Ctrl+Return",
                               "send", &P::can_submit, [](FormPanel& form) { form.presenter().submit(); });
    submit.on_tool_bar = true;
    submit.primary = true;
    commands.add(std::move(submit));
}

} // namespace

desktop::Workspace make_reporting_workspace(ReportingParts parts) {
    desktop::Workspace workspace;
    workspace.id = "reporting";
    workspace.title = base::msgid("My reports");
    workspace.icon = "reports";
    workspace.roles = {people::Role::Focal, people::Role::Leader};
    workspace.make = [parts](wxWindow* parent, desktop::Shell& shell) -> desktop::WorkspacePanel* {
        return new ReportingPanel(parent, shell, parts.desk, parts.renderer);
    };
    workspace.add_commands = [](desktop::WorkspacePanel& made, desktop::CommandTable& commands) {
        auto& panel = static_cast<ReportingPanel&>(made);
        add_list_commands(panel, commands);
        add_writing_commands(panel, commands);
        add_sending_commands(panel, commands);
    };
    workspace.entry_kinds = {{report_kind, base::msgid("Report of an agency")},
                             {approval_kind, base::msgid("Approval of a report")}};
    return workspace;
}

} // namespace canbo::reporting::ui
