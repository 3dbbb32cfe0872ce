#include "backup.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "common/office_kinds.h"
#include "common/office_stores.h"
#include "formats/content.h"
#include "move_office.h"
#include "open_data.h"
#include "options.h"
#include "service/key_file.h"
#include "service/office_folder.h"
#include "service/office_server.h"
#include "wire/network.h"

#include <cstdio>
#include <signal.h>
#include <thread>

namespace canbo::office {
namespace {

int report(const Error& error) {
    std::fprintf(stderr, "error: %s: %s%s%s\n", std::string(base::code_name(error.code)).c_str(), error.message.c_str(),
                 error.where.empty() ? "" : ": ", error.where.c_str());
    return base::is_world_failure(error.code) ? 3 : 1;
}

/// Whoever reads the audit must see that times were not the machine's.
Result<void> audit_shifted_clock(service::OfficeFolder& folder, const base::Clock& clock) {
    if (base::environment("CANBO_CLOCK").empty())
        return {};
    std::fprintf(stderr, "warning: CANBO_CLOCK: the office's clock starts at %s\n", base::to_iso(clock.now()).c_str());
    service::OfficeStores& stores = folder.stores;
    CANBO_TRY(auto tx, stores.database->begin(Database::Mode::Write));
    CANBO_TRY_VOID(ledger::AuditChain(*stores.chain, folder.signing_key)
                       .record(*tx, *stores.audit,
                               {0, base::SystemClock{}.now(), "", "office.clock-shifted", base::to_iso(clock.now())}));
    return tx->commit();
}

/// Before any thread starts, so that they all leave SIGTERM and SIGINT to wait_for_end().
sigset_t block_end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// Until told to end; SIGHUP has the certificate read again.
void wait_for_end(const sigset_t& signals, service::OfficeServer& server, const Options& options) {
    for (;;) {
        int signal = 0;
        sigwait(&signals, &signal);
        if (signal != SIGHUP)
            return;
        const auto read = server.reload_certificate(options.server);
        if (read)
            base::log(base::LogLevel::Info, "the certificate was read again");
        else
            base::log(base::LogLevel::Error, "the certificate stays as it was: {}", read.error().message);
    }
}

/// A line that machines read: {"level":"error","message":"…","time":"…"}
void log_as_json(base::LogLevel level, std::string_view line) {
    static constexpr const char* names[] = {"debug", "info", "warning", "error"};
    const Json json{{"time", base::to_iso(base::SystemClock{}.now())},
                    {"level", names[static_cast<int>(level)]},
                    {"message", line}};
    std::fprintf(stderr, "%s\n", json.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

/// Nothing where the office has none.
Result<std::unique_ptr<service::OidcLogin>> open_login_service(const Options& options) {
    if (!options.oidc)
        return std::unique_ptr<service::OidcLogin>();
    service::OidcOptions oidc = *options.oidc;
    if (!options.oidc_secret.empty()) {
        CANBO_TRY(const auto text, service::read_key_file(options.oidc_secret));
        oidc.client_secret = base::trim(text);
    }
    return std::make_unique<service::OidcLogin>(std::move(oidc));
}

Result<void> run(const Options& options, const sigset_t& end_signals) {
    CANBO_TRY(const auto clock, base::clock_from_environment());
    CANBO_TRY(const auto share, base::find_share(options.program));
    CANBO_TRY(const auto content, formats::load_plan_content(share));
    ledger::KindRegistry kinds;
    apps::register_kinds(kinds, content, share);
    CANBO_TRY(auto folder,
              service::open_office_folder(options.data, apps::open_stores_at(options.database, CANBO_VERSION),
                                          apps::place_of(options.database)));
    CANBO_TRY_VOID(audit_shifted_clock(folder, *clock));

    CANBO_TRY(const auto login_service, open_login_service(options));
    service::OfficeServer server({*folder.stores.database,
                                  *folder.stores.entries,
                                  *folder.stores.blobs,
                                  *folder.stores.staged_blobs,
                                  *folder.stores.accounts,
                                  *folder.stores.sessions,
                                  *folder.stores.factors,
                                  *folder.stores.used_tokens,
                                  *folder.stores.audit,
                                  *folder.stores.chain,
                                  kinds,
                                  *clock,
                                  apps::agency_source(*folder.stores.entries, content.agencies),
                                  folder.signing_key,
                                  folder.token_secret,
                                  base::HashCost::Interactive,
                                  options.rates,
                                  folder.stores.commits,
                                  options.second_factor_roles,
                                  login_service.get(),
                                  open_data_of(folder.stores, content, *clock, options.open_data)});
    CANBO_TRY_VOID(server.start(options.server));
    const bool six = options.server.host.find(':') != std::string::npos;
    std::fprintf(stderr, "listening on %s://%s%s%s:%u\n", options.server.certificate.empty() ? "http" : "https",
                 six ? "[" : "", options.server.host.c_str(), six ? "]" : "", unsigned{server.port()});
    std::fflush(stderr);
    wait_for_end(end_signals, server, options);
    server.begin_drain();
    std::this_thread::sleep_for(options.drain);
    server.stop();
    return {};
}

Result<void> do_job(const Options& options, const sigset_t& end_signals) {
    base::set_log_level(options.log_level);
    if (options.log_as_json)
        base::set_log_sink(log_as_json);
    if (options.job == Options::Job::Move)
        return move_office(options.from, options.to, CANBO_VERSION);
    if (options.job != Options::Job::Serve && !options.database.empty())
        return fail(ErrorCode::InvalidInput,
                    "A PostgreSQL database is copied by pg_dump, and the keys of the folder beside it");
    if (options.job == Options::Job::BackUp)
        return back_up(options.data, options.backup, options.with_data_key);
    if (options.job == Options::Job::Restore)
        return restore(options.backup, options.data, CANBO_VERSION);
    return run(options, end_signals);
}

} // namespace
} // namespace canbo::office

int main(int argc, char** argv) {
    canbo::base::init_crypto();
    canbo::wire::init_network();
    const sigset_t end_signals = canbo::office::block_end_signals();
    int exit_code = 0;
    const auto options = canbo::office::read_options(argc, argv, exit_code);
    if (!options)
        return exit_code;
    const auto done = canbo::office::do_job(*options, end_signals);
    return done ? 0 : canbo::office::report(done.error());
}
