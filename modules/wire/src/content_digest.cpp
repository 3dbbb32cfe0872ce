#include "wire/content_digest.h"

#include "base/crypto.h"
#include "base/text.h"

namespace canbo::wire {

std::string content_digest(std::string_view body) { return "sha-256=:" + base::to_base64(base::sha256(body)) + ":"; }

Result<void> check_content_digest(std::string_view header, std::string_view body, std::string_view known) {
    while (!header.empty()) {
        const std::size_t comma = header.find(',');
        const std::string_view member = base::trim(header.substr(0, comma));
        header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
        const std::size_t equals = member.find('=');
        if (equals == std::string_view::npos)
            return fail(ErrorCode::InvalidInput, "The Content-Digest header cannot be read", "Content-Digest");
        if (member.substr(0, equals) != "sha-256")
            continue;
        const std::string_view value = member.substr(equals + 1);
        if (value.size() < 2 || value.front() != ':' || value.back() != ':')
            return fail(ErrorCode::InvalidInput, "The Content-Digest header cannot be read", "Content-Digest");
        const auto digest = base::from_base64(value.substr(1, value.size() - 2));
        if (!digest)
            return fail(ErrorCode::InvalidInput, "The Content-Digest header cannot be read", "Content-Digest");
        if (base::to_hex(*digest) != (known.empty() ? base::sha256_hex(body) : std::string(known)))
            return fail(ErrorCode::DigestMismatch, "The content does not fit its digest; it changed on the way",
                        "Content-Digest");
    }
    return {};
}

} // namespace canbo::wire
