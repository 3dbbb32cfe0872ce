#include "tls_certificate.h"

#include "base/file.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <string>
#include <vector>

namespace canbo::service {
namespace {

struct Free {
    void operator()(X509* one) const { X509_free(one); }
    void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
    void operator()(BIO* one) const { BIO_free(one); }
    void operator()(STACK_OF(X509) * chain) const { sk_X509_pop_free(chain, X509_free); }
};
using Bio = std::unique_ptr<BIO, Free>;
using X509Ptr = std::unique_ptr<X509, Free>;

Bio bio_of(const std::string& text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

/// Never asks the terminal for a password.
int no_password(char*, int, int, void*) { return 0; }

} // namespace

struct TlsCertificate::Pair {
    X509Ptr certificate;
    std::unique_ptr<STACK_OF(X509), Free> chain{sk_X509_new_null()};
    std::unique_ptr<EVP_PKEY, Free> key;
};

Result<void> TlsCertificate::read(const std::filesystem::path& certificate, const std::filesystem::path& private_key) {
    constexpr std::size_t most = 1'000'000;
    const auto unusable = [&](const char* detail) {
        ERR_clear_error();
        return fail(ErrorCode::InvalidInput, "The office's certificate or private key cannot be used",
                    certificate.string(), detail);
    };
    const auto certificates = base::read_file(certificate, most);
    const auto key = base::read_file(private_key, most);
    if (!certificates || !key)
        return unusable("a file cannot be read");
    auto pair = std::make_shared<Pair>();
    const Bio in = bio_of(*certificates);
    pair->certificate.reset(PEM_read_bio_X509(in.get(), nullptr, no_password, nullptr));
    while (X509Ptr more{PEM_read_bio_X509(in.get(), nullptr, no_password, nullptr)})
        sk_X509_push(pair->chain.get(), more.release());
    pair->key.reset(PEM_read_bio_PrivateKey(bio_of(*key).get(), nullptr, no_password, nullptr));
    if (!pair->certificate || !pair->key)
        return unusable("no certificate, or no key");
    if (X509_check_private_key(pair->certificate.get(), pair->key.get()) != 1)
        return unusable("the key is another certificate's");
    ERR_clear_error(); // the end of the file reads as an error
    const std::lock_guard lock(m_mutex);
    m_pair = std::move(pair);
    return {};
}

void TlsCertificate::serve(SSL_CTX* context) { SSL_CTX_set_cert_cb(context, choose, this); }

int TlsCertificate::choose(SSL* connection, void* self) {
    auto& mine = *static_cast<TlsCertificate*>(self);
    std::shared_ptr<const Pair> pair;
    {
        const std::lock_guard lock(mine.m_mutex);
        pair = mine.m_pair;
    }
    if (!pair)
        return 0;
    return SSL_use_cert_and_key(connection, pair->certificate.get(), pair->key.get(), pair->chain.get(), 1);
}

} // namespace canbo::service
