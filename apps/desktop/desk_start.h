#pragma once

#include "common/office_login.h"
#include "common/sample_office.h"
#include "desktop/start_presenter.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>

namespace canbo::apps {

/// Where a session comes from: a login at an office (its desk is the data folder itself), or the office with sample
/// data (DIR/sample holds it, its desk is DIR/sample/desk). The two never mix. The port's calls run on the worker, one
/// after the other; the rest is for the UI thread while none of them runs.
class DeskStart final : public desktop::StartPort {
public:
    /// `pin`: the only certificate that is believed (wire::OfficeAddress::pinned); empty: as the address says.
    DeskStart(std::filesystem::path data, std::filesystem::path share, std::string pin)
        : m_data(std::move(data)), m_share(std::move(share)), m_pin(std::move(pin)) {}

    Result<void> reach(const std::string& server, const std::string& ca_file) override;
    bool needs_passphrase() override { return token_place() == TokenPlace::Passphrase; }
    Result<void> keep_with(const std::string& passphrase) override;
    bool is_closed() const override { return m_session && !m_session->closed.empty(); }
    Result<void> open(const std::string& passphrase) override { return open_tokens(*m_session, passphrase); }
    void forget_login() override { forget(); }
    Result<people::LoginStep> log_in(const std::string& server, const std::string& ca_file, const std::string& name,
                                     const std::string& password) override;
    Result<people::LoginStep> log_in_by_service(const std::string& server, const std::string& ca_file,
                                                const std::function<bool()>& stopped) override;
    Result<people::LoginStep> give_code(const std::string& code) override;
    Result<desktop::FactorSetup> begin_factor() override;
    Result<std::vector<std::string>> confirm_factor(const std::string& code) override;
    Result<people::LoginStep> choose_password(const std::string& password) override;
    Result<people::LoginStep> go_on() override;
    Result<std::vector<desktop::SamplePerson>> open_sample() override;
    Result<void> enter_sample(const std::string& account) override;

    /// What the last login left in the folder: at the office, else in the sample, whose office is then started.
    /// False when nobody is logged in, or is_closed().
    bool resume();
    /// The session of the login or resume(); taken once.
    std::optional<DeskSession> take_session() { return std::exchange(m_session, std::nullopt); }
    /// The desk's folder for that session.
    std::filesystem::path desk() const { return m_in_sample ? sample() / "desk" : m_data; }
    bool in_sample() const { return m_in_sample; }
    /// The clock for that session's desk: the sample's, the machine's or $CANBO_CLOCK's. @error InvalidInput
    Result<std::unique_ptr<base::Clock>> clock() const;
    /// The program ends: a login that waits for the browser is given up. From any thread.
    void stop_waiting() { m_ending = true; }
    /// Forgets the login; the desk's data stays. Ends the sample's office.
    void forget();

private:
    std::filesystem::path sample() const { return m_data / "sample"; }
    Result<void> start_sample();
    Result<OfficeLogin*> under_way();
    Result<std::string> with_pin(const std::string& server) const;

    std::filesystem::path m_data;
    std::filesystem::path m_share;
    const std::string m_pin;
    std::unique_ptr<SampleOffice> m_sample;
    TokenKeeping m_keeping;
    std::optional<OfficeLogin> m_login; ///< From the password to the last step.
    std::optional<DeskSession> m_session;
    std::atomic<bool> m_ending{false}; ///< Nobody waits for a browser any more.
    bool m_in_sample{false};
};

} // namespace canbo::apps
