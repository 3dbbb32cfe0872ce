#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ledger/staged_blobs.h"
#include "ledger/stores.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace canbo::ledger {

/// The office takes an attachment in parts; each is on the disk when it answers, so that a cut line costs one part.
class ReceivePart {
public:
    static constexpr std::int64_t most_bytes = 20'000'000;      ///< Of an attachment.
    static constexpr std::int64_t most_staged = 3 * most_bytes; ///< Of an account's, on their way.
    static constexpr std::chrono::hours patience{24 * 7};       ///< For the next part.

    struct Part {
        std::string digest;     ///< Of the whole attachment, 64 hex digits.
        std::int64_t offset{0}; ///< Where the part begins.
        std::string_view bytes;
        bool last{false};
    };
    struct Outcome {
        std::int64_t offset{0}; ///< Where the next part begins.
        bool complete{false};   ///< It is an attachment now, or was one before.
    };

    ReceivePart(Database& database, StagedBlobStore& staged, BlobStore& blobs, const base::Clock& clock)
        : m_database(database), m_staged(staged), m_blobs(blobs), m_clock(clock) {}

    /// How much is here. @error Storage
    Result<Outcome> progress(std::string_view account, std::string_view digest);
    /// @error Conflict the office has more or less than `offset`: ask progress(); TooLarge; DigestMismatch the whole
    /// does not fit its digest, and all parts of it are gone; Storage
    Result<Outcome> operator()(std::string_view account, const Part& part);

private:
    Result<Outcome> finish(Transaction& tx, std::string_view account, const Part& part);

    Database& m_database;
    StagedBlobStore& m_staged;
    BlobStore& m_blobs;
    const base::Clock& m_clock;
};

} // namespace canbo::ledger
