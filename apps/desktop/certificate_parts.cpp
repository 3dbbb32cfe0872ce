#include "certificate_parts.h"

#include "base/file.h"
#include "common/certificate_paper.h"

namespace canbo::apps {

training::ui::CertificateParts certificate_parts(std::filesystem::path folder, std::vector<std::string> issuers,
                                                 training::CertificateStore& store, base::FormRenderer& renderer) {
    return {store, issuers,
            [folder = std::move(folder), issuers] { return read_revocations(revocations_file(folder), issuers); },
            [issuers, &renderer](const std::filesystem::path& file) -> Result<std::string> {
                CANBO_TRY(auto given, read_certificate_file(file));
                CANBO_TRY([[maybe_unused]] const auto proven, prove_certificate(renderer, given, issuers));
                return std::move(given.payload);
            },
            [&renderer](const training::Certificate& certificate, const std::string& payload,
                        const std::filesystem::path& file) -> Result<void> {
                CANBO_TRY(const auto paper, certificate_paper(renderer, certificate, payload));
                return base::write_file(file, paper);
            }};
}

} // namespace canbo::apps
