#pragma once

#include "base/error.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace canbo::base {

/// One thing a check found.
struct Issue {
    enum class Severity { Warning, Error };
    Severity severity{Severity::Error};
    ErrorCode code{ErrorCode::InvalidInput};
    std::string where;    ///< Stable path of the field, e.g. "models[6].percent"; row and column for tables.
    std::string sentence; ///< One whole English sentence (msgid).
};

/// Many problems at once: an import or a form never stops at the first. Order is the order found.
class Issues {
public:
    void error(ErrorCode code, std::string where, std::string sentence) {
        m_items.push_back({Issue::Severity::Error, code, std::move(where), std::move(sentence)});
        ++m_errors;
    }
    void warning(ErrorCode code, std::string where, std::string sentence) {
        m_items.push_back({Issue::Severity::Warning, code, std::move(where), std::move(sentence)});
    }
    bool has_errors() const { return m_errors > 0; }
    bool empty() const { return m_items.empty(); }
    const std::vector<Issue>& items() const { return m_items; }

private:
    std::vector<Issue> m_items;
    std::size_t m_errors{0};
};

} // namespace canbo::base

namespace canbo {
using base::Issue;
using base::Issues;
} // namespace canbo
