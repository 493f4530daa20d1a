// Decides and compiles tables in a process that the kernel kills for anything but read, write and exit.
#include <interlock/text/book.hpp>
#include <interlock/text/decide.hpp>

#include <doctest/doctest.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

const std::string source_dir = INTERLOCK_SOURCE_DIR;
constexpr int strict_mode_refused = 77;

std::string file_text(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  REQUIRE_MESSAGE(in, path);
  return {std::istreambuf_iterator<char>{in}, {}};
}

// The kernel forbids to grow the heap, so all that the work may need is taken from it before.
void fill_heap() {
  constexpr std::size_t enough = std::size_t{64} << 20;
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  void* volatile block = std::malloc(enough);  // volatile: the compiler would drop the pair
  std::free(block);
}

struct confined {
  std::string written;
  int status = 0;  ///< as wait() gives it
};

/// Runs `work`, which returns a text, under seccomp strict mode in a child.
template <class Work>
confined run_confined(const Work& work) {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  const pid_t child = fork();
  if (child == 0) {
    fill_heap();
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) _exit(strict_mode_refused);
    const std::string text = work();
    std::size_t done = 0;
    while (done < text.size()) {
      const ssize_t wrote = write(ends[1], text.data() + done, text.size() - done);
      if (wrote <= 0) break;
      done += static_cast<std::size_t>(wrote);
    }
    syscall(SYS_exit, done == text.size() ? 0 : 1);  // exit_group, which _exit() uses, is not among the three
  }
  close(ends[1]);
  confined result;
  std::array<char, 4096> block{};
  for (ssize_t got = 0; (got = read(ends[0], block.data(), block.size())) > 0;)
    result.written.append(block.data(), static_cast<std::size_t>(got));
  close(ends[0]);
  REQUIRE(waitpid(child, &result.status, 0) == child);
  REQUIRE_MESSAGE((!WIFEXITED(result.status) || WEXITSTATUS(result.status) != strict_mode_refused),
                  "this kernel does not allow seccomp strict mode");
  return result;
}

}  // namespace

TEST_CASE("a forbidden system call ends the confined process") {
  const confined result = run_confined([] { return std::to_string(getppid()); });
  CHECK(WIFSIGNALED(result.status));
  CHECK(WTERMSIG(result.status) == SIGKILL);
  CHECK(result.written.empty());
}

TEST_CASE("a scenario is decided with nothing but memory") {
  const std::string scenario = file_text(source_dir + "/examples/support-thread/1-first-report.json");
  const auto decide = [&] {
    const auto decision = interlock::text::decide(scenario);
    return decision ? *decision : to_string(decision.error().front());
  };
  const confined result = run_confined(decide);
  CHECK(WIFEXITED(result.status));
  CHECK(WEXITSTATUS(result.status) == 0);
  CHECK(result.written == decide());
  CHECK(result.written.find("\"outcome\": \"AUTHENTICATION_FAILED\"") != std::string::npos);
}

TEST_CASE("the shipped tables are compiled with nothing but memory") {
  std::vector<std::string> names;
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator{source_dir + "/rules"}) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") || name.ends_with(".schema.json")) continue;
    names.push_back(name);
    texts.push_back(file_text(entry.path().string()));
  }
  const auto compile = [&] {
    std::vector<interlock::text::source> tables;
    for (std::size_t i = 0; i < names.size(); ++i) tables.push_back({.name = names[i], .text = texts[i]});
    const auto book = interlock::text::compile_book(tables);
    return book ? std::to_string(book->view().tables.size()) : to_string(book.error().front());
  };
  const confined result = run_confined(compile);
  CHECK(WIFEXITED(result.status));
  CHECK(WEXITSTATUS(result.status) == 0);
  CHECK(result.written == std::to_string(names.size() - 1));  // all but inputs.json
}
