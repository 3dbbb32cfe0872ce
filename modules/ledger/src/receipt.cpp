#include "ledger/receipt.h"

#include "base/issues.h"

#include <fmt/compile.h>

namespace canbo::ledger {
namespace {

/// What is signed: the canonical JSON of all fields but the signature, put together from them: the office does this for
/// all that comes.
std::string signed_text(const Receipt& receipt) {
    using base::canonical_text;
    return fmt::format(FMT_COMPILE(R"({{{}"digest":{},"entry":{},"key":{},"received_at":"{}","sequence":{}}})"),
                       receipt.chain.empty() ? "" : fmt::format("\"chain\":{},", canonical_text(receipt.chain)),
                       canonical_text(receipt.digest), canonical_text(receipt.entry), canonical_text(receipt.key),
                       base::to_iso(receipt.received_at), receipt.sequence);
}

/// Its name is the last in a canonical text's order: what was signed stays as it is.
std::string with_signature(std::string text, const std::string& signature) {
    text.back() = ',';
    return text + "\"signature\":" + base::canonical_text(signature) + "}";
}

} // namespace

std::string sign_receipt(Receipt receipt, const base::SigningKey& key) {
    receipt.key = key.id();
    const std::string text = signed_text(receipt);
    return with_signature(text, base::to_base64(key.sign(text)));
}

std::string receipt_text(const Receipt& receipt) { return with_signature(signed_text(receipt), receipt.signature); }

Result<Receipt> parse_receipt(std::string_view text) {
    CANBO_TRY(const Json json, base::parse_json(text, {10'000, 4}));
    Issues issues;
    base::ObjectReader in(json, "receipt", issues);
    Receipt receipt;
    receipt.entry = in.text("entry", 36);
    receipt.digest = in.text("digest", 64);
    receipt.sequence = in.integer("sequence", 1, 9'007'199'254'740'991);
    receipt.key = in.text("key", 32);
    receipt.signature = in.text("signature", 120);
    receipt.chain = in.text_or("chain", "", 64);
    const auto time = base::parse_time(in.text("received_at", 40));
    if (!time)
        issues.error(ErrorCode::InvalidInput, "receipt.received_at", time.error().message);
    else
        receipt.received_at = *time;
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return receipt;
}

Result<void> verify_receipt(const Receipt& receipt, std::string_view public_key, std::string_view entry_digest) {
    const auto signature = base::from_base64(receipt.signature);
    if (receipt.digest != entry_digest)
        return fail(ErrorCode::DigestMismatch, "The receipt is for another text than the one that was sent");
    if (!signature || !base::verify_signature(public_key, signed_text(receipt), *signature))
        return fail(ErrorCode::DigestMismatch, "The receipt is not signed by this office");
    return {};
}

} // namespace canbo::ledger
