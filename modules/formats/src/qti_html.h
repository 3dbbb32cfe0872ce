#pragma once

#include "assessment/bank.h"
#include "qti_xml.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace canbo::formats::qti {

/// Where losses of one item go.
struct LossList {
    std::string where;
    std::vector<assessment::Loss>& losses;

    void add(const std::string& what, const char* why, bool refused = false) const {
        losses.push_back({where, clean_text(what), why, refused});
    }
};

/// Makes a question's HTML of what an item shows. Only elements and attributes of plain text come; what else there
/// is (pictures' files, media, scripts, styles) is among the losses, once each.
class HtmlWriter {
public:
    /// What stands for an element instead of it; nothing = it is written as it is.
    using Replace = std::function<std::optional<std::string>(const Node&)>;

    explicit HtmlWriter(const LossList& losses) : m_losses(losses) {}

    /// What is inside `node`, ends trimmed. `guard`: "{" is written as "&#123;", because braces mark a cloze's places.
    std::string inside(const Node& node, const Replace& replace = {}, bool guard = false);

private:
    void write(const Node& node, std::string& out);
    void write_element(const Node& node, const std::string& name, std::string& out);
    std::string attributes(const Node& node, const std::string& name);
    std::string escaped(std::string_view text) const;
    void lose(const std::string& what, const char* why);

    const LossList& m_losses;
    Replace m_replace;
    bool m_guard{false};
    std::set<std::string> m_said;
};

/// Block elements: "p" stands by itself, "em" within a line.
bool is_block(std::string_view name);

} // namespace canbo::formats::qti
