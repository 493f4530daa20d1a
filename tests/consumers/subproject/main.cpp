#include <interlock/text/decide.hpp>

#include <iostream>

int main() {
  const auto decision = interlock::text::decide(R"({
    "now": "2026-04-02T13:59:06Z",
    "request": { "operation": "POST /api/v1/authn", "body": { "username": "nobody@example.com", "password": true } }
  })");
  std::cout << (decision ? *decision : to_string(decision.error().front())) << '\n';
}
