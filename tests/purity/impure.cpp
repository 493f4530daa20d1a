// Everything that the library must not do; the test of the symbols has to refuse each.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <thread>

namespace {
int calls = 0;
thread_local int calls_here = 0;
std::mutex guard;
}  // namespace

long impure() {
  const std::lock_guard lock{guard};
  std::thread{[] { ++calls; }}.join();
  ++calls_here;
  std::puts(std::getenv("HOME"));
  return std::rand() + std::time(nullptr) + calls + calls_here;
}
