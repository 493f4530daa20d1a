#include <cstdlib>
#include <new>

#include <doctest/doctest.h>

#include <interlock/authn/decide.hpp>

#include "random_steps.hpp"
#include "scenes.hpp"

namespace {

std::size_t allocations = 0;

void* counted(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}

void* counted_aligned(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const auto unit = static_cast<std::size_t>(alignment);
  if (void* const memory = std::aligned_alloc(unit, (size + unit) / unit * unit)) return memory;
  throw std::bad_alloc{};
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return counted_aligned(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return counted_aligned(size, alignment); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace spec {

namespace authn = interlock::authn;

TEST_CASE("the count sees allocations") {
  const std::size_t before = allocations;
  ::operator delete(::operator new(3));  // called by name: a new-expression may be left out
  CHECK(allocations == before + 1);
}

TEST_CASE("deciding allocates nothing") {
  xorshift random{362'436'069};
  std::size_t decided = 0, allocated = 0;
  for (std::size_t tried = 0; tried < 200'000; ++tried) {
    const authn::facts from = tried % 2 == 0 ? random_facts(random) : random_step(random);
    const std::size_t before = allocations;
    const auto made = authn::decide(from);
    allocated += allocations - before;
    decided += made ? 1 : 0;
  }
  CHECK(allocated == 0);
  CHECK(decided > 100'000);
}

}  // namespace spec
