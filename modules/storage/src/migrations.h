#pragma once

#include <cstdint>
#include <vector>

namespace canbo::storage {

/// One step of the schema. Never changed once released: a correction is the next step.
struct Migration {
    std::int64_t version;
    const char* name;
    std::vector<const char*> statements;
};

/// The chain over entries and audit events (ledger/audit_chain.h).
const std::vector<const char*>& chain_tables();

/// Refresh tokens that were used up (people/used_tokens.h).
const std::vector<const char*>& session_tables();

/// Sessions by device, second factors, and what accounts say about their password (people/session.h).
const std::vector<const char*>& sign_in_tables();

/// Attachments on their way (ledger/staged_blobs.h).
const std::vector<const char*>& staging_tables();

/// Entries and events that are erased with a person's data (ledger/audit_chain.h).
const std::vector<const char*>& erasure_rules();

/// By which sessions and used tokens that have run out are found.
const std::vector<const char*>& expiry_indexes();

/// All of them, from version 1 up without a gap.
const std::vector<Migration>& migrations();

} // namespace canbo::storage
