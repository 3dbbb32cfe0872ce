#include "base/text.h"
#include "handlers.h"
#include "ledger/person_data.h"
#include "wire/account_messages.h"

namespace canbo::service {
namespace {

ledger::PersonStores person_stores(OfficePorts& ports) {
    return {ports.accounts,     ports.sessions, ports.factors, ports.used_tokens,
            ports.staged_blobs, ports.entries,  ports.audit};
}

/// Whoever takes it out stands in the audit log, the person themself too. Not held while everything is read.
Result<Json> export_person(OfficeApi& api, const std::string& actor, const std::string& name) {
    OfficePorts& ports = api.ports();
    {
        CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
        CANBO_TRY(const auto account, ports.accounts.find(*tx, name));
        if (!account)
            return fail(ErrorCode::NotFound, "There is no such account", "name");
        CANBO_TRY_VOID(api.record(*tx, actor, "person.export", name));
        CANBO_TRY_VOID(tx->commit());
    }
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Read));
    return ledger::person_data(*tx, person_stores(ports), ports.kinds, name, ports.clock.now());
}

Result<Json> erase_for_good(OfficeApi& api, const ledger::ErasureOrder& order) {
    OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Write));
    CANBO_TRY(auto answer, ledger::erase_person(*tx, person_stores(ports), api.chain(), ports.kinds, ports.signing_key,
                                                order, ports.clock.now()));
    CANBO_TRY_VOID(tx->commit());
    return answer;
}

Answer person_answer(const Result<Json>& done) { return done ? json_answer(*done) : problem(done.error()); }

} // namespace

Result<void> check_name_is_free(OfficeApi& api, Transaction& tx, const std::string& name) {
    CANBO_TRY(const auto gone, api.ports().accounts.find(tx, ledger::pseudonym_of(name, api.ports().signing_key)));
    if (gone || ledger::is_pseudonym(name))
        return fail(ErrorCode::Conflict, "This name belonged to a person whose data was erased; take another", "name");
    return {};
}

Answer get_person_data(OfficeApi& api, const Request& request) {
    return person_answer(export_person(api, request.person.name, request.path_values.front()));
}

Answer get_own_data(OfficeApi& api, const Request& request) {
    return person_answer(export_person(api, request.person.name, request.person.name));
}

Answer post_erase(OfficeApi& api, const Request& request) {
    return answer_message(request, wire::reason_only_from_json, [&](const auto& message) -> Result<Json> {
        CANBO_TRY(const auto reason, base::to_nfc(message.reason));
        return erase_for_good(api, {request.path_values.front(), request.person.name, reason});
    });
}

} // namespace canbo::service
