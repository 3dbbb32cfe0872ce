#include "assessment/bank.h"

namespace canbo::assessment {
namespace {

constexpr std::size_t longest_text = 200'000;
constexpr std::size_t most_depth = 2; // a cloze holds questions, these hold none

TextFormat read_format(base::ObjectReader& in, const char* key, Issues& issues) {
    const auto name = in.text_or(key, "moodle", 20);
    const auto format = parse_format(name);
    if (!format)
        issues.error(ErrorCode::InvalidInput, in.path(key), "There is no such text format");
    return format.value_or(TextFormat::Moodle);
}

BankAnswer read_answer(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    BankAnswer out;
    out.text = in.text_or("text", "", longest_text);
    out.fraction = in.optional_number("fraction").value_or(0);
    out.feedback = in.text_or("feedback", "", longest_text);
    out.format = read_format(in, "format", issues);
    out.feedback_format = in.has("feedback_format") ? read_format(in, "feedback_format", issues) : out.format;
    out.tolerance = in.optional_number("tolerance");
    in.finish();
    return out;
}

BankPair read_pair(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    BankPair out;
    out.text = in.text_or("text", "", longest_text);
    out.answer = in.text("answer", longest_text);
    out.format = read_format(in, "format", issues);
    in.finish();
    return out;
}

std::vector<std::string> read_texts(const Json& list, const std::string& where, Issues& issues) {
    std::vector<std::string> out;
    for (const auto& item : list)
        if (item.is_string())
            out.push_back(item.get<std::string>());
        else
            issues.error(ErrorCode::InvalidInput, where, "Every entry is a text");
    return out;
}

BankQuestion read_question(const Json& json, const std::string& where, Issues& issues, std::size_t depth) {
    base::ObjectReader in(json, where, issues);
    BankQuestion out;
    out.type = in.text("type", 50);
    out.name = in.text_or("name", "", longest_text);
    out.text = in.text_or("text", "", longest_text);
    out.format = read_format(in, "format", issues);
    out.single = in.boolean_or("single", true);
    out.use_case = in.boolean_or("use_case", false);
    out.shuffle = in.boolean_or("shuffle", true);
    std::size_t n = 0;
    for (const auto& answer : in.array_or_empty("answers"))
        out.answers.push_back(read_answer(answer, where + ".answers[" + std::to_string(n++) + "]", issues));
    if (in.has("correct"))
        out.correct = in.boolean_or("correct", false);
    n = 0;
    for (const auto& pair : in.array_or_empty("pairs"))
        out.pairs.push_back(read_pair(pair, where + ".pairs[" + std::to_string(n++) + "]", issues));
    n = 0;
    for (const auto& part : in.array_or_empty("parts"))
        if (depth < most_depth)
            out.parts.push_back(read_question(part, where + ".parts[" + std::to_string(n++) + "]", issues, depth + 1));
        else
            issues.error(ErrorCode::InvalidInput, where, "A part of a question holds no parts of its own");
    out.general_feedback = in.text_or("general_feedback", "", longest_text);
    out.general_feedback_format =
        in.has("general_feedback_format") ? read_format(in, "general_feedback_format", issues) : out.format;
    out.tags = read_texts(in.array_or_empty("tags"), where + ".tags", issues);
    out.category = in.text_or("category", "", longest_text);
    out.idnumber = in.text_or("idnumber", "", longest_text);
    out.penalty = in.optional_number("penalty").value_or(out.penalty);
    out.default_mark = in.optional_number("default_mark").value_or(1);
    out.hints = read_texts(in.array_or_empty("hints"), where + ".hints", issues);
    in.finish();
    return out;
}

Loss read_loss(const Json& json, const std::string& where, Issues& issues) {
    base::ObjectReader in(json, where, issues);
    Loss out;
    out.where = in.text_or("where", "", longest_text);
    out.what = in.text_or("what", "", longest_text);
    out.why = in.text_or("why", "", longest_text);
    out.refused = in.boolean_or("refused", false);
    in.finish();
    return out;
}

} // namespace

Json question_to_json(const BankQuestion& question) {
    Json answers = Json::array();
    for (const auto& answer : question.answers) {
        Json one{{"text", answer.text},
                 {"fraction", answer.fraction},
                 {"feedback", answer.feedback},
                 {"format", format_name(answer.format)}};
        if (answer.feedback_format != answer.format)
            one["feedback_format"] = format_name(answer.feedback_format);
        if (answer.tolerance)
            one["tolerance"] = *answer.tolerance;
        answers.push_back(std::move(one));
    }
    Json pairs = Json::array();
    for (const auto& pair : question.pairs)
        pairs.push_back({{"text", pair.text}, {"answer", pair.answer}, {"format", format_name(pair.format)}});
    Json parts = Json::array();
    for (const auto& part : question.parts)
        parts.push_back(question_to_json(part));
    Json out{{"type", question.type},
             {"name", question.name},
             {"text", question.text},
             {"format", format_name(question.format)},
             {"single", question.single},
             {"use_case", question.use_case},
             {"shuffle", question.shuffle},
             {"answers", std::move(answers)},
             {"pairs", std::move(pairs)},
             {"parts", std::move(parts)},
             {"general_feedback", question.general_feedback},
             {"tags", question.tags},
             {"category", question.category},
             {"idnumber", question.idnumber},
             {"penalty", question.penalty},
             {"default_mark", question.default_mark},
             {"hints", question.hints}};
    if (question.general_feedback_format != question.format)
        out["general_feedback_format"] = format_name(question.general_feedback_format);
    if (question.correct)
        out["correct"] = *question.correct;
    return out;
}

Json bank_to_json(const Bank& bank) {
    Json questions = Json::array();
    for (const auto& question : bank.questions)
        questions.push_back(question_to_json(question));
    Json losses = Json::array();
    for (const auto& loss : bank.losses)
        losses.push_back({{"where", loss.where}, {"what", loss.what}, {"why", loss.why}, {"refused", loss.refused}});
    return {{"questions", std::move(questions)}, {"losses", std::move(losses)}};
}

Result<Bank> bank_from_json(const Json& json) {
    Issues issues;
    Bank out;
    base::ObjectReader in(json, "", issues);
    std::size_t n = 0;
    for (const auto& question : in.array("questions"))
        out.questions.push_back(read_question(question, "questions[" + std::to_string(n++) + "]", issues, 1));
    n = 0;
    for (const auto& loss : in.array_or_empty("losses"))
        out.losses.push_back(read_loss(loss, "losses[" + std::to_string(n++) + "]", issues));
    in.finish();
    if (issues.has_errors())
        return fail(base::first_error(issues));
    return out;
}

} // namespace canbo::assessment
