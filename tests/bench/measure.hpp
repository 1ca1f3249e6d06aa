#pragma once
#include "tests/bench/table.hpp"

#include <chrono>
#include <string>
#include <time.h>
#include <utility>

namespace modal_lsp::bench {

/// Wall time in milliseconds.
template <class Work> double milliseconds(Work&& work) {
    const auto begin = std::chrono::steady_clock::now();
    std::forward<Work>(work)();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// Milliseconds of processor time of this thread: what waits for another process does not count.
template <class Work> double processor_milliseconds(Work&& work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    const double begin = now();
    std::forward<Work>(work)();
    return now() - begin;
}

/// Memory of a process that is resident, in MB; 0 when it is gone. `process` is a number or "self".
[[nodiscard]] double resident_mb(const std::string& process);

/// From keystroke to facts, model and diagnostics, and the answers, with the whole workspace in the index.
void measure_in_process(Table& table);

/// Walking, reading and parsing the workspace, beside ripgrep and beside parsing alone.
/// `folder` holds the workspace on the disk.
void measure_indexing(Table& table, const std::string& folder);

/// What measure_indexing runs in a process of its own: prints milliseconds and resident megabytes.
int index_once(const std::string& folder, unsigned threads);

/// The real server over its pipes, on the same folder.
void measure_server(Table& table, const std::string& folder, const std::string& binary);

} // namespace modal_lsp::bench
