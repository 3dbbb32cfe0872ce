#pragma once

#include "base/result.h"
#include "training/certificate.h"

#include <string>
#include <vector>

namespace canbo::training {

/// Where a desk keeps one person's certificates: the texts of their QR codes. They hold marks: kept sealed.
class CertificateStore {
public:
    virtual ~CertificateStore() = default;
    /// @error Storage
    virtual Result<std::vector<std::string>> load() = 0;
    /// On the disk when it returns. United with those kept already: what the exchange with the office brought meanwhile
    /// stays. @error Storage
    virtual Result<void> save(const std::vector<std::string>& payloads) = 0;
};

} // namespace canbo::training
