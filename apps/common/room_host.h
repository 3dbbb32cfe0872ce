#pragma once

#include "exam/exam_room.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace canbo::apps {

/// How a room is to be held on this machine.
struct RoomPlan {
    std::filesystem::path package;
    std::string key_file;              ///< With the exam's key; empty: the one joined on this desk.
    std::string listen{"127.0.0.1:0"}; ///< "192.168.1.10:8443", "[::1]:0"; 0: where it listened before, else any.
    std::string room;                  ///< Empty: the exam's only one.
    std::string by;                    ///< Who opens it.
    std::vector<std::string> packers;  ///< Files with public keys of who may pack exams.
    bool plain{false};                 ///< HTTP without TLS, on this machine only.
};

/// One exam in one room, opened or gone on with, and served to the stations of its network until this is destroyed.
/// Its folder DESK/exams/<exam>/rooms/<room> is locked meanwhile. Made and destroyed on one thread.
class RoomHost {
public:
    /// `clock` is asked once. `anchors`: as exam::RoomPorts.
    /// @error NotFound no such file or room, or the key is not here; DigestMismatch changed, another exam's key, or
    /// packed by somebody else; Conflict another program holds the room; InvalidInput; Unreachable the port is taken
    static Result<std::unique_ptr<RoomHost>> open(const std::filesystem::path& desk, const RoomPlan& plan,
                                                  const base::Clock& clock, const std::string& version,
                                                  std::function<Result<identity::TrustAnchors>()> anchors);
    ~RoomHost();
    RoomHost(const RoomHost&) = delete;
    RoomHost& operator=(const RoomHost&) = delete;

    exam::ExamRoom& room() const;
    const std::string& url() const;
    const std::string& code() const; ///< As invigilators read it out.
    /// False: nobody here could say whether the packer is the right one.
    bool packer_known() const;
    /// Ends the room and makes its bundle file; again: the same record. @error as ExamRoom::seal()
    Result<std::string> seal(const std::string& by) const;

private:
    struct Parts;
    explicit RoomHost(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// The name that stands in the head of a package or bundle, whatever else is wrong with the file; else empty.
std::string exam_named(std::string_view file);

} // namespace canbo::apps
