#include "progress/catalogue.h"

#include <algorithm>

namespace canbo::progress {

bool Model::has_lead() const {
    return std::any_of(tasks.begin(), tasks.end(), [](const TaskItem& t) { return t.role == TaskRole::Lead; });
}

const Indicator* Model::indicator(std::string_view code) const {
    const auto it = std::find_if(indicators.begin(), indicators.end(), [&](const auto& i) { return i.code == code; });
    return it == indicators.end() ? nullptr : &*it;
}

const Gate* Model::gate(std::string_view id) const {
    const auto it = std::find_if(gates.begin(), gates.end(), [&](const auto& g) { return g.id == id; });
    return it == gates.end() ? nullptr : &*it;
}

const ListSpec* Model::list(std::string_view code) const {
    const auto it = std::find_if(lists.begin(), lists.end(), [&](const auto& l) { return l.code == code; });
    return it == lists.end() ? nullptr : &*it;
}

const Model* Catalogue::model_of_list(std::string_view code) const {
    const auto it = std::find_if(models.begin(), models.end(), [&](const auto& m) { return m.list(code) != nullptr; });
    return it == models.end() ? nullptr : &*it;
}

const Model* Catalogue::find(int number) const {
    const auto it = std::find_if(models.begin(), models.end(), [&](const auto& m) { return m.number == number; });
    return it == models.end() ? nullptr : &*it;
}

const Gate* Catalogue::gate(std::string_view id) const {
    for (const auto& model : models)
        if (const Gate* found = model.gate(id))
            return found;
    return nullptr;
}

} // namespace canbo::progress
