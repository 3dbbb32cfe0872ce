#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "desktop/background.h"
#include "training/drill.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace canbo::training::ui {

/// A course with drills, and its files by their path inside it.
struct OpenedDrills {
    Course course;
    Mailbox mailbox;
    std::map<std::string, std::string> files;
};

/// What the workspace stands on; filled by the app.
struct DrillParts {
    std::function<Result<OpenedDrills>()> open; ///< Called on the worker.
    DrillStore& store;                          ///< Called on the worker.
    const base::Clock& clock;
};

/// A line of the mailbox's list.
struct DrillLine {
    std::string key;
    std::string mark;    ///< "✓", "✕", "●" for the one to answer, "" for those that wait.
    std::string from;    ///< Empty for a scene.
    std::string subject; ///< Of a scene its title.
    std::string date;    ///< "16/02 08:12"
    bool right{false};
    bool wrong{false};
};

/// What stands before the learner. Flags, `why` and verdict are empty until it is answered.
struct DrillPage {
    std::string key;
    std::string caption; ///< "Message 3 of 10 · Re-test"
    std::optional<MailMessage> message;
    std::optional<DrillScene> scene;
    DrillState state{DrillState::Presented};
    bool current{true}; ///< False for one that is looked at again.
    bool right{false};
    std::string verdict; ///< "✓ Right"
    std::string why;
    std::string answered; ///< "Reply · Certain"
    std::vector<DrillFlag> flags;
};

/// What the drills came to so far, in words: label and value.
using DrillSummary = std::vector<std::pair<std::string, std::string>>;

class DrillView {
public:
    virtual ~DrillView() = default;
    /// Nothing is under way: what there is to begin, and what the drills came to. `ended`: one just came to its end.
    virtual void show_start(const DrillSummary& summary, bool ended) = 0;
    /// `summary`: "3 of 10 answered".
    virtual void show_lines(const std::vector<DrillLine>& lines, const std::string& chosen,
                            const std::string& summary) = 0;
    virtual void show_page(const DrillPage& page) = 0;
    virtual void show_lesson(const std::string& title, const std::string& markdown) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// Drills: messages are answered one after the other as in a mail program that sends and opens nothing; a miss leads
/// over its short lesson to a re-test. What was answered is on the disk before the screen says so. UI thread only; the
/// view outlives it.
class DrillPresenter {
public:
    DrillPresenter(DrillView& view, DrillParts parts, desktop::Background& background);

    /// Goes on with a drill that is under way.
    void start();
    void begin(DrillKind kind);
    /// Looks at a line of the list again; one that waits leaves the current one on the page.
    void choose(const std::string& key);
    void set_certainty(Certainty certainty) { m_certainty = certainty; }
    void answer(MailAction action);
    void answer(std::size_t choice);
    void read_lesson();
    void next();

    /// True while something waits for its answer and is on the page.
    bool answering() const;
    /// A message is on the page, not a scene.
    bool mail() const;
    bool may_read_lesson() const;
    bool may_go_on() const;

private:
    void show_current();
    void show_turn(std::size_t at);
    void show_lines();
    void give(DrillReply reply);
    void save(std::function<void()> then);
    DrillPage page_of(std::size_t at) const;
    const DrillTurn* current() const;
    DrillSummary summary() const;

    DrillView& m_view;
    DrillParts m_parts;
    desktop::Background& m_background;
    std::optional<OpenedDrills> m_open;
    DrillLog m_log;
    std::optional<Certainty> m_certainty;
    std::size_t m_shown{0};
    bool m_busy{false};
    desktop::Waiter m_waiter;
};

/// What a mail program's window shows of a message, as HTML. Links lead nowhere: their text is marked, and where they
/// would lead stands below. With flags, the text of each is marked by its number, and what it means stands at the end.
struct MailColours {
    std::string muted; ///< "#5c6570"
    std::string bad;
    std::string back; ///< Behind links and attachments.
};
std::string mail_html(const MailMessage& message, std::string body_html, const std::vector<DrillFlag>& flags,
                      const MailColours& colours);

/// What the learner may do with a message (msgid).
const char* action_words(MailAction action);
const char* certainty_words(Certainty certainty); ///< msgid

} // namespace canbo::training::ui
