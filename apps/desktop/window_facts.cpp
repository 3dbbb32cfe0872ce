#include "window_facts.h"

#include "desktop/text.h"
#include "log_book.h"

#include <fmt/format.h>
#include <wx/utils.h>
#include <wx/version.h>

namespace canbo::apps {
namespace {

struct Counts {
    std::int64_t sequence{0};
    std::size_t drafts{0}, queued{0};
};

Result<Counts> counts_of(const reporting::Desk& desk) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    Counts counts;
    CANBO_TRY(counts.sequence, desk.entries.last_sequence(*tx));
    CANBO_TRY(const auto drafts, desk.drafts.list(*tx));
    CANBO_TRY(const auto queued, desk.outbox.list(*tx));
    counts.drafts = drafts.size();
    counts.queued = queued.size();
    return counts;
}

} // namespace

std::string Diagnostics::text() const {
    std::vector<std::string> troubles;
    std::string log;
    for (const auto& line : newest_log_lines()) {
        const std::string text = log_text(line);
        if (line.level >= base::LogLevel::Warning)
            troubles.push_back(text);
        log += text + "\n";
    }
    return diagnostics_text(facts, troubles, log, words);
}

Diagnostics window_facts(DeskServices& services, const desktop::Settings& settings, bool dark) {
    const auto& desk = services.desk();
    Diagnostics out;
    out.words = PrivateWords::of_this_user();
    out.words.accounts.push_back(desk.person.name);
    const auto& state = services.network().state();
    out.facts = {{"canbo", CANBO_VERSION},
                 {"toolkit", wxVERSION_NUM_DOT_STRING},
                 {"system", desktop::utf8(wxGetOsDescription())},
                 {"language", settings.text("language", "vi")},
                 {"theme", settings.text("theme", "system") + (dark ? " (dark)" : " (light)")},
                 {"data", services.folder().string()},
                 {"share", services.share().string()},
                 {"role", std::string(people::role_name(desk.person.role))},
                 {"line", desktop::network_text(state)}};
    if (state.trouble)
        out.facts.emplace_back("line's trouble",
                               std::string(base::code_name(state.trouble->code)) + ": " + state.trouble->message);
    return out;
}

void count_entries(DeskServices& services, Diagnostics& into) {
    const auto counts = counts_of(services.desk());
    if (!counts) {
        into.facts.emplace_back("counts", counts.error().message);
        return;
    }
    into.facts.emplace_back("entries up to", std::to_string(counts->sequence));
    into.facts.emplace_back("drafts", std::to_string(counts->drafts));
    into.facts.emplace_back("in the outbox", std::to_string(counts->queued));
}

} // namespace canbo::apps
