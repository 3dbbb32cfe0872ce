#include "office_fixture.h"

#include "common/office_stores.h"
#include "support/memory_stores.h"
#include "wire/network.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/StreamCopier.h>
#include <Poco/String.h>
#include <Poco/Timespan.h>

#include <array>
#include <mutex>
#include <stdexcept>
#include <thread>

#ifdef __SANITIZE_THREAD__
// Debian's Poco and OpenSSL are not built for the thread sanitizer: it does not see their atomic reference counts, and
// takes the last owner's delete for a race.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "race:Poco::Net::TCPServer::run\nrace:libssl.so.3\nrace:libcrypto.so.3\n";
}
#endif

namespace canbo::test {
namespace {

using people::Role;

service::OfficeStores memory_stores() {
    service::OfficeStores stores;
    stores.database = std::make_unique<MemoryDatabase>();
    stores.entries = std::make_unique<MemoryEntryStore>();
    stores.blobs = std::make_unique<MemoryBlobStore>();
    stores.staged_blobs = std::make_unique<MemoryStagedBlobStore>();
    stores.accounts = std::make_unique<MemoryAccountStore>();
    stores.sessions = std::make_unique<MemorySessionStore>();
    stores.factors = std::make_unique<MemorySecondFactorStore>();
    stores.used_tokens = std::make_unique<MemoryUsedTokenStore>();
    stores.audit = std::make_unique<MemoryAuditLog>();
    stores.chain = std::make_unique<MemoryChainStore>();
    return stores;
}

service::OfficeStores sqlite_stores(const std::filesystem::path& folder) {
    return apps::stores_in(*storage::SqlDatabase::open_sqlite(folder / "office.db", "0.1.0")).value();
}

Result<void> admit_note(const ledger::Admission& admission) {
    if (admission.entry.subject == "locked")
        return fail(ErrorCode::Closed, "The period is locked", "subject");
    if (admission.entry.subject == "wrong")
        return fail(ErrorCode::InvalidInput, "A note is never wrong", "subject");
    if (admission.entry.subject == "slow")
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
    return {};
}

service::AgencySource three_agencies() {
    auto tree = std::make_shared<people::AgencyTree>();
    for (const auto& [code, parent] : {std::pair{"UBND", ""}, {"SYT", "UBND"}, {"SGD", "UBND"}, {"BV1", "SYT"}}) {
        people::Agency agency;
        agency.code = code;
        agency.parent = parent;
        tree->put(agency);
    }
    people::Agency district; // a second tier: below UBND, reports to SYT
    district.code = "HBX";
    district.parent = "UBND";
    district.reports_to = {{"SYT", {}}};
    tree->put(district);
    return [tree](Transaction&) { return Result<std::shared_ptr<const people::AgencyTree>>(tree); };
}

void add_accounts(service::OfficeStores& stores) {
    auto tx = *stores.database->begin(Database::Mode::Write);
    const auto add = [&](const std::string& name, Role role, const std::string& agency) {
        const auto account = *people::make_account(name, role, agency, password, base::HashCost::Least);
        if (!stores.accounts->put(*tx, account))
            throw std::runtime_error("account");
    };
    for (const Role role : {Role::Learner, Role::Focal, Role::Leader, Role::Invigilator, Role::Council, Role::Office,
                            Role::Admin, Role::Auditor})
        add(std::string(people::role_name(role)), role, role == Role::Admin || role == Role::Auditor ? "" : "SYT");
    add("focal.sgd", Role::Focal, "SGD");
    add("focal.bv1", Role::Focal, "BV1");
    add("focal.hbx", Role::Focal, "HBX");
    if (!tx->commit())
        throw std::runtime_error("commit");
}

} // namespace

OfficeFixture::OfficeFixture(service::ServerOptions options, Keep keep, service::RequestRates rates) {
    static std::once_flag once;
    std::call_once(once, wire::init_network);
    if (keep == Keep::Sqlite) {
        m_folder = std::filesystem::temp_directory_path() / ("canbo-http-" + base::new_uuid());
        std::filesystem::create_directories(m_folder);
    }
    stores = keep == Keep::Memory ? memory_stores() : sqlite_stores(m_folder);
    add_accounts(stores);
    m_kinds.add({"note", false, admit_note});
    m_kinds.add({"bulletin", true, admit_note});
    start({}, std::move(options), rates);
}

void OfficeFixture::start(service::FactorRoles second_factor, service::ServerOptions options,
                          service::RequestRates rates) {
    server = std::make_unique<service::OfficeServer>(service::OfficePorts{*stores.database,
                                                                          *stores.entries,
                                                                          *stores.blobs,
                                                                          *stores.staged_blobs,
                                                                          *stores.accounts,
                                                                          *stores.sessions,
                                                                          *stores.factors,
                                                                          *stores.used_tokens,
                                                                          *stores.audit,
                                                                          *stores.chain,
                                                                          m_kinds,
                                                                          clock,
                                                                          three_agencies(),
                                                                          key,
                                                                          token_secret,
                                                                          base::HashCost::Least,
                                                                          rates,
                                                                          [] {
                                                                              return service::CommitFigures{2, 3};
                                                                          },
                                                                          std::move(second_factor),
                                                                          login_service,
                                                                          open_data});
    if (const auto started = server->start(options); !started)
        throw std::runtime_error(started.error().message + " " + started.error().detail);
}

OfficeFixture::~OfficeFixture() {
    server.reset();
    stores = {};
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder);
}

