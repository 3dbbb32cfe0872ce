#include "options.h"

#include "base/file.h"

#include <cstdio>
#include <string_view>

namespace canbo::apps {
namespace {

constexpr const char* usage = "usage: canbo [--data DIR] [--open PLACE] [--server-pin PIN]\n"
                              "  --data DIR    the desk's folder (else $CANBO_HOME, else the XDG data folder)\n"
                              "  --open PLACE  begin there: a workspace, or a workspace and a place in it\n"
                              "  --server-pin PIN  SHA-256 of the public key of the only certificate of the office "
                              "that is believed,\n"
                              "                in hex or Base64; kept for later starts\n"
                              "  --help        print this\n"
                              "  --version     print the version\n";

} // namespace

std::optional<DesktopOptions> read_desktop_options(int argc, char** argv, int& exit_code) {
    DesktopOptions options;
    options.program = base::program_path(argv[0]);
    std::string data;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        const bool takes_value = argument == "--data" || argument == "--open" || argument == "--server-pin";
        if (argument == "--help" || argument == "-h") {
            std::fputs(usage, stdout);
            exit_code = 0;
            return std::nullopt;
        }
        if (argument == "--version") {
            std::printf("canbo %s\n", CANBO_VERSION);
            exit_code = 0;
            return std::nullopt;
        }
        if (!takes_value || i + 1 == argc) {
            std::fprintf(stderr, "error: invalid-input: wrong usage near %s\n%s", argv[i], usage);
            exit_code = 2;
            return std::nullopt;
        }
        (argument == "--data" ? data : argument == "--open" ? options.place : options.server_pin) = argv[++i];
    }
    options.data = base::data_folder(data);
    return options;
}

} // namespace canbo::apps
