#include "base/translation.h"

#include "base/file.h"
#include "base/log.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace canbo::base {
namespace {

/// The file as it was read, and where in it each text stands: every program reads it before anything else, and asks for
/// a tenth of it.
struct Catalogue {
    std::string file;
    std::vector<std::pair<std::string_view, std::string_view>> texts; ///< by their English, in order
};

Catalogue& catalogue() {
    static Catalogue loaded;
    return loaded;
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
    Catalogue read;
    CANBO_TRY(read.file, read_file(mo_file, 10'000'000));
    const std::string_view file = read.file;
    constexpr std::uint32_t magic = 0x950412de;
    if (file.size() < 28 || word(file, 0) != magic)
        return fail(ErrorCode::InvalidInput, "The translation file is damaged", mo_file.string());
    const std::size_t count = word(file, 8);
    const std::size_t originals = word(file, 12);
    const std::size_t translations = word(file, 16);
    const auto text = [&file](std::size_t table, std::size_t index, std::string_view& out) {
        const std::size_t at = table + index * 8;
        if (at + 8 > file.size())
            return false;
        const std::size_t size = word(file, at);
        const std::size_t offset = word(file, at + 4);
        if (offset > file.size() || size > file.size() - offset)
            return false;
        out = file.substr(offset, size);
        return true;
    };
    for (std::size_t i = 0; i < count; ++i) {
        std::string_view id;
        std::string_view translated;
        if (!text(originals, i, id) || !text(translations, i, translated))
            return fail(ErrorCode::InvalidInput, "The translation file is damaged", mo_file.string());
        if (!id.empty() && !translated.empty())
            read.texts.emplace_back(id, translated);
    }
    if (!std::is_sorted(read.texts.begin(), read.texts.end())) // msgfmt sorts them; a file of another maker need not be
        std::sort(read.texts.begin(), read.texts.end());
    catalogue().texts = std::move(read.texts);
    catalogue().file = std::move(read.file); // longer than any string that would be kept in place: its letters stay put
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
    const auto& texts = catalogue().texts;
    const auto at = std::lower_bound(texts.begin(), texts.end(), msgid,
                                     [](const auto& one, std::string_view wanted) { return one.first < wanted; });
    return std::string(at == texts.end() || at->first != msgid ? msgid : at->second);
}

} // namespace canbo::base
