#pragma once

#include "assessment/bank.h"
#include "qti_xml.h"

#include <string>
#include <vector>

namespace canbo::formats::qti {

/// What a package says of an item besides the item itself.
struct ItemContext {
    std::string where; ///< As losses name it.
    std::string category;
    std::vector<std::string> tags;
    double weight{1};
};

/// Reads one assessmentItem into `bank`, its question or a loss that says why it did not come.
void read_item(const Node& item, const ItemContext& context, assessment::Bank& bank);

} // namespace canbo::formats::qti
