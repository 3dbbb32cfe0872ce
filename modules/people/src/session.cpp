#include "people/session.h"

namespace canbo::people {

std::string_view step_name(LoginStep step) {
    constexpr std::string_view names[] = {"", "code", "enrol", "password"};
    return names[static_cast<std::size_t>(step)];
}

Result<LoginStep> parse_step(std::string_view text) {
    for (const auto step : {LoginStep::Nothing, LoginStep::Code, LoginStep::Enrol, LoginStep::Password})
        if (text == step_name(step))
            return step;
    return fail(ErrorCode::InvalidInput, "This is no step of a login", "step");
}

LoginStep next_step(LoginStep done, const LoginFacts& facts) {
    if (done == LoginStep::Nothing && facts.has_factor)
        return LoginStep::Code;
    if (done == LoginStep::Nothing && facts.needs_factor)
        return LoginStep::Enrol;
    return facts.must_change && done != LoginStep::Password ? LoginStep::Password : LoginStep::Nothing;
}

} // namespace canbo::people
