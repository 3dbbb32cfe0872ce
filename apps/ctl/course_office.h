#pragma once

#include "runtime.h"

namespace canbo::ctl {

/// course publish, withdraw, fetch, holdings.
void add_course_office_verbs(Command& course, Runtime& runtime);

} // namespace canbo::ctl
