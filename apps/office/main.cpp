#include "base/clock.h"
#include "base/crypto.h"
#include "base/file.h"
#include "common/office_kinds.h"
#include "common/office_stores.h"
#include "formats/content.h"
#include "options.h"
#include "service/office_folder.h"
#include "service/office_server.h"
#include "wire/network.h"

#include <cstdio>
#include <signal.h>

namespace canbo::office {
namespace {

int report(const Error& error) {
    std::fprintf(stderr, "error: %s: %s%s%s\n", std::string(base::code_name(error.code)).c_str(), error.message.c_str(),
                 error.where.empty() ? "" : ": ", error.where.c_str());
    return base::is_world_failure(error.code) ? 3 : 1;
}

/// Whoever reads the audit must see that times were not the machine's.
Result<void> audit_shifted_clock(service::OfficeStores& stores, const base::Clock& clock) {
    if (base::environment("CANBO_CLOCK").empty())
        return {};
    std::fprintf(stderr, "warning: CANBO_CLOCK: the office's clock starts at %s\n", base::to_iso(clock.now()).c_str());
    CANBO_TRY(auto tx, stores.database->begin(Database::Mode::Write));
    CANBO_TRY_VOID(stores.audit->record(
        *tx, {0, base::SystemClock{}.now(), "", "office.clock-shifted", base::to_iso(clock.now())}));
    return tx->commit();
}

/// Before any thread starts, so that they all leave SIGTERM and SIGINT to wait_for_end().
sigset_t block_end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void wait_for_end(const sigset_t& signals) {
    int signal = 0;
    sigwait(&signals, &signal);
}

Result<void> run(const Options& options, const sigset_t& end_signals) {
    CANBO_TRY(const auto clock, base::clock_from_environment());
    CANBO_TRY(const auto share, base::find_share(options.program));
    CANBO_TRY(const auto content, formats::load_plan_content(share));
    ledger::KindRegistry kinds;
    apps::register_kinds(kinds, content, share);
    CANBO_TRY(auto folder, service::open_office_folder(options.data, [](const std::filesystem::path& file) {
                  return apps::open_sqlite_stores(file, CANBO_VERSION);
              }));
    CANBO_TRY_VOID(audit_shifted_clock(folder.stores, *clock));

    service::OfficeServer server({*folder.stores.database, *folder.stores.entries, *folder.stores.blobs,
                                  *folder.stores.accounts, *folder.stores.refresh_tokens, *folder.stores.audit, kinds,
                                  *clock, apps::agency_source(*folder.stores.entries, content.agencies),
                                  folder.signing_key, folder.token_secret});
    CANBO_TRY_VOID(server.start(options.server));
    const bool six = options.server.host.find(':') != std::string::npos;
    std::fprintf(stderr, "listening on %s://%s%s%s:%u\n", options.server.certificate.empty() ? "http" : "https",
                 six ? "[" : "", options.server.host.c_str(), six ? "]" : "", unsigned{server.port()});
    std::fflush(stderr);
    wait_for_end(end_signals);
    server.stop();
    return {};
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
    const auto done = canbo::office::run(*options, end_signals);
    return done ? 0 : canbo::office::report(done.error());
}
