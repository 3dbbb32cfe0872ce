// canboctl: every job of the suite from a terminal. Parses arguments, builds adapters, runs one use case.
#include "audit_area.h"
#include "base/crypto.h"
#include "base/file.h"
#include "base/translation.h"
#include "command_line.h"
#include "console.h"
#include "exam_areas.h"
#include "runtime.h"
#include "wire/network.h"

#include <fmt/format.h>

namespace {

constexpr int exit_refused = 1;
constexpr int exit_world_failed = 3;

int run(int argc, char** argv) {
    using namespace canbo;
    ctl::Runtime runtime(base::program_path(argv[0]));
    ctl::CommandLine line("canboctl", "canboctl: the Canbo suite from a terminal", ctl::version);
    ctl::Command& app = line.root();
    app.add_flag("--json", runtime.json, "One JSON document on standard output");
    app.add_option("--data", runtime.data, "Data folder (default: $CANBO_HOME, else the XDG data folder)");
    app.add_flag("--passphrase-stdin", runtime.passphrase_stdin,
                 "Read the passphrase of the desk's login from standard input, after a password");
    ctl::add_catalogue_commands(app, runtime);
    ctl::add_office_commands(app, runtime);
    ctl::add_account_commands(app, runtime);
    ctl::add_own_account_commands(app, runtime);
    ctl::add_person_commands(app, runtime);
    ctl::add_agency_commands(app, runtime);
    ctl::add_plan_commands(app, runtime);
    ctl::add_list_commands(app, runtime);
    ctl::add_report_commands(app, runtime);
    ctl::add_sync_commands(app, runtime);
    ctl::add_inbox_commands(app, runtime);
    ctl::add_period_commands(app, runtime);
    ctl::add_status_commands(app, runtime);
    ctl::add_quiz_commands(app, runtime);
    ctl::add_refresh_commands(app, runtime);
    ctl::add_course_commands(app, runtime);
    ctl::add_cccd_commands(app, runtime);
    ctl::add_certificate_commands(app, runtime);
    ctl::add_drill_commands(app, runtime);
    ctl::add_training_commands(app, runtime);
    ctl::add_attempt_commands(app, runtime);
    ctl::add_audit_commands(app, runtime);
    ctl::add_bulletin_commands(app, runtime);
    ctl::add_exam_commands(app, runtime);
    ctl::add_room_commands(app, runtime);
    ctl::add_station_commands(app, runtime);
    if (const auto status = line.parse(argc, argv))
        return *status;
    const auto done = runtime.action();
    if (done)
        return 0;
    ctl::print_error(done.error());
    return base::is_world_failure(done.error().code) ? exit_world_failed : exit_refused;
}

} // namespace

int main(int argc, char** argv) {
    canbo::base::init_crypto();
    canbo::wire::init_network();
    canbo::base::choose_language(canbo::base::program_path(argv[0]));
    try {
        return run(argc, argv);
    } catch (const std::exception& e) {
        fmt::print(stderr, "error: internal: {}\n", e.what());
        return exit_world_failed;
    }
}
