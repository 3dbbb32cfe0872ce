#include "exam/sealed_file.h"

namespace canbo::exam {
namespace {

constexpr std::size_t signature_size = 64;
constexpr std::size_t most_head = 100'000;

} // namespace

Result<std::string> write_sealed_file(std::string_view magic, Json head, std::string_view key32, std::string_view plain,
                                      const base::SigningKey& signer) {
    CANBO_CHECK(!head.contains("signer"));
    head["signer"] = base::to_base64(signer.public_key);
    CANBO_TRY(const auto text, base::canonical_json(head));
    std::string out = std::string(magic) + "\n" + text + "\n" + base::seal(key32, plain);
    out += signer.sign(out);
    return out;
}

Result<SealedFile> read_sealed_file(std::string_view magic, std::string_view bytes) {
    const auto no_such_file = [] {
        return fail(ErrorCode::InvalidInput, "This is no exam package and no room bundle");
    };
    if (bytes.size() > most_sealed_file)
        return fail(ErrorCode::TooLarge, "The file is too large");
    const auto start = std::string(magic) + "\n";
    if (bytes.size() < start.size() + signature_size)
        return no_such_file();
    const auto signed_bytes = bytes.substr(0, bytes.size() - signature_size);
    const auto end = signed_bytes.find('\n', start.size());
    if (!bytes.starts_with(start)) {
        if (bytes.substr(0, start.size() - 2) == start.substr(0, start.size() - 2)) // all but the format's number
            return fail(ErrorCode::NewerVersion, "The file was written by a newer version of Canbo");
        return no_such_file();
    }
    if (end == std::string_view::npos || end - start.size() > most_head)
        return no_such_file();
    const auto text = signed_bytes.substr(start.size(), end - start.size());
    CANBO_TRY(auto head, base::parse_json(text, {most_head, 8}));
    if (!head.is_object() || !head.contains("signer") || !head["signer"].is_string())
        return no_such_file();
    SealedFile out;
    CANBO_TRY(out.signer, base::from_base64(head["signer"].get_ref<const std::string&>()));
    if (!base::verify_signature(out.signer, signed_bytes, bytes.substr(bytes.size() - signature_size)))
        return fail(ErrorCode::DigestMismatch, "The file was changed after it was signed");
    out.head = std::move(head);
    out.sealed = std::string(signed_bytes.substr(end + 1));
    return out;
}

} // namespace canbo::exam
