#pragma once

#include "identity/master_list.h"
#include "identity/passive_authentication.h"

#include <string>
#include <vector>

namespace canbo::identity {

/// One root of an issuing state, proposed by one account and admitted by another.
struct TrustedRoot {
    std::string fingerprint; ///< SHA-256 of the certificate, hex; people compare it with the one published.
    Bytes certificate;
    std::string proposed_by, confirmed_by; ///< Account names; `confirmed_by` empty until admitted.
    std::string list;                      ///< Fingerprint of the master list it came with, or empty.
    base::Time proposed_at{};
    bool admitted() const { return !confirmed_by.empty(); }
};

/// What an administrator's file is.
enum class TrustFileKind { Certificate, MasterList, RevocationList };
/// By its structure; what is neither list counts as a certificate, which then says what is wrong with it.
TrustFileKind trust_file_kind(std::string_view der);
/// The octets of a file in DER or PEM, whatever its label. @error InvalidInput a PEM block without its end
Result<Bytes> der_of_file(std::string_view text);

/// A list of signers taken back, under the admitted root that signed it.
struct KeptRevocations {
    RevocationList list;
    std::string root; ///< Fingerprint.
    std::string imported_by;
    base::Time imported_at{};
};

/// The roots of this desk, and what their states have taken back. A value; whoever changes it saves it.
class TrustStore {
public:
    /// `certificate` in DER or PEM. Returns the fingerprint to show. Proposing an admitted root again changes nothing.
    /// @error InvalidInput no certificate of an issuing state
    Result<std::string> propose(std::string_view certificate, const std::string& account, base::Time now);
    /// Every root of a master list that is not known yet, under the list's fingerprint.
    void propose(const MasterList& list, const std::string& account, base::Time now);
    /// Another account than the proposer's says the whole fingerprint, of one root or of a master list. @error
    /// NotFound, Forbidden, Conflict
    Result<void> confirm(std::string_view fingerprint, const std::string& account);
    /// Proposed and admitted by one hand: for a desk that has no accounts. @error InvalidInput
    Result<std::string> admit_at_once(std::string_view certificate, base::Time now);
    void admit_at_once(const MasterList& list, base::Time now);
    /// In DER; takes the place of the older one of its root. One account is enough: a list can only take trust away,
    /// and only the state can make one. An outdated one is taken, too: what it took back stays taken back.
    /// @error InvalidInput no such list, or made in the future; NotFound no admitted root has signed it
    /// @error Conflict the list kept is younger
    Result<std::string> take_revocations(std::string_view list, const std::string& account, base::Time now);
    /// One root, or all that came with a master list; their lists of signers taken back go with them.
    /// @error NotFound; Forbidden such a list by itself, which would give trust back
    Result<void> remove(std::string_view fingerprint);

    const std::vector<TrustedRoot>& roots() const { return m_roots; }
    const std::vector<KeptRevocations>& revocations() const { return m_revocations; }
    /// The admitted roots, and all lists.
    TrustAnchors anchors() const;

    std::string to_json() const;
    /// Every certificate and every list's signature is checked again. @error InvalidInput
    static Result<TrustStore> from_json(std::string_view text);

private:
    const TrustedRoot* signer_of(const RevocationList& list) const;

    std::vector<TrustedRoot> m_roots;
    std::vector<KeptRevocations> m_revocations;
};

/// Port: where the store of a desk is kept.
class TrustFile {
public:
    virtual ~TrustFile() = default;
    /// An empty store when there is none yet. @error Storage, InvalidInput
    virtual Result<TrustStore> load() = 0;
    virtual Result<void> save(const TrustStore& store) = 0; ///< @error Storage
};

} // namespace canbo::identity
