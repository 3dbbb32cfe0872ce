#define CATCH_CONFIG_RUNNER
#include "base/crypto.h"
#include "support/catch_json.h"

template class nlohmann::basic_json<>;
template class nlohmann::detail::serializer<nlohmann::json>;
template class std::vector<nlohmann::json>;
template class std::map<std::string, nlohmann::json, std::less<>>;

int main(int argc, char** argv) {
    canbo::base::init_crypto();
    return Catch::Session().run(argc, argv);
}
