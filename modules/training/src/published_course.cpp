#include "training/published_course.h"

#include "base/crypto.h"
#include "base/json_parts.h"

#include <algorithm>
#include <set>

namespace canbo::training {
namespace {

using people::Permission;

constexpr std::size_t most_files = 2000;
constexpr std::size_t most_pieces = 4000;

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_version(std::string_view text) {
    return !text.empty() && text.size() <= 40 && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

PublishedFile read_file(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    PublishedFile out;
    out.path = in.text("path", 300);
    out.sha256 = in.text("sha256", 64);
    out.bytes = static_cast<std::size_t>(in.integer("bytes", 0, 400'000'000));
    for (const auto& piece : in.array("pieces"))
        out.pieces.push_back(piece.is_string() ? piece.get<std::string>() : std::string());
    in.finish();
    const bool good =
        is_course_path(out.path) && is_digest(out.sha256) && !out.pieces.empty() &&
        std::all_of(out.pieces.begin(), out.pieces.end(), is_digest) &&
        out.pieces.size() == std::max<std::size_t>(1, (out.bytes + course_piece_bytes - 1) / course_piece_bytes);
    if (!good)
        issues.error(ErrorCode::InvalidInput, where,
                     "A file of a course has a path, its digest and those of its pieces");
    return out;
}

std::string version_of_subject(std::string_view subject) {
    const auto at = subject.find('@');
    return at == std::string_view::npos ? std::string() : std::string(subject.substr(at + 1));
}

} // namespace

std::string course_subject(std::string_view course, std::string_view version) {
    return std::string(course) + "@" + std::string(version);
}

std::vector<std::string_view> pieces_of(std::string_view content) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at == 0 || at < content.size(); at += course_piece_bytes)
        out.push_back(content.substr(at, course_piece_bytes));
    return out;
}

PublishedCourse describe_course(const Course& course, const std::map<std::string, std::string>& files,
                                const std::string& publisher) {
    PublishedCourse out{course.slug, course.version, course.title, publisher, {}, false};
    for (const auto& [path, content] : files) {
        PublishedFile file{path, base::sha256_hex(content), content.size(), {}};
        for (const auto piece : pieces_of(content))
            file.pieces.push_back(base::sha256_hex(piece));
        out.files.push_back(std::move(file));
    }
    return out;
}

Json published_to_json(const PublishedCourse& in) {
    Json files = Json::array(), attachments = Json::array();
    std::set<std::string> told;
    for (const auto& file : in.files) {
        files.push_back({{"path", file.path}, {"sha256", file.sha256}, {"bytes", file.bytes}, {"pieces", file.pieces}});
        for (const auto& piece : file.pieces)
            if (told.insert(piece).second)
                attachments.push_back({{"sha256", piece}});
    }
    return {{"course", in.course},       {"version", in.version},     {"title", in.title},
            {"publisher", in.publisher}, {"files", std::move(files)}, {"attachments", std::move(attachments)},
            {"withdrawn", in.withdrawn}};
}

PublishedCourse published_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    PublishedCourse out;
    out.course = in.text("course", 200);
    out.version = in.text("version", 40);
    out.title = in.text("title", 500);
    out.publisher = in.text_or("publisher", "", 64);
    out.withdrawn = in.boolean_or("withdrawn", false);
    const Json& files = in.array("files");
    const Json& attachments = in.array("attachments");
    in.finish();
    if (!is_slug(out.course) || !is_version(out.version))
        issues.error(ErrorCode::InvalidInput, "course", "A course is named by small letters, digits and hyphens");
    if (files.size() > most_files || attachments.size() > most_pieces)
        issues.error(ErrorCode::TooLarge, "files", "The list is too long");
    for (std::size_t i = 0; i < std::min(files.size(), most_files) && !issues.has_errors(); ++i)
        out.files.push_back(read_file(files[i], "files[" + std::to_string(i) + "]", issues));
    return out;
}

Result<std::vector<PublishedCourse>> load_published(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, course_kind));
    std::map<std::string, PublishedCourse> by_subject;
    for (const auto& entry : entries) {
        Issues issues;
        auto read = published_from_json(entry.body, issues);
        if (!issues.has_errors())
            by_subject.insert_or_assign(entry.subject, std::move(read)); // a later entry withdraws or publishes again
    }
    std::vector<PublishedCourse> out;
    for (auto& [subject, course] : by_subject)
        out.push_back(std::move(course));
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.course != b.course ? a.course < b.course : compare_versions(a.version, b.version) > 0;
    });
    return out;
}

std::vector<PublishedCourse> asked_of(const people::Person& person, const std::vector<Assignment>& assignments,
                                      std::vector<PublishedCourse> published) {
    std::erase_if(published, [&](const auto& course) {
        return std::none_of(assignments.begin(), assignments.end(), [&](const auto& one) {
            return one.course == course.course && one.covers(person) &&
                   (one.version.empty() || compare_versions(course.version, one.version) >= 0);
        });
    });
    return published;
}

