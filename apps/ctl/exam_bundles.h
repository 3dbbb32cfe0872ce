#pragma once

#include "exam/bundle.h"
#include "runtime.h"

namespace canbo::ctl {

void add_exam_bundles(Command& area, Runtime& runtime); ///< verify, score, paper, answers, incidents
void add_exam_archive(Command& area, Runtime& runtime); ///< archive make, verify, print, clear
void add_exam_print(Command& area, Runtime& runtime);   ///< print
void add_exam_remark(Command& area, Runtime& runtime);  ///< remark ask, answer, list

/// What every command about a room's bundle is given.
struct BundleArguments {
    std::string file, key;
    std::vector<std::string> packers;
};
/// The inside of a bundle that holds. @error DigestMismatch it does not; NotFound the key is not here
Result<exam::RoomRecord> open_bundle(Runtime& runtime, const BundleArguments& in);

} // namespace canbo::ctl
