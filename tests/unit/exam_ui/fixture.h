#pragma once

#include "../exam/sample_exam.h"
#include "base/form_data.h"
#include "exam_ui/room_desk.h"
#include "support/held_background.h"

namespace canbo::test {

/// The sample exam's room as the workspace has it, without a network.
class SampleOpenRoom final : public exam::ui::OpenRoom {
public:
    SampleOpenRoom(SampleRoom& sample, bool packer_known) : m_sample(sample), m_packer_known(packer_known) {}
    exam::ExamRoom& room() override { return *m_sample.room; }
    std::string url() const override { return "https://192.168.1.10:8443"; }
    std::string code() const override { return "K7QD-93MX-0000-1111-2222"; }
    bool packer_known() const override { return m_packer_known; }
    Result<exam::ui::SealedRoom> seal(const std::string& by) override {
        CANBO_TRY(const auto record, m_sample.room->seal(by));
        exam::ui::SealedRoom out;
        CANBO_TRY(out.bundle, exam::write_bundle(record, m_sample.key, m_sample.package.room_keys.at("p01"),
                                                 m_sample.package.signer));
        out.report = exam::check_bundle(out.bundle, m_sample.key, {m_sample.package.signer});
        return out;
    }

private:
    SampleRoom& m_sample;
    bool m_packer_known;
};

/// A desk with that one room.
struct SampleDesk final : exam::ui::RoomDesk {
    explicit SampleDesk(SampleRoom& the_sample) : sample(the_sample) {}

    Result<exam::ui::PackageFacts> look(const std::filesystem::path& package) override {
        if (package != "thi.pkg")
            return fail(ErrorCode::NotFound, "The file does not exist", package.string());
        return exam::ui::PackageFacts{"thi-thu",    "Kỳ thi thử",       nine_o_clock,
                                      nine_o_clock, "0123456789abcdef", key_here};
    }
    Result<void> join(const std::filesystem::path& package, const std::vector<std::string>& shares) override {
        if (package != "thi.pkg" || shares != std::vector<std::string>{"một", "hai"})
            return fail(ErrorCode::DigestMismatch, "The parts do not give the key that they name");
        key_here = true;
        return {};
    }
    Result<std::vector<exam::ui::RoomChoice>> rooms(const std::filesystem::path&) override {
        return std::vector<exam::ui::RoomChoice>{{"p01", "Phòng 1", 3, 3}};
    }
    Result<std::shared_ptr<exam::ui::OpenRoom>> open(const exam::ui::OpenRequest& request) override {
        asked = request;
        if (refuses)
            return fail(*refuses);
        return std::make_shared<SampleOpenRoom>(sample, packer_known);
    }
    std::optional<exam::ui::OpenRequest> interrupted() override { return was_open; }
    Result<void> closed(const std::string& exam, const std::string& room, bool forget_key) override {
        closing = exam + "/" + room + (forget_key ? " without its key" : "");
        return {};
    }
    exam::ui::MachineFacts facts() override { return machine; }
    Result<std::string> sign_evidence(const identity::Evidence& evidence) override {
        return identity::write_evidence(evidence, signer);
    }

    SampleRoom& sample;
    base::SigningKey signer{base::SigningKey::generate()};
    bool key_here{false}, packer_known{true};
    std::optional<Error> refuses;
    std::optional<exam::ui::OpenRequest> was_open, asked;
    std::string closing;
    exam::ui::MachineFacts machine{{"192.168.1.10"}, 50'000'000'000U, true, true, {"May-in"}};
};

/// Remembers the form that was asked for.
struct FormKeeper final : base::FormRenderer {
    Result<base::RenderedDocument> render_pdf(const base::FormData& data, base::Progress*) override {
        forms.push_back(data.form);
        return base::RenderedDocument{"%PDF " + data.form, 1, {}};
    }
    Result<base::RenderedDocument> render_html(const base::FormData&) override { return base::RenderedDocument(); }
    std::vector<std::string> forms;
};

} // namespace canbo::test
