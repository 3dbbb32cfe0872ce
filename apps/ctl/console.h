#pragma once

#include "base/issues.h"
#include "base/json.h"

#include <string>
#include <vector>

namespace canbo::ctl {

/// One JSON document on standard output, nothing else there.
void print_json(const Json& json);
/// A line for people.
void print_line(const std::string& text);
/// A table for people: columns as wide as their longest cell up to `most`.
void print_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows,
                 std::size_t most = 56);
/// "error: <code>: <sentence> (<where>)" on standard error, in English.
void print_error(const Error& error);
/// One line per issue on standard error.
void print_issues(const Issues& issues);
Json issues_to_json(const Issues& issues);

/// The next line of standard input, without its line feed: a password. @error InvalidInput nothing came
Result<std::string> read_password();
/// The next line of standard input, asked for in these words where a person sits at a terminal.
/// @error InvalidInput `missing`, when nothing came
Result<std::string> read_secret_line(const std::string& question, const char* missing);
/// A QR code for a screen with light letters on dark ground, or dark on light: it carries its own quiet zone.
void print_qr(const std::vector<std::vector<bool>>& dark);

} // namespace canbo::ctl
