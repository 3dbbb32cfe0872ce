#include "question_box.h"

#include "base/text.h"
#include "base/translation.h"
#include "desktop/native.h"
#include "desktop/text.h"
#include "screen_words.h"

#include <fmt/format.h>

namespace canbo::station::ui {

using namespace desktop;
using assessment::AnswerKind;

namespace {

Tone tone_of(SaveMark mark) {
    return mark == SaveMark::Room     ? Tone::Good
           : mark == SaveMark::Failed ? Tone::Bad
           : mark == SaveMark::Here   ? Tone::Warn
                                      : Tone::Muted;
}

} // namespace

QuestionBox::QuestionBox(wxWindow* parent, StationPresenter& presenter, const SheetQuestion& question, int width)
    : wxPanel(parent), m_presenter(presenter), m_slot(question.slot) {
    SetBackgroundColour(theme().palette().surface);
    const auto place = "station.q" + std::to_string(m_slot);
    auto* column = new wxBoxSizer(wxVERTICAL);
    const auto below = wxSizerFlags().Border(wxBOTTOM, FromDIP(grid));
    const auto count = presenter.sheet() == nullptr ? std::size_t{0} : presenter.sheet()->questions.size();
    column->Add(make_text(this,
                          wx(fmt::format("{} {}/{} · {}: {}", base::tr("Question"), m_slot, count, base::tr("marks"),
                                         base::format_decimal(question.mark))),
                          TextSize::Caption),
                below);
    m_state = make_text(this, {}, TextSize::Strong);
    column->Add(m_state, below);
    auto* text = make_text(this, wx(question.view.text), TextSize::Heading);
    text->Wrap(width);
    set_accessible(text, wx(question.view.text), place);
    column->Add(text, wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(grid)));
    if (question.view.kind == AnswerKind::Several)
        column->Add(make_text(this, tr("Several answers may be right"), TextSize::Caption), below);
    m_controls = std::make_unique<assessment::ui::QuestionControls>(this, *column, question.view, place, width);
    m_controls->on_chosen = [this] { m_presenter.answer(m_slot, m_controls->given()); };
    m_controls->on_typed = [this] { m_presenter.typed(m_slot, m_controls->given()); };
    m_controls->on_enter = [this] { m_presenter.answer(m_slot, m_controls->given()); };
    SetSizer(column);
    show_given();
}

void QuestionBox::update(const Tile& tile, bool can_answer) {
    if (can_answer != m_can_answer)
        m_controls->enable(can_answer);
    m_can_answer = can_answer;
    if (tile == m_tile)
        return;
    m_tile = tile;
    const auto said = mark_sentence(tile.mark) + (tile.flagged ? " · ⚑ " + base::tr("flagged") : std::string());
    m_state->SetLabelText(wx(said));
    m_state->SetForegroundColour(theme().colour(tone_of(tile.mark)));
    set_accessible(m_state, wx(said), "station.q" + std::to_string(m_slot) + ".state");
    Layout();
}

void QuestionBox::show_given() { m_controls->set_given(m_presenter.given(m_slot)); }

void QuestionBox::take_focus() {
    if (auto* first = m_controls->first())
        first->SetFocus();
}

void QuestionBox::clear_answer() {
    if (!m_can_answer)
        return;
    m_controls->set_given({});
    m_presenter.answer(m_slot, m_controls->given());
}

bool QuestionBox::choose(std::size_t option) {
    if (!m_can_answer || !m_controls->choose(option))
        return false;
    m_presenter.answer(m_slot, m_controls->given());
    return true;
}

} // namespace canbo::station::ui
