#include "identity/passive_authentication.h"

#include "base/crypto.h"
#include "certificate.h"
#include "identity/tlv.h"

#include <algorithm>
#include <array>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace canbo::identity {
namespace {

constexpr std::string_view id_signed_data("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 9);
constexpr std::string_view id_content_type("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x03", 9);
constexpr std::string_view id_message_digest("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04", 9);
constexpr std::string_view id_signing_time("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05", 9);
/// LDS security object (2.23.136.1.1.1), and what some states wrote before it was settled.
constexpr std::array content_types{std::string_view("\x67\x81\x08\x01\x01\x01", 6),
                                   std::string_view("\x2B\x1B\x01\x01\x01", 5),
                                   std::string_view("\x2A\x84\x10\x01\x87\x6E\x01\x14\x01", 9)};

/// Of EF.CardSecurity (TR-03110-3, A.1.2.5).
constexpr std::string_view id_security_object("\x04\x00\x7F\x00\x07\x03\x02\x01", 8);

tl::unexpected<Error> malformed_object(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The security object of the card is not well formed", {}, detail);
}

/// The octets of each part that is looked at again.
struct SignedObject {
    std::string_view digest_algorithm, content_type, content, certificate, signer_name, attributes, attributes_whole,
        signature_algorithm, signature;
};

Result<void> read_signer(TlvReader in, SignedObject& out) {
    CANBO_TRY(const auto version_element, in.next(0x02));
    CANBO_TRY(const auto version, der_unsigned(version_element, 3));
    CANBO_TRY(const auto name, in.next(0x30)); // issuer and serial; the other form names no certificate octet for octet
    CANBO_TRY(const auto digest, in.next(0x30));
    CANBO_TRY(const auto attributes, in.next(0xA0));
    CANBO_TRY(const auto algorithm, in.next(0x30));
    CANBO_TRY(const auto signature, in.next(0x04));
    CANBO_TRY_VOID(in.finish());
    if (version != 1 || digest.whole != out.digest_algorithm)
        return malformed_object("signer");
    out.signer_name = name.value;
    out.attributes = attributes.value;
    out.attributes_whole = attributes.whole;
    out.signature_algorithm = algorithm.whole;
    out.signature = signature.value;
    return {};
}

Result<SignedObject> read_object(std::string_view file) {
    CANBO_TRY_VOID(check_der(file));
    CANBO_TRY(const auto info, only_tlv(file, 0x30));
    TlvReader in(info.value);
    CANBO_TRY(const auto type, in.next(0x06));
    CANBO_TRY(auto wrapped, in.enter(0xA0));
    CANBO_TRY(auto data, wrapped.enter(0x30));
    CANBO_TRY_VOID(wrapped.finish());
    CANBO_TRY_VOID(in.finish());
    CANBO_TRY(const auto version_element, data.next(0x02));
    CANBO_TRY(const auto version, der_unsigned(version_element, 5));
    if (type.value != id_signed_data || version != 3)
        return malformed_object("kind or version");
    SignedObject out;
    CANBO_TRY(auto algorithms, data.enter(0x31));
    CANBO_TRY(const auto algorithm, algorithms.next(0x30));
    CANBO_TRY_VOID(algorithms.finish());
    CANBO_TRY(auto content, data.enter(0x30));
    CANBO_TRY(const auto content_type, content.next(0x06));
    CANBO_TRY(auto holder, content.enter(0xA0));
    CANBO_TRY(const auto octets, holder.next(0x04));
    CANBO_TRY_VOID(holder.finish());
    CANBO_TRY_VOID(content.finish());
    CANBO_TRY(auto certificates, data.enter(0xA0));
    CANBO_TRY(const auto certificate, certificates.next(0x30));
    CANBO_TRY_VOID(certificates.finish());
    CANBO_TRY(auto signers, data.enter(0x31));
    CANBO_TRY(const auto signer, signers.enter(0x30));
    CANBO_TRY_VOID(signers.finish());
    CANBO_TRY_VOID(data.finish());
    out.digest_algorithm = algorithm.whole;
    out.content_type = content_type.value;
    out.content = octets.value;
    out.certificate = certificate.whole;
    CANBO_TRY_VOID(read_signer(signer, out));
    return out;
}

struct IssuerAndSerial {
    std::string_view issuer, serial; ///< Whole elements.
};

/// Of a certificate, octet for octet.
Result<IssuerAndSerial> name_of(std::string_view certificate) {
    CANBO_TRY(const auto outer, only_tlv(certificate, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(auto content, in.enter(0x30));
    CANBO_TRY(const auto version, content.next_if(0xA0));
    (void)version;
    CANBO_TRY(const auto serial, content.next(0x02));
    CANBO_TRY(const auto algorithm, content.next(0x30));
    (void)algorithm;
    CANBO_TRY(const auto issuer, content.next(0x30));
    return IssuerAndSerial{issuer.whole, serial.whole};
}

struct Attributes {
    Bytes content_type, digest, signing_time;
};

Result<Attributes> read_attributes(std::string_view bytes) {
    Attributes out;
    std::vector<Bytes> seen;
    TlvReader in(bytes);
    while (!in.at_end()) {
        CANBO_TRY(auto attribute, in.enter(0x30));
        CANBO_TRY(const auto type, attribute.next(0x06));
        CANBO_TRY(auto values, attribute.enter(0x31));
        CANBO_TRY_VOID(attribute.finish());
        CANBO_TRY(const auto value, values.next());
        CANBO_TRY_VOID(values.finish());
        if (std::find(seen.begin(), seen.end(), type.value) != seen.end())
            return malformed_object("an attribute twice");
        seen.emplace_back(type.value);
        if (type.value == id_content_type && value.tag == 0x06)
            out.content_type = Bytes(value.value);
        if (type.value == id_message_digest && value.tag == 0x04)
            out.digest = Bytes(value.value);
        if (type.value == id_signing_time)
            out.signing_time = Bytes(value.whole);
    }
    return out;
}

Result<void> read_lds_object(std::string_view content, SodReport& out) {
    CANBO_TRY(const auto outer, only_tlv(content, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(const auto version_element, in.next(0x02));
    CANBO_TRY(const auto version, der_unsigned(version_element, 1));
    CANBO_TRY(const auto algorithm, in.next(0x30));
    CANBO_TRY(out.algorithm, read_digest_algorithm(algorithm.whole));
    CANBO_TRY(auto list, in.enter(0x30));
    while (!list.at_end()) {
        CANBO_TRY(auto entry, list.enter(0x30));
        CANBO_TRY(const auto number_element, entry.next(0x02));
        CANBO_TRY(const auto number, der_unsigned(number_element, 16));
        CANBO_TRY(const auto hash, entry.next(0x04));
        CANBO_TRY_VOID(entry.finish());
        if (number == 0 || hash.value.size() != digest_size(out.algorithm) ||
            !out.hashes.emplace(static_cast<int>(number), Bytes(hash.value)).second)
            return malformed_object("list of hashes");
    }
    if (version == 1) {
        CANBO_TRY(const auto versions, in.next(0x30));
        (void)versions;
    }
    return in.finish();
}

/// What a signed object holds once its profile was kept and its signature was true.
struct Opened {
    CertificateHandle signer;
    Bytes content, signing_time; ///< The time as it stands there; empty when the object states none.
    bool weak{false};
};

/// Everything that can be said without a root.
Result<Opened> open_signed(std::string_view file, const std::vector<std::string_view>& types, SignedReport& out) {
    CANBO_TRY(const auto object, read_object(file));
    if (std::find(types.begin(), types.end(), object.content_type) == types.end())
        return malformed_object("content type");
    CANBO_TRY(const auto digest_algorithm, read_digest_algorithm(object.digest_algorithm));
    CANBO_TRY(const auto algorithm, read_signature_algorithm(object.signature_algorithm));
    Opened opened;
    CANBO_TRY(opened.signer, read_certificate(object.certificate));
    CANBO_TRY(const auto name, name_of(object.certificate));
    CANBO_TRY(auto attributes, read_attributes(object.attributes));
    if (Bytes(name.issuer).append(name.serial) != object.signer_name ||
        attributes.content_type != object.content_type || attributes.digest != digest(digest_algorithm, object.content))
        return malformed_object("signer, content type or digest");
    Bytes signed_octets(object.attributes_whole);
    signed_octets[0] = '\x31'; // signed as the SET that it is (RFC 5652, 5.4)
    EVP_PKEY* key = X509_get0_pubkey(opened.signer.get());
    if (key == nullptr || !verify(key, algorithm, digest_algorithm, signed_octets, object.signature))
        return fail(ErrorCode::DigestMismatch, "The signature of the security object is false");
    out.signer_fingerprint = fingerprint(object.certificate);
    out.signer_serial = Bytes(only_tlv(name.serial, 0x02)->value);
    const bool weak_key = EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) < 2'048;
    opened.weak = digest_algorithm == Digest::Sha1 || weak_key;
    opened.content = Bytes(object.content);
    opened.signing_time = std::move(attributes.signing_time);
    return opened;
}

bool valid_at(const X509* certificate, std::time_t moment) {
    const auto from = seconds_of(X509_get0_notBefore(certificate)), to = seconds_of(X509_get0_notAfter(certificate));
    return from && to && *from <= moment && moment <= *to;
}

bool has_unknown_critical_extension(X509* certificate) {
    return (X509_get_extension_flags(certificate) & (EXFLAG_CRITICAL | EXFLAG_INVALID)) != 0;
}

/// True when `root` issued `signer`.
bool issued(X509* root, X509* signer) {
    const bool names = X509_NAME_cmp(X509_get_subject_name(root), X509_get_issuer_name(signer)) == 0;
    const bool good = names && X509_verify(signer, X509_get0_pubkey(root)) == 1;
    ERR_clear_error();
    return good;
}

/// What the issuer's lists say about the signer. After a change of the issuer's key several lists may stand side by
/// side, so it is the youngest that must not be outdated.
void check_revocation(X509* signer, const TrustAnchors& anchors, base::Day today, SignedReport& out) {
    const RevocationList* youngest = nullptr;
    for (const auto& list : anchors.revocations) {
        const auto issuer = read_name(list.issuer);
        if (!issuer || X509_NAME_cmp(issuer.get(), X509_get_issuer_name(signer)) != 0)
            continue;
        if (list.holds(out.signer_serial)) {
            out.anchored = false;
            out.findings.push_back(finding("sod-signer-revoked"));
            return;
        }
        if (youngest == nullptr || youngest->next_update < list.next_update)
            youngest = &list;
    }
    if (youngest == nullptr)
        out.findings.push_back(finding("crl-missing"));
    else if (youngest->outdated(today))
        out.findings.push_back(finding("crl-outdated"));
}

void anchor(const Opened& opened, const TrustAnchors& anchors, base::Day today, SignedReport& out) {
    X509* signer = opened.signer.get();
    auto moment = seconds_of(X509_get0_notBefore(signer));
    if (!opened.signing_time.empty())
        moment = seconds_of(opened.signing_time);
    for (const auto& der : anchors.roots) {
        const auto root = read_certificate(der);
        if (!root || !issued(root->get(), signer))
            continue;
        if (X509_check_ca(signer) != 0 || has_unknown_critical_extension(signer)) {
            out.findings.push_back(finding("sod-signer-unfit"));
        } else if (!moment || !valid_at(signer, *moment) || !valid_at(root->get(), *moment)) {
            out.findings.push_back(finding("sod-signer-expired"));
        } else {
            out.anchored = true;
            out.root_fingerprint = fingerprint(der);
            check_revocation(signer, anchors, today, out);
        }
        return;
    }
    out.findings.push_back(finding("sod-not-anchored"));
}

} // namespace

std::string fingerprint(std::string_view der) { return base::sha256_hex(der); }

SodReport check_sod(std::string_view file, const TrustAnchors& anchors, base::Day today) {
    SodReport out;
    const auto checked = [&]() -> Result<Opened> {
        CANBO_TRY(const auto outer, only_tlv(file, 0x77));
        CANBO_TRY(auto opened, open_signed(outer.value, {content_types.begin(), content_types.end()}, out));
        CANBO_TRY_VOID(read_lds_object(opened.content, out));
        return opened;
    }();
    if (!checked) {
        const bool wrong = checked.error().code == ErrorCode::DigestMismatch;
        out = SodReport{};
        out.findings.push_back(finding(wrong ? "sod-signature" : "sod-malformed"));
        return out;
    }
    out.signature_valid = true;
    if (checked->weak || out.algorithm == Digest::Sha1)
        out.findings.push_back(finding("sod-weak"));
    anchor(*checked, anchors, today, out);
    return out;
}

CardSecurityReport check_card_security(std::string_view file, const TrustAnchors& anchors, base::Day today) {
    CardSecurityReport out;
    const auto checked = [&]() -> Result<Opened> {
        CANBO_TRY(auto opened, open_signed(file, {id_security_object}, out));
        CANBO_TRY(out.infos, read_dg14(opened.content));
        return opened;
    }();
    if (!checked) {
        out = CardSecurityReport{};
        out.findings.push_back(finding("card-security-false"));
        return out;
    }
    out.signature_valid = true;
    if (checked->weak)
        out.findings.push_back(finding("sod-weak"));
    anchor(*checked, anchors, today, out);
    return out;
}

Findings check_groups(const SodReport& sod, const CardFiles& files) {
    Findings out;
    const auto add = [&](const char* code) {
        if (!has_code(out, code))
            out.push_back(finding(code));
    };
    for (const auto& [file, content] : files) {
        const int number = group_number(file);
        if (number == 0)
            continue;
        const auto hash = sod.hashes.find(number);
        if (hash == sod.hashes.end())
            add("group-not-in-sod");
        else if (hash->second != digest(sod.algorithm, content))
            add("group-changed");
    }
    const auto com = files.find(CardFile::Com);
    if (com == files.end())
        return out;
    const auto read = read_com(com->second);
    if (!read) {
        add("com-malformed");
        return out;
    }
    for (const int group : read->groups)
        if (!sod.hashes.contains(group))
            add("group-not-in-sod");
    for (const auto& [group, hash] : sod.hashes)
        if (std::find(read->groups.begin(), read->groups.end(), group) == read->groups.end())
            add("group-hidden");
    return out;
}

Result<Bytes> check_root(std::string_view der) {
    CANBO_TRY(const auto certificate, read_certificate(der));
    const bool signs = (X509_get_key_usage(certificate.get()) & KU_KEY_CERT_SIGN) != 0;
    if (X509_check_ca(certificate.get()) != 1 || !signs || has_unknown_critical_extension(certificate.get()))
        return fail(ErrorCode::InvalidInput, "The certificate is not one of an issuing state");
    return Bytes(der);
}

} // namespace canbo::identity
