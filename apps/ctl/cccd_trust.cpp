#include "base/file.h"
#include "base/translation.h"
#include "cccd.h"
#include "console.h"
#include "formats/trust_json_file.h"
#include "identity/evidence.h"

#include <fmt/format.h>

#include <algorithm>

namespace canbo::ctl {
namespace {

using identity::Bytes;

struct CccdTrustArguments {
    std::string file, fingerprint;
    bool at_once{false};
};

formats::TrustJsonFile trust_file(const Runtime& runtime) {
    return formats::TrustJsonFile(runtime.folder() / "cccd-trust.json");
}

/// Account that may change the roots; nothing on a desk where nobody has logged in. @error Forbidden
Result<std::optional<std::string>> keeper(Runtime& runtime) {
    CANBO_TRY(const bool accounts, apps::has_session(runtime.folder()));
    if (!accounts)
        return std::optional<std::string>();
    CANBO_TRY(const apps::DeskSession* session, runtime.session());
    CANBO_TRY_VOID(people::require(session->person, people::Permission::ManageTrust));
    return std::optional<std::string>(session->person.name);
}

Json root_to_json(const identity::TrustedRoot& root) {
    return {{"kind", "root"},
            {"fingerprint", root.fingerprint},
            {"admitted", root.admitted()},
            {"proposed_by", root.proposed_by},
            {"confirmed_by", root.confirmed_by},
            {"list", root.list},
            {"proposed_at", base::to_iso(root.proposed_at)}};
}

Json revocations_to_json(const identity::KeptRevocations& kept, base::Day day) {
    return {{"kind", "revocation-list"},
            {"fingerprint", kept.list.fingerprint},
            {"admitted", true},
            {"root", kept.root},
            {"revoked", kept.list.serials.size()},
            {"this_update", base::to_iso(kept.list.this_update)},
            {"next_update", base::to_iso(kept.list.next_update)},
            {"outdated", kept.list.outdated(day)},
            {"imported_by", kept.imported_by},
            {"imported_at", base::to_iso(kept.imported_at)}};
}

/// "valid until 01/01/2025", or that it is outdated since then.
std::string validity(const identity::RevocationList& list, base::Day day) {
    const auto until = base::show_day(base::day_in_vietnam(list.next_update));
    return fmt::format(fmt::runtime(list.outdated(day) ? base::tr("outdated since {}") : base::tr("valid until {}")),
                       until);
}

void print_root(const Runtime& runtime, const identity::TrustStore& store, const std::string& print,
                const std::string& sentence) {
    for (const auto& root : store.roots())
        if (root.fingerprint == print) {
            if (runtime.json) {
                print_json(root_to_json(root));
            } else {
                print_line(root.fingerprint);
                print_line(sentence);
            }
        }
}

constexpr const char* by_one_hand = "warning: This desk has no accounts: the root was admitted at once, by one hand\n";

/// An administrator's file on its way into the store.
struct Import {
    Bytes der;
    std::optional<std::string> account;
    base::Time now;
};

/// Every root of a signed list; the list's fingerprint confirms them all.
Result<void> import_list(Runtime& runtime, const Import& in, identity::TrustStore& store) {
    CANBO_TRY(const auto list, identity::read_master_list(in.der));
    if (in.account) {
        store.propose(list, *in.account, in.now);
    } else {
        store.admit_at_once(list, in.now);
        fmt::print(stderr, by_one_hand);
    }
    if (runtime.json) {
        print_json({{"kind", "master-list"},
                    {"fingerprint", list.fingerprint},
                    {"admitted", !in.account},
                    {"roots", list.roots.size()},
                    {"refused", list.refused}});
    } else {
        print_line(list.fingerprint);
        print_line(
            fmt::format(fmt::runtime(base::tr("{} roots, {} certificates refused")), list.roots.size(), list.refused));
    }
    return {};
}

Result<void> import_revocations(Runtime& runtime, const Import& in, identity::TrustStore& store) {
    CANBO_TRY(const auto print, store.take_revocations(in.der, in.account.value_or("-"), in.now));
    const auto day = base::day_in_vietnam(in.now);
    for (const auto& kept : store.revocations()) {
        if (kept.list.fingerprint != print)
            continue;
        if (kept.list.outdated(day))
            fmt::print(stderr, "warning: This list is outdated; a newer one must be imported\n");
        if (runtime.json) {
            print_json(revocations_to_json(kept, day));
        } else {
            print_line(print);
            print_line(fmt::format(fmt::runtime(base::tr("List of signers taken back: {}, {}")),
                                   kept.list.serials.size(), validity(kept.list, day)));
        }
    }
    return {};
}

Result<void> import_root(Runtime& runtime, const Import& in, identity::TrustStore& store) {
    std::string print;
    if (in.account) {
        CANBO_TRY(print, store.propose(in.der, *in.account, in.now));
    } else {
        CANBO_TRY(print, store.admit_at_once(in.der, in.now));
        fmt::print(stderr, by_one_hand);
    }
    print_root(runtime, store, print,
               in.account ? base::tr("Proposed. Another account compares this fingerprint and confirms it.")
                          : base::tr("Admitted."));
    return {};
}

Result<void> import(Runtime& runtime, const CccdTrustArguments& in) {
    CANBO_TRY(const auto account, keeper(runtime));
    if (account && in.at_once)
        return fail(ErrorCode::Forbidden, "This desk has accounts: another account confirms the root");
    if (!account && !in.at_once)
        return fail(ErrorCode::Unauthenticated,
                    "Nobody has logged in on this desk; --yes admits a root without accounts");
    CANBO_TRY(const auto text, base::read_file(in.file, 20'000'000));
    CANBO_TRY(auto der, identity::der_of_file(text));
    CANBO_TRY(const base::Clock* clock, runtime.clock());
    auto file = trust_file(runtime);
    CANBO_TRY(auto store, file.load());
    const Import taken{std::move(der), account, clock->now()};
    switch (identity::trust_file_kind(taken.der)) {
    case identity::TrustFileKind::MasterList:
        CANBO_TRY_VOID(import_list(runtime, taken, store));
        break;
    case identity::TrustFileKind::RevocationList:
        CANBO_TRY_VOID(import_revocations(runtime, taken, store));
        break;
    case identity::TrustFileKind::Certificate:
        CANBO_TRY_VOID(import_root(runtime, taken, store));
        break;
    }
    return file.save(store);
}

Result<void> confirm(Runtime& runtime, const CccdTrustArguments& in) {
    CANBO_TRY(const auto account, keeper(runtime));
    if (!account)
        return fail(ErrorCode::Unauthenticated, "Nobody has logged in on this desk");
    auto file = trust_file(runtime);
    CANBO_TRY(auto store, file.load());
    CANBO_TRY_VOID(store.confirm(in.fingerprint, *account));
    CANBO_TRY_VOID(file.save(store));
    const bool of_one = std::any_of(store.roots().begin(), store.roots().end(),
                                    [&](const auto& root) { return root.fingerprint == in.fingerprint; });
    if (of_one)
        print_root(runtime, store, in.fingerprint, base::tr("Admitted."));
    else
        runtime.print_id(in.fingerprint);
    return {};
}

Result<void> remove(Runtime& runtime, const CccdTrustArguments& in) {
    CANBO_TRY(const auto account, keeper(runtime));
    (void)account; // taking trust away needs one hand
    auto file = trust_file(runtime);
    CANBO_TRY(auto store, file.load());
    CANBO_TRY_VOID(store.remove(in.fingerprint));
    CANBO_TRY_VOID(file.save(store));
    runtime.print_id(in.fingerprint);
    return {};
}

Result<void> list(Runtime& runtime) {
    CANBO_TRY(const auto store, trust_file(runtime).load());
    CANBO_TRY(const auto day, today(runtime));
    Json json = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& root : store.roots()) {
        json.push_back(root_to_json(root));
        rows.push_back({root.fingerprint, root.admitted() ? base::tr("admitted") : base::tr("proposed"),
                        root.proposed_by, root.confirmed_by});
    }
    for (const auto& kept : store.revocations()) {
        json.push_back(revocations_to_json(kept, day));
        rows.push_back({kept.list.fingerprint, validity(kept.list, day), kept.imported_by, ""});
    }
    if (runtime.json)
        print_json(json);
    else if (rows.empty())
        print_line(base::tr("No root has been admitted: no card can be more than consistent"));
    else
        print_table({base::tr("Fingerprint"), base::tr("State"), base::tr("Proposed by"), base::tr("Confirmed by")},
                    rows, 64);
    return {};
}

Json purpose_to_json(const identity::Purpose& purpose) {
    return {{"exam", purpose.exam},
            {"room", purpose.room},
            {"station", purpose.station},
            {"candidate", purpose.candidate},
            {"nonce", base::to_hex(purpose.nonce)}};
}

Result<void> verify(Runtime& runtime, const CccdTrustArguments& in) {
    CANBO_TRY(const auto text, base::read_file(in.file, 1'000'000));
    CANBO_TRY(const auto anchors, desk_anchors(runtime));
    CANBO_TRY(const auto report, identity::verify_evidence(text, anchors));
    if (runtime.json) {
        print_json({{"verdict", identity::verdict_name(report.verdict)},
                    {"findings", identity::findings_to_json(report.findings)},
                    {"desk_key", report.desk_key},
                    {"purpose", purpose_to_json(report.evidence.purpose)},
                    {"chip_authentication_seen", report.evidence.chip_authentication},
                    {"made_at", base::to_iso(report.evidence.made_at)}});
    } else {
        print_line(base::tr(identity::verdict_sentence(report.verdict)));
        print_line(fmt::format("{}: {}", base::tr("Read at"), base::show_time(report.evidence.made_at)));
        print_line(fmt::format("{}: {}", base::tr("Key of the desk"), report.desk_key));
        print_findings(report.findings);
    }
    if (report.verdict == identity::Verdict::Refused || report.verdict < identity::Verdict::Consistent)
        return fail(ErrorCode::DigestMismatch, "The evidence does not prove a card");
    return {};
}

} // namespace

