#include "options.h"

#include "base/file.h"

#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

namespace canbo::apps {
namespace {

constexpr const char* usage =
    "usage: canbo-station [--server URL] [--code CODE] [--seat S] [--data DIR] [--windowed]\n"
    "  --server URL  address of the exam room (else the one of the last start, else asked)\n"
    "  --code CODE   the room's code, which proves its certificate\n"
    "  --seat S      number of this station (default: the next one)\n"
    "  --data DIR    the station's folder (else \"station\" in $CANBO_HOME or the XDG data folder)\n"
    "  --windowed    an ordinary window that can be closed, to try things\n"
    "  --help        print this\n"
    "  --version     print the version\n";

constexpr int most_seat = 500;

bool read_seat(std::string_view text, int& seat) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seat);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && seat >= 1 && seat <= most_seat;
}

} // namespace

std::optional<StationOptions> read_station_options(int argc, char** argv, int& exit_code) {
    StationOptions options;
    options.program = base::program_path(argv[0]);
    std::string data, seat;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h") {
            std::fputs(usage, stdout);
            exit_code = 0;
            return std::nullopt;
        }
        if (argument == "--version") {
            std::printf("canbo-station %s\n", CANBO_VERSION);
            exit_code = 0;
            return std::nullopt;
        }
        if (argument == "--windowed") {
            options.windowed = true;
            continue;
        }
        std::string* value = argument == "--server" ? &options.room.server
                             : argument == "--code" ? &options.room.code
                             : argument == "--seat" ? &seat
                             : argument == "--data" ? &data
                                                    : nullptr;
        if (value != nullptr && i + 1 < argc)
            *value = argv[++i];
        if (value == nullptr || value->empty() || (value == &seat && !read_seat(seat, options.room.seat))) {
            std::fprintf(stderr, "error: invalid-input: wrong usage near %s\n%s", std::string(argument).c_str(), usage);
            exit_code = 2;
            return std::nullopt;
        }
    }
    options.data = data.empty() ? base::data_folder({}) / "station" : base::data_folder(data);
    return options;
}

} // namespace canbo::apps
