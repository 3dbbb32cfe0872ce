#include "training/captions.h"

#include "base/text.h"

#include <array>
#include <optional>
#include <utility>

namespace canbo::training {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t most_captions = 20'000;

std::optional<long long> digits(std::string_view text, std::size_t least, std::size_t most) {
    if (text.size() < least || text.size() > most)
        return std::nullopt;
    long long out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        out = out * 10 + (c - '0');
    }
    return out;
}

/// "00:01.500", "1:02:03.000"
std::optional<milliseconds> time_of(std::string_view text) {
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const auto thousandths = digits(text.substr(dot + 1), 3, 3);
    std::array<long long, 3> parts{}; // seconds, minutes, hours
    std::string_view rest = text.substr(0, dot);
    std::size_t count = 0;
    while (count < parts.size()) {
        const auto colon = rest.rfind(':');
        const bool last = colon == std::string_view::npos;
        const auto part = digits(last ? rest : rest.substr(colon + 1), count == 2 ? 1 : 2, count == 2 ? 5 : 2);
        if (!part || (count < 2 && *part > 59))
            return std::nullopt;
        parts[count++] = *part;
        if (last)
            break;
        rest = rest.substr(0, colon);
        if (count == parts.size())
            return std::nullopt;
    }
    if (!thousandths || count < 2)
        return std::nullopt;
    return milliseconds((parts[2] * 3600 + parts[1] * 60 + parts[0]) * 1000 + *thousandths);
}

std::string plain(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
        {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&lrm;", ""}, {"&rlm;", ""}}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '<') {
            const auto end = text.find('>', i);
            i = end == std::string_view::npos ? text.size() : end + 1;
            continue;
        }
        bool taken = false;
        for (const auto& [name, sign] : entities)
            if (text.substr(i, name.size()) == name) {
                out += sign;
                i += name.size();
                taken = true;
                break;
            }
        if (!taken)
            out += text[i++];
    }
    return out;
}

/// WebVTT takes CR, LF and both for the end of a line.
std::string with_line_feeds(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r')
            out += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            out += '\n';
    return out;
}

class Lines {
public:
    explicit Lines(std::string_view text) : m_rest(text) {}
    std::optional<std::string_view> next() {
        if (m_done)
            return std::nullopt;
        ++m_number;
        const auto end = m_rest.find('\n');
        std::string_view line = m_rest.substr(0, end);
        m_done = end == std::string_view::npos;
        if (!m_done)
            m_rest.remove_prefix(end + 1);
        return line;
    }
    std::string where() const { return std::to_string(m_number); }

private:
    std::string_view m_rest;
    std::size_t m_number{0};
    bool m_done{false};
};

Result<Caption> timing_of(std::string_view line, const std::string& where) {
    const auto arrow = line.find("-->");
    const auto from = time_of(base::trim(line.substr(0, arrow)));
    const std::string behind(base::trim(line.substr(arrow + 3)));
    const std::string_view end = std::string_view(behind).substr(0, behind.find_first_of(" \t"));
    const auto to = time_of(end);
    if (!from || !to || *to <= *from)
        return fail(ErrorCode::InvalidInput, "A caption has a time at which it begins and a later one at which it ends",
                    where);
    return Caption{*from, *to, {}};
}

} // namespace

Result<std::vector<Caption>> read_captions(std::string_view vtt) {
    if (vtt.size() > longest_captions)
        return fail(ErrorCode::TooLarge, "The captions are too long");
    if (vtt.starts_with("\xEF\xBB\xBF"))
        vtt.remove_prefix(3);
    const std::string text = with_line_feeds(vtt);
    if (!base::is_clean_text(text))
        return fail(ErrorCode::InvalidInput, "The captions are no clean text");
    Lines lines(text);
    const auto head = lines.next();
    if (!head || !head->starts_with("WEBVTT"))
        return fail(ErrorCode::InvalidInput, "A file of captions begins with WEBVTT", "1");
    std::vector<Caption> out;
    while (auto line = lines.next()) {
        if (line->find("-->") == std::string_view::npos)
            continue; // a cue's name, a note, a style, an empty line
        CANBO_TRY(auto caption, timing_of(*line, lines.where()));
        for (line = lines.next(); line && !line->empty(); line = lines.next())
            caption.text += (caption.text.empty() ? "" : "\n") + plain(*line);
        if (!out.empty() && caption.from < out.back().from)
            return fail(ErrorCode::InvalidInput, "Captions stand in the order in which they are heard", lines.where());
        if (out.size() == most_captions)
            return fail(ErrorCode::TooLarge, "The captions are too long");
        out.push_back(std::move(caption));
    }
    return out;
}

std::size_t caption_at(const std::vector<Caption>& captions, std::chrono::milliseconds at) {
    std::size_t out = captions.size();
    for (std::size_t i = 0; i < captions.size() && captions[i].from <= at; ++i)
        out = i;
    return out;
}

} // namespace canbo::training
