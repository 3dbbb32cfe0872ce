#pragma once

#include "common/exam_setup.h"
#include "runtime.h"

namespace canbo::ctl {

void add_exam_office(Command& area, Runtime& runtime);  ///< list, publish, fetch, send, collect
void add_exam_key(Command& area, Runtime& runtime);     ///< key deposit, key fetch
void add_exam_release(Command& area, Runtime& runtime); ///< consolidate, release, result

void print_joined(const Runtime& runtime, const apps::JoinedKey& joined);

} // namespace canbo::ctl
