#include "ledger/entry.h"

#include "base/crypto.h"

#include <fmt/compile.h>

#include <utility>

namespace canbo::ledger {

Json entry_to_json(const Entry& entry) {
    Json out = Json::object(); // field by field: a braced list would copy each of them
    out["id"] = entry.id;
    out["kind"] = entry.kind;
    out["agency"] = entry.agency;
    out["subject"] = entry.subject;
    out["revision"] = entry.revision;
    out["body"] = entry.body;
    out["author"] = entry.author;
    out["time"] = base::to_iso(entry.time);
    return out;
}

Entry entry_from_json(const Json& json, Issues& issues) {
    base::ObjectReader in(json, "", issues);
    Entry entry;
    entry.id = in.text("id", 36);
    if (!base::is_uuid(entry.id))
        issues.error(ErrorCode::InvalidInput, "id", "An entry's id is a UUID in lower case");
    entry.kind = in.text("kind", 40);
    entry.agency = in.text_or("agency", "", 16);
    entry.subject = in.text("subject", 80);
    entry.revision = in.integer("revision", 1, 1'000'000);
    entry.body = in.object_or_empty("body");
    if (!in.has("body"))
        issues.error(ErrorCode::InvalidInput, "body", "This field is missing");
    entry.author = in.text("author", 40);
    const auto time = base::parse_time(in.text("time", 40));
    if (time)
        entry.time = *time;
    else
        issues.error(ErrorCode::InvalidInput, "time", time.error().message);
    in.finish();
    return entry;
}

namespace {

/// The canonical text of entry_to_json(), put together from its fields: the office does this for all that comes.
Result<std::string> canonical_entry(const Entry& entry) {
    using base::canonical_text;
    CANBO_TRY(const auto body, base::canonical_json(entry.body));
    CANBO_TRY(const auto revision, base::canonical_json(entry.revision));
    return fmt::format(
        FMT_COMPILE(
            R"({{"agency":{},"author":{},"body":{},"id":{},"kind":{},"revision":{},"subject":{},"time":"{}"}})"),
        canonical_text(entry.agency), canonical_text(entry.author), body, canonical_text(entry.id),
        canonical_text(entry.kind), revision, canonical_text(entry.subject), base::to_iso(entry.time));
}

} // namespace

Result<FrozenEntry> freeze(Entry entry) {
    CANBO_TRY(auto canonical, canonical_entry(entry));
    if (canonical.size() > most_entry_bytes)
        return fail(ErrorCode::TooLarge, "The entry is larger than one megabyte");
    std::string digest = base::sha256_hex(canonical);
    return FrozenEntry{std::move(entry), std::move(canonical), std::move(digest)};
}

Result<FrozenEntry> parse_entry(std::string_view text) {
    CANBO_TRY(Json json, base::parse_json(text, {most_entry_bytes * 2, 32}));
    Json body = Json::object(); // large: moved, not copied
    if (json.is_object() && json.contains("body") && json["body"].is_object())
        std::swap(body, json["body"]);
    Issues issues;
    Entry entry = entry_from_json(json, issues);
    if (issues.has_errors())
        return fail(base::first_error(issues));
    entry.body = std::move(body);
    return freeze(std::move(entry));
}

} // namespace canbo::ledger
