#include "training/mailbox.h"

#include <algorithm>
#include <array>
#include <set>

namespace canbo::training {
namespace {

constexpr std::array<std::string_view, 4> action_names{"report", "delete", "reply", "open"};
constexpr std::array<std::string_view, 5> cue_types{"error", "technical", "visual", "language", "tactic"};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The host of an address or link; empty where there is none (a telephone number, say).
std::string_view host_of(std::string_view text) {
    if (const auto at = text.rfind('@'); at != std::string_view::npos && !contains(text, "://"))
        return text.substr(at + 1);
    const auto from = text.find("://");
    if (from == std::string_view::npos)
        return {};
    text = text.substr(from + 3);
    text = text.substr(0, text.find_first_of("/?#"));
    if (const auto at = text.rfind('@'); at != std::string_view::npos)
        text.remove_prefix(at + 1);
    return text.substr(0, text.find(':'));
}

/// An address under a reserved name, or a telephone number of the invented row 0900 000 xxx.
bool belongs_to_nobody(std::string_view text) {
    const bool number = text.find_first_not_of("+0123456789 .-") == std::string_view::npos;
    return number ? text.starts_with("0900 000 ") || text.starts_with("0900000") : is_reserved_host(host_of(text));
}

class Reader {
public:
    Reader(const Course& course, Issues& issues) : m_course(course), m_issues(issues) {}

    Mailbox read(const Json& json) {
        base::ObjectReader in(json, "", m_issues);
        if (in.integer("format", 1, 1000) > 1)
            error("format", "The course was written for a newer Canbo");
        Mailbox out;
        const Json& messages = in.array("messages");
        for (std::size_t i = 0; i < messages.size(); ++i)
            out.messages.push_back(message(messages[i], "messages[" + std::to_string(i) + "]"));
        const Json& scenes = in.array_or_empty("scenes");
        for (std::size_t i = 0; i < scenes.size(); ++i)
            out.scenes.push_back(scene(scenes[i], "scenes[" + std::to_string(i) + "]"));
        in.finish();
        return out;
    }

private:
    void error(std::string where, const char* sentence) {
        m_issues.error(ErrorCode::InvalidInput, std::move(where), sentence);
    }

    std::string id(base::ObjectReader& in) {
        auto text = in.text("id", 80);
        if (!text.empty() && !is_slug(text))
            error(in.path("id"), "A name here is small letters, digits and hyphens");
        if (!text.empty() && !m_ids.insert(text).second)
            error(in.path("id"), "This name stands twice");
        return text;
    }

    std::string lesson(base::ObjectReader& in) {
        auto text = in.text("lesson", 80);
        if (!text.empty() && m_course.lesson(text) == nullptr)
            error(in.path("lesson"), "The course has no such lesson");
        return text;
    }

    std::string address(base::ObjectReader& in, const char* key, bool optional) {
        auto text = optional ? in.text_or(key, "", 200) : in.text(key, 200);
        if (!text.empty() && !belongs_to_nobody(text))
            error(in.path(key), "An address here must belong to nobody: end it in .example or .test");
        return text;
    }

    MailAction action(const Json& json, const std::string& where) {
        const auto found = json.is_string() ? parse_action(json.get<std::string>()) : std::nullopt;
        if (!found)
            error(where, "A message is answered by report, delete, reply or open");
        return found.value_or(MailAction::Report);
    }

    void parts(base::ObjectReader& in, MailMessage& out) {
        const auto each = [&](const char* key, auto take) {
            const Json& list = in.array_or_empty(key);
            for (std::size_t i = 0; i < list.size(); ++i) {
                base::ObjectReader one(list[i], in.path(key) + "[" + std::to_string(i) + "]", m_issues);
                take(one);
                one.finish();
            }
        };
        each("links", [&](base::ObjectReader& one) {
            MailLink link{one.text("text", 500), one.text("target", 500)};
            const auto host = host_of(link.target);
            if (!link.target.starts_with("tel:") && !is_reserved_host(host))
                error(one.path("target"), "An address here must belong to nobody: end it in .example or .test");
            out.links.push_back(std::move(link));
        });
        each("attachments", [&](base::ObjectReader& one) {
            out.attachments.push_back({one.text("name", 200), one.text("size", 40)});
        });
        each("cues", [&](base::ObjectReader& one) {
            MailCue cue{one.text("type", 20), one.text("where", 500), one.text("why", 1000)};
            if (std::find(cue_types.begin(), cue_types.end(), cue.type) == cue_types.end())
                error(one.path("type"), "A cue is of the type error, technical, visual, language or tactic");
            if (!cue.where.empty() && !out.shows(cue.where))
                error(one.path("where"), "This text does not stand in the message");
            out.cues.push_back(std::move(cue));
        });
    }

