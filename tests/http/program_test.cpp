#include "common/office_stores.h"
#include "service/office_folder.h"
#include "wire/http_office_client.h"
#include "wire/network.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace canbo;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const std::string password = "mật khẩu đủ dài";

/// canbo-office as a process of its own, on an office folder of its own.
class Program {
public:
    explicit Program(bool make_office = true) {
        wire::init_network();
        if (make_office)
            REQUIRE(service::init_office(
                folder, "quan.tri", password,
                [](const fs::path& file) { return apps::open_sqlite_stores(file, "0.1.0"); }, base::SystemClock{},
                base::HashCost::Least));
    }
    ~Program() {
        if (m_process > 0)
            end(SIGKILL);
        fs::remove_all(folder);
    }

    fs::path folder = fs::temp_directory_path() / ("canbo-program-" + base::new_uuid());
    std::uint16_t port{0};

    using Environment = std::map<std::string, std::string>;

    /// Until it listens; what it said when it does not.
    std::string start(std::vector<std::string> arguments = {"--listen", "127.0.0.1:0"},
                      const Environment& environment = {}) {
        arguments.insert(arguments.begin(), {CANBO_OFFICE_PROGRAM, "--data", folder.string()});
        int errors[2];
        REQUIRE(::pipe2(errors, O_CLOEXEC) == 0);
        m_process = ::fork();
        if (m_process == 0)
            become(arguments, environment, errors[1]);
        ::close(errors[1]);
        std::string said;
        char c = 0;
        while (::read(errors[0], &c, 1) == 1) {
            said += c;
            const auto at = said.find("listening on http://127.0.0.1:");
            if (c == '\n' && at != std::string::npos) {
                port = static_cast<std::uint16_t>(std::stoi(said.substr(at + 30)));
                break;
            }
        }
        m_errors = errors[0]; // kept open: the program goes on writing there
        return said;
    }
    /// Exit status after a signal (0: none, it ends by itself); negative when a signal ended it.
    int end(int signal) {
        if (signal != 0)
            ::kill(m_process, signal);
        int status = 0;
        ::waitpid(m_process, &status, 0);
        m_process = 0;
        ::close(m_errors);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    wire::HttpOfficeClient client() const { return {wire::OfficeAddress{false, "127.0.0.1", port}, {}}; }

private:
    [[noreturn]] static void become(const std::vector<std::string>& arguments, const Environment& environment,
                                    int errors) {
        std::vector<char*> pointers;
        for (const auto& argument : arguments)
            pointers.push_back(const_cast<char*>(argument.c_str()));
        pointers.push_back(nullptr);
        for (const auto& [name, value] : environment)
            ::setenv(name.c_str(), value.c_str(), 1);
        ::dup2(errors, STDERR_FILENO);
        ::execv(pointers.front(), pointers.data());
        ::_exit(127);
    }

    pid_t m_process{0};
    int m_errors{-1};
};

} // namespace

TEST_CASE("the program listens, answers and ends when told to", "[http][program]") {
    for (const int signal : {SIGTERM, SIGINT}) {
        Program program;
        CHECK(program.start().starts_with("listening on http://127.0.0.1:"));
        auto client = program.client();
        CHECK(client.login({"quan.tri", password})->role == people::Role::Admin);
        CHECK(program.end(signal) == 0);
        CHECK(client.health().error().code == ErrorCode::Unreachable);
    }
}

TEST_CASE("killed without warning it starts again on the same office", "[http][program]") {
    Program program;
    std::set<std::string> added;
    for (int round = 0; round < 3; ++round) {
        program.start();
        int ended = 0;
        std::thread killer([&program, &ended, round] {
            std::this_thread::sleep_for(std::chrono::milliseconds(1'000 + 170 * round));
            ended = program.end(SIGKILL);
        });
        auto client = program.client();
        bool alive = client.login({"quan.tri", password}).has_value();
        for (int i = 0; alive; ++i) {
            const std::string name = "a" + std::to_string(round) + "." + std::to_string(i);
            alive = client.add_account({name, "", people::Role::Learner, "", password}).has_value();
            if (alive)
                added.insert(name); // acknowledged: must be there for ever
        }
        killer.join();
        CHECK(ended == -SIGKILL);
    }
    CHECK_FALSE(added.empty());
    program.start();
    auto client = program.client();
    REQUIRE(client.login({"quan.tri", password}));
    std::set<std::string> present;
    const auto accounts = client.list_accounts();
    REQUIRE(accounts);
    for (const auto& account : *accounts)
        present.insert(account.name);
    for (const auto& name : added)
        CHECK(present.contains(name));
    CHECK(program.end(SIGTERM) == 0);
}

TEST_CASE("wrong usage ends with 2, a refusal with 1, a taken port with 3", "[http][program]") {
    Program program;
    const auto exit_of = [&program](const std::vector<std::string>& arguments,
                                    const Program::Environment& environment = {}) {
        const std::string said = program.start(arguments, environment);
        INFO(said);
        CHECK((said.empty() || said.starts_with("error: ")));
        return program.end(0);
    };
    CHECK(exit_of({"--nonsense"}) == 2);
    CHECK(exit_of({"--listen", "127.0.0.1"}) == 2);
    CHECK(exit_of({"--listen", "0.0.0.0:0"}) == 2);
    CHECK(exit_of({"--listen", "127.0.0.1:0", "--tls-cert", "x.pem"}) == 2);
    CHECK(exit_of({"--listen", "127.0.0.1:0", "--tls-cert", "x.pem", "--tls-key", "y.pem"}) == 1);
    CHECK(exit_of({"--listen", "0.0.0.0:0", "--tls-cert", "x.pem", "--tls-key", "y.pem"},
                  {{"CANBO_CLOCK", "2024-02-16T09:00:00+07:00"}}) == 2);
    CHECK(exit_of({"--listen", "127.0.0.1:0"}, {{"CANBO_CLOCK", "yesterday"}}) == 1);
    CHECK(exit_of({"--version"}) == 0);
    Program empty(false);
    CHECK(empty.start().starts_with("error: not-found: "));
    CHECK(empty.end(0) == 1);
}

TEST_CASE("a second program on the same folder or port is refused", "[http][program]") {
    Program first;
    first.start();
    Program second(false);
    second.folder = first.folder;
    CHECK(second.start().starts_with("error: conflict: "));
    CHECK(second.end(0) == 1);
    Program third;
    CHECK(third.start({"--listen", "127.0.0.1:" + std::to_string(first.port)}).starts_with("error: unreachable: "));
    CHECK(third.end(0) == 3);
    CHECK(first.end(SIGTERM) == 0);
}

TEST_CASE("a shifted clock is said and audited", "[http][program]") {
    Program program;
    const auto said = program.start({"--listen", "127.0.0.1:0"}, {{"CANBO_CLOCK", "2024-02-16T09:00:00+07:00"}});
    CHECK(said.starts_with("warning: CANBO_CLOCK: the office's clock starts at 2024-02-16T02:00:0"));
    auto client = program.client();
    REQUIRE(client.login({"quan.tri", password}));
    const auto page = client.audit(0, 10);
    REQUIRE(page);
    CHECK(page->events.back().action == "office.clock-shifted");
    CHECK(page->events.front().action == "office.init");
    CHECK(program.end(SIGTERM) == 0);
}
