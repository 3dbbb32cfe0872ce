#include "base/translation.h"
#include "html_text.h"
#include "training_ui/drill_presenter.h"

#include <algorithm>

namespace canbo::training::ui {
namespace {

/// Links of the body lead nowhere, pictures are not drawn.
std::string without_links(std::string html) {
    for (const auto& [from, to] : {std::pair("<a ", "<u>"), std::pair("<img ", "")})
        for (auto at = html.find(from); at != std::string::npos; at = html.find(from, at)) {
            const auto end = std::min(html.find('>', at), html.size() - 1);
            html.replace(at, end - at + 1, to);
        }
    for (auto at = html.find("</a>"); at != std::string::npos; at = html.find("</a>", at))
        html.replace(at, 4, "</u>");
    return html;
}

bool inside_tag(const std::string& html, std::size_t at) {
    const auto open = html.rfind('<', at);
    const auto close = html.rfind('>', at);
    return open != std::string::npos && (close == std::string::npos || close < open);
}

class Writer {
public:
    Writer(const std::vector<DrillFlag>& flags, const MailColours& colours) : m_flags(flags), m_colours(colours) {}

    /// The first place of each flag's text is marked by the flag's number.
    std::string marked(std::string html) const {
        for (std::size_t i = 0; i < m_flags.size(); ++i) {
            const auto what = escaped(m_flags[i].where);
            auto at = what.empty() ? std::string::npos : html.find(what);
            while (at != std::string::npos && inside_tag(html, at))
                at = html.find(what, at + 1);
            if (at != std::string::npos)
                html.replace(at, what.size(), sign(i) + "<u>" + what + "</u></b></font>");
        }
        return html;
    }

    std::string row(const char* label, const std::string& value) const {
        return "<tr><td valign=\"top\"><font color=\"" + m_colours.muted + "\">" + base::tr(label) +
               ":&nbsp;</font></td><td>" + marked(escaped(value)) + "</td></tr>";
    }

    std::string flag_list() const {
        std::string out;
        for (std::size_t i = 0; i < m_flags.size(); ++i)
            out += "<p>" + sign(i) + escaped(m_flags[i].where) + "</b></font><br>" + escaped(m_flags[i].why) + "</p>";
        return out;
    }

private:
    std::string sign(std::size_t i) const {
        return "<font color=\"" + m_colours.bad + "\"><b>⚑" + std::to_string(i + 1) + "&nbsp;";
    }

    const std::vector<DrillFlag>& m_flags;
    const MailColours& m_colours;
};

} // namespace

std::string mail_html(const MailMessage& message, std::string body_html, const std::vector<DrillFlag>& flags,
                      const MailColours& colours) {
    const Writer write(flags, colours);
    std::string out = "<h3>" + write.marked(escaped(message.subject)) + "</h3><table cellpadding=\"1\">";
    out += write.row(base::msgid("From"), message.from_name + " <" + message.from_address + ">");
    if (!message.reply_to.empty())
        out += write.row(base::msgid("Replies go to"), message.reply_to);
    out += write.row(base::msgid("To"), message.to);
    auto date = message.date;
    std::replace(date.begin(), date.end(), 'T', ' ');
    out += write.row(base::msgid("Date"), date) + "</table><hr>";
    out += write.marked(without_links(std::move(body_html)));
    if (!message.links.empty() || !message.attachments.empty())
        out += "<br><table cellpadding=\"8\" width=\"100%\" bgcolor=\"" + colours.back + "\"><tr><td>";
    std::string parts;
    for (const auto& file : message.attachments)
        parts += (parts.empty() ? "" : "<br>") + base::tr("Attachment") + ": <b>" + write.marked(escaped(file.name)) +
                 "</b> (" + escaped(file.size) + ")";
    for (const auto& link : message.links)
        parts += (parts.empty() ? "" : "<br>") + base::tr("Link") + ": <u>" + write.marked(escaped(link.text)) +
                 "</u><br><font color=\"" + colours.muted + "\">" + base::tr("leads to") + "</font> <tt>" +
                 write.marked(escaped(link.target)) + "</tt>";
    out += parts;
    if (!message.links.empty() || !message.attachments.empty())
        out += "</td></tr></table>";
    if (!flags.empty())
        out += "<hr><h4>" + base::tr("Red flags in this message") + "</h4>" + write.flag_list();
    return out;
}

} // namespace canbo::training::ui