void add_cccd_trust(Command& area, Runtime& runtime) {
    auto in = std::make_shared<CccdTrustArguments>();
    auto* trust = add_area(area, "trust", "Roots by which issuers of cards are known");
    auto* take = add_verb(*trust, "import",
                          "Propose a root, which another account confirms; or take in what its state has taken back",
                          runtime, [&runtime, in] { return import(runtime, *in); });
    take->add_option("FILE", in->file,
                     "Certificate of the issuing state, master list, or list of signers taken back (DER or PEM)")
        ->required();
    take->add_flag("--yes", in->at_once, "On a desk without accounts: admit at once");
    auto* admit = add_verb(*trust, "confirm", "Admit a root that another account proposed", runtime,
                           [&runtime, in] { return confirm(runtime, *in); });
    admit->add_option("FINGERPRINT", in->fingerprint, "SHA-256 of the certificate or master list, 64 hex digits")
        ->required();
    add_verb(*trust, "list", "Every root, and every list of signers taken back", runtime,
             [&runtime] { return list(runtime); });
    auto* drop =
        add_verb(*trust, "remove", "Admit a root no longer", runtime, [&runtime, in] { return remove(runtime, *in); });
    drop->add_option("FINGERPRINT", in->fingerprint, "SHA-256 of the certificate or master list, 64 hex digits")
        ->required();
    auto* check = add_verb(area, "verify-evidence", "Check again what another desk proved about a card", runtime,
                           [&runtime, in] { return verify(runtime, *in); });
    check->add_option("FILE", in->file, "File that cccd read --evidence wrote")->required();
}

} // namespace canbo::ctl
