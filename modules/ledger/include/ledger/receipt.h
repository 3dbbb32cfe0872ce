#pragma once

#include "base/clock.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace canbo::ledger {

/// The office's word that it holds an entry for ever. Signed (Ed25519) over its canonical JSON without `signature`.
struct Receipt {
    std::string entry;        ///< Id of the entry.
    std::string digest;       ///< Of the entry's canonical JSON.
    std::int64_t sequence{0}; ///< Place in the office's order, from 1, no gaps.
    base::Time received_at{}; ///< The office's clock: deadlines are judged by it.
    std::string key;          ///< SigningKey::id() of the office.
    std::string signature;    ///< Base64.
    std::string chain{};      ///< Head of the office's chain with this entry (ChainLink); empty from before it had one.
};

/// The receipt's one text: stored once and answered byte for byte whenever the entry is sent again.
std::string sign_receipt(Receipt receipt, const base::SigningKey& key);
/// The one text of a receipt that has its signature.
std::string receipt_text(const Receipt& receipt);
/// @error InvalidInput
Result<Receipt> parse_receipt(std::string_view text);
/// @error DigestMismatch not signed by that key, or about another entry
Result<void> verify_receipt(const Receipt& receipt, std::string_view public_key, std::string_view entry_digest);

} // namespace canbo::ledger
