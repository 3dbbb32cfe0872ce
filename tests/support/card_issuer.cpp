#include "support/card_issuer.h"

#include "identity/key_agreement.h"
#include "identity/mrz.h"
#include "identity/symmetric.h"
#include "identity/tlv.h"
#include "support/face_picture.h"

#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace canbo::test {
namespace {

using identity::big_endian;
using identity::Bytes;
using identity::make_tlv;

Bytes oid(const char* hex) { return make_tlv(0x06, identity::from_hex(hex).value()); }

template <class Object, class Write>
Bytes der(Object* object, Write write) {
    unsigned char* out = nullptr;
    const int size = write(object, &out);
    CANBO_CHECK(size > 0);
    Bytes bytes(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
    OPENSSL_free(out);
    return bytes;
}

void add_extension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    CANBO_CHECK(extension != nullptr);
    CANBO_CHECK(X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

void sign_certificate(X509* certificate, EVP_PKEY* key, Scheme scheme) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* parameters = nullptr;
    CANBO_CHECK(EVP_DigestSignInit(context, &parameters, EVP_sha256(), nullptr, key) == 1);
    if (scheme == Scheme::RsaPss)
        CANBO_CHECK(EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
                    EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, 32) == 1);
    CANBO_CHECK(X509_sign_ctx(certificate, context) > 0);
    EVP_MD_CTX_free(context);
}

Certificate make_certificate(EVP_PKEY* key, const char* name, X509* issuer, EVP_PKEY* issuer_key, Scheme scheme) {
    Certificate out(X509_new(), FreeKey());
    X509_set_version(out.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(out.get()), issuer == nullptr ? 1 : CardIssuer::signer_serial);
    X509_NAME* subject = X509_get_subject_name(out.get());
    X509_NAME_add_entry_by_txt(subject, "C", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("VN"), -1, -1, 0);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509_set_issuer_name(out.get(), issuer == nullptr ? subject : X509_get_subject_name(issuer));
    ASN1_TIME_set_string(X509_getm_notBefore(out.get()), issuer == nullptr ? "20200101000000Z" : "20210301000000Z");
    ASN1_TIME_set_string(X509_getm_notAfter(out.get()), issuer == nullptr ? "20350101000000Z" : "20310901000000Z");
    X509_set_pubkey(out.get(), key);
    X509* signer = issuer == nullptr ? out.get() : issuer;
    add_extension(out.get(), signer, NID_basic_constraints,
                  issuer == nullptr ? "critical,CA:TRUE,pathlen:0" : "CA:FALSE");
    add_extension(out.get(), signer, NID_key_usage,
                  issuer == nullptr ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    add_extension(out.get(), signer, NID_subject_key_identifier, "hash");
    sign_certificate(out.get(), issuer == nullptr ? key : issuer_key, scheme);
    return out;
}

Key new_key(Scheme scheme) {
    if (scheme == Scheme::RsaPkcs1 || scheme == Scheme::RsaPss)
        return rsa_key(2'048);
    auto key = ec_key(scheme == Scheme::EcdsaBrainpool256 ? "brainpoolP256r1" : "brainpoolP512r1");
    if (scheme == Scheme::EcdsaBrainpool512Explicit)
        CANBO_CHECK(EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_ENCODING, "explicit") == 1);
    return key;
}

/// id-PK-ECDH with a named curve and id-CA-ECDH-AES-CBC-CMAC-128 version 1.
Bytes chip_infos(const Bytes& public_point) {
    const Bytes algorithm = make_tlv(0x30, oid("2A8648CE3D0201") + oid("2B2403030208010107"));
    const Bytes key = make_tlv(0x30, algorithm + make_tlv(0x03, Bytes(1, '\0') + public_point));
    Bytes infos = make_tlv(0x30, oid("04007F000702020102") + key);
    return infos + make_tlv(0x30, oid("04007F00070202030202") + make_tlv(0x02, "\x01"));
}

/// And plain ECDSA when the chip has it.
Bytes dg14_file(const Bytes& public_point, ActiveKey active) {
    Bytes infos = chip_infos(public_point);
    if (active == ActiveKey::Ecdsa)
        infos += make_tlv(0x30, oid("678108010105") + make_tlv(0x02, "\x01") + oid("04007F00070101040103"));
    return make_tlv(0x6E, make_tlv(0x31, infos));
}

} // namespace

Bytes der_of_public_key(EVP_PKEY* key) { return der(key, i2d_PUBKEY); }

Key rsa_key(unsigned bits) { return {EVP_RSA_gen(bits), FreeKey()}; }
Key ec_key(const char* curve) { return {EVP_EC_gen(curve), FreeKey()}; }

CardIssuer::CardIssuer(Scheme scheme, const char* name)
    : m_scheme(scheme), m_root_key(new_key(scheme)), m_signer_key(new_key(scheme)),
      m_root(make_certificate(m_root_key.get(), name, nullptr, nullptr, scheme)),
      m_signer(make_certificate(m_signer_key.get(), "Document Signer 1", m_root.get(), m_root_key.get(), scheme)) {}

Bytes CardIssuer::root() const { return der(m_root.get(), i2d_X509); }
Bytes CardIssuer::signer() const { return der(m_signer.get(), i2d_X509); }

Bytes CardIssuer::sign(const identity::CardFiles& groups) const {
    Bytes hashes;
    for (const auto& [file, content] : groups)
        if (const int number = identity::group_number(file); number > 0)
            hashes += make_tlv(0x30, make_tlv(0x02, big_endian(static_cast<std::uint64_t>(number), 1)) +
                                         make_tlv(0x04, identity::digest(identity::Digest::Sha256, content)));
    const Bytes sha256 = make_tlv(0x30, oid("608648016503040201") + make_tlv(0x05, ""));
    const Bytes lds = make_tlv(0x30, make_tlv(0x02, Bytes(1, '\0')) + sha256 + make_tlv(0x30, hashes));
    return make_tlv(0x77, signed_data(lds, "2.23.136.1.1.1"));
}

Bytes CardIssuer::card_security(const Bytes& public_point) const {
    return signed_data(make_tlv(0x31, chip_infos(public_point)), "0.4.0.127.0.7.3.2.1");
}

Bytes CardIssuer::master_list(const std::vector<Bytes>& certificates) const {
    Bytes all;
    for (const auto& one : certificates)
        all += one;
    return signed_data(make_tlv(0x30, make_tlv(0x02, Bytes(1, '\0')) + make_tlv(0x31, all)), "2.23.136.1.1.2");
}

Bytes CardIssuer::revocation_list(const std::vector<long>& serials, const char* this_update, const char* next_update,
                                  const RevocationTrait& trait) const {
    const std::shared_ptr<X509_CRL> out(X509_CRL_new(), X509_CRL_free);
    const auto time = [](const char* text) {
        std::shared_ptr<ASN1_TIME> made(ASN1_TIME_new(), ASN1_TIME_free);
        CANBO_CHECK(ASN1_TIME_set_string_X509(made.get(), text) == 1);
        return made;
    };
    X509_CRL_set_version(out.get(), 1);
    X509_CRL_set_issuer_name(out.get(), X509_get_subject_name(m_root.get()));
    X509_CRL_set1_lastUpdate(out.get(), time(this_update).get());
    if (!trait.no_next)
        X509_CRL_set1_nextUpdate(out.get(), time(next_update).get());
    for (const long serial : serials) {
        X509_REVOKED* one = X509_REVOKED_new();
        const std::shared_ptr<ASN1_INTEGER> number(ASN1_INTEGER_new(), ASN1_INTEGER_free);
        ASN1_INTEGER_set(number.get(), serial);
        X509_REVOKED_set_serialNumber(one, number.get());
        X509_REVOKED_set_revocationDate(one, time(this_update).get());
        X509_CRL_add0_revoked(out.get(), one);
    }
    const std::shared_ptr<ASN1_INTEGER> number(ASN1_INTEGER_new(), ASN1_INTEGER_free);
    ASN1_INTEGER_set(number.get(), 42);
    CANBO_CHECK(X509_CRL_add1_ext_i2d(out.get(), NID_crl_number, number.get(), 0, 0) == 1);
    if (trait.critical)
        CANBO_CHECK(X509_CRL_add1_ext_i2d(out.get(), NID_delta_crl, number.get(), 1, 0) == 1);
    X509_CRL_sort(out.get());
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* parameters = nullptr;
    EVP_PKEY* key = trait.by_signer ? m_signer_key.get() : m_root_key.get();
    CANBO_CHECK(EVP_DigestSignInit(context, &parameters, EVP_sha256(), nullptr, key) == 1);
    if (m_scheme == Scheme::RsaPss)
        CANBO_CHECK(EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
                    EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, 32) == 1);
    CANBO_CHECK(X509_CRL_sign_ctx(out.get(), context) > 0);
    EVP_MD_CTX_free(context);
    return der(out.get(), i2d_X509_CRL);
}

