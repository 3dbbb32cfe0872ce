#include "key_file.h"

#include "base/file.h"
#include "base/text.h"

namespace canbo::ctl {
namespace {

constexpr std::size_t secret_bytes = 64; // libsodium's form: the seed, then the public key
constexpr std::size_t public_bytes = 32;

Result<std::string> read_bytes(const std::string& file, std::size_t wanted) {
    CANBO_TRY(const auto text, base::read_file(file, 1000));
    const auto bytes =
        base::from_base64(base::trim(text.substr(0, text.find('\n')))); // an office's key file has more lines
    if (!bytes || bytes->size() != wanted)
        return fail(ErrorCode::InvalidInput, "This file holds no such key", file);
    return *bytes;
}

} // namespace

Result<base::SigningKey> make_key_file(const std::string& file) {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        return fail(ErrorCode::Conflict, "This file is there already", file);
    const auto key = base::SigningKey::generate();
    CANBO_TRY_VOID(base::write_file(file, base::to_base64(key.secret) + "\n", true));
    CANBO_TRY_VOID(base::write_file(file + ".pub", base::to_base64(key.public_key) + "\n"));
    return key;
}

Result<base::SigningKey> read_key_file(const std::string& file) {
    base::SigningKey key;
    CANBO_TRY(key.secret, read_bytes(file, secret_bytes));
    key.public_key = key.secret.substr(secret_bytes - public_bytes);
    return key;
}

Result<std::string> read_public_key(const std::string& file) { return read_bytes(file, public_bytes); }

} // namespace canbo::ctl
