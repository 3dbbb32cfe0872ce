#include "training_parts.h"

#include "base/file.h"
#include "common/attempt_store.h"
#include "common/course_shelf.h"
#include "common/public_key.h"
#include "formats/course_package.h"
#include "formats/xlsx_writer.h"
#include "progress/agency_book.h"

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;

Result<people::AgencyTree> agencies(DeskServices& services, Transaction& tx) {
    const auto& desk = services.desk();
    return progress::load_agencies(tx, desk.entries, desk.shipped_agencies);
}

Result<void> publish(DeskServices& services, const fs::path& package, const fs::path& key) {
    std::vector<std::string> trusted{services.session().office_key};
    if (!key.empty()) {
        CANBO_TRY(auto publisher, read_public_key(key));
        trusted.push_back(std::move(publisher));
    }
    CANBO_TRY(const auto bytes, base::read_file(package));
    CANBO_TRY(const auto read, formats::read_course_package(bytes, trusted));
    Issues issues;
    const auto checked = formats::check_course(read.files, issues);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    const auto& desk = services.desk();
    CANBO_TRY([[maybe_unused]] const auto id,
              training::publish_course(learning_desk(desk), desk.blobs, checked.course, read.files, read.publisher));
    return {};
}

} // namespace

training::ui::TrainingOfficeParts training_office_parts(DeskServices& services) {
    const fs::path folder = services.folder(), share = services.share();
    return {learning_desk(services.desk()),
            [folder, share]() -> Result<std::vector<training::Course>> {
                return newest_courses(load_shelf(folder, share));
            },
            [&services](Transaction& tx) { return agencies(services, tx); },
            [&services](Transaction& tx) { return people_here(tx, services.setting_store(), services.desk().person); },
            [&services](const fs::path& package, const fs::path& key) { return publish(services, package, key); },
            quiz_opener(folder, share),
            formats::write_xlsx};
}

training::ui::BulletinParts bulletin_parts(DeskServices& services) {
    return {learning_desk(services.desk()), [&services](Transaction& tx) { return agencies(services, tx); },
            [&services](Transaction& tx) { return people_here(tx, services.setting_store(), services.desk().person); },
            formats::write_xlsx};
}

} // namespace canbo::apps
