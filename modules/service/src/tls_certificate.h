#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>
#include <mutex>

struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace canbo::service {

/// A server's certificate and key, which may be exchanged while it runs: each new connection gets those read last, open
/// ones go on with theirs. Safe from any thread; must outlive the server's connections.
class TlsCertificate {
public:
    /// @error InvalidInput they cannot be read, or do not belong together; what was read before stays
    Result<void> read(const std::filesystem::path& certificate, const std::filesystem::path& private_key);
    /// Has connections of that context ask for the certificate here.
    void serve(SSL_CTX* context);

private:
    struct Pair;
    static int choose(ssl_st* connection, void* self);

    std::mutex m_mutex;
    std::shared_ptr<const Pair> m_pair;
};

} // namespace canbo::service