Bytes CardIssuer::signed_data(const Bytes& octets, const char* type_name) const {
    BIO* content = BIO_new_mem_buf(octets.data(), static_cast<int>(octets.size()));
    const unsigned flags = CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | CMS_KEY_PARAM;
    CMS_ContentInfo* cms = CMS_sign(nullptr, nullptr, nullptr, content, flags);
    CMS_SignerInfo* info = CMS_add1_signer(cms, m_signer.get(), m_signer_key.get(), EVP_sha256(), flags);
    CANBO_CHECK(info != nullptr);
    if (m_scheme == Scheme::RsaPss) {
        EVP_PKEY_CTX* context = CMS_SignerInfo_get0_pkey_ctx(info);
        CANBO_CHECK(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1);
        CANBO_CHECK(EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) == 1);
    }
    ASN1_OBJECT* type = OBJ_txt2obj(type_name, 1);
    CANBO_CHECK(CMS_set1_eContentType(cms, type) == 1);
    CANBO_CHECK(CMS_final(cms, content, nullptr, flags) == 1);
    const auto bytes = der(cms, i2d_CMS_ContentInfo);
    ASN1_OBJECT_free(type);
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    return bytes;
}

void add_chip_mapping(ChipContent& chip, const CardIssuer& issuer) {
    using identity::CardFile;
    const auto group = identity::KeyAgreement::standard(13).value();
    chip.files[CardFile::CardSecurity] = issuer.card_security(*group->public_key(chip.chip_private));
    chip.files[CardFile::CardAccess] =
        identity::from_hex("31283012060A04007F0007020204020202010202010D3012060A04007F0007020204060202010202010D")
            .value();
}

