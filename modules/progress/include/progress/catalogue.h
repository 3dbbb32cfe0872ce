#pragma once

#include "base/clock.h"
#include "base/issues.h"
#include "base/json.h"
#include "progress/list_spec.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::progress {

enum class TaskRole {
    Lead,       ///< "chủ trì"
    Coordinate, ///< "phối hợp"
    Contact,    ///< contact point to the ministry's department C06
    Assess,     ///< safety assessment before operation; never a lead, whatever the sentence says
    Implement,
};

/// What one agency has to do in a model. A model with two leads has two such items.
struct TaskItem {
    std::string id; ///< "4-t1"
    std::string agency;
    TaskRole role{TaskRole::Coordinate};
    std::string text;
    std::optional<int> ordinal; ///< (i), (ii) … of the plan's sentence.
    std::string gate;           ///< Id of the guidance it waits for, or empty.
};

/// Guidance that a model waits for. Opened by a recorded document, never by a date passing.
struct Gate {
    std::string id; ///< "4-1"
    std::string awaits;
    std::string from;
};

struct Window {
    enum class Kind { Years, Quarter, Regular, Roadmap, AfterGuidance };
    struct Part {
        std::string what;
        Kind kind{Kind::Regular};
        std::string gate;
    };
    Kind kind{Kind::Regular};
    std::optional<base::Day> from;
    std::optional<base::Day> to;
    std::vector<Part> also; ///< Model 23: continuous, but its signature part waits.
};

struct Indicator {
    std::string code; ///< Unique in the catalogue: "m06-co-so"
    std::string name;
    std::string unit;
    std::optional<double> target; ///< Only where the plan states one.
    std::string numerator;
    std::string denominator;
    bool by_agency{false}; ///< Every agency reports its own value.
};

struct Model {
    int number{0}; ///< 1 to 43
    int group{0};  ///< 1 to 5
    std::string name;
    std::string objective;
    std::vector<std::string> tools;
    std::vector<std::string> forces;
    Window window;
    std::vector<TaskItem> tasks;
    std::vector<Gate> gates;
    std::vector<Indicator> indicators;
    std::vector<ListSpec> lists; ///< Lists that are filled for the model, if any.
    int first_line{0};           ///< Lines of the plan's text.
    int last_line{0};

    bool has_lead() const;
    const Indicator* indicator(std::string_view code) const;
    const Gate* gate(std::string_view id) const;
    const ListSpec* list(std::string_view code) const;
};

struct Group {
    int number{0};
    std::string title;
};

/// The plan's 43 models. A value read once at start; afterwards only read, from any thread.
struct Catalogue {
    std::string plan; ///< "395/KH-UBND"
    std::optional<base::Day> issued;
    std::vector<Group> groups;
    std::vector<Model> models; ///< By number.

    const Model* find(int number) const;
    const Gate* gate(std::string_view id) const;
    /// The model a list belongs to, or null.
    const Model* model_of_list(std::string_view code) const;
};

std::string_view role_name(TaskRole role);       ///< "lead"
std::string_view window_name(Window::Kind kind); ///< "after-guidance"

/// Reads content/plan-395/catalogue.json. Problems go into `issues`.
Catalogue catalogue_from_json(const Json& json, Issues& issues);
/// One model as `catalogue models --json` prints it.
Json model_to_json(const Model& model);

} // namespace canbo::progress
