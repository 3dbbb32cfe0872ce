#include "postgres_connection.h"

#include "postgres_dialect.h"
#include "postgres_error.h"

#include <array>
#include <libpq-fe.h>
#include <unordered_map>
#include <utility>

namespace canbo::storage {
namespace {

constexpr std::size_t most_prepared = 256;
constexpr int oldest_server = 150'000; // what this is tested with
constexpr int binary = 1;

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using ResultPtr = std::unique_ptr<PGresult, Clear>;

/// Numbers travel with the highest byte first.
std::array<char, 8> bytes_of(std::int64_t number) {
    std::array<char, 8> bytes{};
    auto rest = static_cast<std::uint64_t>(number);
    for (std::size_t i = bytes.size(); i-- > 0; rest >>= 8)
        bytes[i] = static_cast<char>(rest & 0xff);
    return bytes;
}

std::int64_t number_of(std::string_view bytes) {
    const bool negative = !bytes.empty() && static_cast<unsigned char>(bytes.front()) > 0x7f;
    std::uint64_t number = negative ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes)
        number = number << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

class PostgresRow final : public Row {
public:
    explicit PostgresRow(const PGresult* result) : m_result(result) {}
    bool is_null(int column) const override { return PQgetisnull(m_result, m_row, column) == 1; }
    std::int64_t integer(int column) const override { return number_of(bytes(column)); }
    std::string_view bytes(int column) const override {
        return {PQgetvalue(m_result, m_row, column), static_cast<std::size_t>(PQgetlength(m_result, m_row, column))};
    }
    void move_to(int row) { m_row = row; }

private:
    const PGresult* m_result;
    int m_row{0};
};

/// A statement's values as libpq takes them.
class Parameters {
public:
    explicit Parameters(const std::vector<Value>& values) {
        m_numbers.reserve(values.size()); // what is pointed to stays where it is
        for (const Value& value : values)
            add(value);
    }
    int count() const { return static_cast<int>(m_data.size()); }
    const char* const* data() const { return m_data.data(); }
    const int* lengths() const { return m_lengths.data(); }
    const int* formats() const { return m_formats.data(); }

private:
    void add(const Value& value) {
        std::string_view bytes;
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            m_numbers.push_back(bytes_of(*number));
            bytes = {m_numbers.back().data(), m_numbers.back().size()};
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            bytes = *text;
        } else if (const auto* content = std::get_if<BytesView>(&value)) {
            bytes = content->bytes;
        }
        const bool null = std::holds_alternative<std::monostate>(value);
        m_data.push_back(null ? nullptr : bytes.data() ? bytes.data() : "");
        m_lengths.push_back(static_cast<int>(bytes.size()));
        m_formats.push_back(binary);
    }

    std::vector<std::array<char, 8>> m_numbers;
    std::vector<const char*> m_data;
    std::vector<int> m_lengths, m_formats;
};

class PostgresConnection final : public Connection {
public:
    PostgresConnection(std::string address, Use use, std::chrono::milliseconds wait)
        : m_address(std::move(address)), m_use(use), m_wait(wait) {}

    Result<void> connect();
    Result<std::size_t> run(const std::string& sql, const std::vector<Value>& values, const EachRow& row) override;
    Result<void> execute(const char* sql) override;
    Result<void> frame(const std::string& sql) override;
    Result<void> begin_writing() override { return begin(postgres_begin_writing); }
    Result<void> begin_reading() override { return begin(postgres_begin_reading); }
    Result<std::size_t> look(const std::string& sql, const std::vector<Value>& values, const EachRow& row) override;
    Result<void> commit() override;
    bool in_transaction() const override {
        const auto status = PQtransactionStatus(m_connection.get());
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
    }
    bool lost() const override { return PQstatus(m_connection.get()) == CONNECTION_BAD; }

private:
    Result<void> settle();
    Result<void> begin(const char* sql);
    Result<std::string> prepared(const std::string& sql);
    Error last_error(const ResultPtr& result) const { return postgres_error(m_connection.get(), result.get()); }

