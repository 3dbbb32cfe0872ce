// A disk that fails, under a program that was not changed: loaded before the C library (LD_PRELOAD), it stands between
// SQLite and the kernel for the files whose path holds "office.db". $CANBO_FAULT_IO is a file of `Orders` that whoever
// tests maps and writes into while the program runs; `kind` goes back to None when the fault has been met.
//   EIO and ENOSPC answer as a disk would; Torn writes half of the bytes and kills the program; KillBeforeSync and
//   KillAfterSync kill it at a sync; PowerCut takes back some of what no sync has followed yet, as a disk's cache does
//   that loses its power, and kills it. `shift` moves the system's clock by so many milliseconds.
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <random>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace {

enum Kind : std::int32_t {
    None,
    WriteError,
    DiskFull,
    ShortWrite,
    SyncError,
    Torn,
    KillBeforeSync,
    KillAfterSync,
    PowerCut,
};

struct Orders {
    std::int32_t kind;
    std::int32_t after; ///< So many calls it concerns go well before.
    std::int32_t times; ///< So many fail then.
    std::int32_t met;   ///< How many have failed.
    std::int64_t shift;
};

/// What a write covered, while no sync has followed it.
struct Unsynced {
    dev_t device;
    ino_t inode;
    int file;
    off64_t at;
    std::size_t count;
    std::vector<char> before; ///< Shorter where the file ended.
    off64_t size_before;
};

std::mutex mutex;
std::vector<Unsynced> unsynced;

Orders* orders() {
    static Orders* const mapped = []() -> Orders* {
        const char* path = std::getenv("CANBO_FAULT_IO");
        const int file = path == nullptr ? -1 : ::open(path, O_RDWR | O_CLOEXEC);
        if (file < 0)
            return nullptr;
        void* place = ::mmap(nullptr, sizeof(Orders), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        ::close(file);
        return place == MAP_FAILED ? nullptr : static_cast<Orders*>(place);
    }();
    return mapped;
}

bool is_ours(int file) {
    char link[64], path[512];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = ::readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return false;
    path[length] = '\0';
    const char* name = std::strstr(path, "office.db");
    return name != nullptr && std::strstr(name, "-shm") == nullptr;
}

/// True when this call is the one, or one of those, that meets the fault. Under the mutex.
bool meets(std::int32_t kind) {
    Orders* order = orders();
    if (order->kind != kind || order->after-- > 0)
        return false;
    ++order->met;
    if (--order->times <= 0)
        order->kind = None;
    return true;
}

[[noreturn]] void die() {
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

ssize_t really_write(int file, const void* bytes, std::size_t count, off64_t at) {
    return ::syscall(SYS_pwrite64, file, bytes, count, at);
}

void remember(int file, std::size_t count, off64_t at) {
    struct stat64 status {};
    if (::fstat64(file, &status) != 0)
        return;
    Unsynced note{status.st_dev, status.st_ino, file, at, count, std::vector<char>(count), status.st_size};
    const ssize_t read = ::syscall(SYS_pread64, file, note.before.data(), count, at);
    note.before.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
    unsynced.push_back(std::move(note));
}

/// The newest first; some stay, in no order, as a cache would have written them.
[[noreturn]] void cut_power() {
    std::mt19937 chance(std::random_device{}());
    for (auto note = unsynced.rbegin(); note != unsynced.rend(); ++note) {
        struct stat64 status {};
        const bool open =
            ::fstat64(note->file, &status) == 0 && status.st_ino == note->inode && status.st_dev == note->device;
        if (!open || chance() % 3 == 0)
            continue;
        if (!note->before.empty())
            really_write(note->file, note->before.data(), note->before.size(), note->at);
        if (note->before.size() < note->count) [[maybe_unused]]
            const int cut = ::ftruncate64(note->file, note->size_before);
    }
    die();
}

ssize_t write_with_faults(int file, const void* bytes, std::size_t count, off64_t at) {
    if (orders() == nullptr || !is_ours(file))
        return really_write(file, bytes, count, at);
    const std::lock_guard lock(mutex);
    if (meets(WriteError)) {
        errno = EIO;
        return -1;
    }
    if (meets(DiskFull)) {
        errno = ENOSPC;
        return -1;
    }
    if (meets(ShortWrite))
        return really_write(file, bytes, count / 2, at);
    if (meets(Torn)) {
        really_write(file, bytes, count / 2, at);
        die();
    }
    remember(file, count, at);
    if (meets(PowerCut)) {
        really_write(file, bytes, count, at);
        cut_power();
    }
    return really_write(file, bytes, count, at);
}

int sync_with_faults(int file, long call) {
    if (orders() == nullptr || !is_ours(file))
        return static_cast<int>(::syscall(call, file));
    {
        const std::lock_guard lock(mutex);
        if (meets(SyncError)) {
            errno = EIO;
            return -1;
        }
        if (meets(KillBeforeSync))
            die();
    }
    const int done = static_cast<int>(::syscall(call, file));
    struct stat64 status {};
    ::fstat64(file, &status);
    const std::lock_guard lock(mutex);
    std::erase_if(unsynced,
                  [&](const Unsynced& note) { return note.device == status.st_dev && note.inode == status.st_ino; });
    if (meets(KillAfterSync))
        die();
    return done;
}

} // namespace

extern "C" {
ssize_t pwrite64(int file, const void* bytes, std::size_t count, off64_t at) {
    return write_with_faults(file, bytes, count, at);
}
ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t at) {
    return write_with_faults(file, bytes, count, at);
}
int fdatasync(int file) { return sync_with_faults(file, SYS_fdatasync); }
int fsync(int file) { return sync_with_faults(file, SYS_fsync); }

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    using Real = int (*)(clockid_t, timespec*);
    static const Real real = reinterpret_cast<Real>(::dlsym(RTLD_NEXT, "clock_gettime"));
    const int done = real(clock, time);
    const Orders* order = clock == CLOCK_REALTIME ? orders() : nullptr;
    if (order != nullptr)
        time->tv_sec += static_cast<time_t>(order->shift / 1000);
    return done;
}
}
