#include "office_rules.h"

#include "base/json_parts.h"
#include "exam/remark_request.h"

namespace canbo::exam {

std::vector<std::string> exam_readers() {
    return {ledger::role_reader(people::Role::Invigilator), ledger::role_reader(people::Role::Council),
            ledger::role_reader(people::Role::Office)};
}

Result<void> about(const ledger::Admission& in, const std::string& subject) {
    if (in.entry.subject != subject)
        return fail(ErrorCode::InvalidInput, "The entry is about something else than its body", "subject");
    return {};
}

std::vector<ledger::Entry> entries_of(const std::vector<ledger::StoredEntry>& stored) {
    std::vector<ledger::Entry> out;
    for (const auto& one : stored)
        out.push_back(one.entry);
    return out;
}

Result<std::vector<ledger::Entry>> entries_that_count(Transaction& tx, const ledger::EntryDesk& desk,
                                                      std::string_view kind) {
    CANBO_TRY(const auto stored, desk.entries.of_kind(tx, kind));
    auto out = entries_of(stored);
    CANBO_TRY(const auto items, desk.outbox.list(tx));
    for (const auto& item : items)
        if (item.state == ledger::OutboxItem::State::Queued && item.frozen.entry.kind == kind)
            out.push_back(item.frozen.entry);
    return out;
}

void register_kinds(ledger::KindRegistry& registry) {
    const auto staff = [](const ledger::Entry&) { return ledger::closed_audience(exam_readers()); };
    registry.add({package_kind, false, admit_package, staff});
    registry.add({key_kind, false, admit_key, [](const ledger::Entry&) { return ledger::closed_audience({}); }});
    registry.add({bundle_kind, false, admit_bundle, staff});
    registry.add({release_kind, false, admit_release, staff});
    registry.add({confirmation_kind, false, admit_confirmation, staff});
    const auto candidate = [](const ledger::Entry& entry) {
        Issues ignored; // admit_result() has read it
        return own_from_json(entry.body, ignored).account;
    };
    registry.add({result_kind, false, admit_result, result_audience, candidate, true});
    registry.add({remark_kind, false, admit_remark, remark_audience,
                  [](const ledger::Entry& entry) { return entry.author; }, true});
}

} // namespace canbo::exam
