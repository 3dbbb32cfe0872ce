#include "support/fault_list.h"

namespace canbo::test {

using identity::CardFile;
using identity::data_group;

const std::vector<NamedFault>& fault_list() {
    static const std::vector<NamedFault> all{
        {"slow", "a fifth of a second before each answer",
         [](CardPlan& p) { p.delay = std::chrono::milliseconds(200); }},
        {"silent", "does not answer from the tenth command on", [](CardPlan& p) { p.silent_from = 10; }},
        {"removed", "taken off the reader at the twelfth command", [](CardPlan& p) { p.faults.gone_at = 12; }},
        {"wrong-status", "answers 6F00 to the twelfth command", [](CardPlan& p) { p.faults.wrong_status_at = 12; }},
        {"forged-sod", "the signature over its data is false", [](CardPlan& p) { p.forged_sod = true; }},
        {"changed-group", "DG13 was changed after it was signed", [](CardPlan& p) { p.changed_group = true; }},
        {"truncated", "its security object ends early", [](CardPlan& p) { p.faults.truncate_sod = true; }},
        {"endless", "DG2 promises sixteen megabytes", [](CardPlan& p) { p.faults.endless_dg2 = true; }},
        {"clone", "a copy: true data, but not the keys of DG14 and DG15", [](CardPlan& p) { p.faults.clone = true; }},
        {"own-issuer", "a copy with keys and a security object of its own", [](CardPlan& p) { p.other_issuer = true; }},
        {"no-pace", "a card of before PACE", [](CardPlan& p) { p.faults.no_card_access = true; }},
        {"no-short-ids", "refuses short file identifiers (6A86)",
         [](CardPlan& p) { p.faults.refuse_short_ids = true; }},
        {"no-extended", "refuses extended length (6700)", [](CardPlan& p) { p.faults.refuse_extended = 0x6700; }},
        {"no-extended-plain", "refuses extended length (6883) without protection",
         [](CardPlan& p) {
             p.faults.refuse_extended = 0x6883;
             p.faults.plain_errors = true;
         }},
        {"exact-length", "answers 6Cxx when more is asked than there is",
         [](CardPlan& p) { p.faults.exact_length = true; }},
        {"selects-master", "takes SELECT MF, which Vietnamese cards refuse",
         [](CardPlan& p) { p.faults.selects_master = true; }},
        {"mapping", "no fault: offers PACE with chip authentication mapping", [](CardPlan& p) { p.mapping = true; }},
        {"ecdsa", "no fault: signs by ECDSA where others do by RSA", [](CardPlan& p) { p.active = ActiveKey::Ecdsa; }},
    };
    return all;
}

bool put_fault(const std::string& name, CardPlan& plan) {
    for (const auto& fault : fault_list())
        if (name == fault.name) {
            fault.put(plan);
            return true;
        }
    return false;
}

ChipContent make_card(const CardIssuer& issuer, const Citizen& citizen, const CardPlan& plan,
                      const identity::Bytes& own_picture) {
    auto chip = make_chip(issuer, citizen, plan.active, plan.picture);
    auto& files = chip.files;
    if (plan.mapping)
        add_chip_mapping(chip, issuer);
    if (!own_picture.empty()) {
        files[data_group(2)] = dg2_file(own_picture);
        files[CardFile::Sod] = issuer.sign(files);
    }
    if (plan.other_issuer)
        files[CardFile::Sod] = CardIssuer().sign(files);
    if (plan.forged_sod)
        files[CardFile::Sod].back() = static_cast<char>(files[CardFile::Sod].back() ^ 1);
    if (plan.changed_group) {
        auto other = citizen;
        other.address = "Số 2 Phố Giả Định, Phường Ví Dụ, Hà Nội";
        files[data_group(13)] = dg13_file(other);
    }
    return chip;
}

} // namespace canbo::test
