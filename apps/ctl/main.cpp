// canboctl: every job of the suite from a terminal. Parses arguments, builds adapters, runs one use case.
#include "base/crypto.h"
#include "base/file.h"
#include "base/translation.h"
#include "console.h"
#include "exam_areas.h"
#include "runtime.h"
#include "wire/network.h"

#include <fmt/format.h>

namespace {

constexpr int exit_refused = 1;
constexpr int exit_usage = 2;
constexpr int exit_world_failed = 3;

/// Help is written in English beside each command and shown in the chosen language.
void translate_help(CLI::App& app) {
    app.description(canbo::base::tr(app.get_description()));
    for (CLI::Option* option : app.get_options()) {
        option->description(canbo::base::tr(option->get_description()));
        if (option->get_type_name().starts_with("TEXT"))
            option->type_name(canbo::base::tr(canbo::base::msgid("TEXT")));
        if (option->get_group() == "Options")
            option->group(canbo::base::tr("Options"));
    }
    if (app.get_group() == "Subcommands")
        app.group(canbo::base::tr("Commands"));
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
        translate_help(*command);
}

/// The library's own words, among them the types in which it names an argument.
void translate_labels(CLI::App& app) {
    const auto formatter = app.get_formatter();
    for (const auto& [word, shown] :
         std::initializer_list<std::pair<const char*, const char*>>{{"Usage", canbo::base::msgid("Usage")},
                                                                    {"OPTIONS", canbo::base::msgid("OPTIONS")},
                                                                    {"SUBCOMMAND", canbo::base::msgid("COMMAND")},
                                                                    {"SUBCOMMANDS", canbo::base::msgid("COMMAND")},
                                                                    {"Positionals", canbo::base::msgid("Arguments")},
                                                                    {"REQUIRED", canbo::base::msgid("(required)")},
                                                                    {"INT", canbo::base::msgid("NUMBER")},
                                                                    {"UINT", canbo::base::msgid("NUMBER")},
                                                                    {"POSITIVE", canbo::base::msgid("(above zero)")}})
        formatter->label(word, canbo::base::tr(shown));
}

int run(int argc, char** argv) {
    using namespace canbo;
    ctl::Runtime runtime(base::program_path(argv[0]));
    CLI::App app{"canboctl: the Canbo suite from a terminal", "canboctl"};
    app.set_version_flag("--version", ctl::version);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_flag("--json", runtime.json, "One JSON document on standard output");
    app.add_option("--data", runtime.data, "Data folder (default: $CANBO_HOME, else the XDG data folder)");
    ctl::add_catalogue_commands(app, runtime);
    ctl::add_office_commands(app, runtime);
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
    ctl::add_bulletin_commands(app, runtime);
    ctl::add_exam_commands(app, runtime);
    ctl::add_room_commands(app, runtime);
    ctl::add_station_commands(app, runtime);
    translate_help(app);
    translate_labels(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp& e) {
        return app.exit(e);
    } catch (const CLI::CallForAllHelp& e) {
        return app.exit(e);
    } catch (const CLI::CallForVersion& e) {
        return app.exit(e);
    } catch (const CLI::ParseError& e) {
        fmt::print(stderr, "error: usage: {}; see canboctl --help\n", e.what());
        return exit_usage;
    }
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
