// fuzz_regressions CORPUS COUNT: every target over every kept input and COUNT mutations of them, always the same ones.
#include "base/crypto.h"
#include "base/file.h"
#include "mutator.h"
#include "targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace {

using namespace canbo;
namespace fs = std::filesystem;

// What runs now, for the signal handler.
const char* running = "";
const std::string* running_input = nullptr;

/// Keeps the input that broke a target, so that it can be looked at and go into the corpus.
void keep_find(int signal) {
    const std::string path = (fs::temp_directory_path() / (std::string("canbo-find-") + running)).string();
    if (running_input != nullptr && base::write_file(path, *running_input))
        std::fprintf(stderr, "%s broke on the input kept in %s\n", running, path.c_str());
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::vector<std::string> read_corpus(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto& file : fs::directory_iterator(folder))
        paths.push_back(file.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> inputs;
    for (const auto& path : paths)
        inputs.push_back(base::read_file(path).value());
    return inputs;
}

void run(const fuzz::Target& target, const std::string& input) {
    running = target.name;
    running_input = &input;
    target.run(input);
    running_input = nullptr;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    base::init_crypto();
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE})
        std::signal(signal, keep_find);
    for (const auto& target : fuzz::targets()) {
        const auto inputs = read_corpus(fs::path(argv[1]) / target.name);
        if (inputs.empty())
            return 1;
        for (const auto& input : inputs)
            run(target, input);
        fuzz::Mutator mutator(inputs);
        const long count = std::strtol(argv[2], nullptr, 10);
        for (long i = 0; i < count; ++i)
            run(target, mutator.next());
        fmt::print("{}: {} kept inputs, {} mutations\n", target.name, inputs.size(), count);
    }
    return 0;
}