Bytes dg2_file(const Bytes& picture) {
    // One face without feature points, 413 × 531, full frontal, claimed to be JPEG.
    const Bytes face = big_endian(20 + 12 + picture.size(), 4) + big_endian(0, 16) +
                       identity::from_hex("0100019D0213").value() + big_endian(0, 6) + picture;
    const Bytes record = Bytes("FAC\0"
                               "010\0",
                               8) +
                         big_endian(14 + face.size(), 4) + big_endian(1, 2) + face;
    const Bytes header = make_tlv(0x80, Bytes("\x01\x01", 2)) + make_tlv(0x87, Bytes("\x01\x01", 2)) +
                         make_tlv(0x88, Bytes("\x00\x08", 2));
    return make_tlv(0x75, make_tlv(0x7F61, make_tlv(0x02, "\x01") +
                                               make_tlv(0x7F60, make_tlv(0xA1, header) + make_tlv(0x5F2E, record))));
}

ChipContent make_chip(const CardIssuer& issuer, const Citizen& citizen, ActiveKey active, std::size_t picture) {
    using identity::CardFile;
    using identity::data_group;
    ChipContent out;
    out.can = citizen.number.substr(6);
    const auto zone = identity::read_mrz(mrz_text(citizen), citizen.issued);
    out.mrz_information = zone->mrz.information;
    out.active_kind = active;
    static const Key rsa = rsa_key(1'024), ec = ec_key("brainpoolP256r1"); // a second each to make
    out.active = active == ActiveKey::Rsa ? rsa : ec;
    const auto group = identity::KeyAgreement::standard(13).value();
    out.chip_private = group->private_key(identity::system_random());
    auto& files = out.files;
    files[data_group(1)] = dg1_file(citizen);
    files[data_group(2)] = dg2_file(jpeg_face(picture));
    files[data_group(3)] = make_tlv(0x63, Bytes(64, 'f'));
    files[data_group(13)] = dg13_file(citizen);
    files[data_group(14)] = dg14_file(*group->public_key(out.chip_private), active);
    files[data_group(15)] = make_tlv(0x6F, der_of_public_key(out.active.get()));
    files[CardFile::Sod] = issuer.sign(files);
    files[CardFile::Com] = identity::from_hex("60185F0104303130375F36063034303030305C066175636D6E6F").value();
    files[CardFile::CardAccess] = identity::from_hex("31143012060A04007F0007020204020202010202010D").value();
    return out;
}

} // namespace canbo::test