    std::optional<MailPremise> premise(base::ObjectReader& in) {
        if (!in.has("premise"))
            return std::nullopt;
        base::ObjectReader one(in.object_or_empty("premise"), in.path("premise"), m_issues);
        MailPremise out;
        out.mimics_workplace = static_cast<int>(one.integer("mimics_workplace", 0, 8));
        out.relevance = static_cast<int>(one.integer("relevance", 0, 8));
        out.timely = static_cast<int>(one.integer("timely", 0, 8));
        out.concern = static_cast<int>(one.integer("concern", 0, 8));
        out.targeted = static_cast<int>(one.integer("targeted", -8, 0));
        one.finish();
        return out;
    }

    MailMessage message(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        MailMessage out;
        out.id = id(in);
        out.kind = in.text("kind", 40);
        out.topic = in.text("topic", 80);
        base::ObjectReader from(in.object_or_empty("from"), in.path("from"), m_issues);
        out.from_name = from.text("name", 200);
        out.from_address = address(from, "address", false);
        from.finish();
        out.reply_to = address(in, "reply_to", true);
        out.to = address(in, "to", false);
        out.subject = in.text("subject", 300);
        out.date = in.text("date", 40);
        out.body = in.text("body", 20'000);
        parts_and_answer(in, out);
        out.premise = premise(in);
        out.lesson = lesson(in);
        out.why = in.text("why", 1000);
        in.finish();
        if (out.answer == MailAction::Report && out.cues.empty())
            error(where + ".cues", "A message that should be reported shows at least one cue");
        return out;
    }

    void parts_and_answer(base::ObjectReader& in, MailMessage& out) {
        const Json answer = in.text("answer", 20);
        out.answer = action(answer, in.path("answer"));
        const Json& also = in.array_or_empty("also");
        for (const auto& one : also)
            out.also.push_back(action(one, in.path("also")));
        parts(in, out);
    }

    DrillScene scene(const Json& json, const std::string& where) {
        base::ObjectReader in(json, where, m_issues);
        DrillScene out{id(in), in.text("topic", 80), in.text("title", 300), in.text("story", 5000), {}, {}};
        const Json& choices = in.array("choices");
        std::size_t right = 0;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            base::ObjectReader one(choices[i], in.path("choices") + "[" + std::to_string(i) + "]", m_issues);
            out.choices.push_back({one.text("text", 1000), one.boolean_or("right", false), one.text("why", 1000)});
            one.finish();
            right += out.choices.back().right ? 1 : 0;
        }
        if (right == 0 || right == out.choices.size())
            error(in.path("choices"), "A scene has a right choice and a wrong one");
        out.lesson = lesson(in);
        in.finish();
        return out;
    }

    const Course& m_course;
    Issues& m_issues;
    std::set<std::string> m_ids;
};

} // namespace

std::string_view action_name(MailAction action) { return action_names[static_cast<std::size_t>(action)]; }

std::optional<MailAction> parse_action(std::string_view name) {
    const auto found = std::find(action_names.begin(), action_names.end(), name);
    if (found == action_names.end())
        return std::nullopt;
    return static_cast<MailAction>(found - action_names.begin());
}

bool MailMessage::accepts(MailAction action) const {
    return action == answer || std::find(also.begin(), also.end(), action) != also.end();
}

bool MailMessage::shows(std::string_view text) const {
    for (const std::string* part : {&from_name, &from_address, &reply_to, &to, &subject, &body})
        if (contains(*part, text))
            return true;
    const std::string sender = from_name + " <" + from_address + ">"; // as a mail program writes it
    return contains(sender, text) ||
           std::any_of(links.begin(), links.end(),
                       [&](const auto& l) { return contains(l.text, text) || contains(l.target, text); }) ||
           std::any_of(attachments.begin(), attachments.end(), [&](const auto& a) { return contains(a.name, text); });
}

const MailMessage* Mailbox::message(std::string_view id) const {
    const auto found = std::find_if(messages.begin(), messages.end(), [&](const auto& m) { return m.id == id; });
    return found == messages.end() ? nullptr : &*found;
}

const DrillScene* Mailbox::scene(std::string_view id) const {
    const auto found = std::find_if(scenes.begin(), scenes.end(), [&](const auto& s) { return s.id == id; });
    return found == scenes.end() ? nullptr : &*found;
}

Mailbox mailbox_from_json(const Json& json, const Course& course, Issues& issues) {
    if (!json.is_object()) {
        issues.error(ErrorCode::InvalidInput, "", "A JSON object is expected here");
        return {};
    }
    return Reader(course, issues).read(json);
}

bool is_reserved_host(std::string_view host) {
    for (const std::string_view zone : {"example", "test", "invalid", "example.com", "example.net", "example.org"})
        if (host == zone ||
            (host.ends_with(zone) && host.size() > zone.size() && host[host.size() - zone.size() - 1] == '.'))
            return true;
    return false;
}

} // namespace canbo::training
