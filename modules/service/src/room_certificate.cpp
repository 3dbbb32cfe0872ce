#include "service/room_certificate.h"

#include "base/crypto.h"
#include "base/file.h"
#include "service/key_file.h"

#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace canbo::service {
namespace fs = std::filesystem;
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr long a_year = 366L * 24 * 3600;

std::string content(BIO* memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<std::size_t>(size)};
}

/// Null when the library fails.
Certificate make(EVP_PKEY* key) {
    Certificate out(X509_new(), X509_free);
    const auto* name = reinterpret_cast<const unsigned char*>("canbo-exam-room");
    if (!out || X509_set_version(out.get(), 2) != 1 ||
        ASN1_INTEGER_set_uint64(X509_get_serialNumber(out.get()),
                                static_cast<unsigned char>(base::random_bytes(1)[0]) + 1ULL) != 1 ||
        X509_gmtime_adj(X509_getm_notBefore(out.get()), -a_year) == nullptr || // clocks of stations may be wrong
        X509_gmtime_adj(X509_getm_notAfter(out.get()), a_year) == nullptr || X509_set_pubkey(out.get(), key) != 1)
        return {nullptr, X509_free};
    X509_NAME* subject = X509_get_subject_name(out.get());
    if (X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, -1, -1, 0) != 1 ||
        X509_set_issuer_name(out.get(), subject) != 1 || X509_sign(out.get(), key, EVP_sha256()) == 0)
        return {nullptr, X509_free};
    return out;
}

Result<void> make_files(const RoomCertificate& files) {
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate = key ? make(key.get()) : Certificate(nullptr, X509_free);
    const Memory public_part(BIO_new(BIO_s_mem()), BIO_free), secret(BIO_new(BIO_s_mem()), BIO_free);
    if (!certificate || !public_part || !secret || PEM_write_bio_X509(public_part.get(), certificate.get()) != 1 ||
        PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return fail(ErrorCode::Internal, "The room's certificate could not be made");
    CANBO_TRY_VOID(write_key_file(files.private_key, content(secret.get())));
    return write_key_file(files.certificate, content(public_part.get())); // last: with it the pair is there
}

Result<std::string> digest_of(const fs::path& file) {
    CANBO_TRY(const auto text, base::read_file(file, 100'000));
    const Memory memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free);
    const Certificate certificate(memory ? PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr) : nullptr,
                                  X509_free);
    std::string digest(32, '\0');
    unsigned size = 0;
    if (!certificate ||
        X509_digest(certificate.get(), EVP_sha256(), reinterpret_cast<unsigned char*>(digest.data()), &size) != 1 ||
        size != digest.size())
        return fail(ErrorCode::InvalidInput, "The room's certificate is damaged", file.string());
    return digest;
}

} // namespace

Result<RoomCertificate> own_room_certificate(const fs::path& folder) {
    RoomCertificate out{folder / "room.pem", folder / "room.key.pem", {}};
    std::error_code code;
    if (!fs::exists(out.certificate, code))
        CANBO_TRY_VOID(make_files(out));
    CANBO_TRY(out.digest, digest_of(out.certificate));
    return out;
}

} // namespace canbo::service
