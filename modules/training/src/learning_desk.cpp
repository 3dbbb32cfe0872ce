#include "training/learning_desk.h"

namespace canbo::training {

std::string learner_subject(std::string_view course, std::string_view learner) {
    return std::string(course) + "/" + std::string(learner);
}

std::string course_of_subject(std::string_view subject) { return std::string(subject.substr(0, subject.find('/'))); }

} // namespace canbo::training
