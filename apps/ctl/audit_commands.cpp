// audit verify, receipts, forward: whether an office's record is what it gave its receipts for, and who else sees it.
#include "audit_area.h"
#include "base/file.h"
#include "base/translation.h"
#include "common/public_key.h"
#include "common/sealing.h"
#include "console.h"
#include "ledger/syslog.h"
#include "ledger/verify_audit.h"
#include "runtime.h"
#include "service/key_file.h"
#include "storage/database_reader.h"
#include "storage/office_stores.h"
#include "storage/stores.h"
#include "wire/syslog_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace canbo::ctl {
namespace fs = std::filesystem;
namespace {

struct AuditArguments {
    std::string database, receipts, key_file, output, collector, ca_file, cursor_file;
};

/// The texts of a folder's files, by name.
Result<std::vector<ledger::HeldReceipt>> receipts_in(const std::string& folder) {
    std::vector<ledger::HeldReceipt> out;
    if (folder.empty())
        return out;
    std::error_code code;
    for (const auto& file : fs::directory_iterator(folder, code)) {
        if (file.path().extension() != ".json")
            continue;
        CANBO_TRY(auto text, base::read_file(file.path(), 10'000));
        out.emplace_back(file.path().filename().string(), std::move(text));
    }
    if (code)
        return fail(ErrorCode::NotFound, "This folder cannot be read", folder, code.message());
    std::sort(out.begin(), out.end());
    return out;
}

Result<std::string> office_key(const fs::path& folder, const std::string& key_file) {
    if (!key_file.empty())
        return apps::read_public_key(key_file);
    CANBO_TRY(const auto key, service::read_signing_key(folder / "office.key"));
    return key.public_key;
}

/// With the key that lies in the folder, if one does: an auditor may have none.
Result<storage::Sealing> sealing_in(const fs::path& folder) {
    std::error_code code;
    const bool elsewhere = !base::environment("CANBO_DATA_KEY").empty();
    if (!elsewhere && !fs::exists(folder / service::data_key_name, code))
        return storage::Sealing{};
    return apps::sealing_of(folder);
}

void print_report(const Runtime& runtime, const ledger::AuditReport& report) {
    if (runtime.json) {
        print_json({{"entries", report.entries},
                    {"events", report.events},
                    {"receipts", report.receipts},
                    {"unopened", report.unopened},
                    {"erased", report.erased},
                    {"head", report.head},
                    {"intact", !report.findings.has_errors()},
                    {"findings", issues_to_json(report.findings)}});
        return;
    }
    print_line(fmt::format("{}: {}", base::tr("Entries"), report.entries));
    print_line(fmt::format("{}: {}", base::tr("Events"), report.events));
    print_line(fmt::format("{}: {}", base::tr("Receipts held by others that fit"), report.receipts));
    if (report.erased > 0)
        print_line(fmt::format("{}: {}", base::tr("Rows of which a person's data were erased"), report.erased));
    for (const auto& finding : report.findings.items())
        print_line(fmt::format("{} {} ({})", finding.severity == Issue::Severity::Error ? "✕" : "!",
                               base::tr(finding.sentence), finding.where));
    if (!report.findings.has_errors())
        print_line(base::tr("The record is intact"));
}

fs::path database_of(const Runtime& runtime, const AuditArguments& in) {
    return fs::absolute(in.database.empty() ? runtime.folder() / "office.db" : fs::path(in.database));
}

Result<void> verify(Runtime& runtime, const AuditArguments& in) {
    const bool on_server = in.database.starts_with("postgres");
    const fs::path file = on_server ? fs::path() : database_of(runtime, in);
    const fs::path folder = on_server ? runtime.folder() : file.parent_path();
    CANBO_TRY(const auto held, receipts_in(in.receipts));
    CANBO_TRY(const auto key, office_key(folder, in.key_file));
    CANBO_TRY(auto sealing, sealing_in(folder));
    CANBO_TRY(const auto database, on_server ? storage::DatabaseReader::open_postgres(in.database, std::move(sealing))
                                             : storage::DatabaseReader::open(file, std::move(sealing)));
    storage::SqlChainStore chain;
    CANBO_TRY(const auto report, ledger::verify_audit(*database, chain, key, held));
    print_report(runtime, report);
    if (report.findings.has_errors())
        return fail(ErrorCode::DigestMismatch, "The record was changed", on_server ? "" : fs::absolute(file).string());
    return {};
}

Result<void> write_receipts(Runtime& runtime, const AuditArguments& in) {
    constexpr std::size_t page = 100;
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto* session, runtime.session());
    const fs::path folder(in.output);
    std::error_code code;
    fs::create_directories(folder, code);
    CANBO_TRY_VOID(base::write_file(folder / "office.pub", base::to_base64(session->office_key) + "\n"));
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    ledger::Visibility all;
    all.everything = all.closed = true;
    std::size_t written = 0;
    for (std::int64_t after = 0;;) {
        CANBO_TRY(const auto entries, desk->entries.changes(*tx, after, page, all));
        for (const auto& stored : entries)
            CANBO_TRY_VOID(base::write_file(folder / (stored.entry.id + ".json"), stored.receipt));
        written += entries.size();
        if (entries.size() < page)
            break;
        after = entries.back().sequence;
    }
    if (runtime.json)
        print_json({{"receipts", written}, {"folder", folder.string()}});
    else
        print_line(fmt::format("{}: {}", base::tr("Receipts written"), written));
    return {};
}

/// The event up to which a collector has everything; 0 at first. @error InvalidInput the file holds no number
Result<std::int64_t> read_cursor(const fs::path& file) {
    std::error_code code;
    if (!fs::exists(file, code))
        return 0;
    CANBO_TRY(const auto text, base::read_file(file, 100));
    std::int64_t cursor = -1;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), cursor);
    if (wrong != std::errc() || cursor < 0 || text.substr(static_cast<std::size_t>(end - text.data())) != "\n")
        return fail(ErrorCode::InvalidInput, "This file does not say how far the collector has been told",
                    file.string());
    return cursor;
}

