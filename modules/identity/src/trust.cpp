#include "identity/trust.h"

#include "base/crypto.h"
#include "base/issues.h"
#include "base/json.h"

#include <algorithm>

namespace canbo::identity {
namespace {

constexpr std::size_t most_bytes = 4'000'000;
constexpr std::string_view pem_begin = "-----BEGIN CERTIFICATE-----", pem_end = "-----END CERTIFICATE-----";

Result<Bytes> der_of(std::string_view text) {
    const auto begin = text.find(pem_begin);
    if (begin == std::string_view::npos)
        return Bytes(text);
    const auto end = text.find(pem_end, begin);
    if (end == std::string_view::npos)
        return fail(ErrorCode::InvalidInput, "The certificate is not one of an issuing state");
    std::string base64;
    for (const char c : text.substr(begin + pem_begin.size(), end - begin - pem_begin.size()))
        if (c != '\r' && c != '\n' && c != ' ')
            base64 += c;
    return base::from_base64(base64);
}

template <class Roots>
auto find(Roots& roots, std::string_view fingerprint) {
    return std::find_if(roots.begin(), roots.end(), [&](const auto& root) { return root.fingerprint == fingerprint; });
}

} // namespace

Result<std::string> TrustStore::propose(std::string_view certificate, const std::string& account, base::Time now) {
    CANBO_TRY(const auto der, der_of(certificate));
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

Result<void> TrustStore::remove(std::string_view print) {
    const auto gone = std::erase_if(m_roots, [&](const TrustedRoot& root) {
        return root.fingerprint == print || (!root.list.empty() && root.list == print);
    });
    if (gone == 0)
        return fail(ErrorCode::NotFound, "No root with this fingerprint has been proposed");
    return {};
}

TrustAnchors TrustStore::anchors() const {
    TrustAnchors out;
    for (const auto& root : m_roots)
        if (root.admitted())
            out.roots.push_back(root.certificate);
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
    return Json{{"roots", roots}}.dump(2) + "\n";
}

Result<TrustStore> TrustStore::from_json(std::string_view text) {
    CANBO_TRY(const auto json, base::parse_json(text, {most_bytes, 8}));
    Issues issues;
    TrustStore out;
    base::ObjectReader in(json, "", issues);
    for (const auto& item : in.array("roots")) {
        base::ObjectReader row(item, "roots", issues);
        CANBO_TRY(const auto der, base::from_base64(row.text("certificate", most_bytes)));
        CANBO_TRY(auto root, check_root(der));
        TrustedRoot read{fingerprint(root),       std::move(root),
                         row.text("proposed_by"), row.text_or("confirmed_by", ""),
                         row.text_or("list", ""), {}};
        CANBO_TRY(read.proposed_at, base::parse_time(row.text("proposed_at", 40)));
        row.finish();
        out.m_roots.push_back(std::move(read));
    }
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

} // namespace canbo::identity
