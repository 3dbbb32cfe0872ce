#include "training/sent_certificates.h"

#include "base/issues.h"
#include "base/text.h"
#include "people/account.h"
#include "training/course.h"

namespace canbo::training {
namespace {

using people::Permission;

constexpr std::size_t most_certificate = 2000;
constexpr std::size_t most_list = 900'000;

Result<std::string> text_of(const Json& body, std::size_t most) {
    Issues issues;
    base::ObjectReader in(body, "", issues);
    std::string text = in.text("text", most);
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return text;
}

Result<void> check_certificate(std::string_view subject, const Json& body) {
    CANBO_TRY(const auto text, text_of(body, most_certificate));
    if (!text.starts_with("CANBO"))
        return fail(ErrorCode::InvalidInput, "This is no certificate", "text");
    if (!is_slug(course_of_subject(subject)) || !people::is_account_name(learner_of_subject(subject)))
        return fail(ErrorCode::InvalidInput, "A certificate is given for a course to an account", "subject");
    return {};
}

Result<std::string> queue(const LearningDesk& desk, NewEntry entry) {
    CANBO_TRY(auto tx, desk.database.begin(Database::Mode::Write));
    CANBO_TRY(auto id, queue_entry(*tx, desk, std::move(entry)));
    CANBO_TRY_VOID(tx->commit());
    return id;
}

} // namespace

Result<std::string> send_certificate(const LearningDesk& desk, const std::string& course, const std::string& account,
                                     const std::string& text) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageTraining));
    NewEntry entry{certificate_kind, learner_subject(course, account), {{"text", text}}, 1, {}};
    CANBO_TRY_VOID(check_certificate(entry.subject, entry.body));
    return queue(desk, std::move(entry));
}

Result<std::vector<std::string>> certificates_given(Transaction& tx, const LearningDesk& desk) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, certificate_kind));
    std::vector<std::string> out;
    for (const auto& entry : entries)
        if (learner_of_subject(entry.subject) == desk.person.name)
            if (auto text = text_of(entry.body, most_certificate))
                out.push_back(*std::move(text));
    return out;
}

Result<std::string> send_revocations(const LearningDesk& desk, const std::string& text) {
    CANBO_TRY_VOID(people::require(desk.person, Permission::ManageTraining));
    NewEntry entry{revocations_kind, "certificates", {{"text", text}}, 1, {}};
    CANBO_TRY_VOID(text_of(entry.body, most_list));
    return queue(desk, std::move(entry));
}

Result<std::optional<std::string>> newest_revocations(Transaction& tx, const LearningDesk& desk,
                                                      const std::vector<std::string>& issuers) {
    CANBO_TRY(const auto entries, entries_here(tx, desk, revocations_kind));
    std::optional<std::string> out;
    std::int64_t number = 0;
    for (const auto& entry : entries) {
        auto text = text_of(entry.body, most_list);
        const auto list = text ? verify_revocations(*text, issuers) : fail(text.error());
        if (list && list->number > number) {
            number = list->number;
            out = *std::move(text);
        }
    }
    return out;
}

Result<void> admit_certificate(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageTraining));
    return check_certificate(in.entry.subject, in.entry.body);
}

Result<void> admit_revocations(const ledger::Admission& in) {
    CANBO_TRY_VOID(people::require(in.author, Permission::ManageTraining));
    CANBO_TRY_VOID(text_of(in.entry.body, most_list));
    return {};
}

} // namespace canbo::training
