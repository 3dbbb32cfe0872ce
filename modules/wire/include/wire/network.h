#pragma once

namespace canbo::wire {

/// Must run once in main(), before any thread and any other call of wire or service: initialises TLS and the crypto
/// library (Poco's tokens crash within seconds on threads that start without it) and makes a broken connection an
/// error instead of a signal that ends the program.
void init_network();

} // namespace canbo::wire
