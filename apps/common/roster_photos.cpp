#include "common/roster_photos.h"

#include "base/file.h"
#include "base/text.h"
#include "imaging/picture.h"

#include <algorithm>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_bytes = 400'000; // as exam::candidate_from_json() takes
constexpr imaging::PictureLimits limits{most_bytes, 4'000'000, 4'000};
constexpr std::size_t paper_width = 240, paper_height = 320; // 3 x 4 cm at 200 dots an inch

bool is_picture(const fs::path& file) {
    const auto end = base::search_key(file.extension().string());
    return end == ".jpg" || end == ".jpeg" || end == ".png";
}

} // namespace

void take_photos(const fs::path& folder, std::vector<exam::Candidate>& roster, Issues& issues) {
    std::error_code code;
    if (!fs::is_directory(folder, code))
        issues.error(ErrorCode::NotFound, "photos", "There is no such folder");
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, code))
        if (entry.is_regular_file(code) && is_picture(entry.path()))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end()); // the order of messages
    for (const auto& file : files) {
        const auto number = file.stem().string();
        const auto found =
            std::find_if(roster.begin(), roster.end(), [&](const auto& one) { return one.number == number; });
        if (found == roster.end()) {
            issues.warning(ErrorCode::NotFound, file.filename().string(), "The photo belongs to nobody on the list");
            continue;
        }
        auto bytes = base::read_file(file, most_bytes);
        const auto picture = bytes ? imaging::decode_picture(*bytes, limits) : fail(bytes.error());
        if (!picture)
            issues.error(picture.error().code, file.filename().string(), picture.error().message);
        else
            found->photo = *std::move(bytes);
    }
}

Result<std::map<std::string, std::string>> roster_pictures(const std::vector<exam::Candidate>& roster) {
    std::map<std::string, std::string> out;
    for (const auto& one : roster) {
        if (one.photo.empty())
            continue;
        CANBO_TRY(auto picture, imaging::decode_picture(one.photo, limits));
        out[one.number] = imaging::encode_png(imaging::shrink_to(std::move(picture), paper_width, paper_height));
    }
    return out;
}

} // namespace canbo::apps
