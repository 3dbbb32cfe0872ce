// office: what makes one, and what holds for the whole of it.
#include "base/translation.h"
#include "common/office_stores.h"
#include "console.h"
#include "progress/agency_book.h"
#include "reporting/office_settings.h"
#include "runtime.h"
#include "service/office_folder.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct OfficeArguments {
    std::string name, prints_as, database;
    bool password_stdin{false};
};

Result<void> init(Runtime& runtime, const OfficeArguments& in) {
    CANBO_TRY(const auto password, read_password());
    CANBO_TRY(const base::Clock* clock, runtime.clock());
    CANBO_TRY_VOID(service::init_office(runtime.folder(), in.name, password, apps::open_stores_at(in.database, version),
                                        *clock, base::HashCost::Interactive, apps::place_of(in.database)));
    if (runtime.json)
        print_json({{"data", runtime.folder().string()}, {"admin", in.name}});
    else
        print_line(base::tr("The office is ready; start it with canbo-office --data") + " " +
                   runtime.folder().string());
    return {};
}

Result<void> set_office(Runtime& runtime, const OfficeArguments& in) {
    CANBO_TRY(const auto id, runtime.queue_and_send(reporting::office_setting_kind, "", reporting::prints_as_setting,
                                                    {{"prints_as", in.prints_as}}, true));
    runtime.print_id(id);
    return {};
}

Result<void> show_office(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto settings, reporting::load_office_settings(*tx, desk->entries));
    CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
    const people::Agency* agency = agencies.find(settings.prints_as);
    if (runtime.json)
        print_json({{"prints_as", settings.prints_as}});
    else
        print_line(fmt::format("{}: {} ({})", base::tr("Prints under the letterhead of"),
                               agency == nullptr ? "" : agency->name, settings.prints_as));
    return {};
}

} // namespace

void add_office_commands(Command& app, Runtime& runtime) {
    auto arguments = std::make_shared<OfficeArguments>();
    const auto work = [&runtime, arguments](Result<void> (*f)(Runtime&, const OfficeArguments&)) {
        return [&runtime, arguments, f] { return f(runtime, *arguments); };
    };
    const auto password = [arguments](Command* verb) {
        verb->add_flag("--password-stdin", arguments->password_stdin, "Read the password from standard input")
            ->required();
    };

    auto* office = add_area(app, "office", "The standing office's server");
    auto* make = add_verb(*office, "init", "Make a new office in the data folder", runtime, work(init));
    make->add_option("--admin", arguments->name, "Name of the first administrator")->required();
    make->add_option("--database", arguments->database,
                     "postgresql://USER@HOST/NAME, empty so far; without it office.db of the data folder");
    password(make);

    auto* change = add_verb(*office, "set", "Change what holds for the whole office", runtime, work(set_office));
    change->add_option("--prints-as", arguments->prints_as, "Agency whose letterhead the office's letters have")
        ->required();
    add_verb(*office, "show", "What holds for the whole office", runtime, [&runtime] { return show_office(runtime); });
}

} // namespace canbo::ctl
