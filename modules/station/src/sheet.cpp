#include "station/sheet.h"

#include "assessment/bank.h"
#include "base/issues.h"
#include "base/translation.h"

namespace canbo::station {
namespace {

constexpr std::size_t most_questions = 1'000;
constexpr std::size_t most_options = 200;

Error unreadable() { return {ErrorCode::InvalidInput, "The paper cannot be read", {}, {}}; }

Result<std::vector<std::string>> texts_of(const Json& item, const char* name, assessment::TextFormat format) {
    std::vector<std::string> out;
    const auto found = item.find(name);
    if (found == item.end())
        return out;
    if (!found->is_array() || found->size() > most_options)
        return fail(unreadable());
    for (const auto& text : *found) {
        if (!text.is_string())
            return fail(unreadable());
        out.push_back(assessment::plain_text(text.get_ref<const std::string&>(), format));
    }
    return out;
}

Result<SheetQuestion> question_of(const Json& item, int slot) {
    const auto text = [&](const char* name) {
        const auto found = item.find(name);
        return found != item.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!item.is_object() || item.value("slot", Json()) != slot)
        return fail(unreadable());
    SheetQuestion out;
    out.slot = slot;
    out.type = text("type");
    if (const auto mark = item.find("mark"); mark != item.end() && mark->is_number())
        out.mark = mark->get<double>();
    const auto single = item.find("single");
    out.view.kind = assessment::answer_kind(out.type, single == item.end() || *single != false);
    const auto format = assessment::parse_format(text("format"));
    if (!format)
        return fail(unreadable());
    out.view.text = assessment::plain_text(text("text"), *format);
    CANBO_TRY(out.view.options, texts_of(item, "choices", *format));
    CANBO_TRY(out.view.stems, texts_of(item, "stems", *format));
    if (out.type == "truefalse")
        out.view.options = {base::tr("True"), base::tr("False")};
    return out;
}

} // namespace

Result<Sheet> read_sheet(const Json& paper) {
    if (!paper.is_object() || !paper.contains("items") || !paper["items"].is_array() ||
        paper["items"].size() > most_questions)
        return fail(unreadable());
    Sheet out;
    if (paper.contains("candidate") && paper["candidate"].is_string())
        out.candidate = paper["candidate"].get<std::string>();
    if (paper.contains("minutes") && paper["minutes"].is_number_integer())
        out.minutes = paper["minutes"].get<int>();
    for (const auto& item : paper["items"]) {
        CANBO_TRY(auto question, question_of(item, static_cast<int>(out.questions.size()) + 1));
        out.questions.push_back(std::move(question));
    }
    return out;
}

assessment::Response response_of(const SheetQuestion& question, const assessment::GivenAnswer& given) {
    return given.empty() ? assessment::Response() : assessment::response_to(question.view, question.type, given);
}

} // namespace canbo::station