/// Page by page: a cut line costs the collector one page that comes twice.
Result<void> forward(Runtime& runtime, const AuditArguments& in) {
    constexpr std::size_t page = 500;
    CANBO_TRY(auto collector, wire::SyslogCollector::parse(in.collector));
    collector.ca_file = in.ca_file;
    const fs::path file = database_of(runtime, in);
    const fs::path cursor_file =
        in.cursor_file.empty() ? file.parent_path() / "syslog.cursor" : fs::path(in.cursor_file);
    CANBO_TRY(std::int64_t cursor, read_cursor(cursor_file));
    CANBO_TRY(auto sealing, sealing_in(file.parent_path()));
    CANBO_TRY(const auto database, storage::DatabaseReader::open(file, std::move(sealing)));
    storage::SqlAuditLog log;
    const std::string host = wire::own_host_name();
    std::size_t sent = 0;
    for (;;) {
        CANBO_TRY(auto tx, database->begin(Database::Mode::Read));
        CANBO_TRY(const auto events, log.list(*tx, cursor, page));
        tx.reset();
        if (events.empty())
            break;
        std::vector<std::string> messages;
        for (const auto& event : events)
            messages.push_back(ledger::syslog_message(event, host));
        CANBO_TRY_VOID(wire::send_syslog(collector, messages));
        cursor = events.back().sequence;
        CANBO_TRY_VOID(base::write_file(cursor_file, std::to_string(cursor) + "\n"));
        sent += events.size();
    }
    if (runtime.json)
        print_json({{"sent", sent}, {"cursor", cursor}});
    else
        print_line(fmt::format("{}: {}", base::tr("Events sent to the collector"), sent));
    return {};
}

} // namespace

void add_audit_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<AuditArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const AuditArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* area = add_area(app, "audit", "Whether an office's record is what it gave its receipts for");
    auto* verb = add_verb(*area, "verify", "Find every row of an office's record that was changed, removed or put in",
                          runtime, work(verify));
    verb->add_option("DATABASE", in->database,
                     "Its database, a copy, or postgresql://USER@HOST/NAME; without it office.db of the data folder");
    verb->add_option("--receipts", in->receipts, "Folder with receipts that others hold, as audit receipts writes it");
    verb->add_option("--office-key", in->key_file, "File with the office's public key; else its office.key is read");
    verb = add_verb(*area, "receipts", "Write every receipt this desk holds, for an auditor", runtime,
                    work(write_receipts));
    verb->add_option("--output", in->output, "The folder to write")->required();
    verb =
        add_verb(*area, "forward", "Send new audit events to a collector of syslog over TLS", runtime, work(forward));
    verb->add_option("DATABASE", in->database, "The office's database; without it office.db of the data folder");
    verb->add_option("--to", in->collector, "The collector, such as soc.example:6514")->required();
    verb->add_option("--ca", in->ca_file, "File with its authority's certificate; else the machine's own authorities");
    verb->add_option("--cursor", in->cursor_file, "File that keeps how far it has been told; else beside the database");
}

} // namespace canbo::ctl
