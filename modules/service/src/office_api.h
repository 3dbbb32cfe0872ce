#pragma once

#include "access_token.h"
#include "http_api.h"
#include "http_message.h"
#include "metrics.h"
#include "open_data_page.h"
#include "rate_limiter.h"
#include "service/office_ports.h"
#include "service/routes.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace canbo::service {

class OfficeApi;

/// One request on its way through a handler.
struct Request {
    const RequestHead& head;
    const std::vector<std::string>& path_values; ///< What stands in the pattern's {…}, in order.
    const people::Person& person;                ///< Nobody on open routes.
    std::string_view body;
    const people::SessionInUse& session; ///< As it stood when the request was let in.
};

using Handler = Answer (*)(OfficeApi&, const Request&);

struct Route {
    const char* method;
    const char* pattern;
    Access access;
    std::size_t most_body_bytes;
    Handler handler;
};
const std::vector<Route>& route_table();

/// A request that may go on: its body may be read now.
struct Admitted {
    const Route* route;
    std::vector<std::string> path_values;
    people::SessionInUse caller; ///< Nobody on open routes.
};

/// Few at a time: each password check takes 64 MB and a tenth of a second of one core.
class Turnstile {
public:
    explicit Turnstile(int places) : m_free(places) {}

    /// A place inside, given back when destroyed.
    class Place {
    public:
        Place(Turnstile& turnstile, std::chrono::milliseconds wait)
            : m_turnstile(turnstile), m_taken(turnstile.enter(wait)) {}
        ~Place() {
            if (m_taken)
                m_turnstile.leave();
        }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        bool taken() const { return m_taken; }

    private:
        Turnstile& m_turnstile;
        bool m_taken;
    };

private:
    bool enter(std::chrono::milliseconds wait);
    void leave();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_free;
};

/// The API without sockets. Safe from any thread.
class OfficeApi final : public HttpApi {
public:
    explicit OfficeApi(OfficePorts ports);

    /// Finds the route and who asks, before any body is read.
    std::variant<Admitted, Answer> admit(const RequestHead& head);
    /// Never throws.
    Answer handle(const RequestHead& head, const Admitted& admitted, std::string_view body);
    std::variant<AdmittedRequest, Answer> begin(const RequestHead& head) override;
    void count(int status) override;

    // For the handlers.
    OfficePorts& ports() { return m_ports; }
    const OfficePorts& ports() const { return m_ports; }
    ledger::AuditChain& chain() { return m_chain; }
    Turnstile& password_checks() { return m_password_checks; }
    RateLimiter& refusals() { return m_refusals; }
    Metrics& metrics() { return m_metrics; }
    OpenDataPage& open_data() { return m_open_data; }
    std::string metrics_text();
    void begin_drain() { m_draining = true; }
    bool draining() const { return m_draining; }
    Result<ledger::Visibility> visibility(Transaction& tx, const people::Person& person);
    Result<void> record(Transaction& tx, std::string_view actor, std::string_view action, std::string_view subject);
    /// In a transaction of its own: on the disk before what it is about is given. @error Storage
    Result<void> record(std::string_view actor, std::string_view action, std::string_view subject);

private:
    Result<people::SessionInUse> caller_of(const RequestHead& head);

    OfficePorts m_ports;
    ledger::AuditChain m_chain{m_ports.chain, m_ports.signing_key};
    base::Time m_started;
    AccessTokenReader m_tokens{m_ports.token_secret};
    Turnstile m_password_checks{2};
    RateLimiter m_requests{m_ports.rates.account};
    RateLimiter m_refusals{m_ports.rates.address_refusals};
    Metrics m_metrics;
    OpenDataPage m_open_data;
    std::atomic<bool> m_draining{false};
};

/// The body as JSON. @error InvalidInput, TooLarge
Result<Json> read_json(const Request& request);

/// Reads the message of a request and gives it to `use`, which answers with a Result of JSON.
/// A body that is no such message is answered as malformed.
template <typename Message, typename Use>
Answer answer_message(const Request& request, Result<Message> (*read)(const Json&), Use use, int status = 200) {
    const auto json = read_json(request);
    if (!json)
        return malformed(json.error());
    const auto message = read(*json);
    if (!message)
        return malformed(message.error());
    const Result<Json> answer = use(*message);
    return answer ? json_answer(*answer, status) : problem(answer.error());
}

} // namespace canbo::service
