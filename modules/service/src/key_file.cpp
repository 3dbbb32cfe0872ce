#include "service/key_file.h"

#include "base/crypto.h"
#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace canbo::service {
namespace fs = std::filesystem;
namespace {

/// Onto the disk: a key that a power cut takes away makes every receipt given so far unprovable.
Result<void> sync_path(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!done)
        return fail(ErrorCode::Storage, "The file could not be written", path.string(), std::strerror(errno));
    return {};
}

/// Never over a key that is there: a link is made or refused as one step.
Result<void> make_data_key(const fs::path& path) {
    const fs::path beside = fs::path(path).concat("." + base::to_hex(base::random_bytes(4)) + ".new");
    CANBO_TRY_VOID(write_key_file(beside, base::to_base64(base::random_bytes(32)) + "\n"));
    std::error_code code;
    fs::create_hard_link(beside, path, code);
    std::error_code ignored;
    fs::remove(beside, ignored);
    if (code && !fs::exists(path, ignored))
        return fail(ErrorCode::Storage, "The file could not be written", path.string(), code.message());
    return sync_path(path.parent_path());
}

} // namespace

Result<void> write_key_file(const fs::path& path, const std::string& content) {
    CANBO_TRY_VOID(base::write_file(path, content, true));
    CANBO_TRY_VOID(sync_path(path));
    return sync_path(path.parent_path());
}

Result<std::string> read_key_file(const fs::path& path) {
    std::error_code code;
    const fs::perms perms = fs::status(path, code).permissions();
    if (!code && (perms & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        return fail(ErrorCode::InvalidInput, "Others may read this key file; give it the mode 0600", path.string());
    return base::read_file(path, 10'000);
}

Result<void> write_signing_key(const fs::path& path, const base::SigningKey& key) {
    return write_key_file(path, base::to_base64(key.secret) + "\n" + base::to_base64(key.public_key) + "\n");
}

Result<base::SigningKey> read_signing_key(const fs::path& path) {
    CANBO_TRY(const std::string text, read_key_file(path));
    const std::size_t line = text.find('\n');
    const std::size_t end = text.find('\n', line == std::string::npos ? line : line + 1);
    const auto damaged = [&] { return fail(ErrorCode::InvalidInput, "The key file is damaged", path.string()); };
    base::SigningKey key;
    const auto secret = base::from_base64(std::string_view(text).substr(0, line));
    if (!secret || secret->size() != 64)
        return damaged();
    key.secret = *secret;
    key.public_key = secret->substr(32); // libsodium's form: the seed, then the public key
    if (line != std::string::npos && line + 1 < text.size()) {
        const auto second = base::from_base64(std::string_view(text).substr(line + 1, end - line - 1));
        if (!second || *second != key.public_key)
            return damaged();
    }
    if (!base::verify_signature(key.public_key, "canbo", key.sign("canbo")))
        return damaged();
    return key;
}

Result<base::SigningKey> own_signing_key(const fs::path& path) {
    auto there = read_signing_key(path);
    if (there || there.error().code != ErrorCode::NotFound)
        return there;
    const auto made = base::SigningKey::generate();
    CANBO_TRY_VOID(write_signing_key(path, made));
    return made;
}

Result<std::string> read_key32(const fs::path& path) {
    CANBO_TRY(const std::string text, read_key_file(path));
    auto secret = base::from_base64(std::string_view(text).substr(0, text.find('\n')));
    if (!secret || secret->size() != 32)
        return fail(ErrorCode::InvalidInput, "The key file is damaged", path.string());
    return secret;
}

Result<std::string> data_key(const fs::path& folder) {
    const std::string elsewhere = base::environment("CANBO_DATA_KEY");
    const fs::path path = elsewhere.empty() ? folder / data_key_name : fs::path(elsewhere);
    std::error_code code;
    // Kept elsewhere, a missing key is a stick that was not put in.
    if (elsewhere.empty() && !fs::exists(path, code)) {
        CANBO_TRY_VOID(make_data_key(path));
    }
    return read_key32(path);
}

} // namespace canbo::service
