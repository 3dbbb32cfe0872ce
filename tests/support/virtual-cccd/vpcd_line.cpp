#include "vpcd_line.h"

#include "support/vpcd_frames.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace canbo::test {
namespace {

/// A contactless card of no further historical octets (PC/SC part 3, 3.1.3.2.3.1).
const std::string answer_to_reset("\x3B\x80\x80\x01\x01", 5);

/// vpcd writes length and body one after the other; without quick acknowledgement each command takes 40 ms.
void acknowledge_quickly(int socket) {
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
}

class Socket {
public:
    explicit Socket(int handle) : m_handle(handle) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() { ::close(m_handle); }
    int handle() const { return m_handle; }

private:
    int m_handle;
};

bool connect_to(int handle, const LineOptions& options) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(options.port));
    if (inet_pton(AF_INET, options.host.c_str(), &address.sin_addr) != 1)
        return false;
    return ::connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool send_all(int handle, const std::string& octets) {
    std::size_t sent = 0;
    while (sent < octets.size()) {
        const auto count = ::send(handle, octets.data() + sent, octets.size() - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += static_cast<std::size_t>(count);
    }
    return true;
}

/// False when the card was taken away.
bool answer(VirtualCard& card, const VpcdMessage& message, int handle, const LineOptions& options) {
    switch (message.kind) {
    case VpcdMessage::Kind::AnswerToReset:
        return send_all(handle, vpcd_frame(answer_to_reset));
    case VpcdMessage::Kind::Command: {
        if (options.silent_from > 0 && card.apdus() + 1 >= options.silent_from)
            return true;
        std::this_thread::sleep_for(options.delay);
        const auto out = card.transmit(message.command);
        return out && send_all(handle, vpcd_frame(*out));
    }
    default:
        return card.reset().has_value();
    }
}

} // namespace

Result<void> serve_card(VirtualCard& card, const LineOptions& options) {
    const auto end = std::chrono::steady_clock::now() + options.patience;
    const auto listens = [&](int handle) { return connect_to(handle, options); };
    auto socket = std::make_unique<Socket>(::socket(AF_INET, SOCK_STREAM, 0));
    while (!listens(socket->handle())) {
        if (std::chrono::steady_clock::now() > end)
            return fail(ErrorCode::Unreachable, "No virtual reader listens at this address");
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        socket = std::make_unique<Socket>(::socket(AF_INET, SOCK_STREAM, 0));
    }
    VpcdReader reader;
    std::array<char, 4'096> piece{};
    while (true) {
        acknowledge_quickly(socket->handle()); // the system forgets it after a while
        const auto count = ::recv(socket->handle(), piece.data(), piece.size(), 0);
        if (count <= 0)
            return {};
        reader.take({piece.data(), static_cast<std::size_t>(count)});
        while (const auto message = reader.next())
            if (!answer(card, *message, socket->handle(), options))
                return {};
    }
}

} // namespace canbo::test
