#include "private_file.h"

#ifdef _WIN32
#include <fstream>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace canbo::base {

#ifdef _WIN32

// Who may open a file in a user's own folder is said by the folder's access list there, which the file inherits.
bool create_private_file(const std::filesystem::path& path) {
    return !std::filesystem::exists(path) && std::ofstream(path, std::ios::binary).is_open();
}

#else

bool create_private_file(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    return file >= 0 && ::close(file) == 0;
}

#endif

} // namespace canbo::base
