#include "common/public_key.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/text.h"

namespace canbo::apps {

Result<std::string> read_public_key(const std::filesystem::path& file) {
    CANBO_TRY(const auto text, base::read_file(file, 1000));
    const std::string_view all = text;
    auto bytes = base::from_base64(base::trim(all.substr(0, all.find('\n'))));
    if (!bytes || bytes->size() != 32)
        return fail(ErrorCode::InvalidInput, "This file holds no such key", file.string());
    return bytes;
}

} // namespace canbo::apps
