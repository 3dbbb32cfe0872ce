// bulletin publish, list, read, reach: announcements of the standing office.
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "progress/agency_book.h"
#include "runtime.h"
#include "training/bulletin.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

struct BulletinArguments {
    std::string id, title, file;
    std::vector<std::string> roles, agencies;
    bool must_read{false};
};

Result<void> publish(Runtime& runtime, const BulletinArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::ManageTraining));
    training::Bulletin bulletin;
    CANBO_TRY(bulletin.title, base::to_nfc(in.title));
    CANBO_TRY(const auto text, base::read_file(in.file, training::longest_bulletin));
    CANBO_TRY(bulletin.text, base::to_nfc(text));
    bulletin.must_read = in.must_read;
    for (const auto& name : in.roles) {
        CANBO_TRY(const auto role, people::parse_role(name));
        bulletin.roles.push_back(role);
    }
    {
        CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
        CANBO_TRY(const auto tree, progress::load_agencies(*tx, desk->entries, desk->shipped_agencies));
        for (const auto& code : in.agencies)
            if (tree.find(code) == nullptr)
                return fail(ErrorCode::NotFound, "There is no such agency", code);
    }
    bulletin.agencies = in.agencies;
    CANBO_TRY(const auto id, training::publish_bulletin(apps::learning_desk(*desk), std::move(bulletin)));
    CANBO_TRY_VOID(runtime.send_queued({id}));
    runtime.print_id(id);
    return {};
}

Json bulletin_json(const training::ShownBulletin& shown) {
    return {{"id", shown.bulletin.id},      {"title", shown.bulletin.title}, {"must_read", shown.bulletin.must_read},
            {"confirmed", shown.confirmed}, {"by", shown.bulletin.by},       {"at", base::to_iso(shown.bulletin.at)}};
}

Result<std::vector<training::ShownBulletin>> load(Runtime& runtime) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    return training::load_bulletins(*tx, apps::learning_desk(*desk));
}

Result<void> list(Runtime& runtime, const BulletinArguments&) {
    CANBO_TRY(const auto all, load(runtime));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : all) {
        out.push_back(bulletin_json(one));
        const std::string state = one.confirmed            ? "✓"
                                  : one.bulletin.must_read ? base::tr("must be read")
                                                           : std::string();
        rows.push_back({base::show_time(one.bulletin.at), one.bulletin.title, state, one.bulletin.id});
    }
    if (runtime.json)
        print_json({{"bulletins", std::move(out)}});
    else
        print_table({base::tr("Date"), base::tr("Title"), base::tr("Read"), ""}, rows);
    return {};
}

Result<void> read(Runtime& runtime, const BulletinArguments& in) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY(const auto confirmation, training::confirm_bulletin(apps::learning_desk(*desk), in.id));
    CANBO_TRY(const auto all, load(runtime));
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.bulletin.id == in.id; });
    CANBO_CHECK(found != all.end()); // it was confirmed
    if (!confirmation.empty())
        CANBO_TRY_VOID(runtime.send_queued({confirmation}));
    if (runtime.json) {
        Json out = bulletin_json(*found);
        out["text"] = found->bulletin.text;
        print_json(out);
    } else {
        print_line(found->bulletin.title + "\n");
        print_line(found->bulletin.text);
    }
    return {};
}

Result<void> reach(Runtime& runtime, const BulletinArguments&) {
    CANBO_TRY(const auto* desk, runtime.desk());
    CANBO_TRY_VOID(people::require(desk->person, people::Permission::WriteReport));
    CANBO_TRY(auto tx, desk->database.begin(Database::Mode::Read));
    CANBO_TRY(const auto everybody, apps::people_here(*tx, runtime.settings(), desk->person));
    CANBO_TRY(const auto reached, training::bulletin_reach(*tx, apps::learning_desk(*desk), everybody));
    Json out = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : reached) {
        out.push_back({{"agency", one.agency},
                       {"bulletin", one.bulletin},
                       {"title", one.title},
                       {"people", one.people},
                       {"confirmed", one.confirmed}});
        rows.push_back({one.title, one.agency, std::to_string(one.people), std::to_string(one.confirmed)});
    }
    if (runtime.json)
        print_json({{"rows", std::move(out)}});
    else
        print_table({base::tr("Title"), base::tr("Agency"), base::tr("People"), base::tr("Read")}, rows);
    return {};
}

} // namespace

void add_bulletin_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<BulletinArguments>();
    const auto work = [&runtime, in](Result<void> (*f)(Runtime&, const BulletinArguments&)) {
        return [&runtime, in, f] { return f(runtime, *in); };
    };
    auto* area = add_area(app, "bulletin", "Announcements of the standing office, and whom they reached");
    auto* verb = add_verb(*area, "publish", "Publish an announcement", runtime, work(publish));
    verb->add_option("--title", in->title, "Its title")->required();
    verb->add_option("--file", in->file, "Its text in Markdown")->required();
    verb->add_option("--role", in->roles, "For whoever has this role; may be given several times");
    verb->add_option("--agency", in->agencies, "For whoever belongs to this agency; may be given several times");
    verb->add_flag("--must-read", in->must_read, "People confirm that they have read it");
    add_verb(*area, "list", "The announcements for the person logged in", runtime, work(list));
    verb = add_verb(*area, "read", "Show an announcement and confirm that it was read", runtime, work(read));
    verb->add_option("ID", in->id, "The announcement")->required();
    add_verb(*area, "reach", "How many people of each agency have read it", runtime, work(reach));
}

} // namespace canbo::ctl
