#include "sealed_text.h"

#include "base/crypto.h"
#include "sql_transaction.h"
#include "storage/sealing.h"
#include "storage/stores.h"

namespace canbo::storage {
namespace {

// Canonical JSON begins with a brace, so that nothing else reads like this.
constexpr std::string_view mark = "sealed:";
constexpr const char* key_setting = "sealing_key";

Error wrong_key(const char* detail) {
    return {ErrorCode::Storage, "These data were sealed with another key; put the file data.key back", {}, detail};
}

const Sealing& sealing(Transaction& tx) { return sql_transaction(tx).sealing(); }

Result<std::string> open_with(Transaction& tx, std::string_view sealed) {
    const std::string& key = sealing(tx).key;
    if (key.empty())
        return fail(wrong_key("no key"));
    auto plain = base::open_sealed(key, sealed);
    if (!plain)
        return fail(wrong_key("does not open"));
    return plain;
}

} // namespace

std::string sealed_text(const std::string& key, const std::string& plain) {
    return std::string(mark) + base::to_base64(base::seal(key, plain));
}

std::string stored_text(Transaction& tx, const ledger::Entry& entry, const std::string& canonical) {
    const Sealing& how = sealing(tx);
    if (how.key.empty() || !how.kinds.contains(entry.kind))
        return canonical;
    return sealed_text(how.key, canonical);
}

Result<std::string> canonical_text(Transaction& tx, std::string stored, const std::string& digest) {
    if (!stored.starts_with(mark))
        return stored;
    const auto sealed = base::from_base64(std::string_view(stored).substr(mark.size()));
    if (!sealed)
        return fail(wrong_key("Base64"));
    CANBO_TRY(auto plain, open_with(tx, *sealed));
    // A sealed text that was moved to another row opens too.
    if (base::sha256_hex(plain) != digest)
        return fail(ErrorCode::Storage, "A stored entry can no longer be read; restore a backup", {}, "digest");
    return plain;
}

std::string stored_private_text(Transaction& tx, std::string_view text) {
    const std::string& key = sealing(tx).key;
    if (key.empty())
        return std::string(text);
    return sealed_text(key, std::string(text));
}

Result<std::string> private_text(Transaction& tx, std::string stored) {
    if (!stored.starts_with(mark))
        return stored;
    const auto sealed = base::from_base64(std::string_view(stored).substr(mark.size()));
    if (!sealed)
        return fail(wrong_key("Base64"));
    return open_with(tx, *sealed);
}

StoredContent stored_content(Transaction& tx, std::string_view content) {
    const std::string& key = sealing(tx).key;
    if (key.empty())
        return {std::string(content), false};
    return {base::seal(key, content), true};
}

Result<std::string> content_of(Transaction& tx, StoredContent stored) {
    if (!stored.sealed)
        return std::move(stored.bytes);
    return open_with(tx, stored.bytes);
}

Result<void> check_key(base::Database& database, const std::string& key) {
    const std::string id = base::sha256_hex("canbo data key " + key).substr(0, 16);
    SqlSettingStore settings;
    {
        CANBO_TRY(auto tx, database.begin(base::Database::Mode::Read));
        CANBO_TRY(const auto noted, settings.get(*tx, key_setting));
        if (noted == id)
            return {};
        if (noted)
            return fail(wrong_key("another key's id"));
    }
    CANBO_TRY(auto tx, database.begin(base::Database::Mode::Write));
    CANBO_TRY(const auto noted, settings.get(*tx, key_setting)); // another program may just have noted one
    if (noted && noted != id)
        return fail(wrong_key("another key's id"));
    CANBO_TRY_VOID(settings.set(*tx, key_setting, id));
    return tx->commit();
}

} // namespace canbo::storage
