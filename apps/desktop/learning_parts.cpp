#include "learning_parts.h"

#include "base/log.h"
#include "common/attempt_store.h"
#include "common/course_shelf.h"
#include "formats/course_folder.h"
#include "formats/gift.h"
#include "formats/xlsx_writer.h"
#include "progress/agency_book.h"

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;
using training::ui::OpenedCourse;

Result<OpenedCourse> open_course(const fs::path& folder, const fs::path& share, const std::string& slug) {
    CANBO_TRY(auto found, find_course(load_shelf(folder, share), slug));
    CANBO_TRY(auto files, formats::read_course_folder(found.folder));
    return OpenedCourse{std::move(found.course), std::move(files)};
}

using training::ui::FinalStep;

Result<FinalStep> step_of(training::Attempts& attempts, Result<training::QuizAttempt> attempt) {
    if (!attempt)
        return fail(attempt.error());
    CANBO_TRY(const auto kept, attempts.kept(attempt->log().id()));
    const auto left = attempts.time_left(*attempt, kept);
    return FinalStep{std::make_shared<const training::QuizAttempt>(*std::move(attempt)), left};
}

Result<training::ui::FinalOutlook> look_at_final(training::Attempts& attempts, DeskServices& services,
                                                 const std::string& course) {
    training::ui::FinalOutlook out;
    CANBO_TRY(out.begun, attempts.finals_begun(course));
    CANBO_TRY(const auto ids, services.attempts().list());
    for (const auto& id : ids) {
        CANBO_TRY(const auto kept, attempts.kept(id));
        CANBO_TRY(const auto paper, training::paper_of(kept.log));
        const bool over = kept.log.events().back().kind == assessment::AttemptEvent::Kind::Finish;
        out.running = out.running || (paper.course == course && paper.lesson.empty() && !over);
    }
    return out;
}

training::ui::FinalParts final_parts(DeskServices& services) {
    const auto attempts = std::make_shared<training::Attempts>(
        training::AttemptDesk{learning_desk(services.desk()), services.attempts(), services.learning(),
                              quiz_opener(services.folder(), services.share()), boot_clock()});
    return {[attempts](const std::string& course) -> Result<FinalStep> {
                auto begun = attempts->start(course, "");
                if (!begun && begun.error().code == ErrorCode::Conflict) // one is running
                    return step_of(*attempts, attempts->open(begun.error().where));
                return step_of(*attempts, std::move(begun));
            },
            [attempts](const std::string& id, int slot, const assessment::Response& sent) {
                return step_of(*attempts, attempts->answer(id, slot, sent));
            },
            [attempts](const std::string& id) { return step_of(*attempts, attempts->finish(id)); },
            [attempts, &services](const std::string& course) { return look_at_final(*attempts, services, course); }};
}

/// With what the learner did here and no exchange has told yet.
Result<std::vector<training::DueCourse>> read_due(DeskServices& services) {
    const auto& desk = services.desk();
    const Shelf shelf = load_shelf(services.folder(), services.share());
    std::vector<training::StandingClaim> own;
    for (const auto& one : shelf.courses) {
        CANBO_TRY(const auto progress, services.learning().load(one.course.slug));
        if (const auto claim = training::claim_of(one.course, progress.log))
            own.push_back(*claim);
    }
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto assignments, training::load_assignments(*tx, learning_desk(desk)));
    CANBO_TRY(auto book, training::StandingBook::load(*tx, learning_desk(desk)));
    for (const auto& claim : own)
        book.add(claim, desk.person.name, desk.clock.now());
    return training::due_courses(assignments, desk.person, book, desk.clock.now());
}

} // namespace

training::ui::LearningParts learning_parts(DeskServices& services) {
    const fs::path folder = services.folder(), share = services.share();
    return {[folder, share]() -> Result<std::vector<training::Course>> {
                const Shelf shelf = load_shelf(folder, share);
                for (const auto& damaged : shelf.damaged)
                    base::log(base::LogLevel::Warning, "the course in {} has faults and is left out",
                              damaged.filename().string());
                return newest_courses(shelf);
            },
            [folder, share](const std::string& slug) { return open_course(folder, share, slug); },
            [](const std::string& gift) -> Result<std::vector<assessment::BankQuestion>> {
                CANBO_TRY(auto bank, formats::read_gift(gift));
                return std::move(bank.questions);
            },
            services.learning(),
            services.desk().clock,
            final_parts(services),
            [&services] { return read_due(services); },
            [folder, share] {
                std::set<std::string> slugs;
                for (const auto& one : load_shelf(folder, share).courses)
                    if (!one.shipped)
                        slugs.insert(one.course.slug);
                return slugs;
            },
            &services.notes(),
            [folder, share](const std::string& slug, const std::string& file) -> Result<fs::path> {
                CANBO_TRY(const auto found, find_course(load_shelf(folder, share), slug));
                return found.folder / file;
            }};
}

training::ui::CompletionParts completion_parts(DeskServices& services) {
    const fs::path folder = services.folder(), share = services.share();
    const auto title_of = [folder, share](const std::string& slug) {
        const auto found = find_course(load_shelf(folder, share), slug);
        return found ? found->course.title : slug;
    };
    return {[&services]() -> Result<std::vector<training::CompletionRow>> {
                const auto& desk = services.desk();
                CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
                CANBO_TRY(const auto people, people_here(*tx, services.setting_store(), desk.person));
                CANBO_TRY(const auto assignments, training::load_assignments(*tx, learning_desk(desk)));
                CANBO_TRY(const auto book, training::StandingBook::load(*tx, learning_desk(desk)));
                return training::completion(assignments, people, book, desk.clock.now());
            },
            title_of,
            [&services, title_of](const std::vector<training::CompletionRow>& rows) -> Result<base::Workbook> {
                const auto& desk = services.desk();
                CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Read));
                CANBO_TRY(const auto agencies, progress::load_agencies(*tx, desk.entries, desk.shipped_agencies));
                return training::completion_workbook(rows, agencies, title_of);
            },
            [](const base::Workbook& book, const fs::path& file) { return formats::write_xlsx(book, file); }};
}

} // namespace canbo::apps
