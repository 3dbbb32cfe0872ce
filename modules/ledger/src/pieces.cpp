#include "ledger/pieces.h"

#include "base/crypto.h"

#include <algorithm>
#include <set>

namespace canbo::ledger {
namespace {

constexpr std::size_t most_bytes = 400'000'000;

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

std::vector<std::string_view> pieces_of(std::string_view content) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at == 0 || at < content.size(); at += piece_bytes)
        out.push_back(content.substr(at, piece_bytes));
    return out;
}

PiecedFile describe_file(std::string_view content) {
    PiecedFile out{base::sha256_hex(content), content.size(), {}};
    for (const auto piece : pieces_of(content))
        out.pieces.push_back(base::sha256_hex(piece));
    return out;
}

Json pieced_to_json(const PiecedFile& file) {
    return {{"sha256", file.sha256}, {"bytes", file.bytes}, {"pieces", file.pieces}};
}

PiecedFile pieced_from_json(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    PiecedFile out;
    out.sha256 = in.text("sha256", 64);
    out.bytes = static_cast<std::size_t>(in.integer("bytes", 0, most_bytes));
    for (const auto& piece : in.array("pieces"))
        out.pieces.push_back(piece.is_string() ? piece.get<std::string>() : std::string());
    in.finish();
    const auto count = std::max<std::size_t>(1, (out.bytes + piece_bytes - 1) / piece_bytes);
    if (!is_digest(out.sha256) || out.pieces.size() != count ||
        !std::all_of(out.pieces.begin(), out.pieces.end(), is_digest))
        issues.error(ErrorCode::InvalidInput, where, "A file is named by its digest and those of its pieces");
    return out;
}

Json attachments_of(const PiecedFile& file) {
    Json out = Json::array();
    std::set<std::string> told;
    for (const auto& piece : file.pieces)
        if (told.insert(piece).second)
            out.push_back({{"sha256", piece}});
    return out;
}

Result<void> keep_pieces(Transaction& tx, BlobStore& blobs, std::string_view content) {
    for (const auto piece : pieces_of(content))
        CANBO_TRY_VOID(blobs.put(tx, base::sha256_hex(piece), piece));
    return {};
}

Result<std::string> join_pieces(Transaction& tx, BlobStore& blobs, const PiecedFile& file) {
    std::string out;
    for (const auto& digest : file.pieces) {
        CANBO_TRY(const auto piece, blobs.get(tx, digest));
        if (!piece)
            return fail(ErrorCode::NotFound, "An attachment has not been sent", digest);
        out += *piece;
    }
    if (base::sha256_hex(out) != file.sha256)
        return fail(ErrorCode::DigestMismatch, "The content does not fit its digest; it changed on the way",
                    file.sha256);
    return out;
}

} // namespace canbo::ledger
