#include "base/crypto.h"
#include "sealed_text.h"
#include "statement.h"
#include "storage/office_stores.h"

namespace canbo::storage {
namespace {

std::string lines_text(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines)
        out += line + "\n";
    return out;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t end; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1))
        out.emplace_back(text.substr(0, end));
    return out;
}

} // namespace

Result<std::optional<people::SecondFactor>> SqlSecondFactorStore::find(Transaction& tx, std::string_view account) {
    CANBO_TRY(auto rows,
              select<std::string, std::int64_t, std::int64_t, std::string, std::int64_t, std::optional<base::Time>>(
                  tx,
                  "SELECT secret, confirmed, last_step, recovery, failures, locked_until"
                  " FROM second_factor WHERE account = $1",
                  account));
    if (rows.empty())
        return std::optional<people::SecondFactor>();
    auto& [stored, confirmed, last_step, recovery, failures, locked_until] = rows.front();
    CANBO_TRY(const auto text, private_text(tx, std::move(stored)));
    const auto secret = base::from_base64(text);
    if (!secret)
        return fail(ErrorCode::Storage, "A second factor can no longer be read; restore a backup");
    return std::optional(people::SecondFactor{std::string(account), *secret, confirmed != 0, last_step,
                                              lines_of(recovery), static_cast<int>(failures), locked_until});
}

Result<std::set<std::string>> SqlSecondFactorStore::accounts(Transaction& tx) {
    CANBO_TRY(auto rows, select<std::string>(tx, "SELECT account FROM second_factor WHERE confirmed <> 0"));
    std::set<std::string> names;
    for (auto& [name] : rows)
        names.insert(std::move(name));
    return names;
}

Result<void> SqlSecondFactorStore::put(Transaction& tx, const people::SecondFactor& factor) {
    CANBO_TRY_VOID(change(tx,
                          "INSERT INTO second_factor (account, secret, confirmed, last_step, recovery, failures,"
                          " locked_until) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account) DO UPDATE SET"
                          " secret = excluded.secret, confirmed = excluded.confirmed,"
                          " last_step = excluded.last_step, recovery = excluded.recovery,"
                          " failures = excluded.failures, locked_until = excluded.locked_until",
                          factor.account, stored_private_text(tx, base::to_base64(factor.secret)),
                          factor.confirmed ? 1 : 0, factor.last_step, lines_text(factor.recovery), factor.failures,
                          factor.locked_until));
    return {};
}

Result<void> SqlSecondFactorStore::remove(Transaction& tx, std::string_view account) {
    CANBO_TRY_VOID(change(tx, "DELETE FROM second_factor WHERE account = $1", account));
    return {};
}

} // namespace canbo::storage
