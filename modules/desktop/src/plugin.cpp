#include "desktop/plugin.h"

#include "base/log.h"
#include "desktop/text.h"

#include <wx/dynlib.h>
#include <wx/filename.h>
#include <wx/stdpaths.h>

#include <map>
#include <mutex>

namespace canbo::desktop {

void* plugin_function(const std::string& plugin, const char* name) {
    static std::mutex mutex;
    static std::map<std::string, wxDynamicLibrary> loaded; // one that could not be loaded is not looked for again
    const std::lock_guard lock(mutex);
    auto at = loaded.find(plugin);
    if (at == loaded.end()) {
        at = loaded.try_emplace(plugin).first;
        wxFileName file(wxStandardPaths::Get().GetExecutablePath());
        file.RemoveLastDir();
        file.AppendDir("lib");
        file.AppendDir("canbo");
        file.AppendDir("plugins");
        file.SetFullName(wx("canbo-" + plugin + ".so"));
        if (!at->second.Load(file.GetFullPath(), wxDL_NOW | wxDL_VERBATIM | wxDL_QUIET))
            base::log(base::LogLevel::Error, "{} cannot be loaded", utf8(file.GetFullPath()));
    }
    return at->second.IsLoaded() && at->second.HasSymbol(wx(name)) ? at->second.GetSymbol(wx(name)) : nullptr;
}

} // namespace canbo::desktop
