#include "base/translation.h"

#include "base/file.h"
#include "base/log.h"

#include <cstdint>
#include <cstring>
#include <unordered_map>

namespace canbo::base {
namespace {

std::unordered_map<std::string, std::string>& catalogue() {
    static std::unordered_map<std::string, std::string> entries;
    return entries;
}

std::uint32_t word(std::string_view file, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, file.data() + at, sizeof value);
    return value;
}

} // namespace

// The format is GNU gettext's .mo: magic, revision, count, two tables of (length, offset). Read here because
// libintl only translates under an operating-system locale, which a bare machine does not have.
Result<void> load_translation(const std::filesystem::path& mo_file) {
    CANBO_TRY(const std::string file, read_file(mo_file, 10'000'000));
    constexpr std::uint32_t magic = 0x950412de;
    if (file.size() < 28 || word(file, 0) != magic)
        return fail(ErrorCode::InvalidInput, "The translation file is damaged", mo_file.string());
    const std::size_t count = word(file, 8);
    const std::size_t originals = word(file, 12);
    const std::size_t translations = word(file, 16);
    const auto text = [&file](std::size_t table, std::size_t index, std::string& out) {
        const std::size_t at = table + index * 8;
        if (at + 8 > file.size())
            return false;
        const std::size_t size = word(file, at);
        const std::size_t offset = word(file, at + 4);
        if (offset > file.size() || size > file.size() - offset)
            return false;
        out.assign(file, offset, size);
        return true;
    };
    std::unordered_map<std::string, std::string> entries;
    for (std::size_t i = 0; i < count; ++i) {
        std::string id;
        std::string translated;
        if (!text(originals, i, id) || !text(translations, i, translated))
            return fail(ErrorCode::InvalidInput, "The translation file is damaged", mo_file.string());
        if (!id.empty() && !translated.empty())
            entries[id] = translated;
    }
    catalogue() = std::move(entries);
    return {};
}

void choose_language(const std::filesystem::path& program) {
    if (environment("CANBO_LANG") == "en")
        return;
    std::error_code code;
    const auto folder = std::filesystem::weakly_canonical(program, code).parent_path();
    const auto file = folder / ".." / "share" / "locale" / "vi" / "LC_MESSAGES" / "canbo.mo";
    if (const auto loaded = load_translation(file); !loaded)
        log(LogLevel::Warning, "no translation: {} ({})", loaded.error().message, loaded.error().where);
}

std::string tr(std::string_view msgid) {
    const auto it = catalogue().find(std::string(msgid));
    return it == catalogue().end() ? std::string(msgid) : it->second;
}

} // namespace canbo::base
