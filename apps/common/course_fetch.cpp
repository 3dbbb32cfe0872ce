#include "common/course_fetch.h"

#include "base/crypto.h"
#include "base/file.h"
#include "common/course_shelf.h"
#include "formats/course_package.h"
#include "training/published_course.h"

#include <algorithm>

namespace canbo::apps {
namespace {

namespace fs = std::filesystem;

/// The newest version of each course that is published and not yet here.
Result<std::vector<training::PublishedCourse>> wanted(const DeskExchange& in, const Shelf& shelf,
                                                      const FetchWish& wish) {
    CANBO_TRY(auto tx, in.desk.database.begin(Database::Mode::Read));
    CANBO_TRY(auto all, training::load_published(*tx, learning_desk(in.desk)));
    std::erase_if(all, [](const auto& one) { return one.withdrawn; });
    if (wish.only_asked) {
        CANBO_TRY(const auto assignments, training::load_assignments(*tx, learning_desk(in.desk)));
        all = training::asked_of(in.desk.person, assignments, std::move(all));
    }
    std::vector<training::PublishedCourse> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0 && all[i - 1].course == all[i].course)
            continue; // an older version of the one before
        const bool here = std::any_of(shelf.courses.begin(), shelf.courses.end(), [&](const auto& one) {
            return one.course.slug == all[i].course &&
                   training::compare_versions(one.course.version, all[i].version) >= 0;
        });
        if (!here)
            out.push_back(all[i]);
    }
    return out;
}

/// Files of other versions of the course on this desk, by digest.
std::map<std::string, std::string> files_here(const Shelf& shelf, const std::string& slug) {
    std::map<std::string, std::string> out;
    for (const auto& one : shelf.courses) {
        if (one.course.slug != slug)
            continue;
        if (auto files = formats::read_course_folder(one.folder))
            for (auto& [path, content] : *files)
                out.emplace(base::sha256_hex(content), std::move(content));
    }
    return out;
}

Result<std::string> fetch_piece(const DeskExchange& in, const fs::path& folder, const std::string& digest,
                                std::size_t& bytes) {
    const fs::path file = folder / digest;
    if (auto kept = base::read_file(file, training::course_piece_bytes); kept && base::sha256_hex(*kept) == digest)
        return *std::move(kept);
    CANBO_TRY(auto content, in.office.get_blob(digest));
    CANBO_TRY_VOID(base::write_file(file, content));
    bytes += content.size();
    return content;
}

Result<CourseFetch::Course> fetch(const DeskExchange& in, const Shelf& shelf, const training::PublishedCourse& course,
                                  const FetchWish& wish) {
    const fs::path pieces = shelf_folder(in.folder) / ".pieces";
    std::error_code code;
    fs::create_directories(pieces, code); // write_file tells what is wrong with the folder
    auto here = files_here(shelf, course.course);
    CourseFetch::Course report{course.course, course.version, course.files.size(), 0, 0};
    formats::CourseFiles files;
    for (const auto& file : course.files) {
        if (wish.on_progress)
            wish.on_progress(course.title, files.size(), course.files.size());
        if (const auto old = here.find(file.sha256); old != here.end()) {
            files[file.path] = old->second;
            continue;
        }
        std::string content;
        for (const auto& digest : file.pieces) {
            if (wish.stopped && wish.stopped())
                return fail(ErrorCode::Cancelled, "The work was stopped", course.course);
            CANBO_TRY(const auto piece, fetch_piece(in, pieces, digest, report.bytes));
            content += piece;
        }
        if (base::sha256_hex(content) != file.sha256)
            return fail(ErrorCode::DigestMismatch, "The content does not fit its digest; it changed on the way",
                        file.path);
        files[file.path] = std::move(content);
        ++report.fetched;
    }
    Issues issues;
    const auto checked = formats::check_course(files, issues);
    if (issues.has_errors())
        return fail(ErrorCode::InvalidInput, "The course has faults; mend the places named above", course.course);
    if (checked.course.slug != course.course || checked.course.version != course.version)
        return fail(ErrorCode::InvalidInput, "The course is another one than the office says", course.course);
    CANBO_TRY_VOID(formats::place_course(files, shelf_folder(in.folder) / (course.course + "@" + course.version)));
    for (const auto& file : course.files)
        for (const auto& digest : file.pieces)
            fs::remove(pieces / digest, code);
    fs::remove(pieces, code); // when nothing of another course stands in it
    return report;
}

} // namespace

Result<CourseFetch> fetch_courses(const DeskExchange& in, const FetchWish& wish) {
    const Shelf shelf = load_shelf(in.folder, in.share);
    CANBO_TRY(const auto courses, wanted(in, shelf, wish));
    CourseFetch out;
    for (const auto& course : courses) {
        CANBO_TRY(auto report, fetch(in, shelf, course, wish));
        out.placed.push_back(std::move(report));
    }
    return out;
}

} // namespace canbo::apps
