#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "ledger/kinds.h"

#include <string>
#include <string_view>
#include <vector>

namespace canbo::ledger {

/// Files travel in pieces of at most this size, each an attachment by its digest: an exchange that breaks off goes on
/// with the next piece.
inline constexpr std::size_t piece_bytes = 1'048'576;

/// A file that an entry names.
struct PiecedFile {
    std::string sha256; ///< Of the whole file, hex.
    std::size_t bytes{0};
    std::vector<std::string> pieces; ///< SHA-256 of each, in order; at least one.
};

std::vector<std::string_view> pieces_of(std::string_view content);
PiecedFile describe_file(std::string_view content);
/// `{"sha256", "bytes", "pieces"}`
Json pieced_to_json(const PiecedFile& file);
/// What stands in a body's "file". Problems go into `issues`.
PiecedFile pieced_from_json(const Json& json, const std::string& where, Issues& issues);
/// A body's "attachments": what the pump sends before the entry.
Json attachments_of(const PiecedFile& file);

/// Puts the pieces among a desk's attachments. @error Storage
Result<void> keep_pieces(Transaction& tx, BlobStore& blobs, std::string_view content);
/// The file as an office holds it. @error NotFound a piece has not been sent; DigestMismatch; Storage
Result<std::string> join_pieces(Transaction& tx, BlobStore& blobs, const PiecedFile& file);

} // namespace canbo::ledger
