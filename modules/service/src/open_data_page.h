#pragma once

#include "base/clock.h"
#include "service/office_ports.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

namespace canbo::service {

/// The open data as they are served: made anew when they are asked for and older than `lifetime`, so that whoever asks
/// without end costs nothing. Safe from any thread; who asks while they are made waits for them.
class OpenDataPage {
public:
    static constexpr std::chrono::seconds lifetime{60};

    struct Made {
        std::string json, csv;
        std::string json_tag, csv_tag; ///< Strong entity tags (RFC 9110), quotes and all.
        base::Time at{};
    };
    /// @error what the source says
    Result<std::shared_ptr<const Made>> get(const OpenDataPort& port, base::Time now);

private:
    std::mutex m_mutex;
    std::shared_ptr<const Made> m_made;
};

} // namespace canbo::service
