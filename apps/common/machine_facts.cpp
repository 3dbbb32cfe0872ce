#include "common/machine_facts.h"

#include "base/file.h"
#include "base/text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdio>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/timex.h>

namespace canbo::apps {
namespace {

std::string address_text(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.sa_family == AF_INET) {
        const auto& four = reinterpret_cast<const sockaddr_in&>(address); // NOLINT: as the system gives it
        return ::inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size()) == nullptr ? "" : text.data();
    }
    if (address.sa_family == AF_INET6) {
        const auto& six = reinterpret_cast<const sockaddr_in6&>(address); // NOLINT
        if (IN6_IS_ADDR_LINKLOCAL(&six.sin6_addr))
            return {};
        return ::inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size()) == nullptr ? "" : text.data();
    }
    return {};
}

std::string output_of(const char* command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command, "r"), ::pclose);
    std::string out;
    std::array<char, 4096> piece{};
    while (pipe && out.size() < 100'000) {
        const auto got = std::fread(piece.data(), 1, piece.size(), pipe.get());
        if (got == 0)
            break;
        out.append(piece.data(), got);
    }
    return out;
}

} // namespace

std::vector<std::string> network_addresses() {
    ifaddrs* first = nullptr;
    if (::getifaddrs(&first) != 0)
        return {};
    const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> all(first, ::freeifaddrs);
    std::vector<std::string> out;
    for (const auto* one = all.get(); one != nullptr; one = one->ifa_next) {
        const bool up = (one->ifa_flags & IFF_UP) != 0 && (one->ifa_flags & IFF_LOOPBACK) == 0;
        if (!up || one->ifa_addr == nullptr)
            continue;
        if (auto text = address_text(*one->ifa_addr);
            !text.empty() && std::find(out.begin(), out.end(), text) == out.end())
            out.push_back(std::move(text));
    }
    std::stable_partition(out.begin(), out.end(), [](const auto& text) { return text.find(':') == std::string::npos; });
    return out;
}

std::optional<bool> clock_in_step() {
    timex facts{};
    const int state = ::adjtimex(&facts);
    if (state == -1)
        return std::nullopt;
    return state != TIME_ERROR && (facts.status & STA_UNSYNC) == 0;
}

std::string boot_of_machine() {
    const auto text = base::read_file("/proc/sys/kernel/random/boot_id", 100);
    return text ? std::string(base::trim(*text)) : std::string();
}

Printing printing() {
    Printing out;
    const auto said = output_of("LC_ALL=C timeout 2 lpstat -r -e 2>/dev/null");
    std::size_t at = 0;
    while (at < said.size()) {
        const auto end = std::min(said.find('\n', at), said.size());
        const auto line = said.substr(at, end - at);
        at = end + 1;
        if (line == "scheduler is running")
            out.service = true;
        else if (line != "scheduler is not running" && !line.empty())
            out.printers.push_back(line);
    }
    return out;
}

} // namespace canbo::apps
