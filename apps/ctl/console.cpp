#include "console.h"

#include "base/text.h"
#include "base/translation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace canbo::ctl {

void print_line(const std::string& text) { fmt::print("{}\n", text); }

void print_json(const Json& json) { print_line(json.dump(2, ' ', false, Json::error_handler_t::replace)); }

void print_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows,
                 std::size_t most) {
    std::vector<std::string> titles;
    std::vector<std::size_t> widths;
    for (const auto& title : head) {
        titles.push_back(title);
        widths.push_back(base::length(titles.back()));
    }
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::min(most, std::max(widths[i], base::length(row[i])));
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string out;
        for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i)
            out += base::fit(cells[i], widths[i], i + 1 < cells.size()) + (i + 1 < cells.size() ? "  " : "");
        print_line(out);
    };
    line(titles);
    std::string rule;
    for (std::size_t i = 0; i < widths.size(); ++i)
        for (std::size_t n = 0; n < widths[i] + (i + 1 < widths.size() ? 2 : 0); ++n)
            rule += "─";
    print_line(rule);
    for (const auto& row : rows)
        line(row);
}

void print_error(const Error& error) {
    const std::string where = error.where.empty() ? "" : " (" + error.where + ")";
    fmt::print(stderr, "error: {}: {}{}\n", base::code_name(error.code), error.message, where);
}

void print_issues(const Issues& issues) {
    for (const auto& issue : issues.items())
        fmt::print(stderr, "{}: {}: {}{}\n", issue.severity == Issue::Severity::Error ? "error" : "warning",
                   base::code_name(issue.code), issue.sentence, issue.where.empty() ? "" : " (" + issue.where + ")");
}

Json issues_to_json(const Issues& issues) {
    Json out = Json::array();
    for (const auto& issue : issues.items())
        out.push_back({{"severity", issue.severity == Issue::Severity::Error ? "error" : "warning"},
                       {"code", base::code_name(issue.code)},
                       {"where", issue.where},
                       {"sentence", issue.sentence}});
    return out;
}

Result<std::string> read_secret_line(const std::string& question, const char* missing) {
    if (::isatty(STDIN_FILENO) != 0)
        fmt::print(stderr, "{}: ", question);
    std::string line;
    if (!std::getline(std::cin, line) || line.empty())
        return fail(Error{ErrorCode::InvalidInput, missing, {}, {}});
    if (line.back() == '\r')
        line.pop_back();
    return base::to_nfc(line);
}

Result<std::string> read_password() {
    return read_secret_line(base::tr("Password"), base::msgid("The password is expected on standard input"));
}

void print_qr(const std::vector<std::vector<bool>>& dark) {
    const int size = static_cast<int>(dark.size());
    constexpr int quiet = 4;
    const auto light = [&](int row, int column) {
        const bool inside = row >= 0 && row < size && column >= 0 && column < size;
        return !inside || !dark[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    };
    for (int row = -quiet; row < size + quiet; row += 2) { // two rows of modules in one of letters
        std::string line = "\x1b[97;40m";
        for (int column = -quiet; column < size + quiet; ++column) {
            const bool above = light(row, column), below = light(row + 1, column);
            line += above && below ? "█" : above ? "▀" : below ? "▄" : " ";
        }
        print_line(line + "\x1b[0m");
    }
}

} // namespace canbo::ctl
