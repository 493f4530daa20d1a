#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <interlock/authn/account.hpp>
#include <interlock/authn/policy.hpp>
#include <interlock/authn/time.hpp>
#include <interlock/authn/transaction.hpp>
#include <interlock/authn/words.hpp>

/// Everything a decision may look at; docs/reference.md#the-scenario. Text is borrowed: it must outlive the facts
/// and every decision made from them.
namespace interlock::authn {

/// A member of the body of a request, or of its query, that an operation reads. What it is called in JSON is known to
/// the text half.
enum class body_member : std::uint8_t {
  username,
  password,
  token,
  audience,
  state_token,
  recovery_token,
  relay_state,
  options,
  warn_before_password_expired,
  multi_optional_factor_enroll,
  context,
  device_token,
  old_password,
  new_password,
  revoke_sessions,
  factor_type,
  provider,
  profile,
  phone_number,
  question_to_enroll,
  answer_to_enroll,
  credential_id,
  pass_code,
  next_pass_code,
  client_data,
  registration_data,
  attestation,
  signature_data,
  authenticator_data,
  prevent_lockout_from_unknown_devices,
  verify_knowledge_second,
  action,
  exclude_zones,
  answer,
  remember_device,
  auto_push,
  update_phone
};
inline constexpr std::size_t body_members = static_cast<std::size_t>(body_member::update_phone) + 1;

/// The one setting of the object; `action` for ThreatInsight, where a new configuration must have it.
constexpr body_member setting_member(managed_object of) noexcept {
  switch (of) {
    case managed_object::lockout_settings: return body_member::prevent_lockout_from_unknown_devices;
    case managed_object::authenticator_settings: return body_member::verify_knowledge_second;
    default: return body_member::action;
  }
}

/// The body of a request. Secrets are never here, only whether they were sent.
struct request_body {
  /// Whether there is a body, and whether it is a JSON object.
  enum class form : std::uint8_t { absent, malformed, object };
  /// Which transaction the state token, or the recovery token, names.
  enum class token_reference : std::uint8_t { absent, given, other };
  form shape = form::absent;
  bool as_text = false;   ///< the scenario holds the text of the body, so no pointer leads into it
  bool username = false;  ///< a string was sent
  bool password = false;  ///< sent
  bool token = false;     ///< an activation token was sent
  token_reference state_token = token_reference::absent;
  token_reference recovery_token = token_reference::absent;
  bool pass_code = false;  ///< sent; also assertions and what else a device signs
  bool next_pass_code = false;
  bool answer = false;
  bool old_password = false;
  bool new_password = false;
  bool phone_number = false;
  bool question = false;                       ///< with its answer, to enroll
  bool factor_type = false;                    ///< a factor to enroll was named
  std::optional<factor_kind> factor;           ///< the factor to enroll; none: unknown, or not named
  std::optional<recovery_method> recovery_by;  ///< `factorType` of a recovery start: email, sms or call
  bool revoke_sessions = false;
  std::optional<std::string_view> audience;
  bool warn_before_password_expired = false;
  bool multi_optional_factor_enroll = false;
  std::optional<bool> setting;                ///< the one member of an Attack Protection object
  std::optional<threat_action> action;        ///< of a ThreatInsight configuration
  ids excluded_zones;                         ///< the same
  std::optional<body_member> invalid_member;  ///< the first member of a wrong type or length; none: all are right
  std::optional<std::string_view> relay_state;
  bool operator==(const request_body&) const = default;
};

/// The kinds that a factor type in a path may mean.
using factor_kinds = set_of<factor_kind>;

/// `operation` is what method and path say; of the operations that share them, what the body says: `step_up` and
/// `get_state` have a state token. `decide` itself tells polling from verifying.
struct request {
  authn::operation operation = operation::authenticate;
  authn::route route = route::known;  ///< whether the API has an operation with that method and path
  std::string_view path = "/api/v1/authn";
  authn::application application = application::public_client;
  std::optional<set_of<scope>> scopes;         ///< of the access token of an administrator; none: there is no token
  std::string_view factor;                     ///< the id or type in the path of factor operations
  factor_kinds factor_types;                   ///< what that means if it is a type
  std::optional<recovery_method> recovery_by;  ///< sms or call, in the path of recovery operations
  std::optional<recovery_method> link_by;      ///< email or sms, in the path of an activation link
  bool remember_device = false;
  bool auto_push = false;
  request_body body;
};

/// Results of the host's verifiers; absent: not verified.
struct evidence {
  std::optional<validity> password;
  std::optional<validity> token;  ///< activation or recovery token
  std::optional<validity> old_password;
  std::optional<validity> answer;
  std::optional<acceptance> new_password;
  std::optional<code_check> pass_code;
  push_state push = push_state::waiting;
  std::optional<audience_check> audience;
  validity phone_number = validity::valid;
};

/// The immutable part of an Okta user.
struct user {
  std::string_view id;
  std::string_view provider = "OKTA";
  bool has_password = false;  ///< a password was set before; decides what an activation token leads to
};

/// One factor the user is enrolled in. `source` is its place in the list that the host gave.
struct factor {
  std::string_view id;
  std::optional<factor_kind> kind;  ///< none: a type that this API cannot verify
  bool active = true;
  std::uint32_t source = 0;
  bool operator==(const factor&) const = default;
};

/// The settings of the organization. The defaults are those of docs/reference.md#the-scenario.
struct policy_facts {
  authn::engine engine = engine::classic;
  password_policies password;
  sign_on_policies sign_on;
  enrollment_policies enrollment;
  bool prevent_enumeration_in_authentication = false;
  bool prevent_enumeration_in_recovery = false;
  authn::threat_action threat_action = threat_action::none;
  ids threat_excluded_zones;
  authn::threat_response threat_response = threat_response::observed;
  bool prevent_lockout_from_unknown_devices = false;
  bool verify_knowledge_second = false;
  authn::settings_response settings_response = settings_response::list;
};

/// Rate limits that the host measured.
struct rate_limit {
  rate_limit_kind violated = rate_limit_kind::none;
  // Header values; absent: no header.
  std::optional<std::int64_t> limit, remaining, reset;
};

/// Fresh strings that a decision may put into its answer.
struct mint {
  std::string_view state_token = "state-token";
  std::string_view session_token = "session-token";
  std::string_view recovery_token = "recovery-token";
  std::string_view error_id = "error-id";
  std::string_view factor_id = "factor-id";
  std::optional<time_point> activation_expires_at;  ///< of a factor that is approved on another device
  std::string_view base_url = "https://example.okta.com";
};

/// All facts of one decision. Default values are those of an absent key of a scenario.
struct facts {
  time_point now{};
  authn::request request;
  authn::evidence evidence;
  std::optional<authn::transaction> transaction;
  policy_facts policy;
  authn::account account;
  authn::user user;
  ids groups;
  recovery_methods recovery_enrolled;
  std::vector<factor> factors;
  bool device_known = false;
  bool device_remembered = false;
  authn::zone zone = zone::allowed;
  ids zones;
  authn::threat_level threat = threat_level::none;
  bool threat_exempt = false;
  authn::rate_limit rate;
  authn::mint mint;
};

}  // namespace interlock::authn
