#include "identity/master_list.h"

#include "base/crypto.h"
#include "identity/passive_authentication.h"
#include "identity/tlv.h"

#include <algorithm>
#include <memory>
#include <openssl/cms.h>

namespace canbo::identity {
namespace {

constexpr std::size_t most_master_list_bytes = 20'000'000, most_roots = 2'000;
constexpr std::string_view signed_data("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 9);
constexpr std::string_view list_type("\x67\x81\x08\x01\x01\x02", 6);

tl::unexpected<Error> no_list(const char* detail) {
    return fail(ErrorCode::InvalidInput, "The file is no master list of roots", {}, detail);
}

/// The signed octets: ContentInfo → SignedData → EncapsulatedContentInfo.
Result<std::string_view> content_of(std::string_view file) {
    CANBO_TRY(const auto whole, only_tlv(file, 0x30, Lengths::AnyDefinite));
    TlvReader info(whole.value, Lengths::AnyDefinite);
    CANBO_TRY(const auto type, info.next(0x06));
    CANBO_TRY(auto holder, info.enter(0xA0));
    CANBO_TRY(auto data, holder.enter(0x30));
    CANBO_TRY(const auto version, data.next(0x02));
    CANBO_TRY(const auto digests, data.next(0x31));
    CANBO_TRY(auto capsule, data.enter(0x30));
    CANBO_TRY(const auto content_type, capsule.next(0x06));
    CANBO_TRY(auto wrapped, capsule.enter(0xA0));
    CANBO_TRY(const auto content, wrapped.next(0x04));
    (void)version;
    (void)digests;
    if (type.value != signed_data || content_type.value != list_type)
        return no_list("object identifiers");
    return content.value;
}

struct FreeCms {
    void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};

bool signature_holds(std::string_view file) {
    const auto* at = reinterpret_cast<const unsigned char*>(file.data());
    const std::unique_ptr<CMS_ContentInfo, FreeCms> cms(
        d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(file.size())));
    // OpenSSL does not compare this type with the signed one; content_of() has pinned it.
    return cms &&
           CMS_verify(cms.get(), nullptr, nullptr, nullptr, nullptr, CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1;
}

} // namespace

bool looks_like_master_list(std::string_view file) {
    return file.size() <= most_master_list_bytes && content_of(file).has_value();
}

Result<MasterList> read_master_list(std::string_view file) {
    if (file.size() > most_master_list_bytes)
        return fail(ErrorCode::TooLarge, "The file is too large");
    CANBO_TRY(const auto content, content_of(file));
    if (!signature_holds(file))
        return fail(ErrorCode::DigestMismatch, "The signature of the master list is false");
    CANBO_TRY(const auto list, only_tlv(content, 0x30));
    TlvReader in(list.value);
    CANBO_TRY(const auto version, in.next(0x02));
    CANBO_TRY(auto certificates, in.enter(0x31));
    CANBO_TRY_VOID(in.finish());
    (void)version;
    MasterList out;
    out.fingerprint = fingerprint(file);
    for (std::size_t count = 0; !certificates.at_end(); ++count) {
        if (count == most_roots)
            return fail(ErrorCode::TooLarge, "The master list holds too many roots");
        CANBO_TRY(const auto one, certificates.next(0x30));
        auto root = check_root(one.whole);
        if (!root)
            ++out.refused;
        else if (std::find(out.roots.begin(), out.roots.end(), *root) == out.roots.end())
            out.roots.push_back(*std::move(root));
    }
    return out;
}

} // namespace canbo::identity
