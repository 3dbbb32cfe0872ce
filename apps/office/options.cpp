#include "options.h"

#include "base/file.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdio>

namespace canbo::office {
namespace {

constexpr int wrong_usage = 2;

/// "127.0.0.1:8395", "[::1]:0"
bool parse_listen(const std::string& text, service::ServerOptions& server) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        return false;
    server.host = text.substr(0, colon);
    if (server.host.front() == '[' && server.host.back() == ']')
        server.host = server.host.substr(1, server.host.size() - 2);
    const char* end = text.data() + text.size();
    const auto [last, code] = std::from_chars(text.data() + colon + 1, end, server.port);
    return code == std::errc() && last == end && !server.host.empty();
}

/// Why these options do not go together; empty when they do.
const char* refusal(const service::ServerOptions& server) {
    if (server.certificate.empty() != server.private_key.empty())
        return "--tls-cert and --tls-key go together";
    if (server.certificate.empty() && !service::is_loopback(server.host))
        return "Beyond this machine the office listens with TLS only: give --tls-cert and --tls-key";
    if (!base::environment("CANBO_CLOCK").empty() && !service::is_loopback(server.host))
        return "CANBO_CLOCK is for trying things out on this machine: with it the office listens on loopback only";
    return "";
}

} // namespace

std::optional<Options> read_options(int argc, char** argv, int& exit_code) {
    CLI::App app("The standing office's server of Canbo", "canbo-office");
    std::string data;
    std::string listen = "127.0.0.1:8395";
    std::string certificate;
    std::string private_key;
    app.add_option("--data", data, "Folder of the office, made by \"canboctl office init\"");
    app.add_option("--listen", listen, "Address and port; port 0 takes a free one")->capture_default_str();
    app.add_option("--tls-cert", certificate, "Certificate with its chain (PEM)");
    app.add_option("--tls-key", private_key, "Private key without a password (PEM)");
    app.set_version_flag("--version", "canbo-office " CANBO_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& e) {
        exit_code = app.exit(e);
        return std::nullopt;
    } catch (const CLI::ParseError& e) {
        std::fprintf(stderr, "error: usage: %s\n", e.what());
        exit_code = wrong_usage;
        return std::nullopt;
    }
    Options options;
    options.program = base::program_path(argv[0]);
    options.data = base::data_folder(data);
    options.server.certificate = certificate;
    options.server.private_key = private_key;
    const char* wrong = parse_listen(listen, options.server) ? refusal(options.server)
                                                             : "--listen takes an address and a port: 127.0.0.1:8395";
    if (*wrong != '\0') {
        std::fprintf(stderr, "error: usage: %s\n", wrong);
        exit_code = wrong_usage;
        return std::nullopt;
    }
    // A proxy on this machine brings everybody's connections from one address; from outside one address is one desk.
    options.server.limits.connections_per_address = service::is_loopback(options.server.host) ? 0 : 32;
    return options;
}

} // namespace canbo::office
