#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "base/result.h"
#include "ledger/stores.h"
#include "people/permission.h"
#include "progress/catalogue.h"
#include "progress/duties.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canbo::progress {

inline constexpr const char* list_kind = "model-list"; ///< Kind of entry; its subject is the list's code.
inline constexpr std::size_t most_list_rows = 100'000;
inline constexpr std::size_t most_list_parts = 64; ///< Of at most 700 kB each: an entry holds one megabyte.
inline constexpr std::size_t most_cell = 500;      ///< Characters.

/// One cell per column of the list, in its order; empty: blank. Numbers are digits, days yyyy-mm-dd, yes-no "yes" or
/// "no".
using ListRow = std::vector<std::string>;

/// What one agency (or the standing office) has filled a list with. A value; the newest revision is the one that holds.
struct FilledList {
    std::string list; ///< ListSpec::code
    int model{0};
    std::string agency;
    std::vector<ListRow> rows;
    std::vector<std::size_t> lines; ///< Where each row stood in its file, for messages; empty: counted from 1.
};

/// A cell as people and spreadsheets write it ("Có", "1.234", "16/02/2024") in its one form; what cannot be read stays
/// as it is, for check_rows to name. `text` is NFC.
std::string normal_cell(const ListColumn& column, std::string_view text);

/// Wrong cells, rows that stand twice, blanks where there must be none: `where` is "row 3, column da-dat". Values are
/// never repeated: they may be names of persons. Stops after 100 problems.
void check_rows(const ListSpec& spec, const FilledList& filled, Issues& issues);

/// Who may fill which list, written once: the standing office those it fills, an agency with a duty in the model its
/// own one (or the standing office for it). @error Forbidden; NotFound there is no such agency
Result<void> may_fill(const ListSpec& spec, int model, const people::Person& person, const std::string& agency,
                      const people::AgencyTree& agencies, const Duties& duties);

/// A row as `list show --json` prints it and `list fill` reads it: by column codes; numbers and true or false as such.
Json row_to_json(const ListSpec& spec, const ListRow& row);

/// What travels: a list in one or more entries that make one revision together.
struct ListPart {
    std::string list;
    int model{0};
    std::string fill; ///< UUID the parts have in common: the id of the first entry.
    std::size_t part{1};
    std::size_t parts{1};
    std::vector<ListRow> rows; ///< By the columns of the catalogue.
};

/// @error TooLarge  more parts than allowed
Result<std::vector<ListPart>> split_list(const FilledList& filled, const std::string& fill);
Json list_part_to_json(const ListPart& part, const ListSpec& spec);
/// Columns are found by their codes, so that a list outlives a catalogue that gains one. Problems go into `issues`.
ListPart list_part_from_json(const Json& json, const Catalogue& catalogue, Issues& issues);

/// Who may read the entries of a list: everybody the office's, its agency and those above an agency's; one with
/// personal data only the agency, the one it is sent to and the office. See ledger::StoredEntry.
std::string list_audience(const ledger::Entry& entry, const Catalogue& catalogue);

struct ListVersion {
    std::int64_t revision{1}; ///< Counted in the order in which the office received them.
    FilledList list;
    base::Time received_at{}; ///< Of its last part.
    std::string author;
    std::string fill;
};

/// The newest revisions of the lists of the models that were read.
class ListBook {
public:
    /// Adds the lists of one model; parts whose revision is not complete are left out. Cost: reads every revision of
    /// the model's lists. @error Storage. Entries received after `as_of` are left out.
    Result<void> read(Transaction& tx, ledger::EntryStore& entries, const Catalogue& catalogue, int model,
                      base::Time as_of);

    /// Newest revision, or null. The agency does not matter for a list that the office fills.
    const ListVersion* find(const ListSpec& spec, std::string_view agency) const;
    /// Newest revisions of a list, by agency.
    std::vector<const ListVersion*> of(const ListSpec& spec) const;

private:
    std::map<std::pair<std::string, std::string>, ListVersion> m_lists; ///< list, agency ("" for the office's)
};

} // namespace canbo::progress
