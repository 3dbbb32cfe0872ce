// A desk that is killed and sent on again: queues reports, then pumps until each has a receipt or a refusal.
//   fault_desk FOLDER SERVER ACCOUNT COUNT     exit 0 when nothing waits any more; FOLDER keeps what it holds
// The reports are registrations of plans: small, and taken at any time.
#include "base/crypto.h"
#include "base/period.h"
#include "storage/sql_database.h"
#include "storage/stores.h"
#include "wire/http_office_client.h"
#include "wire/network.h"
#include "wire/pump.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

using namespace canbo;
using namespace std::chrono_literals;

namespace {

constexpr int models[] = {9, 13, 22, 39}; // in which Sở Du lịch has tasks

ledger::FrozenEntry plan_entry(const std::string& author, int number) {
    const int model = models[number % 4];
    const Json milestone{{"id", "m1"},
                         {"name", "Mốc công việc"},
                         {"from", nullptr},
                         {"due", "2024-06-30"},
                         {"responsible", "Phòng Quản lý Du lịch"}};
    const Json body{{"model", model},
                    {"note", "Bản " + std::to_string(number)},
                    {"people", {"Phòng Quản lý Du lịch"}},
                    {"indicators", Json::array()},
                    {"milestones", {milestone}}};
    return ledger::freeze({base::new_uuid(), "plan", "SDL", fmt::format("model-{:02}", model), 1, body, author,
                           *base::parse_time("2024-02-16T02:00:00Z")})
        .value();
}

struct FaultDesk {
    std::unique_ptr<storage::SqlDatabase> database;
    storage::SqlOutbox outbox;
    storage::SqlBlobStore blobs;
    base::SystemClock clock;

    /// All at once: a desk killed here has queued nothing.
    Result<void> queue(const std::string& author, int count) {
        CANBO_TRY(auto tx, database->begin(Database::Mode::Write));
        CANBO_TRY(const auto there, outbox.list(*tx));
        if (!there.empty())
            return {};
        for (int i = 0; i < count; ++i)
            CANBO_TRY_VOID(outbox.put(*tx, {plan_entry(author, i), {}, clock.now(), 0, {}, {}, {}, {}}));
        return tx->commit();
    }

    /// Until nothing waits any more. Logs in again only when the office says so: each time costs it a password check.
    Result<void> send(const std::string& server, const std::string& account) {
        CANBO_TRY(auto address, wire::OfficeAddress::parse(server));
        wire::ClientOptions options;
        options.io_timeout = 5s;
        options.answer_deadline = 10s;
        wire::HttpOfficeClient office(std::move(address), std::move(options));
        std::string office_key;
        for (;; std::this_thread::sleep_for(30ms)) {
            if (office_key.empty()) {
                const auto login = office.login({account, "mật khẩu đủ dài"});
                if (!login)
                    continue;
                CANBO_TRY(office_key, base::from_base64(login->office_key));
            }
            wire::Pump pump({*database, outbox, blobs, office, clock, office_key});
            CANBO_TRY(const auto report, pump.run(wire::Pump::Due::All));
            if (report.waiting == 0)
                return {};
            if (report.stopped_by && report.stopped_by->code == ErrorCode::Unauthenticated)
                office_key.clear();
        }
    }
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 5)
        return 2;
    base::init_crypto();
    wire::init_network();
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    auto database = storage::SqlDatabase::open_sqlite(folder / "desk.db", "0.1.0");
    if (!database)
        return 3;
    FaultDesk desk;
    desk.database = *std::move(database);
    if (!desk.queue(argv[3], std::atoi(argv[4])))
        return 3;
    if (const auto done = desk.send(argv[2], argv[3]); !done) {
        std::fprintf(stderr, "%s %s\n", done.error().message.c_str(), done.error().detail.c_str());
        return 3;
    }
    return 0;
}
