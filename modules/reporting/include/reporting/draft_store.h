#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/transaction.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::reporting {

/// A report somebody is still writing, on one desk. Its fields are kept one by one, so that a power cut costs at
/// most the field being typed.
struct Draft {
    std::string id;     ///< UUID; becomes the entry's id when it is frozen.
    std::string period; ///< Period::text()
    std::string agency;
    std::int64_t revision{1};
    std::vector<std::string> bases; ///< Ids of the reports it revises: one, or the two of a conflict.
    std::string reason;             ///< Why it revises them.
    std::string author;
    std::string approved_by;
    base::Time created_at{};
    base::Time updated_at{};
    std::map<std::string, std::string> fields; ///< Path ("summary", "models/6/results") to JSON text of the value.
};

/// Where drafts are kept. One contract suite: tests/contract/draft_store_test.cpp.
class DraftStore {
public:
    virtual ~DraftStore() = default;
    /// Adds or replaces the draft with all its fields. @error Storage
    virtual Result<void> put(Transaction& tx, const Draft& draft) = 0;
    /// One field; an empty `json` removes it. @error NotFound no such draft, Storage
    virtual Result<void> set_field(Transaction& tx, std::string_view draft, std::string_view path,
                                   std::string_view json, base::Time at) = 0;
    virtual Result<std::optional<Draft>> find(Transaction& tx, std::string_view id) = 0;
    virtual Result<std::vector<Draft>> list(Transaction& tx) = 0; ///< With their fields, oldest first.
    virtual Result<void> remove(Transaction& tx, std::string_view id) = 0;
};

} // namespace canbo::reporting
