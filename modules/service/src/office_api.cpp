#include "office_api.h"

#include "base/log.h"
#include "people/oversight.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <typeinfo>

namespace canbo::service {
namespace {

/// The values of a pattern's {…} when the path fits it.
std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path) {
    std::vector<std::string> values;
    while (!pattern.empty() && !path.empty()) {
        // Both begin with '/'.
        const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
        const std::size_t path_end = std::min(path.find('/', 1), path.size());
        const std::string_view expected = pattern.substr(0, pattern_end);
        const std::string_view given = path.substr(0, path_end);
        if (expected.starts_with("/{")) {
            if (given.size() < 2 || given.front() != '/')
                return std::nullopt;
            values.emplace_back(given.substr(1));
        } else if (expected != given) {
            return std::nullopt;
        }
        pattern.remove_prefix(pattern_end);
        path.remove_prefix(path_end);
    }
    if (!pattern.empty() || !path.empty())
        return std::nullopt;
    return values;
}

std::string_view bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size())
        return {};
    for (std::size_t i = 0; i < scheme.size(); ++i)
        if (std::tolower(static_cast<unsigned char>(authorization[i])) != scheme[i])
            return {};
    return authorization.substr(scheme.size());
}

Answer wrong_method(std::vector<std::string> allowed) {
    if (std::find(allowed.begin(), allowed.end(), "GET") != allowed.end())
        allowed.emplace_back("HEAD");
    std::string list;
    for (const auto& method : allowed)
        list += (list.empty() ? "" : ", ") + method;
    Answer answer = problem({ErrorCode::InvalidInput, "This address does not know this method", "method", {}}, 405);
    answer.headers.emplace_back("Allow", list);
    return answer;
}

/// Why a login that has a step to do gets nothing else.
Error step_first(people::LoginStep step) {
    const std::string where(people::step_name(step));
    switch (step) {
    case people::LoginStep::Code:
        return {ErrorCode::Forbidden, "First give the code of the second factor", where, {}};
    case people::LoginStep::Enrol:
        return {ErrorCode::Forbidden, "First set up the second factor that the office asks of your role", where, {}};
    default:
        return {ErrorCode::Forbidden, "First choose a password of your own", where, {}};
    }
}

} // namespace

bool Turnstile::enter(std::chrono::milliseconds wait) {
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait_for(lock, wait, [this] { return m_free > 0; }))
        return false;
    --m_free;
    return true;
}

void Turnstile::leave() {
    {
        const std::lock_guard lock(m_mutex);
        ++m_free;
    }
    m_changed.notify_one();
}

OfficeApi::OfficeApi(OfficePorts ports) : m_ports(std::move(ports)), m_started(m_ports.clock.now()) {
    CANBO_CHECK(!m_ports.token_secret.empty() && m_ports.agencies);
}

std::variant<Admitted, Answer> OfficeApi::admit(const RequestHead& head) {
    const std::string_view method = head.method == "HEAD" ? std::string_view("GET") : std::string_view(head.method);
    std::vector<std::string> other_methods;
    for (const Route& route : route_table()) {
        auto values = fit(route.pattern, head.path);
        if (!values)
            continue;
        if (method != route.method) {
            other_methods.emplace_back(route.method);
            continue;
        }
        if (route.access.open || (route.access.open_data && m_ports.open_data.for_everybody))
            return Admitted{&route, *std::move(values), {}};
        auto caller = caller_of(head);
        if (!caller)
            return problem(caller.error());
        if (!route.access.admits(caller->step))
            return problem(step_first(caller->step));
        if (!route.access.allows(caller->person.role))
            return problem({ErrorCode::Forbidden,
                            "Your role does not allow this",
                            std::string(people::role_name(caller->person.role)),
                            {}});
        if (!m_requests.take(caller->person.name, m_ports.clock.now()))
            return too_often();
        return Admitted{&route, *std::move(values), std::move(*caller)};
    }
    if (!other_methods.empty())
        return wrong_method(std::move(other_methods));
    return problem({ErrorCode::NotFound, "There is nothing at this address", {}, {}});
}

std::variant<AdmittedRequest, Answer> OfficeApi::begin(const RequestHead& head) {
    auto admitted = admit(head);
    if (auto* early = std::get_if<Answer>(&admitted))
        return std::move(*early);
    auto& found = std::get<Admitted>(admitted);
    const std::size_t most = found.route->most_body_bytes;
    return AdmittedRequest{
        most, [this, &head, found = std::move(found)](std::string_view body) { return handle(head, found, body); }};
}

