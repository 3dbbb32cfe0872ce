#pragma once

#include "base/form_data.h"
#include "training_ui/certificate_presenter.h"

#include <filesystem>
#include <string>
#include <vector>

namespace canbo::apps {

/// Certificates of the desk's person, proven by the keys of `issuers`; `renderer` is used on the worker.
training::ui::CertificateParts certificate_parts(std::filesystem::path folder, std::vector<std::string> issuers,
                                                 training::CertificateStore& store, base::FormRenderer& renderer);

} // namespace canbo::apps
