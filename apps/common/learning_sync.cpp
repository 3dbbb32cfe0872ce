#include "common/learning_sync.h"

#include "base/file.h"
#include "common/attempt_store.h"
#include "common/certificate_paper.h"
#include "common/certificate_store.h"
#include "common/course_shelf.h"
#include "common/drill_store.h"
#include "common/learning_store.h"
#include "service/key_file.h"
#include "training/published_course.h"
#include "training/sent_certificates.h"
#include "training/share_drills.h"

#include <algorithm>

namespace canbo::apps {
namespace {

std::vector<training::Course> installed_courses(const Shelf& shelf) {
    std::vector<training::Course> out;
    for (const auto& one : shelf.courses)
        if (!one.shipped)
            out.push_back(one.course);
    return out;
}

/// Of an office that does not know the question yet nothing is asked again before the next exchange.
Result<void> read_people(const DeskExchange& in, bool on_time) {
    if (!in.desk.person.may(people::Permission::WriteReport))
        return {};
    const std::string name = people_setting(in.desk.person);
    {
        CANBO_TRY(auto tx, in.desk.database.begin(Database::Mode::Read));
        CANBO_TRY(const auto known, in.settings.get(*tx, name));
        if (known && on_time)
            return {};
    }
    const auto list = in.office.people();
    if (!list && list.error().code == ErrorCode::NotFound)
        return {};
    if (!list)
        return fail(list.error());
    Json json = Json::array();
    for (const auto& one : *list)
        json.push_back({{"name", one.name},
                        {"display_name", one.display_name},
                        {"role", std::string(people::role_name(one.role))},
                        {"agency", one.agency}});
    CANBO_TRY(auto tx, in.desk.database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(in.settings.set(*tx, name, json.dump()));
    return tx->commit();
}

/// Before the events: the office takes the mark of a final quiz only with its attempt.
Result<void> settle_attempts(const DeskExchange& in, const std::string& key, training::ProgressStore& progress) {
    SealedAttemptStore store(in.desk.database, in.settings, key, in.desk.person.name);
    training::Attempts attempts(
        {learning_desk(in.desk), store, progress, quiz_opener(in.folder, in.share), boot_clock()});
    CANBO_TRY([[maybe_unused]] const auto count, attempts.settle());
    return {};
}

/// Certificates that prove themselves by the office's key, and the newest list of those it took back.
Result<std::size_t> take_certificates(const DeskExchange& in, const std::string& key) {
    std::vector<std::string> given;
    std::optional<std::string> revoked;
    {
        CANBO_TRY(auto tx, in.desk.database.begin(Database::Mode::Read));
        CANBO_TRY(given, training::certificates_given(*tx, learning_desk(in.desk)));
        CANBO_TRY(revoked, training::newest_revocations(*tx, learning_desk(in.desk), {in.office_key}));
    }
    std::erase_if(given, [&](const auto& text) { return !training::verify_certificate(text, {in.office_key}); });
    SealedCertificateStore store(in.desk.database, in.settings, key, in.desk.person.name);
    CANBO_TRY(const auto kept, store.load());
    std::erase_if(given, [&](const auto& text) { return std::find(kept.begin(), kept.end(), text) != kept.end(); });
    if (!given.empty())
        CANBO_TRY_VOID(store.save(given));
    if (!revoked)
        return given.size();
    const auto here = read_revocations(revocations_file(in.folder), {in.office_key});
    CANBO_TRY(const auto news, training::verify_revocations(*revoked, {in.office_key}));
    if (here && here->number >= news.number)
        return given.size();
    CANBO_TRY_VOID(base::write_file(revocations_file(in.folder), *revoked));
    return given.size() + 1;
}

} // namespace

training::LearningDesk learning_desk(const reporting::Desk& desk) {
    return {desk.database, desk.entries, desk.outbox, desk.clock, desk.person};
}

std::string people_setting(const people::Person& person) { return "people." + person.name; }

Result<std::vector<people::Account>> people_here(Transaction& tx, ledger::SettingStore& settings,
                                                 const people::Person& person) {
    CANBO_TRY(const auto text, settings.get(tx, people_setting(person)));
    const Json list = text ? Json::parse(*text, nullptr, false) : Json();
    if (!list.is_array())
        return fail(ErrorCode::NotFound, "The office has not yet said who belongs here; exchange with it first");
    std::vector<people::Account> out;
    for (const auto& one : list) {
        CANBO_TRY(const auto role, people::parse_role(one.value("role", "")));
        out.push_back({one.value("name", ""), one.value("display_name", ""), role, one.value("agency", ""), {}});
    }
    return out;
}

Result<SyncReport> DeskExchange::run(bool on_time) const {
    CANBO_TRY(const auto key, service::data_key(folder));
    SealedDrillStore drills(desk.database, settings, key, desk.person.name);
    SealedProgressStore progress(desk.database, settings, key, desk.person.name);
    const auto shelf = load_shelf(folder, share);
    const auto courses = newest_courses(shelf);
    const auto installed = installed_courses(shelf);
    std::vector<std::string> slugs;
    for (const auto& course : courses)
        slugs.push_back(course.slug);
    training::ShareLearning learning(learning_desk(desk), progress,
                                     [&courses](const std::string& slug) -> std::optional<training::Course> {
                                         for (const auto& course : courses)
                                             if (course.slug == slug)
                                                 return course;
                                         return std::nullopt;
                                     });
    CANBO_TRY_VOID(settle_attempts(*this, key, progress));
    CANBO_TRY([[maybe_unused]] const auto told, training::tell_holdings(learning_desk(desk), installed));
    CANBO_TRY([[maybe_unused]] const auto queued, learning.send(slugs));
    CANBO_TRY([[maybe_unused]] const auto drilled, training::send_drills(learning_desk(desk), drills, slugs));
    CANBO_TRY(auto report, sync_desk(desk, settings, office, office_key, on_time));
    CANBO_TRY(const auto learnt, learning.take(slugs));
    CANBO_TRY(const auto answers, training::take_drills(learning_desk(desk), drills, slugs));
    CANBO_TRY(const auto papers, take_certificates(*this, key));
    report.kept = learnt + answers + papers;
    CANBO_TRY_VOID(read_people(*this, on_time));
    return report;
}

} // namespace canbo::apps
