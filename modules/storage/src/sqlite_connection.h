#pragma once

#include "connection.h"
#include "engine.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace canbo::storage {

/// Before the library is first used: without its count of the memory it uses, which all its threads would wait for at
/// each allocation.
void prepare_sqlite();

/// A connection to a SQLite file: write-ahead log, synchronous=FULL. @error Storage
Result<ConnectionPtr> connect_sqlite(const std::filesystem::path& file, Use use, std::chrono::milliseconds wait);

/// What a result code of SQLite means, in a sentence that helps.
Error sqlite_error(int code, std::string detail);

/// SQLite wants UTF-8 on every system.
std::string utf8_path(const std::filesystem::path& file);

} // namespace canbo::storage
