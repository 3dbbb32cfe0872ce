#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "people/agency.h"
#include "progress/list_figures.h"

#include <string>

namespace canbo::ctl {

/// A model's lists as `list show` and `status --model` print them: who filled which, and what they say about the
/// indicators. `agency`: only its own list; empty: every list in force. `with_rows`: each filled list's rows too.
Json lists_json(const progress::Model& model, const progress::ListBook& book, const people::AgencyTree& agencies,
                base::Day day, const std::string& agency, bool with_rows);
/// The same for people, without rows. Prints nothing for a model without lists.
void print_lists(const Json& lists);

} // namespace canbo::ctl
