#include "wire/network.h"

#include <Poco/Crypto/Crypto.h>
#include <Poco/Net/NetSSL.h>

#include <csignal>

namespace canbo::wire {

void init_network() {
    Poco::Crypto::initializeCrypto();
    Poco::Net::initializeSSL();
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);
#endif
}

} // namespace canbo::wire
