#include "identity/revocation.h"

#include "certificate.h"
#include "identity/passive_authentication.h"
#include "identity/tlv.h"

#include <algorithm>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <optional>

namespace canbo::identity {
namespace {

constexpr std::size_t most_list_bytes = 2'000'000;
constexpr std::uint32_t utc_time = 0x17, generalized_time = 0x18;

tl::unexpected<Error> no_list(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The file is no list of certificates taken back that this program can use", {},
                detail);
}

/// The parts of a list that are looked at again.
struct Parts {
    std::string_view content, inner_algorithm, algorithm, signature;
};

Result<Parts> parts_of(std::string_view der) {
    CANBO_TRY(const auto outer, only_tlv(der, 0x30));
    TlvReader in(outer.value);
    CANBO_TRY(const auto content, in.next(0x30));
    CANBO_TRY(const auto algorithm, in.next(0x30));
    CANBO_TRY(const auto bits, in.next(0x03));
    CANBO_TRY_VOID(in.finish());
    TlvReader inside(content.value);
    CANBO_TRY(const auto version_element, inside.next(0x02));
    CANBO_TRY(const auto version, der_unsigned(version_element, 1));
    CANBO_TRY(const auto inner, inside.next(0x30));
    if (version != 1 || inner.whole != algorithm.whole || bits.value.empty() || bits.value.front() != '\0')
        return no_list("version, algorithm or signature");
    return Parts{content.whole, inner.whole, algorithm.whole, bits.value.substr(1)};
}

Result<base::Time> read_time(TlvReader& in) {
    CANBO_TRY(const auto element, in.next());
    if (element.tag == utc_time || element.tag == generalized_time)
        if (const auto seconds = seconds_of(Bytes(element.whole)))
            return base::Time(std::chrono::seconds(*seconds));
    return no_list("time");
}

/// Extensions that say something other than "this is the whole list": a part of one, changes to one, or the
/// certificates of others.
Result<void> check_extensions(TlvReader in) {
    while (!in.at_end()) {
        CANBO_TRY(auto extension, in.enter(0x30));
        CANBO_TRY(const auto name, extension.next(0x06));
        CANBO_TRY(const auto critical, extension.next_if(0x01));
        CANBO_TRY(const auto value, extension.next(0x04));
        CANBO_TRY_VOID(extension.finish());
        (void)name;
        (void)value;
        if (critical)
            return no_list("critical extension");
    }
    return {};
}

Result<void> read_entries(TlvReader in, RevocationList& out) {
    while (!in.at_end()) {
        CANBO_TRY(auto entry, in.enter(0x30));
        CANBO_TRY(const auto serial, entry.next(0x02));
        CANBO_TRY(const auto when, read_time(entry));
        CANBO_TRY(const auto extensions, entry.next_if(0x30));
        CANBO_TRY_VOID(entry.finish());
        (void)when;
        if (extensions)
            CANBO_TRY_VOID(check_extensions(TlvReader(extensions->value)));
        if (serial.value.empty())
            return no_list("serial number");
        out.serials.emplace_back(serial.value);
    }
    std::sort(out.serials.begin(), out.serials.end());
    return {};
}

} // namespace

bool RevocationList::holds(std::string_view serial) const {
    return std::binary_search(serials.begin(), serials.end(), serial);
}

bool RevocationList::outdated(base::Day today) const { return next_update < base::at_vietnam_time(today, 0, 0); }

bool looks_like_revocation_list(std::string_view der) {
    const auto parts = parts_of(der);
    if (!parts)
        return false;
    const auto content = only_tlv(parts->content, 0x30);
    TlvReader in(content->value);
    for (int i = 0; i < 3; ++i) // version, algorithm, issuer
        if (!in.next())
            return false;
    const auto time = in.next(); // where a certificate has its validity, a sequence
    return time && (time->tag == utc_time || time->tag == generalized_time);
}

Result<RevocationList> read_revocation_list(std::string_view der) {
    if (der.size() > most_list_bytes)
        return fail(ErrorCode::TooLarge, "The file is too large");
    CANBO_TRY(const auto parts, parts_of(der));
    CANBO_TRY_VOID(read_signature_algorithm(parts.algorithm));
    CANBO_TRY(const auto content, only_tlv(parts.content, 0x30));
    TlvReader in(content.value);
    CANBO_TRY(const auto version, in.next(0x02));
    CANBO_TRY(const auto algorithm, in.next(0x30));
    CANBO_TRY(const auto issuer, in.next(0x30));
    (void)version;
    (void)algorithm;
    RevocationList out;
    CANBO_TRY(out.this_update, read_time(in));
    CANBO_TRY(out.next_update, read_time(in));
    CANBO_TRY(const auto entries, in.next_if(0x30));
    CANBO_TRY(const auto wrapped, in.next_if(0xA0));
    CANBO_TRY_VOID(in.finish());
    if (entries)
        CANBO_TRY_VOID(read_entries(TlvReader(entries->value), out));
    if (wrapped) {
        CANBO_TRY(const auto extensions, only_tlv(wrapped->value, 0x30));
        CANBO_TRY_VOID(check_extensions(TlvReader(extensions.value)));
    }
    if (out.next_update < out.this_update)
        return no_list("order of the updates");
    out.der = Bytes(der);
    out.fingerprint = identity::fingerprint(der);
    out.issuer = Bytes(issuer.whole);
    return out;
}

bool signed_by(const RevocationList& list, std::string_view root) {
    const auto certificate = read_certificate(root);
    const auto parts = parts_of(list.der);
    if (!certificate || !parts)
        return false;
    const auto algorithm = read_signature_algorithm(parts->algorithm);
    const auto issuer = read_name(list.issuer);
    const bool signs_lists = (X509_get_key_usage(certificate->get()) & KU_CRL_SIGN) != 0;
    if (!algorithm || !algorithm->digest || !issuer || !signs_lists ||
        X509_NAME_cmp(issuer.get(), X509_get_subject_name(certificate->get())) != 0)
        return false;
    const bool good =
        verify(X509_get0_pubkey(certificate->get()), *algorithm, *algorithm->digest, parts->content, parts->signature);
    ERR_clear_error();
    return good;
}

} // namespace canbo::identity
