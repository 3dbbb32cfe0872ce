#pragma once

#include <string>

namespace canbo::desktop {

/// The function `name` of lib/canbo/plugins/canbo-<plugin>.so, which stands beside the folder of the program: see
/// canbo_plugin() in modules/cmake/CanboModule.cmake. Loaded when first asked for, and kept. From any thread. Costs
/// what its libraries cost, some 10 ms.
/// @returns nullptr where it is not there; the log says why
void* plugin_function(const std::string& plugin, const char* name);

} // namespace canbo::desktop
