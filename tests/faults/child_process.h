#pragma once

#include <csignal>
#include <stdexcept>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace canbo::test {

/// A program of ours whose standard output we read. Killed and reaped at the end, whatever happens.
class ChildProcess {
public:
    explicit ChildProcess(std::vector<std::string> command) {
        int ends[2] = {-1, -1};
        if (pipe(ends) != 0)
            throw std::runtime_error("pipe");
        std::vector<char*> arguments;
        for (std::string& argument : command)
            arguments.push_back(argument.data());
        arguments.push_back(nullptr);
        m_pid = fork();
        if (m_pid == 0) {
            dup2(ends[1], STDOUT_FILENO);
            close(ends[0]);
            close(ends[1]);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        close(ends[1]);
        m_output = ends[0];
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess() {
        if (m_pid > 0) {
            kill();
            wait();
        }
        close(m_output);
    }

    void kill() const { ::kill(m_pid, SIGKILL); }

    /// Waits for its end; the status as waitpid() gives it.
    int wait() {
        int status = 0;
        waitpid(m_pid, &status, 0);
        m_pid = -1;
        return status;
    }

    /// Everything it printed from now until its end.
    std::string read_all() const {
        std::string text;
        char buffer[4096];
        ssize_t count = 0;
        while ((count = read(m_output, buffer, sizeof buffer)) > 0)
            text.append(buffer, static_cast<std::size_t>(count));
        return text;
    }

    /// Waits until it has printed something; false when it ended before.
    bool read_some(std::string& text) const {
        char buffer[4096];
        const ssize_t count = read(m_output, buffer, sizeof buffer);
        if (count > 0)
            text.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    }

private:
    pid_t m_pid{-1};
    int m_output{-1};
};

} // namespace canbo::test
