#include "key_file.h"

#include "base/file.h"
#include "base/text.h"
#include "service/key_file.h"

#include <filesystem>
#include <sstream>

namespace canbo::ctl {
Result<std::string> read_public_key(const std::string& file) {
    CANBO_TRY(const auto text, base::read_file(file, 1000));
    std::istringstream lines(text);
    std::string first;
    std::getline(lines, first);
    const auto bytes = base::from_base64(base::trim(first));
    if (!bytes || bytes->size() != 32)
        return fail(ErrorCode::InvalidInput, "This file holds no such key", file);
    return *bytes;
}

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
        CANBO_TRY(auto key, read_public_key(file));
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