Reply OfficeFixture::ask(const std::string& method, const std::string& path, const std::string& body,
                         const std::string& token, const std::map<std::string, std::string>& headers) const {
    Poco::Net::HTTPClientSession session("127.0.0.1", port());
    session.setTimeout(Poco::Timespan(20, 0));
    Poco::Net::HTTPRequest request(method, path, Poco::Net::HTTPMessage::HTTP_1_1);
    request.setContentType("application/json");
    if (!body.empty() || method == "PUT" || method == "POST")
        request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    if (!token.empty())
        request.set("Authorization", "Bearer " + token);
    for (const auto& [name, value] : headers)
        request.set(name, value);
    session.sendRequest(request) << body << std::flush;
    Poco::Net::HTTPResponse response;
    std::istream& in = session.receiveResponse(response);
    Reply reply;
    reply.status = response.getStatus();
    for (const auto& [name, value] : response)
        reply.headers[Poco::toLower(name)] = value;
    Poco::StreamCopier::copyToString(in, reply.body);
    return reply;
}

Reply OfficeFixture::log_in(const std::string& name, const std::string& with) const {
    return ask("POST", "/api/v1/login", to_json(wire::LoginRequest{name, with}).dump());
}

wire::HttpOfficeClient OfficeFixture::client(wire::Session session, wire::ClientOptions options) const {
    return {wire::OfficeAddress{false, "127.0.0.1", port()}, std::move(options), std::move(session)};
}

std::vector<ledger::AuditEvent> OfficeFixture::audit() const {
    auto tx = *stores.database->begin(Database::Mode::Read);
    return *stores.audit->list(*tx, 0, 1'000);
}

ledger::FrozenEntry entry_of(const std::string& author, const std::string& agency, const std::string& subject,
                             const std::string& kind, Json body) {
    return *ledger::freeze({base::new_uuid(), kind, agency, subject, 1, std::move(body), author,
                            *base::parse_time("2024-02-12T08:00:00+07:00")});
}

struct Impostor::Listener {
    std::string answer{};
    Manner manner{Manner::Answer};
    Poco::Net::ServerSocket socket{};
    std::atomic<bool> ended{false};
    std::thread thread{};

    void run() {
        while (!ended)
            if (socket.poll(Poco::Timespan(0, 50'000), Poco::Net::Socket::SELECT_READ))
                answer_one();
    }
    void answer_one() {
        auto connection = socket.acceptConnection();
        if (manner == Manner::Reset)
            connection.setLinger(true, 0);
        if (manner != Manner::Answer)
            return;
        std::array<char, 8192> buffer{};
        try {
            connection.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
            if (answer.empty())
                std::this_thread::sleep_for(std::chrono::milliseconds(500));
            else
                connection.sendBytes(answer.data(), static_cast<int>(answer.size()));
        } catch (const Poco::Exception&) {
            // the client has gone
        }
    }
};

Impostor::Impostor(std::string answer, Manner manner) : m_listener(std::make_unique<Listener>()) {
    m_listener->answer = std::move(answer);
    m_listener->manner = manner;
    m_listener->socket.bind(Poco::Net::SocketAddress("127.0.0.1", 0), true, false);
    m_listener->socket.listen(4);
    m_listener->thread = std::thread([this] { m_listener->run(); });
}

Impostor::~Impostor() {
    m_listener->ended = true;
    m_listener->thread.join();
}

std::uint16_t Impostor::port() const { return m_listener->socket.address().port(); }

struct RawConnection::Socket {
    Poco::Net::StreamSocket stream;
};

RawConnection::RawConnection(std::uint16_t port) : m_socket(std::make_unique<Socket>()) {
    m_socket->stream.connect(Poco::Net::SocketAddress("127.0.0.1", port));
}

RawConnection::~RawConnection() = default;
RawConnection::RawConnection(RawConnection&&) noexcept = default;

bool RawConnection::send(std::string_view bytes) {
    try {
        while (!bytes.empty()) {
            const int count = m_socket->stream.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    } catch (const Poco::Exception&) {
        return false;
    }
}

std::string RawConnection::receive(std::chrono::milliseconds longest) {
    const auto until = std::chrono::steady_clock::now() + longest;
    std::string out;
    std::array<char, 4096> piece{};
    try {
        while (std::chrono::steady_clock::now() < until) {
            if (!m_socket->stream.poll(Poco::Timespan(0, 50'000), Poco::Net::Socket::SELECT_READ))
                continue;
            const int count = m_socket->stream.receiveBytes(piece.data(), static_cast<int>(piece.size()));
            if (count <= 0)
                break;
            out.append(piece.data(), static_cast<std::size_t>(count));
            const auto body = out.find("\r\n\r\n");
            const auto length = out.find("Content-Length: ");
            if (body != std::string::npos && length != std::string::npos &&
                out.size() >= body + 4 + std::stoul(out.substr(length + 16)))
                break;
        }
    } catch (const Poco::Exception&) {
        // reset by the office: what came before counts
    }
    return out;
}

} // namespace canbo::test
