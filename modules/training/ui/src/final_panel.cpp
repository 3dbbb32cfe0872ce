// The final quiz on the panel of questions: see practice_panel.h.
#include "desktop/controls.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "practice_panel.h"

#include <wx/stattext.h>

namespace canbo::training::ui {

using desktop::grid;
using desktop::tr;
using desktop::wx;

void PracticePanel::set_caption(const std::string& caption) {
    if (m_caption != nullptr)
        m_caption->SetLabel(wx(caption));
}

void PracticePanel::show_final_intro(const FinalIntro& intro) {
    clear();
    add_text(base::tr("Before the final quiz"), static_cast<int>(desktop::TextSize::Heading), "learning.final-intro");
    for (std::size_t i = 0; i < intro.lines.size(); ++i)
        add_text("• " + intro.lines[i], static_cast<int>(desktop::TextSize::Body),
                 ("learning.final-rule-" + std::to_string(i)).c_str());
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* begin = desktop::make_primary(this, tr("Begin the final quiz"), "learning.final-begin", [this] {
        if (on_begin)
            CallAfter([this] { on_begin(); });
    });
    begin->Enable(intro.may_begin);
    auto* leave = desktop::make_flat(this, tr("Back to the lesson"), "learning.leave-practice", [this] {
        if (on_leave)
            on_leave();
    });
    row->Add(begin, wxSizerFlags().Border(wxRIGHT, FromDIP(grid)));
    row->Add(leave);
    m_column->Add(row, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
    Scroll(0, 0);
    finish_layout(intro.may_begin ? begin : leave);
}

void PracticePanel::show_final(const FinalQuestion& final) {
    m_question = final.question;
    clear();
    const int slot = static_cast<int>(final.question.number);
    add_text(base::tr("Question") + " " + std::to_string(final.question.number) + "/" +
                 std::to_string(final.question.count),
             static_cast<int>(desktop::TextSize::Caption), "learning.question-number");
    m_caption = add_text(final.caption, static_cast<int>(desktop::TextSize::Strong), "learning.final-caption");
    add_text(final.question.text, static_cast<int>(desktop::TextSize::Heading), "learning.question");
    if (final.question.kind == AnswerKind::Several)
        add_text(base::tr("Several answers may be right"), static_cast<int>(desktop::TextSize::Caption), "");
    add_controls(final.question);
    m_controls->set_given(final.given);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto gap = wxSizerFlags().Border(wxRIGHT, FromDIP(grid));
    m_check = desktop::make_primary(this, tr("Keep the answer"), "learning.check", [this] {
        if (on_answer)
            on_answer(m_controls->given());
    });
    row->Add(m_check, gap);
    const auto go = [&](const wxString& label, const char* id, int to, bool there) {
        auto* button = desktop::make_button(this, label, id, [this, to] {
            if (on_go)
                CallAfter([this, to] { on_go(to); });
        });
        button->Enable(there);
        row->Add(button, gap);
    };
    go(tr("Question before"), "learning.final-before", slot - 1, slot > 1);
    go(tr("Question after"), "learning.final-after", slot + 1, !final.last);
    row->Add(desktop::make_button(this, tr("Hand in"), "learning.hand-in",
                                  [this] {
                                      if (on_hand_in)
                                          CallAfter([this] { on_hand_in(); });
                                  }),
             gap);
    row->Add(desktop::make_flat(this, tr("Back to the lesson"), "learning.leave-practice", [this] {
        if (on_leave)
            on_leave();
    }));
    m_column->Add(row, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
    Scroll(0, 0);
    finish_layout(m_controls->first());
}

void PracticePanel::show_final_end(const FinalEnd& end) {
    clear();
    add_text(end.passed ? base::tr("The final quiz is passed") : base::tr("The final quiz is not passed"),
             static_cast<int>(desktop::TextSize::Heading), "learning.final-end");
    add_text(end.summary, static_cast<int>(desktop::TextSize::Strong), "learning.round");
    auto* leave = desktop::make_primary(this, tr("Back to the lesson"), "learning.leave-practice", [this] {
        if (on_leave)
            on_leave();
    });
    m_column->Add(leave);
    finish_layout(leave);
}

} // namespace canbo::training::ui
