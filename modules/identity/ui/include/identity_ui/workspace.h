#pragma once

#include "desktop/shell.h"
#include "identity_ui/card_presenter.h"

namespace canbo::identity::ui {

/// The entry Check a card in the side bar, for who receives people: invigilators, the exam council, the standing
/// office, focal points. No places inside.
desktop::Workspace make_card_workspace(CardParts parts);

} // namespace canbo::identity::ui
