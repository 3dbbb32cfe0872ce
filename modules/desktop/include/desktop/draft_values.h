#pragma once

#include <map>
#include <set>
#include <string>

namespace canbo::desktop {

/// Values of a form's fields by their ids. No toolkit here.
using FieldValues = std::map<std::string, std::string>;

/// What is kept of a form: what was typed, and what stood in each field before ("over/ID"), by which is seen later that
/// this has changed since. Empty when nothing is typed.
FieldValues draft_of(const FieldValues& typed, const FieldValues& stored);

/// What stood in that field, as draft_of() noted it.
std::string over_in(const FieldValues& kept, const std::string& id);

/// A form that is asked again.
struct RestoredDraft {
    FieldValues values; ///< What the fields show: what was typed, else what is stored.
    /// Typed over something that is stored otherwise by now. Both are shown: no old draft covers what is newer.
    std::set<std::string> newer;
};
/// `kept` by draft_of(), or by a program that did not note what stood before: then whatever is stored counts as newer.
/// `stored`: what the fields would show without a draft; other fields' drafts are dropped. `suggested`: fields whose
/// `stored` is only a suggestion (a date of today), never newer than what was typed.
RestoredDraft restore_draft(const FieldValues& kept, const FieldValues& stored,
                            const std::set<std::string>& suggested = {});

} // namespace canbo::desktop
