#include "command_line.h"

#include "base/text.h"
#include "base/translation.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <sstream>
#include <utility>

namespace canbo::ctl {
namespace {

constexpr int exit_usage = 2;

/// Help is written in English beside each command and shown in the chosen language.
void translate_help(CLI::App& app) {
    app.description(base::tr(app.get_description()));
    for (CLI::Option* option : app.get_options()) {
        option->description(base::tr(option->get_description()));
        if (option->get_type_name().starts_with("TEXT"))
            option->type_name(base::tr(base::msgid("TEXT")));
        if (option->get_group() == "Options")
            option->group(base::tr("Options"));
    }
    if (app.get_group() == "Subcommands")
        app.group(base::tr("Commands"));
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
        translate_help(*command);
}

/// The library's own words, among them the types in which it names an argument.
void translate_labels(CLI::App& app) {
    const auto formatter = app.get_formatter();
    for (const auto& [word, shown] :
         std::initializer_list<std::pair<const char*, const char*>>{{"Usage", base::msgid("Usage")},
                                                                    {"OPTIONS", base::msgid("OPTIONS")},
                                                                    {"SUBCOMMAND", base::msgid("COMMAND")},
                                                                    {"SUBCOMMANDS", base::msgid("COMMAND")},
                                                                    {"Positionals", base::msgid("Arguments")},
                                                                    {"REQUIRED", base::msgid("(required)")},
                                                                    {"INT", base::msgid("NUMBER")},
                                                                    {"UINT", base::msgid("NUMBER")},
                                                                    {"POSITIVE", base::msgid("(above zero)")}})
        formatter->label(word, base::tr(shown));
}

/// The library heads a group of options with its name in brackets and a sentence of its own, both English.
class HelpFormatter final : public CLI::Formatter {
public:
    std::string make_expanded(const CLI::App* command) const override {
        std::istringstream lines(CLI::Formatter::make_expanded(command));
        std::string out, line;
        while (std::getline(lines, line)) {
            const auto text = base::trim(line);
            if (text.starts_with("[Option Group"))
                out += base::tr("One of these is needed:") + '\n';
            else if (!text.empty() && !text.starts_with("[Exactly"))
                out += line + '\n';
        }
        return out;
    }

    /// CLI11 counts octets: what a letter has more than one of is missing from the column.
    std::string make_option(const CLI::Option* option, bool positional) const override {
        auto out = CLI::Formatter::make_option(option, positional);
        const auto name = "  " + make_option_name(option, positional) + make_option_opts(option);
        if (name.size() < get_column_width()) // else the sentence has a line of its own
            out.insert(get_column_width(),
                       static_cast<std::size_t>(std::count_if(name.begin(), name.end(), is_continuation)), ' ');
        return out;
    }

private:
    static bool is_continuation(char octet) { return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80; }
};

} // namespace

Option* Option::required() {
    m_option->required();
    return this;
}

Option* Option::one_of(std::vector<std::string> values) {
    m_option->check(CLI::IsMember(std::move(values)));
    return this;
}

Option* Option::between(int least, int most) {
    m_option->check(CLI::Range(least, most));
    return this;
}

Option* Option::above_zero() {
    m_option->check(CLI::PositiveNumber);
    return this;
}

Option* Option::expected(int count) {
    m_option->expected(count);
    return this;
}

bool Option::given() const { return m_option->count() > 0; }

Command* Command::add_area(const std::string& name, const std::string& help) {
    CLI::App* area = m_app->add_subcommand(name, help);
    area->require_subcommand(1);
    area->fallthrough();
    return &m_commands.emplace_back(area);
}

Command* Command::add_verb(const std::string& name, const std::string& help, std::function<void()> chosen) {
    CLI::App* app = m_app->add_subcommand(name, help);
    app->fallthrough();
    Command& verb = m_commands.emplace_back(app);
    verb.m_chosen = std::move(chosen);
    app->callback([&verb] {
        if (const auto wrong = verb.m_rule ? verb.m_rule() : std::nullopt)
            throw CLI::ValidationError(*wrong);
        verb.m_chosen();
    });
    return &verb;
}

Command* Command::add_one_of() {
    CLI::App* group = m_app->add_option_group("one of", "");
    group->require_option(1);
    return &m_commands.emplace_back(group);
}

template <class Target>
Option* Command::add(const std::string& name, Target& target, const std::string& help) {
    return &m_options.emplace_back(m_app->add_option(name, target, help));
}

Option* Command::add_option(const std::string& name, std::string& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, std::filesystem::path& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, int& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, long long& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, std::uint64_t& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, double& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, std::optional<double>& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, std::vector<std::string>& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_option(const std::string& name, std::vector<double>& target, const std::string& help) {
    return add(name, target, help);
}

Option* Command::add_flag(const std::string& name, bool& target, const std::string& help) {
    return &m_options.emplace_back(m_app->add_flag(name, target, help));
}

void Command::check(std::function<std::optional<std::string>()> rule) { m_rule = std::move(rule); }

CommandLine::CommandLine(const std::string& name, const std::string& help, const std::string& version)
    : m_app(std::make_unique<CLI::App>(help, name)), m_root(m_app.get()) {
    m_app->formatter(std::make_shared<HelpFormatter>()); // commands take it over when they are added
    m_app->set_version_flag("--version", version);
    m_app->require_subcommand(1);
    m_app->fallthrough();
}

CommandLine::~CommandLine() = default;

std::optional<int> CommandLine::parse(int argc, char** argv) {
    translate_help(*m_app);
    translate_labels(*m_app);
    try {
        m_app->parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return m_app->exit(asked);
    } catch (const CLI::ParseError& wrong) {
        fmt::print(stderr, "error: usage: {}; see {} --help\n", wrong.what(), m_app->get_name());
        return exit_usage;
    }
    return std::nullopt;
}

} // namespace canbo::ctl