    const std::string m_address;
    const Use m_use;
    const std::chrono::milliseconds m_wait;
    std::unique_ptr<PGconn, Clear> m_connection;
    std::unordered_map<std::string, std::string> m_prepared; ///< SQL and its name on this connection.
    std::string m_before;                                    ///< Goes with the next statement: one journey less.
};

Result<void> PostgresConnection::connect() {
    // What stands before the address may be said otherwise in it.
    const char* const names[] = {"connect_timeout",  "keepalives_idle",  "keepalives_interval",
                                 "keepalives_count", "tcp_user_timeout", "dbname",
                                 "client_encoding",  "application_name", nullptr};
    const char* const values[] = {"10", "10", "5", "3", "30000", m_address.c_str(), "UTF8", "canbo", nullptr};
    m_prepared.clear();
    m_before.clear();
    m_connection.reset(PQconnectdbParams(names, values, 1));
    if (PQstatus(m_connection.get()) != CONNECTION_OK)
        return fail(postgres_error(m_connection.get(), nullptr));
    PQsetNoticeReceiver(
        m_connection.get(), [](void*, const PGresult*) {}, nullptr);
    return settle();
}

// Whoever is stopped in the middle of a transaction does not keep the others waiting for ever. A server, database or
// user that is set to answer a commit before it is on the disk is not asked.
Result<void> PostgresConnection::settle() {
    if (PQserverVersion(m_connection.get()) < oldest_server)
        return fail(ErrorCode::Storage, "The database server is too old: PostgreSQL 15 or newer is needed");
    // The host may have come from libpq's own variables and files, too.
    const std::string_view address = PQhostaddr(m_connection.get());
    const char* host = PQhost(m_connection.get());
    const bool here = is_this_machine(address.empty() && host ? host : address);
    if (!here && !PQsslInUse(m_connection.get()))
        return fail(
            ErrorCode::InvalidInput,
            "Beyond this machine the database is reached with TLS only: add sslmode=verify-full to its address");
    std::string settings = "SET lock_timeout = " + std::to_string(m_wait.count());
    if (m_use == Use::Write)
        settings += "; SET idle_in_transaction_session_timeout = '60s'";
    CANBO_TRY_VOID(execute(settings.c_str()));
    std::string encoding, commit;
    CANBO_TRY_VOID(run("SELECT current_setting('server_encoding'), current_setting('synchronous_commit')", {},
                       [&](const Row& row) {
                           encoding = row.bytes(0);
                           commit = row.bytes(1);
                       }));
    if (encoding != "UTF8")
        return fail(ErrorCode::Storage, "The database must be made with the encoding UTF8", {}, encoding);
    if (commit == "off" || commit == "local")
        return execute("SET synchronous_commit = on");
    return {};
}

Result<void> PostgresConnection::begin(const char* sql) {
    if (lost()) {
        CANBO_TRY_VOID(connect());
        return execute(sql);
    }
    auto begun = execute(sql);
    if (begun || !lost())
        return begun;
    CANBO_TRY_VOID(connect()); // the server was started again meanwhile
    return execute(sql);
}

Result<std::string> PostgresConnection::prepared(const std::string& sql) {
    if (const auto known = m_prepared.find(sql); known != m_prepared.end())
        return known->second;
    if (m_prepared.size() >= most_prepared) {
        m_prepared.clear();
        CANBO_TRY_VOID(execute("DEALLOCATE ALL"));
    }
    const std::string name = "c" + std::to_string(m_prepared.size());
    const ResultPtr result(PQprepare(m_connection.get(), name.c_str(), sql.c_str(), 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        return fail(last_error(result));
    m_prepared.emplace(sql, name);
    return name;
}

Result<std::size_t> PostgresConnection::run(const std::string& sql, const std::vector<Value>& values,
                                            const EachRow& row) {
    if (!m_before.empty()) {
        CANBO_TRY_VOID(execute(""));
    }
    CANBO_TRY(const std::string name, prepared(sql));
    const Parameters parameters(values);
    const ResultPtr result(PQexecPrepared(m_connection.get(), name.c_str(), parameters.count(), parameters.data(),
                                          parameters.lengths(), parameters.formats(), binary));
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK)
        return static_cast<std::size_t>(std::strtoull(PQcmdTuples(result.get()), nullptr, 10));
    if (status != PGRES_TUPLES_OK)
        return fail(last_error(result));
    PostgresRow reader(result.get());
    const int rows = PQntuples(result.get());
    for (int i = 0; i < rows; ++i) {
        reader.move_to(i);
        row(reader);
    }
    return static_cast<std::size_t>(rows);
}

Result<std::size_t> PostgresConnection::look(const std::string& sql, const std::vector<Value>& values,
                                             const EachRow& row) {
    if (!lost()) {
        auto done = run(sql, values, row);
        if (done || !lost()) // its rows come all or not at all
            return done;
    }
    CANBO_TRY_VOID(connect()); // the server was started again meanwhile
    return run(sql, values, row);
}

// A piece that has ended can go wrong no more: the server hears of it with what begins the next one. What ends the
// whole transaction ends it, too.
Result<void> PostgresConnection::frame(const std::string& sql) {
    if (sql.starts_with("RELEASE")) {
        m_before = sql + "; ";
        return {};
    }
    if (sql == "ROLLBACK")
        m_before.clear();
    return execute(sql.c_str());
}

Result<void> PostgresConnection::execute(const char* sql) {
    const std::string text = std::exchange(m_before, {}) + sql;
    const ResultPtr result(PQexec(m_connection.get(), text.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        return fail(last_error(result));
    return {};
}

// A transaction with an error in it answers COMMIT with ROLLBACK and without an error.
Result<void> PostgresConnection::commit() {
    m_before.clear();
    const ResultPtr result(PQexec(m_connection.get(), "COMMIT"));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        const Error why = last_error(result);
        return fail(lost() ? unknown_commit(why) : why);
    }
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        return fail(ErrorCode::Storage, "The data could not be read or written, nothing was changed", {},
                    PQcmdStatus(result.get()));
    return {};
}

} // namespace

Result<ConnectionPtr> connect_postgres(const std::string& address, Use use, std::chrono::milliseconds wait) {
    auto connection = std::make_unique<PostgresConnection>(address, use, wait);
    CANBO_TRY_VOID(connection->connect());
    return ConnectionPtr(std::move(connection));
}

} // namespace canbo::storage
