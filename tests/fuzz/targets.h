#pragma once

#include <string_view>
#include <vector>

namespace canbo::fuzz {

/// A reader of bytes from outside, with what must hold whatever the bytes are. `run` returns, or aborts (CANBO_CHECK)
/// when a promise of the reader is broken. Its inputs are kept in corpus/<name>/.
struct Target {
    const char* name;
    void (*run)(std::string_view input);
};

void read_entry(std::string_view input);    ///< JSON, canonical JSON and an entry of the ledger.
void read_report(std::string_view input);   ///< A report's body, and one model of it.
void read_markdown(std::string_view input); ///< Markdown to blocks, for every use, and to HTML.
void read_csv(std::string_view input);      ///< CSV rows, and agencies in CSV.
void read_message(std::string_view input);  ///< Every message of the office's API, problem+json and changes among them.

inline const std::vector<Target>& targets() {
    static const std::vector<Target> all{{"entry", read_entry},
                                         {"report", read_report},
                                         {"markdown", read_markdown},
                                         {"csv", read_csv},
                                         {"message", read_message}};
    return all;
}

} // namespace canbo::fuzz
