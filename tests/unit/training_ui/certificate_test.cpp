#include "training_ui/certificate_presenter.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace canbo::training;
using namespace canbo::training::ui;

namespace {

struct Store final : CertificateStore {
    Result<std::vector<std::string>> load() override { return kept; }
    Result<void> save(const std::vector<std::string>& payloads) override {
        if (full)
            return fail(ErrorCode::Storage, "The disk is full");
        kept = payloads;
        return {};
    }
    std::vector<std::string> kept;
    bool full{false};
};

struct View final : CertificateView {
    void show_lines(const std::vector<CertificateLine>& shown, const std::string& key) override {
        lines = shown;
        chosen = key;
    }
    void show_verdict(const CertificateVerdict& shown) override { verdict = shown; }
    void show_saved(const std::string& file) override { saved = file; }
    void show_problem(const Error& error) override { problem = error.message; }

    std::vector<CertificateLine> lines;
    CertificateVerdict verdict;
    std::string chosen, saved, problem;
};

struct Desk {
    base::SigningKey key = base::SigningKey::generate();
    View view;
    Store store;
    RevocationList revoked;
    std::string file;
    desktop::InlineBackground background;
    CertificatePresenter presenter{
        view,
        {store,
         {key.public_key},
         [this]() -> Result<RevocationList> { return revoked; },
         [this](const std::filesystem::path&) -> Result<std::string> {
             if (file.empty())
                 return fail(ErrorCode::DigestMismatch, "The paper does not say what was signed");
             return file;
         },
         [](const Certificate&, const std::string&, const std::filesystem::path&) -> Result<void> { return {}; }},
        background};

    std::string issue(const base::SigningKey& by, std::string& serial) {
        serial = base::new_uuid();
        return *sign_certificate({serial, "Nguyễn Thị Mẫu", "khoa-mau", "1.0.0", "Chứng nhận Khóa mẫu", 8750,
                                  *base::parse_day("2024-02-16"), "Cơ quan mẫu"},
                                 by);
    }
};

} // namespace

TEST_CASE("a certificate is checked, then kept, then shown with every signed field", "[training_ui][certificate]") {
    Desk desk;
    std::string serial;
    const auto payload = desk.issue(desk.key, serial);
    desk.presenter.start();
    CHECK(desk.view.lines.empty());
    desk.presenter.check_text("  " + payload + "\n");
    CHECK(desk.view.verdict.proven == CertificateState::Valid);
    CHECK(desk.view.verdict.may_keep);
    CHECK(desk.view.verdict.fields.size() == 7);
    CHECK(desk.view.verdict.fields[3].second == "87,5%");
    CHECK(desk.view.lines.empty()); // checked is not kept
    desk.presenter.keep();
    CHECK(desk.store.kept == std::vector<std::string>{payload});
    REQUIRE(desk.view.lines.size() == 1);
    CHECK(desk.view.lines[0].key == serial);
    CHECK(desk.view.lines[0].mark == "87,5%");
    CHECK_FALSE(desk.view.verdict.may_keep);
    desk.presenter.check_text(payload);
    desk.presenter.keep();
    CHECK(desk.store.kept.size() == 1); // once
    CHECK(desk.presenter.file_name() == "chung-nhan-" + serial.substr(0, 8) + ".pdf");
    desk.presenter.save_pdf("x.pdf");
    CHECK(desk.view.saved == "x.pdf");
}

TEST_CASE("a changed, foreign or revoked certificate says so and is not kept", "[training_ui][certificate]") {
    Desk desk;
    std::string serial;
    auto payload = desk.issue(base::SigningKey::generate(), serial);
    desk.presenter.check_text(payload);
    CHECK(desk.view.verdict.proven == CertificateState::NotProven);
    CHECK(desk.view.verdict.fields.empty());
    CHECK_FALSE(desk.presenter.may_save());
    desk.presenter.keep();
    desk.presenter.save_pdf("x.pdf");
    CHECK(desk.store.kept.empty());
    CHECK(desk.view.saved.empty());
    payload = desk.issue(desk.key, serial);
    payload[20] = payload[20] == 'A' ? 'B' : 'A';
    desk.presenter.check_text(payload);
    CHECK(desk.view.verdict.proven == CertificateState::NotProven);
    desk.presenter.check_file("giay.pdf"); // a page that was changed
    CHECK(desk.view.verdict.proven == CertificateState::NotProven);
    CHECK_FALSE(desk.view.verdict.sentence.empty());

    payload = desk.issue(desk.key, serial);
    desk.revoked = {1, {{serial, *base::parse_day("2024-03-01"), "Cấp nhầm"}}};
    desk.store.kept = {payload, "hỏng"};
    desk.presenter.start();
    REQUIRE(desk.view.lines.size() == 2);
    CHECK(desk.view.lines[0].proven == CertificateState::Revoked);
    CHECK(desk.view.lines[1].proven == CertificateState::NotProven);
    CHECK(desk.view.verdict.proven == CertificateState::Revoked);
    CHECK(desk.view.verdict.fields.back().second == "Cấp nhầm");
}

TEST_CASE("a full disk keeps nothing and says so", "[training_ui][certificate]") {
    Desk desk;
    std::string serial;
    desk.file = desk.issue(desk.key, serial);
    desk.presenter.check_file("giay.pdf");
    desk.store.full = true;
    desk.presenter.keep();
    CHECK(desk.view.problem == "The disk is full");
    CHECK(desk.view.lines.empty());
}

TEST_CASE("what an exchange brings is listed while somebody checks another certificate", "[training_ui][certificate]") {
    Desk desk;
    std::string serial, kept;
    const auto payload = desk.issue(desk.key, serial);
    desk.presenter.start();
    desk.presenter.check_text(payload);
    desk.store.kept = {desk.issue(desk.key, kept)};
    desk.presenter.refresh();
    CHECK(desk.view.lines.size() == 1);
    CHECK(desk.view.verdict.proven == CertificateState::Valid);
    desk.revoked = {1, {{serial, *base::parse_day("2024-03-01"), "Cấp nhầm"}}};
    desk.presenter.refresh();
    CHECK(desk.view.verdict.proven == CertificateState::Revoked);
}
