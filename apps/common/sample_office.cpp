#include "common/sample_office.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/issues.h"
#include "common/desk_sync.h"
#include "common/office_kinds.h"
#include "common/office_stores.h"
#include "common/sample_story.h"

#include <algorithm>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;

constexpr const char* list_name = "sample.json";
constexpr const char* office_name = "office";

service::OpenStores open_stores() {
    return [](const fs::path& file) { return open_sqlite_stores(file, CANBO_VERSION); };
}

Result<void> write_accounts(const fs::path& file, const std::vector<SampleOffice::Account>& accounts) {
    Json list = Json::array();
    for (const auto& one : accounts)
        list.push_back({{"name", one.name},
                        {"title", one.title},
                        {"role", people::role_name(one.role)},
                        {"agency", one.agency},
                        {"password", one.password}});
    return base::write_file(file, Json{{"accounts", list}}.dump(2), true);
}

Result<std::vector<SampleOffice::Account>> read_accounts(const fs::path& file) {
    CANBO_TRY(const auto text, base::read_file(file, 1'000'000));
    CANBO_TRY(const Json json, base::parse_json(text));
    std::vector<SampleOffice::Account> accounts;
    Issues issues;
    base::ObjectReader in(json, list_name, issues);
    for (const auto& one : in.array("accounts")) {
        base::ObjectReader row(one, list_name, issues);
        SampleOffice::Account account{
            row.text("name"), row.text("title"), {}, row.text_or("agency", ""), row.text("password")};
        CANBO_TRY(account.role, people::parse_role(row.text("role")));
        accounts.push_back(std::move(account));
    }
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The sample office is damaged; remove its folder to make it again",
                    file.string());
    return accounts;
}

Result<void> add_accounts(service::OfficeFolder& office, const std::vector<SampleOffice::Account>& accounts,
                          base::Time now) {
    service::OfficeStores& stores = office.stores;
    ledger::AuditChain chain(*stores.chain, office.signing_key);
    CANBO_TRY(auto tx, stores.database->begin(Database::Mode::Write));
    for (const auto& one : accounts) {
        if (one.role == people::Role::Admin)
            continue; // came with the office
        // Random passwords of 128 bits: a dear hash would only make the first start slow.
        CANBO_TRY(auto account,
                  people::make_account(one.name, one.role, one.agency, one.password, base::HashCost::Least));
        account.display_name = one.title;
        CANBO_TRY_VOID(stores.accounts->put(*tx, account));
        CANBO_TRY_VOID(chain.record(*tx, *stores.audit, {0, now, accounts.front().name, "account.add", one.name}));
    }
    return tx->commit();
}

Result<void> make_sample(const fs::path& folder, const fs::path& share, const formats::PlanContent& content) {
    CANBO_TRY(const auto manifest, read_sample_manifest(share));
    CANBO_TRY(auto accounts, sample_accounts(manifest));
    std::stable_partition(accounts.begin(), accounts.end(),
                          [](const auto& one) { return one.role == people::Role::Admin; });
    if (accounts.empty() || accounts.front().role != people::Role::Admin)
        return fail(ErrorCode::InvalidInput, "The sample data names no administrator", list_name);
    std::error_code code;
    fs::remove_all(folder / office_name, code);
    CANBO_TRY(const auto morning, base::parse_time(sample_morning));
    CANBO_TRY(const auto first_day, base::parse_day(manifest["plan_date"].get<std::string>()));
    const base::ManualClock clock(base::at_vietnam_time(first_day, 8, 0));
    CANBO_TRY_VOID(service::init_office(folder / office_name, accounts.front().name, accounts.front().password,
                                        open_stores(), clock, base::HashCost::Least));
    CANBO_TRY(auto office, service::open_office_folder(folder / office_name, open_stores()));
    CANBO_TRY_VOID(add_accounts(office, accounts, clock.now()));
    CANBO_TRY_VOID(play_sample_story(share, manifest, content, office.stores, office.signing_key));
    {
        ledger::AuditChain chain(*office.stores.chain, office.signing_key);
        CANBO_TRY(auto tx, office.stores.database->begin(Database::Mode::Write));
        CANBO_TRY_VOID(
            chain.record(*tx, *office.stores.audit, {0, morning, "", "office.clock-shifted", base::to_iso(morning)}));
        CANBO_TRY_VOID(tx->commit());
    }
    return write_accounts(folder / list_name, accounts);
}

/// Friday at nine, or the moment after the last thing that happened here.
Result<base::Time> resume_time(service::OfficeStores& stores) {
    CANBO_TRY(const auto morning, base::parse_time(sample_morning));
    CANBO_TRY(auto tx, stores.database->begin(Database::Mode::Read));
    CANBO_TRY(const auto last, stores.entries->last_sequence(*tx));
    ledger::Visibility all;
    all.everything = all.closed = true;
    CANBO_TRY(const auto newest, stores.entries->changes(*tx, std::max<std::int64_t>(last - 1, 0), 1, all));
    if (newest.empty())
        return morning;
    return std::max(morning, newest.back().received_at + std::chrono::seconds{1});
}

} // namespace

SampleOffice::~SampleOffice() {
    if (m_server)
        m_server->stop();
}

Result<std::unique_ptr<SampleOffice>> SampleOffice::open(const fs::path& folder, const fs::path& share) {
    std::unique_ptr<SampleOffice> made(new SampleOffice());
    CANBO_TRY(made->m_content, formats::load_plan_content(share));
    std::error_code code;
    if (!fs::exists(folder / list_name, code))
        CANBO_TRY_VOID(make_sample(folder, share, made->m_content));
    CANBO_TRY(made->m_accounts, read_accounts(folder / list_name));
    CANBO_TRY(made->m_folder, service::open_office_folder(folder / office_name, open_stores()));
    CANBO_TRY(const auto start, resume_time(made->m_folder.stores));
    made->m_clock = std::make_unique<base::ShiftedClock>(start);
    register_kinds(made->m_kinds, made->m_content, share);
    CANBO_TRY_VOID(made->start());
    return made;
}

Result<void> SampleOffice::start() {
    auto& stores = m_folder.stores;
    m_server = std::make_unique<service::OfficeServer>(service::OfficePorts{
        *stores.database, *stores.entries, *stores.blobs, *stores.staged_blobs, *stores.accounts, *stores.sessions,
        *stores.factors, *stores.used_tokens, *stores.audit, *stores.chain, m_kinds, *m_clock,
        agency_source(*stores.entries, m_content.agencies), m_folder.signing_key, m_folder.token_secret});
    service::ServerOptions options;
    options.limits.threads = 8; // one desk is all that ever asks
    return m_server->start(options);
}

std::string SampleOffice::server() const { return "http://127.0.0.1:" + std::to_string(m_server->port()); }

Result<DeskSession> SampleOffice::enter(const fs::path& desk, const std::string& account) const {
    const auto found =
        std::find_if(m_accounts.begin(), m_accounts.end(), [&](const auto& one) { return one.name == account; });
    if (found == m_accounts.end())
        return fail(ErrorCode::NotFound, "There is no such account", account);
    return log_in(desk, server(), {}, found->name, found->password, {}); // nobody's secret: not guarded
}

} // namespace canbo::apps
