#include "training/learning_desk.h"

#include "base/crypto.h"

namespace canbo::training {
namespace {

Result<std::vector<ledger::Entry>> with_outbox(Transaction& tx, const LearningDesk& desk,
                                               const std::vector<ledger::StoredEntry>& stored, std::string_view kind,
                                               const std::string* subject) {
    std::vector<ledger::Entry> out;
    out.reserve(stored.size());
    for (const auto& one : stored)
        out.push_back(one.entry);
    CANBO_TRY(const auto items, desk.outbox.list(tx));
    for (const auto& item : items) {
        const auto& entry = item.frozen.entry;
        if (entry.kind != kind || (subject != nullptr && entry.subject != *subject))
            continue;
        CANBO_TRY(const auto came_back, desk.entries.find(tx, entry.id)); // then it stands above
        if (!came_back)
            out.push_back(entry);
    }
    return out;
}

} // namespace

Result<std::string> queue_entry(Transaction& tx, const LearningDesk& desk, NewEntry in) {
    const base::Time now = desk.clock.now();
    ledger::OutboxItem item;
    CANBO_TRY(item.frozen, ledger::freeze({in.id.empty() ? base::new_uuid() : std::move(in.id), std::move(in.kind),
                                           desk.person.agency, std::move(in.subject), in.revision, std::move(in.body),
                                           desk.person.name, now}));
    item.queued_at = now;
    item.next_attempt = now;
    CANBO_TRY_VOID(desk.outbox.put(tx, item));
    return item.frozen.entry.id;
}

Result<std::vector<ledger::Entry>> entries_here(Transaction& tx, const LearningDesk& desk, std::string_view kind,
                                                std::string_view subject) {
    CANBO_TRY(const auto stored, desk.entries.by_subject(tx, kind, subject));
    const std::string wanted(subject);
    return with_outbox(tx, desk, stored, kind, &wanted);
}

Result<std::vector<ledger::Entry>> entries_here(Transaction& tx, const LearningDesk& desk, std::string_view kind) {
    CANBO_TRY(const auto stored, desk.entries.of_kind(tx, kind));
    return with_outbox(tx, desk, stored, kind, nullptr);
}

std::string learner_subject(std::string_view course, std::string_view learner) {
    return std::string(course) + "/" + std::string(learner);
}

std::string course_of_subject(std::string_view subject) { return std::string(subject.substr(0, subject.find('/'))); }

std::string learner_of_subject(std::string_view subject) {
    const auto slash = subject.find('/');
    return slash == std::string_view::npos ? std::string() : std::string(subject.substr(slash + 1));
}

Result<void> check_learner(const ledger::Admission& in, const std::string& course) {
    if (in.entry.agency != in.author.agency)
        return fail(ErrorCode::Forbidden, "What a learner did belongs to their own agency", "agency");
    if (in.entry.subject != learner_subject(course, in.author.name))
        return fail(ErrorCode::InvalidInput, "The entry is about another course or learner than its body", "subject");
    return {};
}

std::string learners_audience(const ledger::Entry& entry) {
    return ledger::closed_audience({ledger::person_reader(learner_of_subject(entry.subject))});
}

} // namespace canbo::training
