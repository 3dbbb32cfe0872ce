#pragma once

#include "office_api.h"
#include "people/account.h"

namespace canbo::service {

Answer get_health(OfficeApi& api, const Request& request);
Answer get_ready(OfficeApi& api, const Request& request);
Answer get_metrics(OfficeApi& api, const Request& request);
Answer get_openapi(OfficeApi& api, const Request& request);

Answer post_login(OfficeApi& api, const Request& request);
Answer post_refresh(OfficeApi& api, const Request& request);
Answer post_logout(OfficeApi& api, const Request& request);

Answer put_entry(OfficeApi& api, const Request& request);
Answer get_entry(OfficeApi& api, const Request& request);
Answer get_changes(OfficeApi& api, const Request& request);
Answer put_blob(OfficeApi& api, const Request& request);
Answer get_parts(OfficeApi& api, const Request& request);
Answer patch_parts(OfficeApi& api, const Request& request);
Answer get_blob(OfficeApi& api, const Request& request);

Answer get_accounts(OfficeApi& api, const Request& request);
Answer get_people(OfficeApi& api, const Request& request);
Answer post_account(OfficeApi& api, const Request& request);
Answer post_disable(OfficeApi& api, const Request& request);
Answer post_password(OfficeApi& api, const Request& request);
Answer post_account_password(OfficeApi& api, const Request& request);
Answer post_must_change(OfficeApi& api, const Request& request);

Answer get_sessions(OfficeApi& api, const Request& request);
Answer post_end_session(OfficeApi& api, const Request& request);
Answer post_end_others(OfficeApi& api, const Request& request);
Answer get_account_sessions(OfficeApi& api, const Request& request);
Answer post_end_account_session(OfficeApi& api, const Request& request);
Answer post_end_account_sessions(OfficeApi& api, const Request& request);

Answer get_login_methods(OfficeApi& api, const Request& request);
Answer post_login_service(OfficeApi& api, const Request& request);
Answer post_login_code(OfficeApi& api, const Request& request);
Answer get_own_account(OfficeApi& api, const Request& request);
Answer post_begin_factor(OfficeApi& api, const Request& request);
Answer post_confirm_factor(OfficeApi& api, const Request& request);
Answer post_remove_factor(OfficeApi& api, const Request& request);
Answer post_reset_factor(OfficeApi& api, const Request& request);

/// Is there such an agency, or none meant? @error InvalidInput
Result<void> check_agency(OfficeApi& api, Transaction& tx, const std::string& agency);
/// An account as administrators see it.
Result<Json> shown_account(OfficeApi& api, const people::Account& account);

/// @error Conflict somebody had the name, and was erased
Result<void> check_name_is_free(OfficeApi& api, Transaction& tx, const std::string& name);
Answer get_own_data(OfficeApi& api, const Request& request);
Answer get_person_data(OfficeApi& api, const Request& request);
Answer post_erase(OfficeApi& api, const Request& request);

Answer get_open_data(OfficeApi& api, const Request& request);
Answer get_open_data_csv(OfficeApi& api, const Request& request);

Answer get_audit(OfficeApi& api, const Request& request);
Answer get_key_parts(OfficeApi& api, const Request& request);

} // namespace canbo::service
