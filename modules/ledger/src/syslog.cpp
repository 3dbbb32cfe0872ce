#include "ledger/syslog.h"

#include "base/text.h"

#include <fmt/format.h>

namespace canbo::ledger {
namespace {

constexpr int log_audit = 13;
constexpr std::size_t most_host = 255, most_msgid = 32;

int severity_of(std::string_view action) { return action.ends_with(".refused") || action == "session.copied" ? 4 : 6; }

/// Printable ASCII without spaces, or "-".
std::string header_field(std::string_view text, std::size_t most) {
    std::string out;
    for (const char c : text)
        if (c > ' ' && c < '\x7f' && out.size() < most)
            out += c;
    return out.empty() ? "-" : out;
}

/// The three characters that would end a value are escaped; one that is not UTF-8 is left out whole.
std::string parameter(std::string_view text) {
    if (!base::to_nfc(text))
        return {};
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\' || c == ']')
            out += '\\';
        out += c;
    }
    return out;
}

} // namespace

std::string syslog_message(const AuditEvent& event, std::string_view host) {
    return fmt::format("<{}>1 {} {} canbo-office - {} [event@32473 sequence=\"{}\" actor=\"{}\" subject=\"{}\"]",
                       log_audit * 8 + severity_of(event.action), base::to_iso(event.time),
                       header_field(host, most_host), header_field(event.action, most_msgid), event.sequence,
                       parameter(event.actor), parameter(event.subject));
}

} // namespace canbo::ledger
