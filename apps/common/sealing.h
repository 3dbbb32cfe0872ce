#pragma once

#include "exam/remark_request.h"
#include "progress/filled_list.h"
#include "service/key_file.h"
#include "storage/sealing.h"
#include "training/attempts.h"
#include "training/learning_json.h"
#include "training/sent_certificates.h"
#include "training/share_drills.h"

#include <filesystem>

namespace canbo::apps {

/// What a desk's or an office's databases keep sealed, with the folder's key: lists may name persons, what a
/// learner or a candidate did holds marks, and nobody knows what an attachment holds. @error Storage, InvalidInput the
/// key file
inline Result<storage::Sealing> sealing_of(const std::filesystem::path& folder) {
    CANBO_TRY(auto key, service::data_key(folder));
    return storage::Sealing{std::move(key),
                            {progress::list_kind, training::learning_kind, training::standing_kind,
                             training::attempt_kind, training::attempt_head_kind, training::drill_kind,
                             training::certificate_kind, exam::key_kind, exam::result_kind, exam::remark_kind}};
}

} // namespace canbo::apps
