#include "assessment/bank.h"
#include "assessment/item_statistics.h"
#include "assessment/numbers.h"
#include "assessment/recorded.h"
#include "base/file.h"
#include "base/text.h"
#include "base/translation.h"
#include "console.h"
#include "formats/agency_csv.h"
#include "formats/aiken.h"
#include "formats/gift.h"
#include "formats/moodle_xml.h"
#include "formats/qti.h"
#include "json_lines.h"
#include "runtime.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace canbo::ctl {
namespace {

namespace quiz = canbo::assessment;

std::string mark_text(const std::optional<double>& mark) { return mark ? base::format_decimal(*mark) : "–"; }

Result<void> replay(Runtime& runtime, const std::string& file) {
    return for_each_line(file, [&](const Json& row) -> Result<void> {
        CANBO_TRY(auto recorded, quiz::read_recorded_attempt(row));
        const Json id = recorded.id;
        CANBO_TRY(const auto trace, quiz::replay(std::move(recorded)));
        if (runtime.json) {
            print_line(Json{{"id", id}, {"trace", quiz::trace_to_json(trace)}}.dump());
            return {};
        }
        std::string line = id.dump();
        for (const auto& step : trace)
            line += fmt::format("  {} {}", quiz::state_name(step.state), mark_text(step.mark));
        print_line(line);
        return {};
    });
}

Result<void> walkthrough(Runtime& runtime, const std::string& file) {
    quiz::WalkthroughReport report;
    CANBO_TRY_VOID(
        for_each_line(file, [&](const Json& row) -> Result<void> { return quiz::play_walkthrough(row, report); }));
    if (runtime.json) {
        Json failures = Json::array();
        for (const auto& one : report.failures)
            failures.push_back(
                {{"test", one.test}, {"event", one.event}, {"expected", one.expected}, {"got", one.got}});
        Json inferred = Json::array();
        for (const auto& one : report.inferred)
            inferred.push_back({{"test", one.test}, {"event", one.event}, {"what", one.what}});
        print_json({{"passed", report.passed},
                    {"failed", report.failures.size()},
                    {"failures", failures},
                    {"inferred", inferred}});
    } else {
        for (const auto& one : report.failures)
            print_line(fmt::format("{} {}: {} ≠ {}", one.test, one.event, one.expected, one.got));
        print_line(
            fmt::format(fmt::runtime(base::tr("{} checks passed, {} failed")), report.passed, report.failures.size()));
        if (!report.inferred.empty())
            print_line(
                fmt::format(fmt::runtime(base::tr("{} actions follow from the recording without standing in it")),
                            report.inferred.size()));
    }
    if (!report.failures.empty())
        return fail(ErrorCode::Conflict, "A walkthrough did not go as recorded");
    return {};
}

/// The column of that name in a CSV's first row.
Result<std::size_t> column(const std::vector<std::string>& head, std::string_view name) {
    const auto found =
        std::find_if(head.begin(), head.end(), [&](const auto& cell) { return base::trim(cell) == name; });
    if (found == head.end())
        return fail(ErrorCode::InvalidInput, "The file lacks a column", std::string(name));
    return static_cast<std::size_t>(found - head.begin());
}

Result<std::vector<quiz::MarkRow>> read_marks(const std::string& file) {
    CANBO_TRY(const auto text, base::read_file(file));
    CANBO_TRY(const auto rows, formats::parse_csv(text));
    if (rows.empty())
        return fail(ErrorCode::InvalidInput, "The file is empty");
    CANBO_TRY(const auto attempt, column(rows.front(), "attempt"));
    CANBO_TRY(const auto slot, column(rows.front(), "slot"));
    CANBO_TRY(const auto mark, column(rows.front(), "mark"));
    CANBO_TRY(const auto max, column(rows.front(), "max"));
    std::vector<quiz::MarkRow> out;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const auto numeric = [&](std::size_t at) { return at < row.size() && quiz::is_number(row[at]); };
        if (row.size() == 1 && base::trim(row[0]).empty())
            continue;
        if (!numeric(slot) || !numeric(mark) || !numeric(max) || attempt >= row.size())
            return fail(ErrorCode::InvalidInput, "A row holds an attempt and three numbers", std::to_string(i + 1));
        out.push_back({row[attempt], static_cast<int>(quiz::leading_number(row[slot])), quiz::leading_number(row[mark]),
                       quiz::leading_number(row[max])});
    }
    return out;
}

Result<void> statistics(Runtime& runtime, const std::string& file) {
    CANBO_TRY(const auto marks, read_marks(file));
    Json slots = Json::array();
    std::vector<std::vector<std::string>> table;
    const auto json = [](const std::optional<double>& value) { return value ? Json(*value) : Json(); };
    for (const auto& slot : quiz::slot_statistics(marks)) {
        slots.push_back({{"slot", slot.slot},
                         {"facility", json(slot.facility)},
                         {"standard_deviation", json(slot.standard_deviation)},
                         {"discrimination_index", json(slot.discrimination_index)},
                         {"discriminative_efficiency", json(slot.discriminative_efficiency)},
                         {"effective_weight", json(slot.effective_weight)}});
        table.push_back({std::to_string(slot.slot), std::to_string(slot.attempts), mark_text(slot.facility),
                         mark_text(slot.standard_deviation), mark_text(slot.discrimination_index),
                         mark_text(slot.discriminative_efficiency), mark_text(slot.effective_weight)});
    }
    if (runtime.json)
        print_json({{"slots", slots}});
    else
        print_table({base::tr("Slot"), base::tr("Attempts"), base::tr("Facility"), base::tr("Standard deviation"),
                     base::tr("Discrimination, %"), base::tr("Efficiency, %"), base::tr("Weight, %")},
                    table);
    return {};
}

