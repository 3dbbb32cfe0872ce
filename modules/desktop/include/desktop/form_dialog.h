#pragma once

#include "base/error.h"

#include <wx/window.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace canbo::desktop {

/// One field of a small form.
struct FormField {
    enum class Kind { Line, Area, Secret, Choice, Several, Flag };
    std::string id; ///< Of the value, and of the control: "form.<id>".
    wxString label;
    Kind kind{Kind::Line};
    std::string value;                                        ///< Flag: "1" or ""; Several: "a,b".
    std::vector<std::pair<std::string, std::string>> options; ///< Choice, Several: value and what is shown.
    int lines{3};                                             ///< Area, Several.
    bool suggested{false}; ///< `value` is only a suggestion, not what is stored: a date of today.
};

/// The values of a field of kind Several.
std::vector<std::string> values_in(const std::string& several);

using FormValues = std::map<std::string, std::string>;

/// Asks for a few values at once. `check` is asked before it closes: its error is shown in the form, which stays open
/// with what was typed. Nothing when it is left without. `draft`: what is typed is kept under this name
/// (desktop/form_drafts.h) and shown when the form is asked again; never a Secret. It goes when the form is cancelled.
/// Who gets values says when what they are for has succeeded (forget_when_done()): what failed need not be typed again.
/// Where something was stored since that the draft would cover, the form says so and shows either version.
std::optional<FormValues> ask_form(wxWindow* parent, const wxString& title, const wxString& explanation,
                                   const std::vector<FormField>& fields, const wxString& action,
                                   const std::function<std::optional<Error>(const FormValues&)>& check = {},
                                   const std::string& draft = {});

} // namespace canbo::desktop
