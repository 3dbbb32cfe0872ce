#include "base/passphrase.h"

#include <sodium.h>

namespace canbo::base {
namespace {

constexpr std::size_t head_bytes = 1 + crypto_pwhash_SALTBYTES;
constexpr char interactive = 'i', least = 'l';

std::string make_key(std::string_view head, std::string_view passphrase) {
    const bool cheap = head.front() == least;
    std::string key(crypto_secretbox_xchacha20poly1305_KEYBYTES, '\0');
    const int failed = crypto_pwhash(reinterpret_cast<unsigned char*>(key.data()), key.size(), passphrase.data(),
                                     passphrase.size(), reinterpret_cast<const unsigned char*>(head.data()) + 1,
                                     cheap ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                     cheap ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE,
                                     crypto_pwhash_ALG_ARGON2ID13);
    CANBO_CHECK(failed == 0); // only when memory runs out
    return key;
}

} // namespace

PassphraseLock::PassphraseLock(std::string_view passphrase, HashCost cost)
    : m_head((cost == HashCost::Least ? least : interactive) + random_bytes(crypto_pwhash_SALTBYTES)),
      m_key(make_key(m_head, passphrase)) {}

Result<PassphraseLock> PassphraseLock::of(std::string_view closed, std::string_view passphrase) {
    if (closed.size() <= head_bytes || (closed.front() != interactive && closed.front() != least))
        return fail(ErrorCode::InvalidInput, "This was not closed by a passphrase, or is damaged");
    PassphraseLock lock;
    lock.m_head = closed.substr(0, head_bytes);
    lock.m_key = make_key(lock.m_head, passphrase);
    CANBO_TRY_VOID(lock.open(closed));
    return lock;
}

std::string PassphraseLock::close(std::string_view plain) const { return m_head + seal(m_key, plain); }

Result<std::string> PassphraseLock::open(std::string_view closed) const {
    auto plain = closed.substr(0, head_bytes) == m_head ? open_sealed(m_key, closed.substr(head_bytes))
                                                        : Result<std::string>(fail(ErrorCode::DigestMismatch, ""));
    if (!plain)
        return fail(ErrorCode::Unauthenticated, "This is not the passphrase of this desk");
    return plain;
}

} // namespace canbo::base
