#include "key_file.h"

#include "base/file.h"
#include "common/public_key.h"
#include "service/key_file.h"

#include <filesystem>

namespace canbo::ctl {

Result<base::SigningKey> make_key_pair(const std::string& file) {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        return fail(ErrorCode::Conflict, "This file is there already", file);
    const auto key = base::SigningKey::generate();
    CANBO_TRY_VOID(service::write_signing_key(std::filesystem::absolute(file), key));
    CANBO_TRY_VOID(base::write_file(file + ".pub", base::to_base64(key.public_key) + "\n"));
    return key;
}

Result<std::vector<std::string>> public_keys(Runtime& runtime, const std::vector<std::string>& files) {
    std::vector<std::string> out;
    for (const auto& file : files) {
        CANBO_TRY(auto key, apps::read_public_key(file));
        out.push_back(std::move(key));
    }
    CANBO_TRY(const bool somebody, apps::has_session(runtime.folder()));
    if (somebody) {
        CANBO_TRY(const auto* session, runtime.session());
        out.push_back(session->office_key);
    }
    return out;
}

} // namespace canbo::ctl
