#pragma once

#include "base/crypto.h"
#include "base/file.h"
#include "contract/store_setup.h"

#include <algorithm>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>
#include <string>

namespace canbo::test {

/// Somebody with psql, in the database of an address.
class PostgresShell {
public:
    explicit PostgresShell(const std::string& address) : m_connection(PQconnectdb(address.c_str()), PQfinish) {
        PQsetNoticeReceiver(
            m_connection.get(), [](void*, const PGresult*) {}, nullptr);
    }

    /// Empty when it worked, else what the server says.
    std::string run(const std::string& sql) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(m_connection.get(), sql.c_str()), PQclear);
        m_answer.clear();
        for (int row = 0; row < PQntuples(result.get()); ++row)
            for (int column = 0; column < PQnfields(result.get()); ++column)
                m_answer.append(PQgetvalue(result.get(), row, column)).append("|");
        const auto status = PQresultStatus(result.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            return {};
        const char* said = result ? PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY) : nullptr;
        return said ? said : PQerrorMessage(m_connection.get());
    }
    std::string ask(const std::string& sql) {
        if (const std::string wrong = run(sql); !wrong.empty())
            throw std::runtime_error(wrong);
        return m_answer;
    }

private:
    std::unique_ptr<PGconn, void (*)(PGconn*)> m_connection;
    std::string m_answer;
};

/// A new database on the server that CTest has started for the suite (tests/support/postgres.sh), gone at the end.
class PostgresDatabase {
public:
    PostgresDatabase() : m_name("t" + base::new_uuid()) {
        std::erase(m_name, '-');
        run("CREATE DATABASE " + m_name + " TEMPLATE template0");
    }
    PostgresDatabase(const PostgresDatabase&) = delete;
    PostgresDatabase& operator=(const PostgresDatabase&) = delete;
    ~PostgresDatabase() {
        try {
            run("DROP DATABASE " + m_name + " WITH (FORCE)");
        } catch (const std::exception&) { // goes with the server
        }
    }
    std::string address() const { return address_of(m_name); }

private:
    static std::string address_of(const std::string& name) {
        const auto text = base::read_file(std::filesystem::path(CANBO_TEST_POSTGRES) / "address");
        if (!text)
            throw std::runtime_error("no server: tests/support/postgres.sh start " CANBO_TEST_POSTGRES);
        std::string address = text->substr(0, text->find('\n'));
        return address.insert(address.find("@/") + 2, name);
    }
    static void run(const std::string& sql) {
        if (const std::string wrong = PostgresShell(address_of("postgres")).run(sql); !wrong.empty())
            throw std::runtime_error(wrong);
    }

    std::string m_name;
};

template <bool sealed>
struct PostgresSetupOf : SqlStores {
    PostgresDatabase place;
    std::unique_ptr<storage::SqlDatabase> owned{
        *storage::SqlDatabase::open_postgres(place.address(), "0.1.0", sealed ? sealing_all() : storage::Sealing{})};
    storage::SqlDatabase& database{*owned};
};
using PostgresSetup = PostgresSetupOf<false>;
using SealedPostgresSetup = PostgresSetupOf<true>;

} // namespace canbo::test
