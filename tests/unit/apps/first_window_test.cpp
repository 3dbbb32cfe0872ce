#include "base/crypto.h"
#include "base/file.h"
#include "base/json.h"
#include "common/first_window.h"

#include <Poco/Net/StreamSocket.h>
#include <catch2/catch.hpp>

#include <mutex>

using namespace canbo;

namespace {

struct Folder {
    std::filesystem::path path{std::filesystem::temp_directory_path() / ("canbo-window-" + base::new_uuid())};
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

/// A window that notes what it was asked.
struct Window {
    std::mutex mutex;
    std::vector<std::string> places;
    std::unique_ptr<apps::FirstWindow> open(const std::filesystem::path& folder) {
        auto opened = apps::FirstWindow::open(folder, [this](const std::string& place) {
            const std::lock_guard lock(mutex);
            places.push_back(place);
        });
        REQUIRE(opened);
        return std::move(*opened);
    }
    std::vector<std::string> asked() {
        const std::lock_guard lock(mutex);
        return places;
    }
};

/// What a stranger on this machine sends to the port. @returns the answer
std::string say(const std::filesystem::path& folder, const std::string& text) {
    const auto told = Json::parse(base::read_file(folder / "canbo.window").value());
    Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", told["port"].get<Poco::UInt16>()));
    std::string answer;
    char byte = 0;
    try {
        socket.sendBytes(text.data(), static_cast<int>(text.size()));
        socket.shutdownSend();
        socket.setReceiveTimeout(Poco::Timespan(5, 0));
        while (socket.receiveBytes(&byte, 1) == 1)
            answer += byte;
    } catch (const std::exception&) { // cut off, at times before all was said: no answer either
    }
    return answer;
}

} // namespace

TEST_CASE("a second start asks the first window to come to the front, and where to", "[apps][window]") {
    Folder folder;
    Window window;
    const auto first = window.open(folder.path);
    CHECK(apps::ask_first_window(folder.path, {}));
    CHECK(apps::ask_first_window(folder.path, "progress/model/6"));
    CHECK(window.asked() == std::vector<std::string>{"", "progress/model/6"});
}

TEST_CASE("only who can read the folder's file is heard", "[apps][window]") {
    Folder folder;
    Window window;
    const auto first = window.open(folder.path);
    const auto file = folder.path / "canbo.window";
    const auto mode = std::filesystem::status(file).permissions();
    CHECK((mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
    for (const std::string& nonsense :
         {std::string("\n"), std::string("GET / HTTP/1.1\r\n\r\n"), base::new_uuid() + " progress\n",
          std::string(100'000, 'x'), std::string("\0\0\0\n", 4), std::string()})
        CHECK(say(folder.path, nonsense).empty());
    CHECK(window.asked().empty());
    CHECK(apps::ask_first_window(folder.path, "outbox")); // and it still listens
    CHECK(window.asked().size() == 1);
}

TEST_CASE("a place that is no place arrives as none", "[apps][window]") {
    Folder folder;
    Window window;
    const auto first = window.open(folder.path);
    CHECK(apps::ask_first_window(folder.path, std::string(600, 'x')));
    CHECK(apps::ask_first_window(folder.path, "progress\nmodel"));
    CHECK(window.asked() == std::vector<std::string>{"", ""});
}

TEST_CASE("a window that is gone does not answer and leaves no file", "[apps][window]") {
    Folder folder;
    Window window;
    window.open(folder.path).reset();
    CHECK_FALSE(std::filesystem::exists(folder.path / "canbo.window"));
    const auto asked = apps::ask_first_window(folder.path, {}, {});
    REQUIRE_FALSE(asked);
}

TEST_CASE("what an earlier program left is no window", "[apps][window]") {
    Folder folder;
    for (const char* left : {"", "{}", "[1]", "{\"port\": -1, \"word\": \"x\"}", "{\"port\": 1, \"word\": \"x\"}"}) {
        REQUIRE(base::write_file(folder.path / "canbo.window", left));
        CHECK_FALSE(apps::ask_first_window(folder.path, {}, {}));
    }
}
