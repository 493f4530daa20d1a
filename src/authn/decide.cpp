#include <interlock/authn/decide.hpp>

#include "answer.hpp"
#include "consequences.hpp"
#include "unlock_job.hpp"

namespace interlock::authn {

boost::system::result<decision, missing_evidence> decide(const facts& from) noexcept {
  situation about{from};
  boost::system::result<decision, missing_evidence> answer{boost::system::in_place_value};  // the only one returned
  decision& made = *answer;
  made.account = from.account;
  deliberation rule{about, made};

  run_unlock_job(made, about, rule);
  if (!rule.decide(shipped::table_id::authentication)) {
    answer = rule.missing();
    return answer;
  }
  made.decided_by = rule.decided_by();
  add_consequences(made, about, rule);
  respond(made, about, rule);
  return answer;
}

const rules::book& shipped_book() noexcept { return shipped::book(); }

}  // namespace interlock::authn
