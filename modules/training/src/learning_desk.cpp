#include "training/learning_desk.h"

namespace canbo::training {

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
