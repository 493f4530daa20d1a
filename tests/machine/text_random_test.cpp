#include <cstdlib>
#include <string>

#include <doctest/doctest.h>
#include <boost/json/serialize.hpp>

#include "host.hpp"
#include "random_walk.hpp"

/// Random sequences of operations by text: what is written and read again is what was decided.
namespace machine {
namespace {

/// One walk; every snapshot is written, read and compared.
class text_walk {
 public:
  explicit text_walk(const world_moves& here) : here_{here} {
    held_ = {here.in().transaction.empty() ? "null" : here.in().transaction, account_of(here.in()), here.in().factors};
    now_ = here.start();
  }

  void step(xorshift& random) {
    const move& made = here_.moves()[here_.choose(random, now_)];
    CAPTURE(made.what);
    CAPTURE(held_.transaction);
    if (random.one_in(6)) age(held_.transaction);
    exchange answer = ask(here_.in(), held_, made);
    if (last_ && !aged_) check_round_trip(answer);
    held_ = kept(held_, answer);
    now_.transaction = answer.made.transaction;
    last_.emplace(std::move(answer));
    aged_ = false;
  }

 private:
  /// The snapshot that was read is the one that was decided, and makes the same decision.
  void check_round_trip(const exchange& answer) const {
    authn::facts typed = answer.asked.facts();
    CHECK(typed.transaction == last_->made.transaction);
    CHECK(typed.account == last_->made.account);
    typed.transaction = last_->made.transaction;
    const auto again = authn::decide(typed);
    REQUIRE(again.has_value());
    CHECK(text::write_decision(answer.asked, *again, text::layout::compact) == json::serialize(answer.document));
    check_decision(answer.asked.facts(), answer.made);
  }

  /// The last message was sent a minute earlier.
  void age(std::string& transaction) {
    const std::string_view at = R"("at":")";
    const std::size_t found = transaction.find(at);
    if (found == std::string::npos) return;
    transaction.replace(found + at.size(), now_text.size(), minute_ago_text);
    aged_ = true;
  }

  const world_moves& here_;
  stored held_;
  authn::facts now_;              ///< only for choosing
  std::optional<exchange> last_;  ///< whose text the typed transaction borrows
  bool aged_ = false;
};

void check_random_walks(std::size_t sequences, std::uint64_t seed) {
  xorshift random{seed};
  std::size_t steps = 0;
  for (std::size_t i = 0; i < sequences; ++i) {
    const world_moves& here = all_world_moves()[i % all_world_moves().size()];
    CAPTURE(here.in().name);
    CAPTURE(i);
    text_walk sequence{here};
    for (std::size_t step = 0; step < walk_length; ++step, ++steps) sequence.step(random);
  }
  CHECK(steps == sequences * walk_length);
}

}  // namespace

TEST_CASE("300 random sequences of 30 operations, as text: every snapshot is read as it was decided") {
  check_random_walks(300, 0x2545f4914f6cdd1d);
}

TEST_SUITE_BEGIN("slow");

TEST_CASE("10,000 random sequences of 30 operations, or as many as wanted, as text: the same") {
  const char* wanted = std::getenv("INTERLOCK_SEQUENCES");
  check_random_walks(wanted != nullptr ? std::stoul(wanted) : 10'000, 0xd1b54a32d192ed03);
}

TEST_SUITE_END();

}  // namespace machine
