// person: what the office holds about one person, taken out or taken away.
#include "audit_area.h"
#include "base/file.h"
#include "base/translation.h"
#include "console.h"
#include "runtime.h"

#include <fmt/format.h>

namespace canbo::ctl {
namespace {

struct PersonArguments {
    std::string name, reason;
    std::filesystem::path output;
};

/// What becomes of a place, in words.
std::string fate_of(const std::string& fate) {
    if (fate == "erased")
        return base::tr("goes when the person is erased");
    return fate == "kept" ? base::tr("stays: the office's record") : base::tr("stays under a pseudonym");
}

Result<void> export_data(Runtime& runtime, const PersonArguments& in) {
    CANBO_TRY(const auto* session, runtime.session());
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY(const auto data, session->person.name == in.name ? office->own_data() : office->person_data(in.name));
    CANBO_TRY_VOID(base::write_file(in.output, data.dump(2) + "\n", true));
    if (runtime.json) {
        print_json({{"output", in.output.string()}, {"places", data["places"]}});
        return {};
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& place : data["places"]) {
        if (place["rows"] == 0)
            continue;
        const auto kind = place.value("kind", "");
        rows.push_back({place["place"].get<std::string>() + (kind.empty() ? "" : " " + kind),
                        place["rows"].is_number() ? place["rows"].dump() : "?", fate_of(place["on_erasure"])});
    }
    print_table({base::tr("Where"), base::tr("Rows"), base::tr("When the person is erased")}, rows);
    print_line(in.output.string());
    return {};
}

Result<void> erase(Runtime& runtime, const PersonArguments& in) {
    CANBO_TRY(wire::AccountClient * office, runtime.accounts());
    CANBO_TRY(const auto answer, office->erase_person(in.name, in.reason));
    if (runtime.json) {
        print_json(answer);
        return {};
    }
    print_line(
        fmt::format("{}: {}", base::tr("Erased; the account is closed as"), answer["pseudonym"].get<std::string>()));
    std::vector<std::vector<std::string>> rows;
    for (const char* fate : {"erased", "kept"})
        for (const auto& one : answer[fate])
            rows.push_back({one["kind"].get<std::string>(), one["rows"].dump(),
                            fate == std::string("kept") ? fate_of("kept") : base::tr("erased")});
    print_table({base::tr("Kind of entry"), base::tr("Rows"), ""}, rows);
    print_line(base::tr("Copies on desks, in backups made before and with collectors of audit events are not reached "
                        "from here"));
    return {};
}

} // namespace

void add_person_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<PersonArguments>();
    auto* area = add_area(app, "person", "What the office holds about one person");
    const auto verb = [&](const char* name, const char* help, Result<void> (*work)(Runtime&, const PersonArguments&)) {
        auto* made = add_verb(*area, name, help, runtime, [&runtime, in, work] { return work(runtime, *in); });
        made->add_option("NAME", in->name, "Account name")->required();
        return made;
    };
    verb("export", "Write all of it into a file: your own, or as an administrator anybody's", export_data)
        ->add_option("--output", in->output, "The file to write, which only you may read")
        ->required();
    verb("erase", "Erase a person for good; what must be kept stays and is named", erase)
        ->add_option("--reason", in->reason, "Why, without the person's name: it is kept for ever")
        ->required();
}

} // namespace canbo::ctl
