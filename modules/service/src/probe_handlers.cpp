#include "handlers.h"

namespace canbo::service {

Answer get_health(OfficeApi&, const Request&) { return json_answer({{"status", "ok"}}); }

Answer get_ready(OfficeApi& api, const Request&) {
    if (api.draining())
        return problem({ErrorCode::Unreachable, "The office is being stopped", {}, {}}, 503);
    const auto read = [&api]() -> Result<std::int64_t> {
        CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
        return api.ports().entries.last_sequence(*tx);
    }();
    return read ? json_answer({{"status", "ready"}}) : problem(read.error(), 503);
}

Answer get_metrics(OfficeApi& api, const Request&) {
    return {200, "text/plain; version=0.0.4; charset=utf-8", api.metrics_text()};
}

Answer get_openapi(OfficeApi&, const Request&) { return {200, "application/json", std::string(openapi_text())}; }

} // namespace canbo::service
