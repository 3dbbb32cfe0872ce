#pragma once

#include "runtime.h"

namespace canbo::ctl {

void add_exam_bundles(Command& area, Runtime& runtime); ///< verify, score, paper, answers

} // namespace canbo::ctl
