#include "exam/exam_office.h"
#include "handlers.h"

namespace canbo::service {
namespace {

/// Whoever gets them stands in the audit log.
Result<std::vector<std::string>> give_parts(OfficeApi& api, const people::Person& person, const std::string& exam) {
    OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY(auto parts, exam::released_parts(*tx, ports.entries, exam, ports.signing_key, ports.clock.now()));
    CANBO_TRY_VOID(api.record(*tx, person.name, "exam.key-given", exam));
    CANBO_TRY_VOID(tx->commit());
    return parts;
}

} // namespace

Answer get_key_parts(OfficeApi& api, const Request& request) {
    const auto parts = give_parts(api, request.person, request.path_values.front());
    return parts ? json_answer({{"parts", *parts}}) : problem(parts.error());
}

} // namespace canbo::service
