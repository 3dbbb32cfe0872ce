#include "desktop/command.h"

#include "base/error.h"
#include "base/text.h"
#include "base/translation.h"

#include <algorithm>

namespace canbo::desktop {
namespace {

std::vector<std::string> words_of(const std::string& key) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : key + " ") {
        if (c != ' ')
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    return words;
}

/// Every word of the query begins a word of the text, or stands inside it.
bool holds_all(const std::string& text, const std::vector<std::string>& query) {
    return std::all_of(query.begin(), query.end(),
                       [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

/// "nop bc" for "nop bao cao": the letters of the query in order, each at the beginning of a word or after a match.
bool holds_initials(const std::string& text, const std::string& query) {
    std::size_t at = 0;
    bool beginning = true;
    for (const char c : text) {
        if (at < query.size() && query[at] == ' ')
            ++at;
        if (at < query.size() && c == query[at] && (beginning || (at > 0 && query[at - 1] != ' '))) {
            ++at;
            beginning = false;
            continue;
        }
        beginning = c == ' ';
    }
    return at == query.size();
}

} // namespace

Command& CommandTable::add(Command command) {
    CANBO_CHECK(!command.id.empty() && find(command.id) == nullptr && command.run);
    return m_commands.emplace_back(std::move(command));
}

Command& MenuCommands::operator()(const char* id, const char* label, const char* help, const char* shortcut,
                                  const char* icon, std::function<void()> run, std::function<bool()> enabled) const {
    Command command;
    command.id = id;
    command.label = label;
    command.help = help;
    command.menu = m_menu;
    command.shortcut = shortcut;
    command.icon = icon;
    command.run = std::move(run);
    command.enabled = std::move(enabled);
    return m_table.add(std::move(command));
}

const Command* CommandTable::find(std::string_view id) const {
    const auto found = std::find_if(m_commands.begin(), m_commands.end(), [&](const auto& c) { return c.id == id; });
    return found == m_commands.end() ? nullptr : &*found;
}

bool CommandTable::run(std::string_view id) const {
    const Command* command = find(id);
    if (command == nullptr || !command->is_enabled())
        return false;
    const auto work = command->run; // the command may change the table
    work();
    return true;
}

std::vector<const Command*> CommandTable::search(std::string_view query) const {
    const std::string key = base::search_key(query);
    const auto words = words_of(key);
    std::vector<const Command*> by_label, by_help;
    for (const auto& command : m_commands) {
        if (!command.is_enabled())
            continue;
        const std::string label = base::search_key(base::tr(command.label));
        if (holds_all(label, words) || holds_initials(label, key))
            by_label.push_back(&command);
        else if (holds_all(base::search_key(base::tr(command.help)), words))
            by_help.push_back(&command);
    }
    by_label.insert(by_label.end(), by_help.begin(), by_help.end());
    return by_label;
}

} // namespace canbo::desktop
