#include "text/play/play_json.hpp"

#include "text/decision/write_account.hpp"
#include "text/decision/write_decision.hpp"
#include "text/decision/write_effects.hpp"

namespace interlock::text {
namespace {

void write_times(json_writer& out, const step_result& of) {
  out.begin_object("repeated");
  out.member("count", of.count);
  out.member("from", of.first);
  out.member("until", of.last);
  out.end_object();
}

/// An event answers nobody and leaves the transaction as it is.
void write_event_decision(json_writer& out, const scenario::document& from, const authn::decision& made) {
  out.member("outcome", to_string(made.outcome));
  out.key("response");
  out.null();
  write_effects(out, from, made.effects);
  write_account(out, from, made.account);
  if (from.transaction != nullptr) {
    out.key("transaction");
    out.value(*from.transaction);
  } else {
    write_stored_transaction(out, from.facts.transaction, from.kept);
  }
  write_rule_named(out, "decidedBy", made.decided_by);
  write_trace(out, made);
}

}  // namespace

play_json::play_json() {
  out_.begin_object();
  out_.begin_array("steps");
}

void play_json::add(const step_result& of) {
  out_.begin_object();
  if (of.step.repeat) write_times(out_, of);
  if (of.step.event) {
    write_event_decision(out_, *of.from.document, of.made);
  } else {
    write_decision(out_, *of.from.document, of.made);
  }
  out_.end_object();
}

std::string play_json::finish(const story_state& end) && {
  out_.end_array();
  write_account(out_, end.now(), end.now().facts.account);
  out_.end_object();
  return std::move(text_);
}

}  // namespace interlock::text
