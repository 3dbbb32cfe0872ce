#pragma once

#include "progress/filled_list.h"
#include "service/key_file.h"
#include "storage/sealing.h"

#include <filesystem>

namespace canbo::apps {

/// What a desk's or an office's databases keep sealed, with the folder's key: lists may name persons, and nobody knows
/// what an attachment holds. @error Storage, InvalidInput the key file
inline Result<storage::Sealing> sealing_of(const std::filesystem::path& folder) {
    CANBO_TRY(auto key, service::data_key(folder));
    return storage::Sealing{std::move(key), {progress::list_kind}};
}

} // namespace canbo::apps
