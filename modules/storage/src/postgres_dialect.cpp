#include "postgres_dialect.h"

#include <array>
#include <utility>
#include <vector>

namespace canbo::storage {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> words{
    {{"INTEGER", "BIGINT"}, {"BLOB", "BYTEA"}, {"TEXT", "TEXT COLLATE \"C\""}, {"STRICT", ""}}};

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

/// The words of a statement, without what stands between them.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end]))
            ++end;
        if (end > at)
            found.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return found;
}

std::string_view quoted(std::string_view text) {
    const std::size_t begin = text.find('\'');
    return text.substr(begin, text.rfind('\'') - begin + 1);
}

/// CREATE TRIGGER <name> BEFORE <what> ON <table> [WHEN (…)] BEGIN SELECT RAISE(ABORT, '<why>'); END
std::string trigger(std::string_view sqlite) {
    const auto parts = words_of(sqlite);
    const std::string name(parts[2]), what(parts[4]), table(parts[6]);
    if (what == "INSERT")
        return {};
    const std::size_t body = sqlite.find("BEGIN SELECT"), when = std::min(sqlite.find("WHEN ("), body);
    std::string sql = "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION " +
                      std::string(quoted(sqlite.substr(body))) + "; END$$; CREATE TRIGGER " + name + " BEFORE " + what +
                      " ON " + table + " FOR EACH ROW " + std::string(sqlite.substr(when, body - when)) +
                      " EXECUTE FUNCTION " + name + "()";
    if (what == "DELETE")
        sql += "; CREATE TRIGGER " + name + "_at_once BEFORE TRUNCATE ON " + table +
               " FOR EACH STATEMENT EXECUTE FUNCTION " + name + "()";
    return sql;
}

/// DROP TRIGGER <table>_is_never_<changed>
std::string drop_trigger(std::string_view sqlite) {
    const std::string name(words_of(sqlite)[2]);
    return "DROP TRIGGER " + name + " ON " + name.substr(0, name.find("_is_never_")) + "; DROP FUNCTION " + name + "()";
}

} // namespace

std::string postgres_schema(std::string_view sqlite) {
    if (sqlite.starts_with("DROP TRIGGER"))
        return drop_trigger(sqlite);
    if (sqlite.starts_with("CREATE TRIGGER"))
        return trigger(sqlite);
    std::string sql;
    for (std::size_t at = 0; at < sqlite.size();) {
        std::size_t end = at;
        while (end < sqlite.size() && is_letter(sqlite[end]))
            ++end;
        std::string_view word = sqlite.substr(at, std::max<std::size_t>(end - at, 1));
        at += word.size();
        for (const auto& [from, to] : words)
            if (word == from) {
                word = to;
                break;
            }
        sql += word;
    }
    return sql;
}

} // namespace canbo::storage
