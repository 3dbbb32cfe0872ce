#pragma once

#include "base/issues.h"
#include "progress/plan.h"
#include "reporting/desk.h"

#include <string>

namespace canbo::reporting {

/// Registers an agency's plan for a model, or its next version: checks it and puts it into the outbox. Needs no
/// network. Stands here and not in `progress` because it acts on a desk, like every submission.
/// @error Forbidden another agency's, or the role writes no plans; InvalidInput the check found errors (all of them in
/// `issues`); Storage. @returns the entry's id
class RegisterPlan {
public:
    explicit RegisterPlan(const Desk& desk) : m_desk(desk) {}
    Result<std::string> operator()(const std::string& agency, const progress::Plan& plan, Issues& issues);

private:
    const Desk& m_desk;
};

} // namespace canbo::reporting
