#pragma once

#include "base/issues.h"
#include "base/json.h"
#include "training/course.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::training {

/// What a learner does with a message.
enum class MailAction { Report, Delete, Reply, Open };
std::string_view action_name(MailAction action); ///< "report"
std::optional<MailAction> parse_action(std::string_view name);

/// A red flag, by the categories of the NIST Phish Scale (TN 2276).
struct MailCue {
    std::string type;  ///< error, technical, visual, language, tactic.
    std::string where; ///< Text that stands in the message: what is marked afterwards.
    std::string why;
};

/// How well the story fits the reader's work: the Phish Scale's five elements of premise alignment.
struct MailPremise {
    int mimics_workplace{0}; ///< 0 to 8, as the next three.
    int relevance{0};
    int timely{0};
    int concern{0};
    int targeted{0}; ///< 0 to -8: how much earlier warnings lower it.
    int total() const { return mimics_workplace + relevance + timely + concern + targeted; }
};

struct MailLink {
    std::string text;
    std::string target;
};

struct MailAttachment {
    std::string name;
    std::string size;
};

/// One message of the drill. Nothing of it is ever sent or opened on the network.
struct MailMessage {
    std::string id;
    std::string kind; ///< phish, spear, legitimate, …
    std::string topic;
    std::string from_name;
    std::string from_address;
    std::string reply_to; ///< May be empty.
    std::string to;
    std::string subject;
    std::string date; ///< Local, as shown: "2024-02-16T08:12".
    std::string body; ///< Markdown.
    std::vector<MailLink> links;
    std::vector<MailAttachment> attachments;
    MailAction answer{MailAction::Report};
    std::vector<MailAction> also; ///< Others that are accepted.
    std::vector<MailCue> cues;
    std::optional<MailPremise> premise;
    std::string lesson;
    std::string why; ///< Shown afterwards.

    bool accepts(MailAction action) const;
    /// True where `text` stands in something the reader sees of the message.
    bool shows(std::string_view text) const;
};

/// A situation without a mailbox, with one or more right ways out of it.
struct DrillScene {
    struct Choice {
        std::string text;
        bool right{false};
        std::string why;
    };
    std::string id;
    std::string topic;
    std::string title;
    std::string story;
    std::vector<Choice> choices;
    std::string lesson;
};

struct Mailbox {
    std::vector<MailMessage> messages;
    std::vector<DrillScene> scenes;

    const MailMessage* message(std::string_view id) const;
    const DrillScene* scene(std::string_view id) const;
};

/// Reads drills/mailbox.json of a course. Problems go into `issues`: fields, ids that stand twice, a lesson the course
/// does not have, a cue that is not in its message, a trap without a cue, a scene without a right or a wrong choice,
/// an address that could be somebody's.
Mailbox mailbox_from_json(const Json& json, const Course& course, Issues& issues);

/// A host that belongs to nobody: under .example, .test, .invalid or example.com, .net, .org (RFC 2606, RFC 6761).
bool is_reserved_host(std::string_view host);

} // namespace canbo::training
