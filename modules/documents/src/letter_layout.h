#pragma once

#include "fragment.h"
#include "layout_spec.h"
#include "letter.h"
#include "text_measure.h"

#include <vector>

namespace canbo::documents {

/// Agencies, motto, number, place and date; the kind and abstract or the subject; the addressees.
/// Gives up with InvalidInput when a name would fill more than half a page.
std::vector<Fragment> layout_letterhead(const Letter& letter, const LayoutSpec& spec, double width,
                                        TextMeasure& measure);

/// Recipients on the left; authority, office, room for signature and seal, and name on the right. The strip before it
/// stays on its page; recipients that would not fit follow as lines of their own.
std::vector<Fragment> layout_signature(const Letter& letter, const LayoutSpec& spec, double width,
                                       TextMeasure& measure);

} // namespace canbo::documents
