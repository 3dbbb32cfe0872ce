#define CATCH_CONFIG_RUNNER
#include "base/crypto.h"

#include <catch2/catch.hpp>

int main(int argc, char** argv) {
    canbo::base::init_crypto();
    return Catch::Session().run(argc, argv);
}
