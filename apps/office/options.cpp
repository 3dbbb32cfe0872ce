#include "options.h"

#include "base/file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
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

/// What the command line and the configuration file fill.
struct Texts {
    std::string data, database, certificate, private_key, to, from;
    Options::Job job{Options::Job::Serve};
    std::string listen{"127.0.0.1:8395"};
    std::string log_level{"info"};
    std::string log_format{"text"};
    bool no_data_key{false}, open_data{false};
    int threads{64};
    int queued{256};
    int keep_alive{2'000};
    int request{20};
    int answer{60};
    int stop{10};
    int drain{0};
    double account_rate{1'000};
    double refusal_rate{0.5};
    std::string second_factor, oidc_secret, oidc_ca;
    std::vector<std::string> oidc_roles;
    service::OidcOptions oidc;
};

/// Every key of the configuration file is one of these without its dashes; a key that is none is refused.
void add_server_options(CLI::App& app, Texts& in) {
    app.set_config("--config", "",
                   "Configuration file: lines KEY = VALUE, where a KEY is an option without its dashes");
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.add_option("--data", in.data, "Folder of the office, made by \"canboctl office init\"");
    app.add_option("--database", in.database,
                   "postgresql://USER@HOST/NAME, which several servers may share; without it office.db of the folder");
    app.add_option("--listen", in.listen, "Address and port; port 0 takes a free one")->capture_default_str();
    app.add_option("--tls-cert", in.certificate, "Certificate with its chain (PEM); read again at SIGHUP");
    app.add_option("--tls-key", in.private_key, "Private key without a password (PEM)");
    const auto number = [&app](const char* name, auto& value, const char* help, double least, double most) {
        app.add_option(name, value, help)->capture_default_str()->check(CLI::Range(least, most));
    };
    number("--threads", in.threads, "Connections served at a time", 2, 2'000);
    number("--queued-connections", in.queued, "Connections that may wait for one of them", 1, 10'000);
    number("--keep-alive", in.keep_alive, "Milliseconds an idle connection is kept", 0, 600'000);
    number("--request-time", in.request, "Seconds for a whole request to arrive", 1, 3'600);
    number("--answer-time", in.answer, "Seconds for a whole answer to be taken", 1, 3'600);
    number("--stop-time", in.stop, "Seconds for requests under way at the end", 1, 3'600);
    number("--drain-time", in.drain, "Seconds in which /ready already says no, before the end", 0, 3'600);
    number("--account-rate", in.account_rate, "Requests a second of one account", 1, 1e6);
    number("--refusal-rate", in.refusal_rate, "Refused log-ins a second from one address", 0.001, 1e6);
    app.add_flag("--open-data", in.open_data,
                 "Give the open data (/api/v1/open-data) to everybody; else to who is logged in");
    app.add_option("--log-level", in.log_level, "debug (every request), info, warning or error")
        ->capture_default_str()
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
    app.add_option("--log-format", in.log_format, "text, or json: one object a line")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "json"}));
    app.set_version_flag("--version", "canbo-office " CANBO_VERSION);
}

void add_sign_in_options(CLI::App& app, Texts& in) {
    app.add_option("--second-factor", in.second_factor,
                   "Roles that need a second factor, with commas between; by default none");
    app.add_option("--oidc-issuer", in.oidc.issuer, "Login service (OpenID Connect): its issuer, https://…");
    app.add_option("--oidc-client", in.oidc.client_id, "The office's client id there");
    app.add_option("--oidc-secret", in.oidc_secret, "File with the client's secret; none for a public client");
    app.add_option("--oidc-ca", in.oidc_ca, "PEM file of the authority that signed its certificate");
    app.add_option("--oidc-scope", in.oidc.scope, "What is asked for")->capture_default_str();
    app.add_option("--oidc-name-claim", in.oidc.name_claim, "Claim with the account name")->capture_default_str();
    app.add_option("--oidc-role-claim", in.oidc.role_claim, "Claim with the roles")->capture_default_str();
    app.add_option("--oidc-agency-claim", in.oidc.agency_claim, "Claim with the agency's code")->capture_default_str();
    app.add_option("--oidc-redirect-port", in.oidc.redirect_port,
                   "Port of http://127.0.0.1:PORT/canbo on the desks, for services that know whole addresses only");
    app.add_option("--oidc-role", in.oidc_roles, "VALUE=ROLE: what a value of that claim is here; several times");
}

void add_jobs(CLI::App& app, Texts& in) {
    app.fallthrough();
    app.require_subcommand(0, 1);
    auto* backup = app.add_subcommand("backup", "Copy the office's folder while its server goes on");
    backup->add_option("--to", in.to, "New folder for the copy")->required();
    backup->add_flag("--no-data-key", in.no_data_key, "Leave data.key out: it is kept apart");
    auto* restore = app.add_subcommand("restore", "Make the data folder of a backup, after checking all of it");
    restore->add_option("--from", in.from, "Folder of the backup")->required();
    auto* move = app.add_subcommand("migrate", "Move the office between SQLite and PostgreSQL, and prove it");
    move->add_option("--from", in.from, "sqlite:FOLDER, the office's folder, or postgresql://USER@HOST/NAME")
        ->required();
    move->add_option("--to", in.to, "The other of the two; the database is there and empty")->required();
    const auto job = [&in](CLI::App* command, Options::Job which) {
        command->group("Commands")->fallthrough();
        command->callback([&in, which] { in.job = which; });
    };
    job(backup, Options::Job::BackUp);
    job(restore, Options::Job::Restore);
    job(move, Options::Job::Move);
}

/// By default none, so that an office that scripts know goes on as it was; what is packaged proposes admin where an
/// office is opened to other machines, since administrators' passwords are worth most.
bool read_factor_roles(const Texts& in, Options& out) {
    std::string rest = in.second_factor == "none" ? std::string() : in.second_factor;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const auto role = people::parse_role(rest.substr(0, end));
        if (!role)
            return false;
        out.second_factor_roles.insert(*role);
        rest.erase(0, end + 1);
    }
    return true;
}

/// Why the login service's options do not go together; empty when they do.
const char* read_oidc(const Texts& in, Options& out) {
    if (in.oidc.issuer.empty())
        return in.oidc.client_id.empty() && in.oidc_roles.empty() ? "" : "--oidc-client needs --oidc-issuer";
    if (in.oidc.client_id.empty() || in.oidc_roles.empty())
        return "--oidc-issuer needs --oidc-client and at least one --oidc-role";
    out.oidc = in.oidc;
    out.oidc->ca_file = in.oidc_ca;
    out.oidc_secret = in.oidc_secret;
    for (const auto& pair : in.oidc_roles) {
        const std::size_t equals = pair.rfind('=');
        const auto role = people::parse_role(equals == std::string::npos ? "" : pair.substr(equals + 1));
        if (!role)
            return "--oidc-role looks like VALUE=ROLE";
        out.oidc->roles.emplace_back(pair.substr(0, equals), *role);
    }
    return "";
}

base::LogLevel level_of(const std::string& name) {
    using enum base::LogLevel;
    return name == "debug" ? Debug : name == "warning" ? Warning : name == "error" ? Error : Info;
}

Options options_of(const Texts& in) {
    Options out;
    out.data = base::data_folder(in.data);
    out.database = in.database;
    out.job = in.job;
    out.backup = in.to.empty() ? in.from : in.to;
    out.from = in.from;
    out.to = in.to;
    out.with_data_key = !in.no_data_key;
    out.open_data = in.open_data;
    out.server.certificate = in.certificate;
    out.server.private_key = in.private_key;
    service::ServerLimits& limits = out.server.limits;
    limits.threads = in.threads;
    limits.queued_connections = in.queued;
    limits.keep_alive = std::chrono::milliseconds(in.keep_alive);
    limits.request = std::chrono::seconds(in.request);
    limits.answer = std::chrono::seconds(in.answer);
    limits.stop = std::chrono::seconds(in.stop);
    out.drain = std::chrono::seconds(in.drain);
    out.rates.account.per_second = in.account_rate;
    out.rates.address_refusals.per_second = in.refusal_rate;
    out.log_level = level_of(in.log_level);
    out.log_as_json = in.log_format == "json";
    return out;
}

} // namespace

std::optional<Options> read_options(int argc, char** argv, int& exit_code) {
    CLI::App app("The standing office's server of Canbo", "canbo-office");
    Texts in;
    add_server_options(app, in);
    add_sign_in_options(app, in);
    add_jobs(app, in);
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
    Options options = options_of(in);
    options.program = base::program_path(argv[0]);
    const char* wrong = parse_listen(in.listen, options.server)
                            ? refusal(options.server)
                            : "--listen takes an address and a port: 127.0.0.1:8395";
    if (*wrong == '\0')
        wrong = read_factor_roles(in, options) ? read_oidc(in, options)
                                               : "--second-factor takes roles with commas between, or none";
    if (*wrong != '\0') {
        std::fprintf(stderr, "error: usage: %s\n", wrong);
        exit_code = wrong_usage;
        return std::nullopt;
    }
    return options;
}

} // namespace canbo::office
