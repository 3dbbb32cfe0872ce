#include "identity/trust.h"

#include "base/crypto.h"
#include "base/issues.h"
#include "base/json.h"

#include <algorithm>

namespace canbo::identity {
namespace {

constexpr std::size_t most_import_bytes = 20'000'000;

template <class Roots>
auto find(Roots& roots, std::string_view fingerprint) {
    return std::find_if(roots.begin(), roots.end(), [&](const auto& root) { return root.fingerprint == fingerprint; });
}

Json revocations_to_json(const std::vector<KeptRevocations>& all) {
    Json out = Json::array();
    for (const auto& kept : all)
        out.push_back({{"list", base::to_base64(kept.list.der)},
                       {"imported_by", kept.imported_by},
                       {"imported_at", base::to_iso(kept.imported_at)}});
    return out;
}

} // namespace

TrustFileKind trust_file_kind(std::string_view der) {
    return looks_like_master_list(der)       ? TrustFileKind::MasterList
           : looks_like_revocation_list(der) ? TrustFileKind::RevocationList
                                             : TrustFileKind::Certificate;
}

Result<Bytes> der_of_file(std::string_view text) {
    constexpr std::string_view begin = "-----BEGIN ", end = "-----END ", dashes = "-----";
    auto from = text.find(begin);
    if (from == std::string_view::npos)
        return Bytes(text);
    from = text.find(dashes, from + begin.size());
    const auto to = text.find(end, from == std::string_view::npos ? text.size() : from);
    if (to == std::string_view::npos)
        return fail(ErrorCode::InvalidInput, "The file ends in the middle of its text");
    std::string base64;
    for (const char c : text.substr(from + dashes.size(), to - from - dashes.size()))
        if (c != '\r' && c != '\n' && c != ' ')
            base64 += c;
    return base::from_base64(base64);
}

Result<std::string> TrustStore::propose(std::string_view certificate, const std::string& account, base::Time now) {
    CANBO_TRY(const auto der, der_of_file(certificate));
    CANBO_TRY(auto root, check_root(der));
    const auto print = fingerprint(root);
    if (find(m_roots, print) == m_roots.end())
        m_roots.push_back({print, std::move(root), account, {}, {}, now});
    return print;
}

void TrustStore::propose(const MasterList& list, const std::string& account, base::Time now) {
    for (const auto& root : list.roots)
        if (auto print = fingerprint(root); find(m_roots, print) == m_roots.end())
            m_roots.push_back({std::move(print), root, account, {}, list.fingerprint, now});
}

Result<void> TrustStore::confirm(std::string_view print, const std::string& account) {
    bool known = false, waits = false, by_other = false;
    for (const auto& root : m_roots) {
        const bool meant = root.fingerprint == print || (!root.list.empty() && root.list == print);
        known = known || meant;
        waits = waits || (meant && !root.admitted());
        by_other = by_other || (meant && !root.admitted() && root.proposed_by != account);
    }
    if (!known)
        return fail(ErrorCode::NotFound, "No root with this fingerprint has been proposed");
    if (!waits)
        return fail(ErrorCode::Conflict, "This root has been admitted already");
    if (!by_other)
        return fail(ErrorCode::Forbidden, "A root is admitted by another account than the one that proposed it");
    for (auto& root : m_roots)
        if ((root.fingerprint == print || (!root.list.empty() && root.list == print)) && !root.admitted() &&
            root.proposed_by != account)
            root.confirmed_by = account;
    return {};
}

Result<std::string> TrustStore::admit_at_once(std::string_view certificate, base::Time now) {
    CANBO_TRY(auto print, propose(certificate, "-", now));
    const auto found = find(m_roots, print);
    if (!found->admitted())
        found->confirmed_by = "-";
    return print;
}

void TrustStore::admit_at_once(const MasterList& list, base::Time now) {
    propose(list, "-", now);
    for (auto& root : m_roots)
        if (root.list == list.fingerprint && !root.admitted())
            root.confirmed_by = "-";
}

const TrustedRoot* TrustStore::signer_of(const RevocationList& list) const {
    const auto found = std::find_if(m_roots.begin(), m_roots.end(), [&](const TrustedRoot& root) {
        return root.admitted() && signed_by(list, root.certificate);
    });
    return found == m_roots.end() ? nullptr : &*found;
}

Result<std::string> TrustStore::take_revocations(std::string_view der, const std::string& account, base::Time now) {
    CANBO_TRY(auto list, read_revocation_list(der));
    const auto* root = signer_of(list);
    if (root == nullptr)
        return fail(ErrorCode::NotFound, "No root admitted on this desk has signed this list");
    if (list.this_update > now)
        return fail(ErrorCode::InvalidInput, "The list is dated in the future; check the clock of this machine");
    KeptRevocations taken{std::move(list), root->fingerprint, account, now};
    const auto print = taken.list.fingerprint;
    const auto kept = std::find_if(m_revocations.begin(), m_revocations.end(),
                                   [&](const KeptRevocations& one) { return one.root == taken.root; });
    if (kept == m_revocations.end())
        m_revocations.push_back(std::move(taken));
    else if (kept->list.this_update > taken.list.this_update)
        return fail(ErrorCode::Conflict, "This desk has a younger list of the same root");
    else if (kept->list.fingerprint != print)
        *kept = std::move(taken);
    return print;
}

Result<void> TrustStore::remove(std::string_view print) {
    for (const auto& kept : m_revocations)
        if (kept.list.fingerprint == print)
            return fail(ErrorCode::Forbidden,
                        "A list of certificates taken back goes with its root or for a younger list, never by itself");
    const auto gone = std::erase_if(m_roots, [&](const TrustedRoot& root) {
        return root.fingerprint == print || (!root.list.empty() && root.list == print);
    });
    if (gone == 0)
        return fail(ErrorCode::NotFound, "No root with this fingerprint has been proposed");
    std::erase_if(m_revocations,
                  [&](const KeptRevocations& kept) { return find(m_roots, kept.root) == m_roots.end(); });
    return {};
}

TrustAnchors TrustStore::anchors() const {
    TrustAnchors out;
    for (const auto& root : m_roots)
        if (root.admitted())
            out.roots.push_back(root.certificate);
    for (const auto& kept : m_revocations)
        out.revocations.push_back(kept.list);
    return out;
}

std::string TrustStore::to_json() const {
    Json roots = Json::array();
    for (const auto& root : m_roots)
        roots.push_back({{"certificate", base::to_base64(root.certificate)},
                         {"proposed_by", root.proposed_by},
                         {"confirmed_by", root.confirmed_by},
                         {"list", root.list},
                         {"proposed_at", base::to_iso(root.proposed_at)}});
    return Json{{"roots", roots}, {"revocations", revocations_to_json(m_revocations)}}.dump(2) + "\n";
}

Result<TrustStore> TrustStore::from_json(std::string_view text) {
    CANBO_TRY(const auto json, base::parse_json(text, {most_import_bytes, 8}));
    Issues issues;
    TrustStore out;
    base::ObjectReader in(json, "", issues);
    for (const auto& item : in.array("roots")) {
        base::ObjectReader row(item, "roots", issues);
        CANBO_TRY(const auto der, base::from_base64(row.text("certificate", most_import_bytes)));
        CANBO_TRY(auto root, check_root(der));
        TrustedRoot read{fingerprint(root),       std::move(root),
                         row.text("proposed_by"), row.text_or("confirmed_by", ""),
                         row.text_or("list", ""), {}};
        CANBO_TRY(read.proposed_at, base::parse_time(row.text("proposed_at", 40)));
        row.finish();
        out.m_roots.push_back(std::move(read));
    }
    for (const auto& item : in.array_or_empty("revocations")) {
        base::ObjectReader row(item, "revocations", issues);
        CANBO_TRY(const auto der, base::from_base64(row.text("list", most_import_bytes)));
        CANBO_TRY(const auto time, base::parse_time(row.text("imported_at", 40)));
        CANBO_TRY_VOID(out.take_revocations(der, row.text("imported_by"), time));
        row.finish();
    }
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

} // namespace canbo::identity
