#include "common/exam_banks.h"

#include "assessment/bank.h"
#include "base/file.h"
#include "base/text.h"
#include "formats/aiken.h"
#include "formats/gift.h"
#include "formats/moodle_xml.h"

#include <algorithm>
#include <vector>

namespace canbo::apps {
namespace fs = std::filesystem;
namespace quiz = assessment;
namespace {

Result<quiz::Bank> read_bank_file(const fs::path& file) {
    CANBO_TRY(const auto text, base::read_file(file, 100'000'000));
    if (file.extension() == ".json") {
        CANBO_TRY(const auto json, base::parse_json(text, {100'000'000, 32}));
        return quiz::bank_from_json(json);
    }
    if (file.extension() == ".xml")
        return formats::read_moodle_xml(text);
    return text.find("\nANSWER:") != std::string::npos ? formats::read_aiken(text) : formats::read_gift(text);
}

Result<void> add_file(quiz::Bank& bank, const fs::path& file) {
    CANBO_TRY(auto read, read_bank_file(file));
    if (read.refused())
        return fail(ErrorCode::InvalidInput, "Some questions of the file were refused", file.filename().string());
    for (auto& question : read.questions) {
        if (question.category.empty())
            question.category = file.stem().string();
        bank.questions.push_back(std::move(question));
    }
    return {};
}

Result<void> add_path(quiz::Bank& bank, const fs::path& path) {
    std::error_code code;
    if (!fs::is_directory(path, code))
        return add_file(bank, path);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(path, code))
        if (entry.is_regular_file(code))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end()); // the order decides what is drawn
    for (const auto& file : files)
        CANBO_TRY_VOID(add_file(bank, file));
    return {};
}

} // namespace

Result<quiz::Bank> read_bank(const fs::path& path) {
    quiz::Bank out;
    CANBO_TRY_VOID(add_path(out, path));
    return out;
}

Result<void> put_banks_in(Json& definition, const fs::path& folder) {
    if (!definition.is_object() || !definition.contains("banks") || !definition["banks"].is_object())
        return {}; // the definition's own check says so
    for (auto& [name, value] : definition["banks"].items()) {
        if (value.is_object())
            continue;
        quiz::Bank bank;
        for (const auto& one : value.is_array() ? value : Json::array({value})) {
            if (!one.is_string())
                return fail(ErrorCode::InvalidInput, "A bank is a file, a folder or a list of them", name);
            CANBO_TRY_VOID(add_path(bank, folder / one.get_ref<const std::string&>()));
        }
        value = quiz::bank_to_json(bank);
    }
    return {};
}

} // namespace canbo::apps
