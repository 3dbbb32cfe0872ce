#include "json_lines.h"

#include "base/file.h"

#include <Poco/InflatingStream.h>

#include <sstream>

namespace canbo::ctl {
namespace {

constexpr std::size_t most_bytes = 1'000'000'000;

Result<std::string> unpacked(std::string packed) {
    if (!packed.starts_with("\x1F\x8B"))
        return packed;
    try {
        std::istringstream in(std::move(packed));
        Poco::InflatingInputStream inflated(in, Poco::InflatingStreamBuf::STREAM_GZIP);
        std::string out;
        std::string piece(1 << 16, '\0');
        while (inflated.read(piece.data(), static_cast<std::streamsize>(piece.size())) || inflated.gcount() > 0) {
            out.append(piece, 0, static_cast<std::size_t>(inflated.gcount()));
            if (out.size() > most_bytes)
                return fail(ErrorCode::TooLarge, "The file is too large");
        }
        if (inflated.bad())
            return fail(ErrorCode::InvalidInput, "The packed file is damaged");
        return out;
    } catch (const std::exception&) { // zlib's words say nothing to a person
        return fail(ErrorCode::InvalidInput, "The packed file is damaged");
    }
}

} // namespace

Result<void> for_each_line(const std::filesystem::path& file, const std::function<Result<void>(const Json&)>& take) {
    CANBO_TRY(auto packed, base::read_file(file));
    CANBO_TRY(const auto text, unpacked(std::move(packed)));
    std::istringstream lines(text);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.find_first_not_of(" \r\t") == std::string::npos)
            continue;
        const auto json = Json::parse(line, nullptr, false);
        if (json.is_discarded())
            return fail(ErrorCode::InvalidInput, "A line of the file is not JSON", std::to_string(number));
        CANBO_TRY_VOID(take(json));
    }
    return {};
}

} // namespace canbo::ctl
