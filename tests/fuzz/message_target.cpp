#include "targets.h"
#include "wire/messages.h"

namespace canbo::fuzz {
namespace {

/// What was read is written and read again as the same message.
template <typename Message>
void check_round(const Json& json, Result<Message> (*read)(const Json&)) {
    const auto message = read(json);
    if (!message)
        return;
    const Json written = to_json(*message);
    const auto again = read(written);
    CANBO_CHECK(again);
    CANBO_CHECK(to_json(*again) == written);
}

/// Each entry of a page is one that the ledger takes, under its own digest.
void check_changes(const Json& json) {
    const auto page = wire::changes_page_from_json(json);
    if (!page)
        return;
    for (const auto& change : page->changes) {
        const auto frozen = ledger::parse_entry(change.frozen.canonical);
        CANBO_CHECK(frozen);
        CANBO_CHECK(frozen->digest == change.frozen.digest);
    }
}

} // namespace

void read_message(std::string_view input) {
    const auto json = base::parse_json(input);
    if (!json)
        return;
    check_round(*json, wire::login_request_from_json);
    check_round(*json, wire::refresh_request_from_json);
    check_round(*json, wire::login_answer_from_json);
    check_round(*json, wire::account_message_from_json);
    check_round(*json, wire::new_account_from_json);
    check_round(*json, wire::audit_page_from_json);
    (void)wire::account_messages_from_json(*json);
    check_changes(*json);
    if (const auto error = wire::problem_from_json(*json))
        CANBO_CHECK(wire::problem_from_json(wire::problem_to_json(*error, 422)).value().code == error->code);
}

} // namespace canbo::fuzz
