#include "letters.h"

#include "base/translation.h"
#include "reporting/urge.h"

#include <fmt/format.h>

namespace canbo::office_ui {
namespace {

std::string written_words(const reporting::WrittenLetters& letters, const std::filesystem::path& folder) {
    std::string names;
    for (const auto& letter : letters.written)
        names += (names.empty() ? "" : ", ") + letter.name;
    return fmt::format(fmt::runtime(base::tr("{} letters of urging are written into {}: {}")), letters.written.size(),
                       folder.string(), names);
}

} // namespace

Result<Outcome> make_letters(const reporting::Desk& desk, base::FormRenderer& renderer, const std::string& period,
                             const std::filesystem::path& folder) {
    CANBO_TRY(const auto of, base::Period::parse(period));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(auto letters, reporting::urging_letters(*tx, desk, of, {}));
    const std::size_t wanted = letters.size();
    Outcome outcome;
    if (wanted == 0) {
        outcome.sentence = base::tr("Everybody has sent this report: there is nobody to urge");
        return outcome;
    }
    const auto made = reporting::write_letters(std::move(letters), renderer, folder);
    outcome.done = made.written.size();
    outcome.refused = wanted - outcome.done;
    if (outcome.done > 0)
        outcome.sentence = written_words(made, folder);
    if (made.trouble) {
        outcome.sentence += (outcome.done > 0 ? " · " : "") +
                            fmt::format(fmt::runtime(base::tr("{} are not written")), outcome.refused) + ": " +
                            base::tr(made.trouble->message) +
                            (made.trouble->where.empty() ? "" : ": " + made.trouble->where);
        outcome.help = "errors/" + std::string(base::code_name(made.trouble->code));
    }
    return outcome;
}

} // namespace canbo::office_ui
