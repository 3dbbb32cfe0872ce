#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// canboctl's tree of commands. CLI11 parses it and writes its help, but in one file only: its templates cost several
// seconds in each file that sees them.

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace canbo::ctl {

class Option {
public:
    explicit Option(CLI::Option* option) : m_option(option) {}

    Option* required();
    /// Any other value is a wrong use, said with the list.
    Option* one_of(std::vector<std::string> values);
    Option* between(int least, int most);
    Option* above_zero();
    /// Exactly so many values.
    Option* expected(int count);
    bool given() const;

private:
    CLI::Option* m_option;
};

/// An area (`report`), a verb (`report submit`) or a group of options. Owned by the one above it; pointers last as long
/// as the CommandLine. Targets must outlive the parsing. Help is English, shown in the chosen language.
class Command {
public:
    explicit Command(CLI::App* app) : m_app(app) {}

    Command* add_area(const std::string& name, const std::string& help);
    /// `chosen` is called when the words name this verb.
    Command* add_verb(const std::string& name, const std::string& help, std::function<void()> chosen);
    /// Exactly one option of the group must be given.
    Command* add_one_of();

    /// A name without dashes is taken by its place.
    Option* add_option(const std::string& name, std::string& target, const std::string& help);
    Option* add_option(const std::string& name, std::filesystem::path& target, const std::string& help);
    Option* add_option(const std::string& name, int& target, const std::string& help);
    Option* add_option(const std::string& name, long long& target, const std::string& help);
    Option* add_option(const std::string& name, std::uint64_t& target, const std::string& help);
    Option* add_option(const std::string& name, double& target, const std::string& help);
    Option* add_option(const std::string& name, std::optional<double>& target, const std::string& help);
    Option* add_option(const std::string& name, std::vector<std::string>& target, const std::string& help);
    Option* add_option(const std::string& name, std::vector<double>& target, const std::string& help);
    Option* add_flag(const std::string& name, bool& target, const std::string& help);
    /// What no single option can say: a sentence that comes back is a wrong use.
    void check(std::function<std::optional<std::string>()> rule);

private:
    template <class Target>
    Option* add(const std::string& name, Target& target, const std::string& help);

    CLI::App* m_app;
    std::function<void()> m_chosen;
    std::function<std::optional<std::string>()> m_rule;
    std::deque<Command> m_commands;
    std::deque<Option> m_options;
};

class CommandLine {
public:
    CommandLine(const std::string& name, const std::string& help, const std::string& version);
    ~CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    Command& root() { return m_root; }
    /// An exit status where help was asked for or the words were wrong; then nothing is to be run.
    std::optional<int> parse(int argc, char** argv);

private:
    std::unique_ptr<CLI::App> m_app;
    Command m_root;
};

} // namespace canbo::ctl
