#include "base/crypto.h"
#include "canbo_app.h"
#include "desktop/native.h"
#include "options.h"
#include "wire/network.h"

int main(int argc, char** argv) {
    canbo::base::init_crypto();
    canbo::wire::init_network();
    int exit_code = 0;
    auto options = canbo::apps::read_desktop_options(argc, argv, exit_code);
    if (!options)
        return exit_code;
    canbo::desktop::spare_the_start();
    int exit_of_refusal = 1;
    wxApp::SetInstance(new canbo::apps::CanboApp(std::move(*options), exit_of_refusal));
    int none = 1; // the toolkit's own options are not ours
    const int ended = wxEntry(none, argv);
    return ended == -1 ? exit_of_refusal : ended; // -1 is the toolkit's word for an application that did not begin
}
