#include "common/first_window.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <thread>

namespace canbo::apps {
namespace {

constexpr const char* file_name = "canbo.window";
constexpr std::size_t word_bytes = 36; ///< Of a UUID.
constexpr std::chrono::milliseconds pause{250};
const Poco::Timespan wait_for_words(2, 0);

/// Up to a line feed, the end, or `most` bytes; empty when it is longer.
std::string read_line(Poco::Net::StreamSocket& socket, std::size_t most) {
    std::string line;
    char byte = 0;
    while (line.size() <= most && socket.receiveBytes(&byte, 1) == 1) {
        if (byte == '\n')
            return line;
        line += byte;
    }
    return {};
}

void send(Poco::Net::StreamSocket& socket, const std::string& text) {
    for (std::size_t sent = 0; sent < text.size();)
        sent += static_cast<std::size_t>(socket.sendBytes(text.data() + sent, static_cast<int>(text.size() - sent)));
}

class ListeningWindow final : public FirstWindow {
public:
    ListeningWindow(std::filesystem::path file, Asked asked)
        : m_file(std::move(file)), m_asked(std::move(asked)), m_word(base::new_uuid()),
          m_socket(Poco::Net::SocketAddress("127.0.0.1", 0)) {}
    ~ListeningWindow() override {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
        std::error_code ignored;
        std::filesystem::remove(m_file, ignored);
    }

    Result<void> start() {
        const Json told{{"port", m_socket.address().port()}, {"word", m_word}};
        CANBO_TRY_VOID(base::write_file(m_file, told.dump(), true));
        m_thread = std::thread([this] { listen(); });
        return {};
    }

private:
    void listen() {
        while (!m_stop)
            try {
                if (m_socket.poll(Poco::Timespan(0, std::chrono::microseconds(pause).count()),
                                  Poco::Net::Socket::SELECT_READ))
                    answer();
            } catch (const std::exception& error) { // a caller that broke off, or nonsense: the next one may do better
                base::log(base::LogLevel::Info, "a second start broke off: {}", error.what());
            }
    }

    void answer() {
        Poco::Net::StreamSocket caller = m_socket.acceptConnection();
        caller.setReceiveTimeout(wait_for_words);
        caller.setSendTimeout(wait_for_words);
        const std::string line = read_line(caller, word_bytes + 1 + most_place);
        if (line.size() <= word_bytes || line.compare(0, word_bytes, m_word) != 0 || line[word_bytes] != ' ')
            return;
        m_asked(line.substr(word_bytes + 1));
        send(caller, "shown\n");
    }

    std::filesystem::path m_file;
    Asked m_asked;
    std::string m_word;
    Poco::Net::ServerSocket m_socket;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

Result<void> ask_once(const std::filesystem::path& file, const std::string& place) {
    CANBO_TRY(const auto text, base::read_file(file, 1000));
    const Json told = Json::parse(text, nullptr, false);
    if (!told.is_object() || !told.contains("port") || !told["port"].is_number_unsigned() || !told.contains("word") ||
        !told["word"].is_string())
        return fail(ErrorCode::InvalidInput, "The window's file is damaged", file.filename().string());
    try {
        Poco::Net::StreamSocket socket;
        socket.connect(Poco::Net::SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(told["port"].get<unsigned>())),
                       wait_for_words);
        socket.setReceiveTimeout(wait_for_words);
        send(socket, told["word"].get<std::string>() + " " + place + "\n");
        if (read_line(socket, 10) == "shown")
            return {};
    } catch (const std::exception& error) {
        return fail(ErrorCode::Unreachable, "The program that works on this folder shows no window", {}, error.what());
    }
    return fail(ErrorCode::Unreachable, "The program that works on this folder shows no window");
}

} // namespace

Result<std::unique_ptr<FirstWindow>> FirstWindow::open(const std::filesystem::path& folder, Asked asked) {
    try {
        auto window = std::make_unique<ListeningWindow>(folder / file_name, std::move(asked));
        CANBO_TRY_VOID(window->start());
        return std::unique_ptr<FirstWindow>(std::move(window));
    } catch (const std::exception& error) {
        return fail(ErrorCode::Unreachable, "A later start cannot be listened for", {}, error.what());
    }
}

Result<void> ask_first_window(const std::filesystem::path& folder, const std::string& place,
                              std::chrono::milliseconds patience) {
    const bool one_line = place.size() <= FirstWindow::most_place && place.find('\n') == std::string::npos;
    for (auto left = patience;; left -= pause) {
        auto asked = ask_once(folder / file_name, one_line ? place : std::string());
        if (asked || left <= std::chrono::milliseconds{0})
            return asked;
        std::this_thread::sleep_for(pause);
    }
}

} // namespace canbo::apps
