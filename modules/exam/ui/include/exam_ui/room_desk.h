#pragma once

#include "desktop/mood.h"
#include "desktop/signal.h"
#include "exam/exam_room.h"
#include "identity/evidence.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace canbo::exam::ui {

/// What the open head of a package says, and what this computer knows of it.
struct PackageFacts {
    std::string exam, title;
    base::Time from{}, to{};
    std::string key_id;   ///< Names the key that opens it.
    bool key_here{false}; ///< It was joined on this computer.
};

struct RoomChoice {
    std::string room, name;
    int seats{0}, candidates{0};
};

/// How a room is opened here; kept on the disk while it is open.
struct OpenRequest {
    std::filesystem::path package;
    std::string room;
    std::string address; ///< Of this computer in the room's network; "127.0.0.1": for this computer alone.
    int port{0};         ///< 0: the one it had before, else any.
    std::string by;
};

/// A sealed room as a file, and what a check of that file found.
struct SealedRoom {
    std::string bundle;
    BundleReport report;
};

/// A room that is open on this computer and served to its stations, until the last holder lets it go.
class OpenRoom {
public:
    virtual ~OpenRoom() = default;
    virtual ExamRoom& room() = 0; ///< Safe from any thread.
    virtual std::string url() const = 0;
    virtual std::string code() const = 0;
    virtual bool packer_known() const = 0;
    /// Ends it; again: the same record. @error as ExamRoom::seal()
    virtual Result<SealedRoom> seal(const std::string& by) = 0;
};

/// What this computer has for a room.
struct MachineFacts {
    std::vector<std::string> addresses;       ///< In its networks, without those that only itself can reach.
    std::optional<std::uintmax_t> free_bytes; ///< Where the room is kept.
    std::optional<bool> clock_in_step;        ///< With a time service; nothing: it cannot be told.
    bool printing{false};                     ///< The service that prints answers.
    std::vector<std::string> printers;
};

/// Port: what the workspace stands on, filled by the app. Everything is called on the worker, one after the other.
class RoomDesk {
public:
    virtual ~RoomDesk() = default;
    /// @error NotFound, InvalidInput no package; DigestMismatch it was changed
    virtual Result<PackageFacts> look(const std::filesystem::path& package) = 0;
    /// Joins the key of its parts, each a file or its text, and keeps it here when it opens the package.
    /// @error as join_shares(); NotFound; DigestMismatch another key
    virtual Result<void> join(const std::filesystem::path& package, const std::vector<std::string>& shares) = 0;
    /// @error NotFound the key is not here; as open_package()
    virtual Result<std::vector<RoomChoice>> rooms(const std::filesystem::path& package) = 0;
    /// Opens it, or goes on with it, and remembers that it is open.
    virtual Result<std::shared_ptr<OpenRoom>> open(const OpenRequest& request) = 0;
    /// The room that was open when the program ended, however it ended.
    virtual std::optional<OpenRequest> interrupted() = 0;
    /// It was closed in order: it is not opened by itself again. `forget_key`: the exam's key is taken off the disk.
    virtual Result<void> closed(const std::string& exam, const std::string& room, bool forget_key) = 0;
    virtual MachineFacts facts() = 0;
    virtual Result<std::string> sign_evidence(const identity::Evidence& evidence) = 0;
};

/// The room that all pages of the workspace speak of. UI thread.
class CurrentRoom {
public:
    const std::shared_ptr<OpenRoom>& open() const { return m_open; }
    const std::string& by() const { return m_by; } ///< The invigilator at this computer.
    void set(std::shared_ptr<OpenRoom> open, std::string by) {
        m_open = std::move(open);
        m_by = std::move(by);
        m_changed.emit();
    }
    [[nodiscard]] desktop::Subscription on_change(std::function<void()> listener) {
        return m_changed.subscribe(std::move(listener));
    }

private:
    std::shared_ptr<OpenRoom> m_open;
    std::string m_by;
    desktop::Signal m_changed;
};

using desktop::Mood;

} // namespace canbo::exam::ui
