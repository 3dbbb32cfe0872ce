#pragma once

#include "runtime.h"

namespace canbo::ctl {

/// training assign, withdraw, list, completion: what has to be done, by whom, and who has done it.
void add_assignment_verbs(Command& training, Runtime& runtime);

/// What the person logged in has done in each course of the shelf, sent or not.
Result<std::vector<training::StandingClaim>> own_claims(Runtime& runtime);

} // namespace canbo::ctl
