#include "postgres_connection.h"

#include <libpq-fe.h>

namespace canbo::storage {
namespace {

struct Free {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, Free>;

std::string value_of(const Options& options, std::string_view name) {
    for (const PQconninfoOption* option = options.get(); option->keyword; ++option)
        if (option->keyword == name)
            return option->val ? option->val : "";
    return {};
}

} // namespace

// A list of hosts is none: whoever answers may be another machine.
bool is_this_machine(std::string_view host) {
    const bool number = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" || host == "::1" ||
           (number && host.starts_with("127."));
}

Result<void> check_postgres_address(const std::string& address) {
    if (!address.starts_with("postgresql://") && !address.starts_with("postgres://"))
        return fail(ErrorCode::InvalidInput, "The database's address begins with postgresql://");
    char* raw = nullptr;
    const Options options(PQconninfoParse(address.c_str(), &raw));
    PQfreemem(raw);
    if (!options) // libpq's text may quote a password
        return fail(ErrorCode::InvalidInput, "The database's address cannot be read: postgresql://USER@HOST/NAME");
    const std::string mode = value_of(options, "sslmode");
    const bool sealed = mode == "require" || mode == "verify-ca" || mode == "verify-full";
    if (!sealed && !(is_this_machine(value_of(options, "host")) && is_this_machine(value_of(options, "hostaddr"))))
        return fail(
            ErrorCode::InvalidInput,
            "Beyond this machine the database is reached with TLS only: add sslmode=verify-full to its address");
    return {};
}

} // namespace canbo::storage
