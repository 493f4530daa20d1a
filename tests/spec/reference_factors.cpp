#include <algorithm>

#include "reference.hpp"

/// What is observed of factors in a transaction: docs/spec/observations.md, once more.
namespace spec {
namespace {

using authn::factor_kind;
using authn::operation;
using authn::proof;
using authn::recovery_method;
using authn::state;

bool is_possession(factor_kind kind) { return kind != factor_kind::question && kind != factor_kind::password; }

bool verifiable(const authn::factor& held) { return held.active && held.kind; }

bool names(const authn::request& asked, std::string_view id, factor_kind kind) {
  return asked.factor == id || asked.factor_types.contains(kind);
}

// By its id, or the first of its type that can be verified.
const authn::factor* held_factor(const authn::facts& from) {
  for (const authn::factor& each : from.factors)
    if (each.id == from.request.factor) return &each;
  for (const authn::factor& each : from.factors)
    if (verifiable(each) && from.request.factor_types.contains(*each.kind)) return &each;
  return nullptr;
}

// The kind of the factor that the request enrolls, activates or verifies.
std::optional<factor_kind> asked_kind(const authn::facts& from) {
  if (from.request.operation == operation::enroll_factor) return from.request.body.factor;
  const authn::transaction* named = reference_transaction(from);
  if (named && named->factor && names(from.request, named->factor->id, named->factor->kind)) return named->factor->kind;
  if (from.request.operation != operation::verify_factor) return std::nullopt;
  const authn::factor* held = held_factor(from);
  return held ? held->kind : std::nullopt;
}

// Section 3.1, "Challenge step on verify".
in::answered_by answered_by(factor_kind kind) {
  switch (kind) {
    case factor_kind::sms: return in::answered_by::sent_code;
    case factor_kind::call: return in::answered_by::sent_code;
    case factor_kind::email: return in::answered_by::sent_code;
    case factor_kind::push: return in::answered_by::approval;
    case factor_kind::duo: return in::answered_by::approval;
    case factor_kind::u2f: return in::answered_by::assertion;
    case factor_kind::webauthn: return in::answered_by::assertion;
    case factor_kind::claims_provider: return in::answered_by::assertion;
    case factor_kind::saml_idp: return in::answered_by::assertion;
    case factor_kind::oidc_idp: return in::answered_by::assertion;
    default: return in::answered_by::answer;
  }
}

// Section 3.1, "Needs activation" and "Enroll extras".
in::setup setup(factor_kind kind) {
  switch (kind) {
    case factor_kind::question: return in::setup::no_activation;
    case factor_kind::sms: return in::setup::sent_code;
    case factor_kind::call: return in::setup::sent_code;
    case factor_kind::email: return in::setup::sent_code;
    case factor_kind::okta_totp: return in::setup::response;
    case factor_kind::google_totp: return in::setup::response;
    case factor_kind::u2f: return in::setup::response;
    case factor_kind::webauthn: return in::setup::response;
    case factor_kind::push: return in::setup::approval;
    case factor_kind::duo: return in::setup::approval;
    case factor_kind::rsa_token: return in::setup::pass_code;
    case factor_kind::symantec_token: return in::setup::pass_code;
    case factor_kind::yubikey: return in::setup::pass_code;
    default: return in::setup::not_here;
  }
}

bool has_setup_data(factor_kind kind, const authn::request_body& sent) {
  if (kind == factor_kind::question) return sent.question;
  if (kind == factor_kind::sms || kind == factor_kind::call) return sent.phone_number;
  if (kind == factor_kind::symantec_token) return sent.pass_code && sent.next_pass_code;
  if (kind == factor_kind::rsa_token || kind == factor_kind::yubikey) return sent.pass_code;
  return true;
}

std::optional<recovery_method> message_channel(const authn::facts& from, std::optional<factor_kind> kind) {
  const authn::transaction* named = reference_transaction(from);
  if (named && named->state == state::recovery_challenge) return named->recovery_by;
  if (kind == factor_kind::sms) return recovery_method::sms;
  if (kind == factor_kind::call) return recovery_method::call;
  if (kind == factor_kind::email) return recovery_method::email;
  if (kind == factor_kind::push) return recovery_method::push;
  return std::nullopt;
}

void record_message(const authn::facts& from, std::optional<factor_kind> kind, recorder record) {
  const auto by = message_channel(from, kind);
  record(by == recovery_method::sms     ? in::channel::sms
         : by == recovery_method::call  ? in::channel::call
         : by == recovery_method::email ? in::channel::email
                                        : in::channel::push);
  const authn::transaction* named = reference_transaction(from);
  const wide window = by == recovery_method::email ? 5'000 : 30'000;
  const bool recent =
      named && by && named->sent && named->sent->channel == *by && ms(from.now) - ms(named->sent->at) < window;
  record(recent ? in::last_message::recent : in::last_message::long_ago);
}

void record_evidence(const authn::facts& from, factor_kind kind, recorder record) {
  if (kind == factor_kind::question || kind == factor_kind::password) {
    const auto& found = kind == factor_kind::question ? from.evidence.answer : from.evidence.password;
    if (found) record.flag<in::factor_evidence>(*found == authn::validity::invalid);
  } else if (from.evidence.pass_code) {
    record(static_cast<in::factor_evidence>(*from.evidence.pass_code));
  }
}

bool knows(const authn::proofs& given) { return given.contains(proof::knowledge) || given.contains(proof::password); }

// What the transaction has proven once the request succeeds.
authn::proofs proven_after(const authn::facts& from, std::optional<factor_kind> kind) {
  const authn::transaction* named = reference_transaction(from);
  authn::proofs given = named ? named->proofs : authn::proofs{};
  const operation asked = from.request.operation;
  if (asked == operation::change_password || asked == operation::step_up) given.insert(proof::password);
  if (asked == operation::verify_recovery_factor) given.insert(proof::code);
  if (asked == operation::answer_question) given.insert(proof::answer);
  if (asked == operation::verify_recovery_token) given.insert(proof::token);
  const bool about_factor = asked == operation::enroll_factor || asked == operation::activate_factor ||
                            asked == operation::poll_activation || asked == operation::verify_factor ||
                            asked == operation::poll_verification;
  if (about_factor && kind)
    given.insert(is_possession(*kind)             ? proof::possession
                 : *kind == factor_kind::password ? proof::password
                                                  : proof::knowledge);
  return given;
}

// Section 12: where the password is not first, the two factors are of different classes.
void record_proofs(const authn::facts& from, std::optional<factor_kind> kind, recorder record) {
  const authn::transaction* named = reference_transaction(from);
  const authn::proofs before = named ? named->proofs : authn::proofs{};
  record(before.contains(proof::possession) ? in::proven_class::possession
         : knows(before)                    ? in::proven_class::knowledge
                                            : in::proven_class::none);
  const authn::proofs after = proven_after(from, kind);
  const bool first = named ? named->factor_first : from.request.operation == operation::authenticate;
  const bool had = after.contains(proof::possession);
  record.flag<in::factor_proof>(first ? had && knows(after) : had || after.contains(proof::knowledge));
  bool left = false;
  for (const authn::factor& held : from.factors) {
    if (!verifiable(held)) continue;
    const bool possession = is_possession(*held.kind);
    if (first)
      left = left || (possession ? !had : !knows(after));
    else
      left = left || held.kind != factor_kind::password;
  }
  record.flag<in::provable_factor>(left);
}

// docs/reference.md#the-account-over-time for a password, and section 9.5 for every other factor.
bool next_failure_locks(const authn::facts& from, factor_kind kind) {
  const authn::attempts counted = reference_after_job(from).attempts;
  if (kind != factor_kind::password) return wide{counted.failed_factor} + 1 >= 5;
  const std::uint64_t limit = reference_password(from).settings.max_attempts;
  const wide failures = counts_as_unknown(from) ? counted.failed_from_unknown_devices : counted.failed;
  return limit != 0 && failures + 1 >= wide{limit};
}

void record_offers(const authn::facts& from, std::optional<factor_kind> kind, recorder record) {
  const operation asked = from.request.operation;
  const bool sets_up =
      asked == operation::enroll_factor || asked == operation::activate_factor || asked == operation::poll_activation;
  const factor_kind being_set_up = kind.value_or(factor_kind::question);
  auto left = in::factors_left::none;
  bool offered = false;
  for (const auto& offer : reference_enrollment(from).settings.factors) {
    const bool set_up = std::any_of(from.factors.begin(), from.factors.end(), [&](const authn::factor& held) {
      return verifiable(held) && *held.kind == offer.kind;
    });
    if (set_up || offer.required == authn::enrollment_requirement::not_allowed) continue;
    offered = offered || from.request.body.factor == offer.kind;
    if (sets_up && offer.kind == being_set_up) continue;
    const bool required = offer.required == authn::enrollment_requirement::required;
    left = std::max(left, required ? in::factors_left::required : in::factors_left::optional);
  }
  record(left);
  record(!from.request.body.factor ? in::wanted_factor::unknown
         : offered                 ? in::wanted_factor::offered
                                   : in::wanted_factor::not_offered);
  const authn::transaction* named = reference_transaction(from);
  const bool many = named && named->multi_optional_factor_enroll;
  record(!sets_up ? in::enrolling::no : many ? in::enrolling::many : in::enrolling::one);
}

}  // namespace

void record_factors(const authn::facts& from, recorder record) {
  const authn::transaction* named = reference_transaction(from);
  const auto kind = asked_kind(from);
  const factor_kind about = kind.value_or(factor_kind::question);
  const authn::request_body& sent = from.request.body;
  record.flag<in::factor_in_path>(from.request.factor.empty() || kind.has_value());
  const authn::factor* held = held_factor(from);
  record.flag<in::factor_state>(held != nullptr && !verifiable(*held));
  record(answered_by(about));
  const operation asked = reference_operation(from);
  const bool polls = asked == operation::poll_activation || asked == operation::poll_verification;
  const bool another = named && named->factor && !names(from.request, named->factor->id, named->factor->kind);
  record.flag<in::polled>(polls && named && !another);
  const bool at_provider =
      named && named->state == state::mfa_challenge && named->factor &&
      (named->factor->kind == factor_kind::claims_provider || named->factor->kind == factor_kind::saml_idp ||
       named->factor->kind == factor_kind::oidc_idp);
  record.flag<in::answer_sent>(sent.pass_code || sent.answer || sent.password || (at_provider && !another));
  record(is_possession(about)             ? in::asked_class::possession
         : about == factor_kind::password ? in::asked_class::password
                                          : in::asked_class::knowledge);
  record(setup(about));
  record.flag<in::setup_data>(has_setup_data(about, sent));
  record_message(from, kind, record);
  record_evidence(from, about, record);
  record_proofs(from, kind, record);
  record_offers(from, kind, record);
  record.flag<in::next_factor_failure>(next_failure_locks(from, about));
  record.flag<in::knowledge_second>(from.policy.verify_knowledge_second);
  record.flag<in::possession_enrolled>(std::any_of(from.factors.begin(), from.factors.end(), [](const auto& each) {
    return verifiable(each) && is_possession(*each.kind);
  }));
}

}  // namespace spec