/// Account and session are looked up each time: what an administrator changes, and what ends on another device, holds
/// from the next request on.
Result<people::SessionInUse> OfficeApi::caller_of(const RequestHead& head) {
    const base::Time now = m_ports.clock.now();
    CANBO_TRY(const TokenOwner owner, m_tokens.read(bearer_token(head.authorization), now));
    CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Look));
    CANBO_TRY(auto found, m_ports.sessions.in_use(*tx, owner.session, now));
    if (!found || found->person.name != owner.account)
        return fail(ErrorCode::Unauthenticated, "Log in first, or again");
    return *std::move(found);
}

Answer OfficeApi::handle(const RequestHead& head, const Admitted& admitted, std::string_view body) {
    const Error internal{ErrorCode::Internal, "The office has a fault; it has been noted", {}, {}};
    const auto begun = std::chrono::steady_clock::now();
    try {
        Answer answer = admitted.route->handler(
            *this, Request{head, admitted.path_values, admitted.caller.person, body, admitted.caller});
        m_metrics.took(admitted.route->method, admitted.route->pattern, std::chrono::steady_clock::now() - begun);
        base::log(base::LogLevel::Debug, "request method={} route={} status={} milliseconds={}", admitted.route->method,
                  admitted.route->pattern, answer.status,
                  (std::chrono::steady_clock::now() - begun) / std::chrono::milliseconds(1));
        if (answer.status >= 500)
            base::log(base::LogLevel::Error, "{} {}: {}", admitted.route->method, admitted.route->pattern,
                      answer.status);
        return answer;
    } catch (const std::exception& e) {
        // The text of an exception may quote what was sent: only its kind is logged.
        base::log(base::LogLevel::Error, "{} {}: exception {}", admitted.route->method, admitted.route->pattern,
                  typeid(e).name());
    } catch (...) {
        base::log(base::LogLevel::Error, "{} {}: exception", admitted.route->method, admitted.route->pattern);
    }
    return problem(internal);
}

void OfficeApi::count(int status) { m_metrics.answered(status); }

std::string OfficeApi::metrics_text() {
    std::string out = m_metrics.text();
    const auto last = [this]() -> Result<std::int64_t> {
        CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Read));
        return m_ports.entries.last_sequence(*tx);
    }();
    if (last)
        out += fmt::format("# HELP canbo_entries Entries in the ledger.\n# TYPE canbo_entries gauge\ncanbo_entries {}\n"
                           "# HELP canbo_feed_lag_entries Not read yet by the desk furthest behind of the last hour.\n"
                           "# TYPE canbo_feed_lag_entries gauge\ncanbo_feed_lag_entries {}\n",
                           *last, m_metrics.feed_lag(*last, std::chrono::steady_clock::now()));
    if (m_ports.commits) {
        const CommitFigures commits = m_ports.commits();
        out += fmt::format("# HELP canbo_commit_batch_size Transactions that one commit brought to the disk.\n"
                           "# TYPE canbo_commit_batch_size summary\ncanbo_commit_batch_size_sum {}\n"
                           "canbo_commit_batch_size_count {}\n",
                           commits.transactions, commits.commits);
    }
    const auto uptime = std::chrono::duration_cast<std::chrono::seconds>(m_ports.clock.now() - m_started);
    out += fmt::format("# HELP canbo_uptime_seconds Since this office was started.\n"
                       "# TYPE canbo_uptime_seconds gauge\ncanbo_uptime_seconds {}\n",
                       uptime.count());
    return out;
}

Result<ledger::Visibility> OfficeApi::visibility(Transaction& tx, const people::Person& person) {
    const bool closed = person.may(people::Permission::SeePersonalData);
    std::vector<std::string> also{ledger::person_reader(person.name), ledger::role_reader(person.role)};
    if (person.may(people::Permission::SeeEveryAgency))
        return ledger::Visibility{true, {}, closed, closed ? person.agency : std::string(), std::move(also)};
    if (person.agency.empty())
        return ledger::Visibility{false, {}, closed, {}, std::move(also)};
    if (person.may(people::Permission::WriteReport))
        also.push_back(ledger::staff_reader(person.agency));
    CANBO_TRY(const auto tree, m_ports.agencies(tx));
    return ledger::Visibility{false, people::seen_agencies(person, *tree, base::day_in_vietnam(m_ports.clock.now())),
                              closed, person.agency, std::move(also)};
}

Result<void> OfficeApi::record(Transaction& tx, std::string_view actor, std::string_view action,
                               std::string_view subject) {
    return m_chain.record(tx, m_ports.audit,
                          {0, m_ports.clock.now(), std::string(actor), std::string(action), std::string(subject)});
}

Result<void> OfficeApi::record(std::string_view actor, std::string_view action, std::string_view subject) {
    CANBO_TRY(auto tx, m_ports.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(record(*tx, actor, action, subject));
    return tx->commit();
}

Result<Json> read_json(const Request& request) { return base::parse_json(request.body, {64'000, 8}); }

} // namespace canbo::service
