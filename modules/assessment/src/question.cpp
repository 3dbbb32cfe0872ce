#include "assessment/question.h"

namespace canbo::assessment {

double Question::final_grade(const std::vector<Response>& tries) const {
    return tries.empty() ? 0 : grade(tries.back()).fraction;
}

void Question::draw(Random&, Response&) const {}

Result<void> Question::apply(const Response&) { return {}; }

} // namespace canbo::assessment
