#include "ledger/receive_part.h"

#include "base/crypto.h"

namespace canbo::ledger {

Result<ReceivePart::Outcome> ReceivePart::progress(std::string_view account, std::string_view digest) {
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Read));
    CANBO_TRY(const bool whole, m_blobs.has(*tx, digest));
    CANBO_TRY(const auto size, m_staged.size(*tx, account, digest));
    return Outcome{size, whole};
}

Result<ReceivePart::Outcome> ReceivePart::operator()(std::string_view account, const Part& part) {
    const base::Time now = m_clock.now();
    const auto end = part.offset + static_cast<std::int64_t>(part.bytes.size());
    CANBO_TRY(auto tx, m_database.begin(Database::Mode::Write));
    CANBO_TRY_VOID(m_staged.sweep(*tx, now));
    CANBO_TRY(const bool whole, m_blobs.has(*tx, part.digest));
    if (whole) {
        CANBO_TRY_VOID(m_staged.remove(*tx, account, part.digest));
        CANBO_TRY_VOID(tx->commit());
        return Outcome{end, true};
    }
    CANBO_TRY(const auto staged, m_staged.staged(*tx, account));
    if (end > most_bytes || staged + static_cast<std::int64_t>(part.bytes.size()) > most_staged)
        return fail(ErrorCode::TooLarge, "The attachment is larger than 20 megabytes");
    CANBO_TRY_VOID(m_staged.append(*tx, account, part.digest, part.offset, part.bytes, now + patience));
    if (part.last)
        return finish(*tx, account, part);
    CANBO_TRY_VOID(tx->commit());
    return Outcome{end, false};
}

Result<ReceivePart::Outcome> ReceivePart::finish(Transaction& tx, std::string_view account, const Part& part) {
    CANBO_TRY(const auto content, m_staged.content(tx, account, part.digest));
    CANBO_TRY_VOID(m_staged.remove(tx, account, part.digest));
    const bool fits = base::sha256_hex(content) == part.digest;
    if (fits)
        CANBO_TRY_VOID(m_blobs.put(tx, part.digest, content));
    CANBO_TRY_VOID(tx.commit());
    if (!fits)
        return fail(ErrorCode::DigestMismatch, "The content does not fit its digest; it changed on the way");
    return Outcome{static_cast<std::int64_t>(content.size()), true};
}

} // namespace canbo::ledger
