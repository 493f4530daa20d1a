#include <fstream>
#include <iostream>
#include <iterator>

#include <interlock/text/decide.hpp>

int main(int argc, char** argv) {
  std::ifstream file{argc > 1 ? argv[1] : "/dev/stdin"};
  const std::string scenario{std::istreambuf_iterator<char>{file}, {}};
  const auto decision = interlock::text::decide(scenario);
  std::cout << (decision ? *decision : to_string(decision.error().front())) << '\n';
  return decision ? 0 : 2;
}
