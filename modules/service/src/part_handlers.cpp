#include "handlers.h"
#include "ledger/receive_part.h"
#include "wire/content_digest.h"

#include <charconv>

namespace canbo::service {
namespace {

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Error no_digest() { return {ErrorCode::InvalidInput, "A digest has 64 lower-case hexadecimal digits", "digest", {}}; }

ledger::ReceivePart receiver(OfficeApi& api) {
    OfficePorts& ports = api.ports();
    return {ports.database, ports.staged_blobs, ports.blobs, ports.clock};
}

Answer shown(const ledger::ReceivePart::Outcome& outcome) {
    Answer answer = json_answer({{"offset", outcome.offset}, {"complete", outcome.complete}});
    answer.headers.emplace_back("Upload-Offset", std::to_string(outcome.offset));
    answer.headers.emplace_back("Upload-Complete", outcome.complete ? "?1" : "?0");
    return answer;
}

/// The two headers of a part. @error InvalidInput
Result<ledger::ReceivePart::Part> part_of(const Request& request) {
    const RequestHead& head = request.head;
    ledger::ReceivePart::Part part;
    part.digest = request.path_values.front();
    part.bytes = request.body;
    const char* end = head.upload_offset.data() + head.upload_offset.size();
    const auto [last, code] = std::from_chars(head.upload_offset.data(), end, part.offset);
    if (code != std::errc() || last != end || part.offset < 0 || part.offset > ledger::ReceivePart::most_bytes)
        return fail(ErrorCode::InvalidInput, "A part says where it begins and whether it is the last", "Upload-Offset");
    if (head.upload_complete != "?0" && head.upload_complete != "?1")
        return fail(ErrorCode::InvalidInput, "A part says where it begins and whether it is the last",
                    "Upload-Complete");
    part.last = head.upload_complete == "?1";
    return part;
}

} // namespace

Answer get_parts(OfficeApi& api, const Request& request) {
    const std::string& digest = request.path_values.front();
    if (!is_digest(digest))
        return malformed(no_digest());
    const auto outcome = receiver(api).progress(request.person.name, digest);
    return outcome ? shown(*outcome) : problem(outcome.error());
}

Answer patch_parts(OfficeApi& api, const Request& request) {
    if (!is_digest(request.path_values.front()))
        return malformed(no_digest());
    if (const auto same = wire::check_content_digest(request.head.content_digest, request.body); !same)
        return malformed(same.error());
    const auto part = part_of(request);
    if (!part)
        return malformed(part.error());
    const auto outcome = receiver(api)(request.person.name, *part);
    return outcome ? shown(*outcome) : problem(outcome.error());
}

} // namespace canbo::service
