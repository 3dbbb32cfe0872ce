#pragma once

#include "office_api.h"

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
Answer get_audit(OfficeApi& api, const Request& request);
Answer get_key_parts(OfficeApi& api, const Request& request);

} // namespace canbo::service
