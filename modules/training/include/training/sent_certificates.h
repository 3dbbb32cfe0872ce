#pragma once

#include "ledger/kinds.h"
#include "training/certificate.h"
#include "training/learning_desk.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// Kind of an entry by which the office gives somebody their certificate: {"text"}, what its QR code says; its subject
/// names the course and the account (learner_subject). Holds a mark: only that person and the standing office read it.
inline constexpr const char* certificate_kind = "certificate";
/// Kind of an entry with the signed list of the certificates taken back: {"text"}. Everybody's.
inline constexpr const char* revocations_kind = "certificate-revocations";

/// Gives a signed certificate to an account. @error Forbidden; InvalidInput no certificate, no account's name; Storage
Result<std::string> send_certificate(const LearningDesk& desk, const std::string& course, const std::string& account,
                                     const std::string& text);
/// The texts of the certificates given to the person at the desk, in the order in which they came; a desk proves them
/// before it keeps them. @error Storage
Result<std::vector<std::string>> certificates_given(Transaction& tx, const LearningDesk& desk);

/// Gives a signed list to every desk. @error Forbidden, InvalidInput, Storage
Result<std::string> send_revocations(const LearningDesk& desk, const std::string& text);
/// Of the lists that came the one with the highest number that an issuer signed; nothing where none did.
/// @error Storage
Result<std::optional<std::string>> newest_revocations(Transaction& tx, const LearningDesk& desk,
                                                      const std::vector<std::string>& issuers);

/// The office's rules. What is in the texts proves itself at every desk.
Result<void> admit_certificate(const ledger::Admission& in);
Result<void> admit_revocations(const ledger::Admission& in);

} // namespace canbo::training
