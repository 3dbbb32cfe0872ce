#include "stored_entry.h"

namespace canbo::storage {
namespace {

Result<ledger::Entry> damaged(const char* detail) {
    return fail(ErrorCode::Storage, "A stored entry can no longer be read; restore a backup", {}, detail);
}

} // namespace

Result<ledger::Entry> entry_of_canonical(const std::string& canonical) {
    try {
        Json json = Json::parse(canonical);
        const auto time = base::parse_time(json.at("time").get_ref<const std::string&>());
        if (!time)
            return damaged("time");
        ledger::Entry entry;
        entry.id = json.at("id").get<std::string>();
        entry.kind = json.at("kind").get<std::string>();
        entry.agency = json.at("agency").get<std::string>();
        entry.subject = json.at("subject").get<std::string>();
        entry.revision = json.at("revision").get<std::int64_t>();
        entry.body = std::move(json.at("body"));
        entry.author = json.at("author").get<std::string>();
        entry.time = *time;
        return entry;
    } catch (const Json::exception&) { // its text may quote the content
        return damaged("JSON");
    }
}

} // namespace canbo::storage
