#include "base/crypto.h"
#include "handlers.h"
#include "open_data_page.h"

#include <fmt/format.h>

namespace canbo::service {
namespace {

std::string tag_of(std::string_view text) { return fmt::format("\"{}\"", base::sha256_hex(text).substr(0, 32)); }

/// Whether one of the tags that a client has is this one (RFC 9110, section 13.1.2: weak ones count, too).
bool has_already(const std::string& if_none_match, const std::string& tag) {
    return if_none_match == "*" || if_none_match.find(tag) != std::string::npos;
}

Answer answer_with(OfficeApi& api, const Request& request, const char* content_type,
                   std::string OpenDataPage::Made::*text, std::string OpenDataPage::Made::*tag) {
    const OpenDataPort& port = api.ports().open_data;
    if (!port.make)
        return problem({ErrorCode::NotFound, "There is nothing at this address", {}, {}});
    const auto made = api.open_data().get(port, api.ports().clock.now());
    if (!made)
        return problem(made.error());
    const bool known = has_already(request.head.if_none_match, (**made).*tag);
    Answer answer{known ? 304 : 200, content_type, known ? std::string() : (**made).*text};
    answer.headers.emplace_back("ETag", (**made).*tag);
    answer.headers.emplace_back(
        "Cache-Control",
        fmt::format("{}, max-age={}", port.for_everybody ? "public" : "private", OpenDataPage::lifetime.count()));
    if (port.for_everybody)
        answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return answer;
}

} // namespace

Result<std::shared_ptr<const OpenDataPage::Made>> OpenDataPage::get(const OpenDataPort& port, base::Time now) {
    const std::lock_guard lock(m_mutex);
    const bool fresh = m_made && now >= m_made->at && now - m_made->at < lifetime;
    if (!fresh) {
        CANBO_TRY(auto texts, port.make());
        auto made = std::make_shared<Made>();
        made->json = std::move(texts.json);
        made->csv = std::move(texts.csv);
        made->json_tag = tag_of(made->json);
        made->csv_tag = tag_of(made->csv);
        made->at = now;
        m_made = std::move(made);
    }
    return m_made;
}

Answer get_open_data(OfficeApi& api, const Request& request) {
    return answer_with(api, request, "application/json", &OpenDataPage::Made::json, &OpenDataPage::Made::json_tag);
}

Answer get_open_data_csv(OfficeApi& api, const Request& request) {
    return answer_with(api, request, "text/csv; charset=utf-8; header=present", &OpenDataPage::Made::csv,
                       &OpenDataPage::Made::csv_tag);
}

} // namespace canbo::service
