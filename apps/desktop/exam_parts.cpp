#include "exam_parts.h"

#include "base/file.h"
#include "base/issues.h"
#include "base/text.h"
#include "card_parts.h"
#include "common/exam_setup.h"
#include "common/machine_facts.h"
#include "common/room_host.h"
#include "desk_services.h"
#include "exam/key_share.h"
#include "service/key_file.h"

namespace canbo::apps {

namespace {

namespace fs = std::filesystem;
using exam::ui::OpenRequest;

constexpr const char* mark_name = "window.json"; ///< The room is open in canbo's window, or was when it ended.
constexpr const char* package_name = "exam.package";

class HostedRoom final : public exam::ui::OpenRoom {
public:
    HostedRoom(std::unique_ptr<RoomHost> host, std::string exam_key)
        : m_host(std::move(host)), m_exam_key(std::move(exam_key)) {}

    exam::ExamRoom& room() override { return m_host->room(); }
    std::string url() const override { return m_host->url(); }
    std::string code() const override { return m_host->code(); }
    bool packer_known() const override { return m_host->packer_known(); }
    Result<exam::ui::SealedRoom> seal(const std::string& by) override {
        exam::ui::SealedRoom out;
        CANBO_TRY(out.bundle, m_host->seal(by));
        out.report = exam::check_bundle(out.bundle, m_exam_key, {m_host->room().package().signer});
        return out;
    }

private:
    std::unique_ptr<RoomHost> m_host;
    std::string m_exam_key;
};

Json to_json(const OpenRequest& request) {
    return {{"package", request.package.string()},
            {"room", request.room},
            {"address", request.address},
            {"port", request.port},
            {"by", request.by}};
}

Result<OpenRequest> request_of(const fs::path& file) {
    CANBO_TRY(const auto text, service::read_key_file(file));
    CANBO_TRY(const auto json, base::parse_json(text, {10'000, 4}));
    Issues issues;
    base::ObjectReader in(json, mark_name, issues);
    OpenRequest out{in.text("package"), in.text("room"), in.text("address"),
                    static_cast<int>(in.integer("port", 0, 65'535)), in.text("by")};
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

std::string listen_text(const OpenRequest& request) {
    const bool six = request.address.find(':') != std::string::npos;
    return (six ? "[" : "") + request.address + (six ? "]:" : ":") + std::to_string(request.port);
}

} // namespace

class ExamHall::DeskRooms final : public exam::ui::RoomDesk {
public:
    explicit DeskRooms(DeskServices& services)
        : m_services(services), m_folder(services.folder()), m_anchors(card_parts(services).anchors) {}

    Result<exam::ui::PackageFacts> look(const fs::path& package) override {
        CANBO_TRY(const auto file, base::read_file(package, exam::most_sealed_file));
        CANBO_TRY(const auto head, exam::package_head(file));
        Issues issues;
        base::ObjectReader in(head, "", issues);
        exam::ui::PackageFacts out;
        out.exam = in.text("exam");
        out.title = in.text("title", 1'000);
        out.key_id = in.text("key");
        CANBO_TRY(out.from, base::parse_time(in.text("from")));
        CANBO_TRY(out.to, base::parse_time(in.text("to")));
        if (issues.has_errors())
            return fail(base::first_error(issues));
        CANBO_TRY(const auto key, exam_key_for(out.exam, {}, m_folder, package));
        out.key_here = !key.empty() && exam::exam_key_id(key) == out.key_id;
        return out;
    }

    Result<void> join(const fs::path& package, const std::vector<std::string>& parts) override {
        CANBO_TRY([[maybe_unused]] const auto joined, join_exam_key({m_folder, {}, {}, package, {}}, parts));
        return {};
    }

    Result<std::vector<exam::ui::RoomChoice>> rooms(const fs::path& package) override {
        CANBO_TRY(const auto file, base::read_file(package, exam::most_sealed_file));
        CANBO_TRY(const auto key, exam_key_for(exam_named(file), {}, m_folder, package));
        if (key.empty())
            return fail(ErrorCode::NotFound, "The exam's key is not on this computer");
        CANBO_TRY(const auto opened, exam::open_package(file, key));
        std::vector<exam::ui::RoomChoice> out;
        for (const auto& room : opened.exam.rooms) {
            int candidates = 0;
            for (const auto& one : opened.roster)
                candidates += one.room == room.room || one.room.empty() ? 1 : 0;
            out.push_back({room.room, room.name, room.seats, candidates});
        }
        return out;
    }

    Result<std::shared_ptr<exam::ui::OpenRoom>> open(const OpenRequest& request) override {
        CANBO_TRY(const auto file, base::read_file(request.package, exam::most_sealed_file));
        const auto name = exam_named(file);
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, name));
        CANBO_TRY(auto key, exam_key_for(name, {}, m_folder, request.package));
        RoomPlan plan;
        plan.package = request.package;
        plan.listen = listen_text(request);
        plan.room = request.room;
        plan.by = request.by;
        CANBO_TRY(auto host, RoomHost::open(m_folder, plan, m_services.desk().clock, CANBO_VERSION, m_anchors));
        // The stick that brought the package may be gone when the room has to be opened again.
        OpenRequest kept = request;
        kept.package = desk.folder() / package_name;
        if (kept.package != request.package)
            CANBO_TRY_VOID(base::write_file(kept.package, file, true));
        CANBO_TRY_VOID(
            service::write_key_file(desk.room_folder(request.room) / mark_name, to_json(kept).dump() + "\n"));
        return std::make_shared<HostedRoom>(std::move(host), std::move(key));
    }

    std::optional<OpenRequest> interrupted() override {
        std::error_code code;
        for (const auto& exam : fs::directory_iterator(m_folder / "exams", code))
            for (const auto& room : fs::directory_iterator(exam.path() / "rooms", code))
                if (const auto file = room.path() / mark_name; fs::exists(file, code))
                    if (auto request = request_of(file))
                        return *std::move(request);
        return std::nullopt;
    }

    Result<void> closed(const std::string& exam, const std::string& room, bool forget_key) override {
        CANBO_TRY(const auto desk, ExamDesk::of(m_folder, exam));
        std::error_code code;
        fs::remove(desk.room_folder(room) / mark_name, code);
        if (!code && forget_key)
            fs::remove(desk.key_file(), code);
        if (code)
            return fail(ErrorCode::Storage, "The file cannot be removed", {}, code.message());
        return {};
    }

    exam::ui::MachineFacts facts() override {
        exam::ui::MachineFacts out;
        out.addresses = network_addresses();
        std::error_code code;
        if (const auto space = fs::space(m_folder, code); !code)
            out.free_bytes = space.available;
        out.clock_in_step = clock_in_step();
        auto paper = printing();
        out.printing = paper.service;
        out.printers = std::move(paper.printers);
        return out;
    }

    Result<std::string> sign_evidence(const identity::Evidence& evidence) override {
        CANBO_TRY(const auto key, service::own_signing_key(m_folder / "desk.key"));
        return identity::write_evidence(evidence, key);
    }

private:
    DeskServices& m_services;
    fs::path m_folder;
    std::function<Result<identity::TrustAnchors>()> m_anchors;
};

ExamHall::ExamHall(DeskServices& services) : m_services(services), m_rooms(std::make_shared<DeskRooms>(services)) {}
ExamHall::~ExamHall() = default;

exam::ui::ExamParts ExamHall::parts() {
    return {m_rooms, m_services.renderer(), card_parts(m_services), m_live, m_services.session().person};
}

} // namespace canbo::apps
