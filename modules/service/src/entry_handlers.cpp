#include "handlers.h"
#include "ledger/receive_entry.h"
#include "wire/content_digest.h"
#include "wire/messages.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::service {
namespace {

constexpr std::int64_t most_sequence = 9'007'199'254'740'991;
constexpr std::size_t batch = 20; // entries held at a time while a page is put together: at most 20 MB

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct Page {
    std::vector<ledger::StoredEntry> changes;
    std::int64_t next{0};
    bool more{false};
    std::vector<std::int64_t> of_others; ///< Sequences of what is seen by the right to see personal data only.
};

/// Data about persons that the reader is not named for.
bool is_of_others(const ledger::Visibility& seen, const ledger::StoredEntry& stored) {
    if (!seen.closed || !stored.audience.starts_with('|'))
        return false;
    ledger::Visibility named = seen;
    named.closed = false;
    return !named.sees(stored.audience);
}

/// Whoever reads personal data of others stands in the audit log before they get them.
Result<void> record_reading(OfficeApi& api, const people::Person& person, const std::vector<std::int64_t>& sequences) {
    if (sequences.empty())
        return {};
    const auto range = sequences.size() == 1 ? std::to_string(sequences.front())
                                             : fmt::format("{}-{}", sequences.front(), sequences.back());
    return api.record(person.name, "personal-data.read", range);
}

Result<Page> read_page(OfficeApi& api, const people::Person& person, std::int64_t after, std::size_t limit) {
    OfficePorts& ports = api.ports();
    CANBO_TRY(auto tx, ports.database.begin(Database::Mode::Read));
    CANBO_TRY(const auto visibility, api.visibility(*tx, person));
    Page page;
    page.next = after;
    std::size_t bytes = 0;
    while (true) {
        const std::size_t room = std::min(batch, limit - page.changes.size());
        CANBO_TRY(auto found, ports.entries.changes(*tx, page.next, room + 1, visibility));
        for (std::size_t i = 0; i < std::min(found.size(), room) && bytes < wire::most_page_bytes; ++i) {
            bytes += found[i].canonical.size() + found[i].receipt.size();
            page.next = found[i].sequence;
            if (is_of_others(visibility, found[i]))
                page.of_others.push_back(found[i].sequence);
            page.changes.push_back(std::move(found[i]));
        }
        const bool all_taken = found.empty() || found.back().sequence <= page.next;
        if (all_taken) {
            // Nothing this person may see lies between here and the end: the next question starts there.
            CANBO_TRY(const auto last, ports.entries.last_sequence(*tx));
            page.next = std::max(page.next, last);
            return page;
        }
        if (bytes >= wire::most_page_bytes || page.changes.size() == limit) {
            page.more = true;
            return page;
        }
    }
}

Result<ledger::StoredEntry> read_entry(OfficeApi& api, const people::Person& person, const std::string& id) {
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
    CANBO_TRY(auto stored, api.ports().entries.find(*tx, id));
    CANBO_TRY(const auto seen, api.visibility(*tx, person));
    tx.reset();
    // Whoever may not see it is not told that it exists.
    if (!stored || !(seen.sees(stored->audience) || stored->entry.author == person.name))
        return fail(ErrorCode::NotFound, "There is no such entry");
    if (stored->entry.author != person.name && is_of_others(seen, *stored))
        CANBO_TRY_VOID(record_reading(api, person, {stored->sequence}));
    return *std::move(stored);
}

Result<bool> store_blob(OfficeApi& api, const std::string& digest, std::string_view content) {
    if (base::sha256_hex(content) != digest)
        return fail(ErrorCode::DigestMismatch, "The content does not fit its digest; it changed on the way");
    CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Write));
    CANBO_TRY(const bool present, api.ports().blobs.has(*tx, digest));
    if (present) {
        CANBO_TRY_VOID(tx->commit()); // it may be on its way to the disk still
        return false;
    }
    CANBO_TRY_VOID(api.ports().blobs.put(*tx, digest, content));
    CANBO_TRY_VOID(tx->commit());
    return true;
}

} // namespace

Answer put_entry(OfficeApi& api, const Request& request) {
    auto frozen = ledger::parse_entry(request.body);
    // Nearly always it comes as its canonical text, whose digest is known then.
    const std::string_view known =
        frozen && frozen->canonical == request.body ? std::string_view(frozen->digest) : std::string_view();
    if (const auto same = wire::check_content_digest(request.head.content_digest, request.body, known); !same)
        return malformed(same.error());
    if (!frozen)
        return malformed(frozen.error());
    if (frozen->entry.id != request.path_values.front())
        return malformed({ErrorCode::InvalidInput, "The id in the address and in the entry differ", "id", {}});
    OfficePorts& ports = api.ports();
    ledger::ReceiveEntry receive(ports.database, ports.entries, ports.blobs, ports.kinds, ports.clock,
                                 ports.signing_key, &api.chain());
    auto outcome = receive(request.person, *std::move(frozen));
    if (!outcome)
        return problem(outcome.error());
    return {outcome->created ? 201 : 200, "application/json", std::move(outcome->receipt)};
}

Answer get_entry(OfficeApi& api, const Request& request) {
    const auto stored = read_entry(api, request.person, request.path_values.front());
    if (!stored)
        return problem(stored.error());
    return {200, "application/json",
            fmt::format("{{\"sequence\":{},\"entry\":{},\"receipt\":{}}}", stored->sequence, stored->canonical,
                        stored->receipt)};
}

Answer get_changes(OfficeApi& api, const Request& request) {
    constexpr auto most = static_cast<std::int64_t>(wire::most_changes);
    const auto after = query_number(request.head, "after", 0, 0, most_sequence);
    if (!after)
        return malformed(after.error());
    const auto limit = query_number(request.head, "limit", most, 1, most);
    if (!limit)
        return malformed(limit.error());
    const auto page = read_page(api, request.person, *after, static_cast<std::size_t>(*limit));
    if (!page)
        return problem(page.error());
    if (const auto noted = record_reading(api, request.person, page->of_others); !noted)
        return problem(noted.error());
    api.metrics().read_feed(request.person.name, page->next, std::chrono::steady_clock::now());
    return {200, "application/json", wire::changes_page_text(page->changes, page->next, page->more)};
}

Answer put_blob(OfficeApi& api, const Request& request) {
    const std::string& digest = request.path_values.front();
    if (!is_digest(digest))
        return malformed({ErrorCode::InvalidInput, "A digest has 64 lower-case hexadecimal digits", "digest", {}});
    if (const auto same = wire::check_content_digest(request.head.content_digest, request.body); !same)
        return malformed(same.error());
    const auto created = store_blob(api, digest, request.body);
    if (!created)
        return problem(created.error());
    return json_answer({{"sha256", digest}, {"bytes", request.body.size()}}, *created ? 201 : 200);
}

Answer get_blob(OfficeApi& api, const Request& request) {
    const std::string& digest = request.path_values.front();
    auto content = [&]() -> Result<std::optional<std::string>> {
        CANBO_TRY(auto tx, api.ports().database.begin(Database::Mode::Read));
        return api.ports().blobs.get(*tx, digest);
    }();
    if (!content)
        return problem(content.error());
    if (!*content)
        return problem({ErrorCode::NotFound, "There is no such attachment", {}, {}});
    Answer answer{200, "application/octet-stream", *std::move(*content)};
    answer.headers.emplace_back("Content-Disposition", "attachment");
    answer.headers.emplace_back("Content-Digest", wire::content_digest(answer.body));
    return answer;
}

} // namespace canbo::service