Result<std::string> publish_course(const LearningDesk& desk, ledger::BlobStore& blobs, const Course& course,
                                   const std::map<std::string, std::string>& files, const std::string& publisher) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageTraining));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto before, load_published(*tx, desk));
    for (const auto& one : before)
        if (one.course == course.slug && one.version == course.version && !one.withdrawn)
            return fail(ErrorCode::Conflict, "This version of the course was published before", course.version);
    for (const auto& [path, content] : files)
        for (const auto piece : pieces_of(content))
            CANBO_TRY_VOID(blobs.put(*tx, base::sha256_hex(piece), piece));
    CANBO_TRY(const auto id, queue_entry(*tx, desk,
                                         {course_kind,
                                          course_subject(course.slug, course.version),
                                          published_to_json(describe_course(course, files, publisher)),
                                          1,
                                          {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::string> withdraw_course(const LearningDesk& desk, const std::string& slug, const std::string& version) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageTraining));
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(const auto all, load_published(*tx, desk));
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& one) { return one.course == slug && one.version == version; });
    if (found == all.end())
        return fail(ErrorCode::NotFound, "This version of the course was not published", version);
    if (found->withdrawn)
        return fail(ErrorCode::Conflict, "This version of the course was withdrawn before", version);
    PublishedCourse back = *found;
    back.withdrawn = true;
    CANBO_TRY(const auto id,
              queue_entry(*tx, desk, {course_kind, course_subject(slug, version), published_to_json(back), 1, {}}));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

Result<std::size_t> tell_holdings(const LearningDesk& desk, const std::vector<Course>& on_shelf) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    std::size_t told = 0;
    for (const auto& course : on_shelf) {
        const std::string subject = course_subject(course.slug, course.version);
        CANBO_TRY(const auto before, entries_here(*tx, desk, holding_kind, subject));
        if (std::any_of(before.begin(), before.end(), [&](const auto& e) { return e.author == desk.person.name; }))
            continue;
        CANBO_TRY_VOID(queue_entry(
            *tx, desk, {holding_kind, subject, {{"course", course.slug}, {"version", course.version}}, 1, {}}));
        ++told;
    }
    if (told > 0)
        CANBO_TRY_VOID(tx->commit());
    return told;
}

Result<std::vector<Holding>> load_holdings(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, holding_kind));
    std::map<std::pair<std::string, std::string>, std::set<std::string>> people; // agency and subject
    for (const auto& entry : entries)
        people[{entry.agency, entry.subject}].insert(entry.author);
    std::vector<Holding> out;
    for (const auto& [key, names] : people)
        out.push_back(
            {key.first, key.second.substr(0, key.second.find('@')), version_of_subject(key.second), names.size()});
    return out;
}

Result<void> admit_course(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageTraining));
    Issues issues;
    const auto course = published_from_json(in.entry.body, issues);
    CANBO_TRY_VOID(base::first_problem(issues));
    if (in.entry.subject != course_subject(course.course, course.version))
        return fail(ErrorCode::InvalidInput, "The entry is about another course or learner than its body", "subject");
    CANBO_TRY(const auto before, in.entries.by_subject(in.transaction, course_kind, in.entry.subject));
    const bool published = !before.empty() && !before.back().entry.body.value("withdrawn", false);
    if (published && !course.withdrawn)
        return fail(ErrorCode::Conflict, "This version of the course was published before", course.version);
    if (!published && course.withdrawn)
        return fail(ErrorCode::NotFound, "This version of the course was not published", course.version);
    for (const auto& file : course.files)
        for (const auto& piece : file.pieces) {
            CANBO_TRY(const bool here, in.blobs.has(in.transaction, piece));
            if (!here)
                return fail(ErrorCode::NotFound, "An attachment has not been sent", file.path);
        }
    return {};
}

Result<void> admit_holding(const ledger::Admission& in) {
    Issues issues;
    base::ObjectReader body(in.entry.body, "", issues);
    const std::string course = body.text("course", 200), version = body.text("version", 40);
    body.finish();
    CANBO_TRY_VOID(base::first_problem(issues));
    if (in.entry.agency != in.author.agency)
        return fail(ErrorCode::Forbidden, "What a learner did belongs to their own agency", "agency");
    if (!is_slug(course) || !is_version(version) || in.entry.subject != course_subject(course, version))
        return fail(ErrorCode::InvalidInput, "The entry is about another course or learner than its body", "subject");
    return {};
}

Result<std::optional<Course>> course_at_office(const ledger::Admission& in, const std::string& slug,
                                               const std::string& version) {
    CANBO_TRY(const auto stored, in.entries.by_subject(in.transaction, course_kind, course_subject(slug, version)));
    if (stored.empty())
        return std::optional<Course>();
    Issues issues; // it was checked when it came
    const auto published = published_from_json(stored.front().entry.body, issues);
    const auto file = std::find_if(published.files.begin(), published.files.end(),
                                   [](const auto& one) { return one.path == "course.json"; });
    if (file == published.files.end())
        return std::optional<Course>();
    std::string text;
    for (const auto& piece : file->pieces) {
        CANBO_TRY(const auto content, in.blobs.get(in.transaction, piece));
        text += content.value_or("");
    }
    const auto json = base::parse_json(text, {4'000'000, 16});
    if (!json)
        return std::optional<Course>();
    auto course = course_from_json(*json, issues);
    return issues.has_errors() || course.slug != slug ? std::optional<Course>() : std::optional(std::move(course));
}

} // namespace canbo::training
