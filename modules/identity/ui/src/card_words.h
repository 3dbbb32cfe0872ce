#pragma once

#include "identity/card_reader.h"
#include "identity/check_history.h"
#include "identity_ui/card_screen.h"

namespace canbo::identity::ui {

// What a reading says, in the chosen language. Any thread.

/// Headline, advice, ladder, fields and findings.
void put_result(CardScreen& screen, const CardReading& reading, const Assessment& assessment, base::Day today);
/// Overwrites and empties what put_result wrote.
void wipe_result(CardScreen& screen);
std::vector<HistoryRow> history_rows(const CheckHistory& history);
/// What to do after reading failed.
std::string advice_on(const Error& error);
std::string card_words(ReaderState::Card card);

} // namespace canbo::identity::ui
