#pragma once

#include "assessment/question_view.h"
#include "base/json.h"
#include "base/result.h"

#include <string>
#include <vector>

namespace canbo::station {

struct SheetQuestion {
    int slot{0}; ///< From 1.
    std::string type;
    double mark{1};
    assessment::QuestionView view;
};

/// A candidate's paper as the room gave it, ready to draw. It knows nothing of what is right.
struct Sheet {
    std::string candidate;
    int minutes{0};
    std::vector<SheetQuestion> questions; ///< Question n of the paper is questions[n - 1].
};

/// Reads what exam::paper_to_json() made. @error InvalidInput
Result<Sheet> read_sheet(const Json& paper);

/// The answer as the room takes it; empty, which takes an answer back, where nothing is given.
assessment::Response response_of(const SheetQuestion& question, const assessment::GivenAnswer& given);

} // namespace canbo::station
