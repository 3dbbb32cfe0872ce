#include "training_ui/certificate_presenter.h"

#include "base/text.h"
#include "base/translation.h"

#include <algorithm>

namespace canbo::training::ui {
namespace {

const char* state_words(CertificateState state) {
    switch (state) {
    case CertificateState::Valid:
        return base::msgid("Valid");
    case CertificateState::Revoked:
        return base::msgid("Revoked");
    case CertificateState::NotProven:
        return base::msgid("Not proven");
    }
    return "";
}

std::string mark_of(const Certificate& certificate) { return base::format_decimal(certificate.mark / 100.0) + "%"; }

} // namespace

CertificatePresenter::CertificatePresenter(CertificateView& view, CertificateParts parts,
                                           desktop::Background& background)
    : m_view(view), m_parts(std::move(parts)), m_background(background) {}

CertificatePresenter::Held CertificatePresenter::prove(const std::string& payload,
                                                       const std::vector<std::string>& issuers) {
    Held held{std::string(base::trim(payload)), {}, {}};
    if (auto certificate = verify_certificate(held.payload, issuers))
        held.certificate = *std::move(certificate);
    else
        held.error = certificate.error();
    return held;
}

CertificateState CertificatePresenter::state_of(const Held& held) const {
    if (!held.certificate)
        return CertificateState::NotProven;
    return m_revoked.find(held.certificate->serial) == nullptr ? CertificateState::Valid : CertificateState::Revoked;
}

std::string CertificatePresenter::key_of(std::size_t at) const {
    return m_held[at].certificate ? m_held[at].certificate->serial : std::to_string(at);
}

void CertificatePresenter::start() {
    m_checked.reset();
    m_chosen.reset();
    refresh();
}

void CertificatePresenter::refresh() {
    struct Loaded {
        std::vector<Held> held;
        RevocationList revoked;
    };
    m_waiter.run(
        m_background,
        [parts = &m_parts]() -> Result<Loaded> {
            Loaded loaded;
            CANBO_TRY(const auto payloads, parts->store.load());
            CANBO_TRY(loaded.revoked, parts->revoked());
            for (const auto& payload : payloads)
                loaded.held.push_back(prove(payload, parts->issuers));
            return loaded;
        },
        [this](Result<Loaded> loaded) {
            if (!loaded) {
                m_view.show_problem(loaded.error());
                return;
            }
            const std::string before = m_chosen && m_chosen->certificate ? m_chosen->certificate->serial : "";
            const bool checking = m_checked.has_value(); // what somebody checks stays before them
            m_held = std::move(loaded->held);
            m_revoked = std::move(loaded->revoked);
            std::string chosen = m_held.empty() ? "" : key_of(0);
            for (std::size_t i = 0; i < m_held.size(); ++i)
                if (key_of(i) == before)
                    chosen = before;
            if (!checking) {
                show_lines(chosen);
                return;
            }
            show_list({});
            m_view.show_verdict(verdict_of(*m_checked)); // it may have been revoked meanwhile
        });
}

void CertificatePresenter::show_lines(const std::string& chosen) {
    show_list(chosen);
    choose(chosen);
}

void CertificatePresenter::show_list(const std::string& chosen) {
    std::vector<CertificateLine> lines;
    for (std::size_t i = 0; i < m_held.size(); ++i) {
        CertificateLine line;
        line.key = key_of(i);
        line.proven = state_of(m_held[i]);
        line.state = (line.proven == CertificateState::Valid ? "✓ " : "✕ ") + base::tr(state_words(line.proven));
        if (const auto& certificate = m_held[i].certificate) {
            line.title = certificate->title;
            line.date = base::show_day(certificate->date);
            line.mark = mark_of(*certificate);
            line.issuer = certificate->issuer;
        }
        lines.push_back(std::move(line));
    }
    m_view.show_lines(lines, chosen);
}

void CertificatePresenter::choose(const std::string& key) {
    for (std::size_t i = 0; i < m_held.size(); ++i)
        if (key_of(i) == key) {
            m_chosen = m_held[i];
            m_checked.reset();
            m_view.show_verdict(verdict_of(*m_chosen));
            return;
        }
}

CertificateVerdict CertificatePresenter::verdict_of(const Held& held) const {
    CertificateVerdict out;
    out.proven = state_of(held);
    if (!held.certificate) {
        out.sentence = base::tr(held.error->message);
        return out;
    }
    const auto& c = *held.certificate;
    out.sentence = out.proven == CertificateState::Valid
                       ? base::tr("The certificate is genuine: nothing in it was changed")
                       : base::tr("The certificate was revoked");
    out.fields = {{base::tr("Name"), c.name},
                  {base::tr("Course"), c.title},
                  {base::tr("Version"), c.version},
                  {base::tr("Mark"), mark_of(c)},
                  {base::tr("Issued on"), base::show_day(c.date)},
                  {base::tr("Issued by"), c.issuer},
                  {base::tr("Serial"), c.serial}};
    if (const auto* revoked = m_revoked.find(c.serial)) {
        out.fields.emplace_back(base::tr("Revoked on"), base::show_day(revoked->date));
        if (!revoked->reason.empty())
            out.fields.emplace_back(base::tr("Reason"), revoked->reason);
    }
    out.may_keep =
        std::none_of(m_held.begin(), m_held.end(), [&](const auto& one) { return one.payload == held.payload; });
    return out;
}

void CertificatePresenter::show_checked(Held held) {
    m_checked = std::move(held);
    m_chosen = m_checked;
    m_view.show_verdict(verdict_of(*m_checked));
}

void CertificatePresenter::check_text(const std::string& text) { show_checked(prove(text, m_parts.issuers)); }

void CertificatePresenter::check_file(const std::filesystem::path& file) {
    m_waiter.run(
        m_background, [parts = &m_parts, file] { return parts->read(file); },
        [this](Result<std::string> payload) {
            if (payload)
                show_checked(prove(*payload, m_parts.issuers));
            else
                show_checked({{}, {}, payload.error()});
        });
}

void CertificatePresenter::keep() {
    if (!m_checked || !m_checked->certificate || !verdict_of(*m_checked).may_keep)
        return;
    std::vector<std::string> payloads;
    for (const auto& one : m_held)
        payloads.push_back(one.payload);
    payloads.push_back(m_checked->payload);
    m_waiter.run(
        m_background, [store = &m_parts.store, payloads] { return store->save(payloads); },
        [this, held = *m_checked](Result<void> saved) {
            if (!saved) {
                m_view.show_problem(saved.error());
                return;
            }
            m_held.push_back(held);
            show_lines(held.certificate->serial);
        });
}

std::string CertificatePresenter::file_name() const {
    return "chung-nhan-" + (may_save() ? m_chosen->certificate->serial.substr(0, 8) : std::string()) + ".pdf";
}

void CertificatePresenter::save_pdf(const std::filesystem::path& file) {
    if (!may_save())
        return;
    m_waiter.run(
        m_background,
        [parts = &m_parts, held = *m_chosen, file] { return parts->save_pdf(*held.certificate, held.payload, file); },
        [this, file](Result<void> saved) {
            if (saved)
                m_view.show_saved(file.string());
            else
                m_view.show_problem(saved.error());
        });
}

} // namespace canbo::training::ui