Result<std::filesystem::path> bank_file(const Runtime& runtime, const std::string& name) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!plain)
        return fail(ErrorCode::InvalidInput, "A bank is named by small letters, digits and hyphens", name);
    return runtime.folder() / "banks" / (name + ".json");
}

std::string guessed_format(const std::string& file, std::string_view text) {
    if (formats::is_qti(text))
        return "qti";
    if (file.ends_with(".xml") || base::trim(text.substr(0, 200)).starts_with("<"))
        return "moodle-xml";
    return text.find("\nANSWER:") != std::string_view::npos ? "aiken" : "gift";
}

Result<quiz::Bank> read_bank(const std::string& file, std::string format) {
    CANBO_TRY(const auto text, base::read_file(file));
    if (format.empty())
        format = guessed_format(file, text);
    if (format == "qti")
        return formats::read_qti(text);
    if (format == "aiken")
        return formats::read_aiken(text);
    return format == "gift" ? formats::read_gift(text) : formats::read_moodle_xml(text);
}

void print_losses(const std::vector<quiz::Loss>& losses) {
    for (const auto& loss : losses)
        fmt::print(stderr, "warning: {} ({}: {})\n", loss.why, loss.where, loss.what.substr(0, loss.what.find('\n')));
}

Result<void> import(Runtime& runtime, const std::string& file, const std::string& format, const std::string& name) {
    CANBO_TRY(const auto bank, read_bank(file, format));
    const Json json = quiz::bank_to_json(bank);
    if (!name.empty()) {
        CANBO_TRY(const auto target, bank_file(runtime, name));
        std::error_code ignored; // write_file tells what is wrong with the folder
        std::filesystem::create_directories(target.parent_path(), ignored);
        CANBO_TRY_VOID(base::write_file(target, json.dump(1)));
    }
    if (runtime.json)
        print_json(json);
    else {
        std::map<std::string, std::size_t> types;
        for (const auto& question : bank.questions)
            ++types[question.type];
        std::vector<std::vector<std::string>> rows;
        for (const auto& [type, count] : types)
            rows.push_back({type, std::to_string(count)});
        print_table({base::tr("Type"), base::tr("Questions")}, rows);
        print_losses(bank.losses);
    }
    if (bank.refused())
        return fail(ErrorCode::InvalidInput, "Some questions of the file were refused");
    return {};
}

Result<quiz::Bank> stored_bank(const Runtime& runtime, const std::string& source) {
    std::filesystem::path file = source;
    if (!source.ends_with(".json")) {
        CANBO_TRY(file, bank_file(runtime, source));
    }
    CANBO_TRY(const auto text, base::read_file(file));
    CANBO_TRY(const auto json, base::parse_json(text, {100'000'000, 32}));
    return quiz::bank_from_json(json);
}

Result<void> export_bank(Runtime& runtime, const std::string& source, const std::string& format,
                         const std::string& output) {
    CANBO_TRY(const auto bank, stored_bank(runtime, source));
    const auto out = format == "gift"    ? formats::write_gift(bank.questions)
                     : format == "aiken" ? formats::write_aiken(bank.questions)
                                         : formats::write_moodle_xml(bank.questions);
    if (output.empty())
        fmt::print("{}", out.text);
    else
        CANBO_TRY_VOID(base::write_file(output, out.text));
    print_losses(out.losses);
    const bool refused = std::any_of(out.losses.begin(), out.losses.end(), [](const auto& l) { return l.refused; });
    if (refused)
        return fail(ErrorCode::InvalidInput, "Some questions cannot be written in this format");
    return {};
}

struct QuizArguments {
    std::string file;
    std::string format;
    std::string bank;
    std::string output;
};

} // namespace

void add_quiz_commands(Command& app, Runtime& runtime) {
    auto in = std::make_shared<QuizArguments>();
    auto* area = add_area(app, "quiz", "Question banks, grading and item statistics");
    auto* take = add_verb(*area, "import", "Read questions; what could not be taken is listed", runtime,
                          [&runtime, in] { return import(runtime, in->file, in->format, in->bank); });
    take->add_option("FILE", in->file, "A file in GIFT, Aiken, Moodle XML or QTI")->required();
    take->add_option("--format", in->format, "Format of the file (default: what it looks like)")
        ->one_of({"gift", "aiken", "moodle-xml", "qti"});
    take->add_option("--bank", in->bank, "Keep the questions under this name");
    auto* give = add_verb(*area, "export", "Write questions", runtime,
                          [&runtime, in] { return export_bank(runtime, in->file, in->format, in->output); });
    give->add_option("BANK", in->file, "A bank's name, or a JSON file that quiz import printed")->required();
    give->add_option("--format", in->format, "Format of the file")->required()->one_of({"gift", "aiken", "moodle-xml"});
    give->add_option("--output", in->output, "File to write");
    auto* again = add_verb(*area, "replay", "Grade recorded attempts again", runtime,
                           [&runtime, in] { return replay(runtime, in->file); });
    again->add_option("FILE", in->file, "JSON lines, may be packed with gzip")->required();
    auto* walk = add_verb(*area, "walkthrough", "Play recorded walks through questions and check each step", runtime,
                          [&runtime, in] { return walkthrough(runtime, in->file); });
    walk->add_option("FILE", in->file, "JSON lines, may be packed with gzip")->required();
    auto* figures = add_verb(*area, "statistics", "How the questions of a quiz did", runtime,
                             [&runtime, in] { return statistics(runtime, in->file); });
    figures->add_option("FILE", in->file, "CSV with the columns attempt, slot, mark, max")->required();
}

} // namespace canbo::ctl
