#pragma once

#include "base/translation.h"

namespace canbo::ctl {

/// Words of the interface that are shown translated: states, statuses and confidences come from the domain as the
/// stable words that scripts read; for people tr() is shown.
inline constexpr const char* shown_words[] = {
    base::msgid("draft"),      base::msgid("queued"),    base::msgid("sent"),      base::msgid("refused"),
    base::msgid("received"),   base::msgid("returned"),  base::msgid("accepted"),  base::msgid("consolidated"),
    base::msgid("superseded"), base::msgid("missing"),   base::msgid("conflict"),  base::msgid("not-started"),
    base::msgid("on-track"),   base::msgid("at-risk"),   base::msgid("late"),      base::msgid("done"),
    base::msgid("waiting"),    base::msgid("green"),     base::msgid("amber"),     base::msgid("red"),
    base::msgid("error"),      base::msgid("warning"),   base::msgid("weekly"),    base::msgid("monthly"),
    base::msgid("monday"),     base::msgid("tuesday"),   base::msgid("wednesday"), base::msgid("thursday"),
    base::msgid("friday"),     base::msgid("saturday"),  base::msgid("sunday"),    base::msgid("added"),
    base::msgid("changed"),    base::msgid("unchanged"), base::msgid("kept"),      base::msgid("left-out"),
};

} // namespace canbo::ctl
