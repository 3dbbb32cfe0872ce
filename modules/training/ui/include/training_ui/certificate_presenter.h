#pragma once

#include "desktop/background.h"
#include "training/kept_certificates.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace canbo::training::ui {

/// What the workspace stands on; filled by the app. All functions are called on the worker.
struct CertificateParts {
    CertificateStore& store;
    std::vector<std::string> issuers; ///< Public keys, 32 bytes each.
    /// Empty where no list came yet. @error DigestMismatch it is not from an issuer
    std::function<Result<RevocationList>()> revoked;
    /// The text of the QR code of a PDF of ours, or of a text file; a PDF whose page does not say what was signed is
    /// refused.
    std::function<Result<std::string>(const std::filesystem::path& file)> read;
    std::function<Result<void>(const Certificate& certificate, const std::string& payload,
                               const std::filesystem::path& file)>
        save_pdf;
};

enum class CertificateState { Valid, Revoked, NotProven };

struct CertificateLine {
    std::string key; ///< Serial; of one that is not proven its place in the list.
    std::string title, date, mark, issuer;
    std::string state; ///< "✓ Valid"
    CertificateState proven{CertificateState::Valid};
};

/// What a check came to, and every field that was signed: label and value.
struct CertificateVerdict {
    CertificateState proven{CertificateState::NotProven};
    std::string sentence;
    std::vector<std::pair<std::string, std::string>> fields;
    bool may_keep{false};
};

class CertificateView {
public:
    virtual ~CertificateView() = default;
    virtual void show_lines(const std::vector<CertificateLine>& lines, const std::string& chosen) = 0;
    virtual void show_verdict(const CertificateVerdict& verdict) = 0;
    virtual void show_saved(const std::string& file) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// My certificates: those kept on this desk, each proven anew whenever it is shown; anybody's is checked without a
/// network. UI thread only; the view outlives it.
class CertificatePresenter {
public:
    CertificatePresenter(CertificateView& view, CertificateParts parts, desktop::Background& background);

    void start();
    /// Reads again what is kept and what was revoked; what is looked at or checked stays.
    void refresh();
    void choose(const std::string& key);
    void check_file(const std::filesystem::path& file);
    void check_text(const std::string& text);
    /// Keeps what was checked last here.
    void keep();
    void save_pdf(const std::filesystem::path& file);
    /// A proven certificate is chosen.
    bool may_save() const { return m_chosen && m_chosen->certificate; }
    /// A file name for the chosen one: "chung-nhan-3f0f3e7c.pdf".
    std::string file_name() const;

private:
    struct Held {
        std::string payload;
        std::optional<Certificate> certificate;
        std::optional<Error> error;
    };
    static Held prove(const std::string& payload, const std::vector<std::string>& issuers);
    CertificateState state_of(const Held& held) const;
    CertificateVerdict verdict_of(const Held& held) const;
    std::string key_of(std::size_t at) const;
    void show_lines(const std::string& chosen); ///< With the verdict on the chosen one.
    void show_list(const std::string& chosen);
    void show_checked(Held held);

    CertificateView& m_view;
    CertificateParts m_parts;
    desktop::Background& m_background;
    std::vector<Held> m_held;
    RevocationList m_revoked;
    std::optional<Held> m_chosen;
    std::optional<Held> m_checked;
    desktop::Waiter m_waiter;
};

} // namespace canbo::training::ui
