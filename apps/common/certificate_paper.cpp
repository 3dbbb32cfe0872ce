#include "certificate_paper.h"

#include "base/file.h"
#include "base/text.h"

namespace canbo::apps {
namespace {

constexpr std::string_view trailer = "%canbo-certificate ";
constexpr std::size_t most_file = 20'000'000;
constexpr std::size_t most_list = 10'000'000;

} // namespace

Result<std::string> certificate_paper(base::FormRenderer& renderer, const training::Certificate& certificate,
                                      const std::string& payload) {
    CANBO_TRY(const auto document, renderer.render_pdf(training::certificate_form(certificate, payload)));
    return document.bytes + std::string(trailer) + payload + "\n";
}

Result<GivenCertificate> read_certificate_file(const std::filesystem::path& file) {
    CANBO_TRY(auto text, base::read_file(file, most_file));
    if (!text.starts_with("%PDF"))
        return GivenCertificate{std::move(text), {}};
    const auto at = text.rfind(trailer);
    if (at == std::string::npos)
        return fail(ErrorCode::InvalidInput, "This file holds no certificate; read its QR code and give the text",
                    file.string());
    auto payload = text.substr(at + trailer.size());
    return GivenCertificate{std::move(payload), std::move(text)};
}

Result<training::Certificate> prove_certificate(base::FormRenderer& renderer, const GivenCertificate& given,
                                                const std::vector<std::string>& issuers) {
    CANBO_TRY(auto certificate, training::verify_certificate(given.payload, issuers));
    if (given.pdf.empty())
        return certificate;
    CANBO_TRY(const auto paper, certificate_paper(renderer, certificate, std::string(base::trim(given.payload))));
    if (paper != given.pdf)
        return fail(ErrorCode::DigestMismatch, "The paper does not say what was signed");
    return certificate;
}

std::filesystem::path revocations_file(const std::filesystem::path& desk) { return desk / "revoked.json"; }

Result<training::RevocationList> read_revocations(const std::filesystem::path& file,
                                                  const std::vector<std::string>& issuers) {
    const auto text = base::read_file(file, most_list);
    if (!text && text.error().code == ErrorCode::NotFound)
        return training::RevocationList{};
    if (!text)
        return fail(text.error());
    return training::verify_revocations(*text, issuers);
}

} // namespace canbo::apps
