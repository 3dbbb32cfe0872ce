#pragma once

#include "desktop/shell.h"
#include "training_ui/certificate_presenter.h"

namespace canbo::training::ui {

/// The entry My certificates in the side bar.
desktop::Workspace make_certificate_workspace(CertificateParts parts);

} // namespace canbo::training::ui
