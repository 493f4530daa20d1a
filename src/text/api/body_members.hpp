#pragma once

#include <array>
#include <string_view>

#include <interlock/authn/facts.hpp>

namespace interlock::text {

struct named_member {
  authn::body_member member;
  std::string_view name;  // of a member of a member: both, with a dot between them
};

/// What bodies and queries call their members, in the order of the enumerators; docs/reference.md#the-body.
inline constexpr auto member_names = [] {
  using enum authn::body_member;
  return std::array{
      named_member{username, "username"},
      named_member{password, "password"},
      named_member{token, "token"},
      named_member{audience, "audience"},
      named_member{state_token, "stateToken"},
      named_member{recovery_token, "recoveryToken"},
      named_member{relay_state, "relayState"},
      named_member{options, "options"},
      named_member{warn_before_password_expired, "options.warnBeforePasswordExpired"},
      named_member{multi_optional_factor_enroll, "options.multiOptionalFactorEnroll"},
      named_member{context, "context"},
      named_member{device_token, "context.deviceToken"},
      named_member{old_password, "oldPassword"},
      named_member{new_password, "newPassword"},
      named_member{revoke_sessions, "revokeSessions"},
      named_member{factor_type, "factorType"},
      named_member{provider, "provider"},
      named_member{profile, "profile"},
      named_member{phone_number, "profile.phoneNumber"},
      named_member{question_to_enroll, "profile.question"},
      named_member{answer_to_enroll, "profile.answer"},
      named_member{credential_id, "profile.credentialId"},
      named_member{pass_code, "passCode"},
      named_member{next_pass_code, "nextPassCode"},
      named_member{client_data, "clientData"},
      named_member{registration_data, "registrationData"},
      named_member{attestation, "attestation"},
      named_member{signature_data, "signatureData"},
      named_member{authenticator_data, "authenticatorData"},
      named_member{prevent_lockout_from_unknown_devices, "preventBruteForceLockoutFromUnknownDevices"},
      named_member{verify_knowledge_second, "verifyKnowledgeSecondWhen2faRequired"},
      named_member{action, "action"},
      named_member{exclude_zones, "excludeZones"},
      named_member{answer, "answer"},
      named_member{remember_device, "rememberDevice"},
      named_member{auto_push, "autoPush"},
      named_member{update_phone, "updatePhone"},
  };
}();

constexpr bool names_each_member() noexcept {
  for (std::size_t i = 0; i < member_names.size(); ++i)
    if (member_names[i].member != static_cast<authn::body_member>(i)) return false;
  return member_names.size() == authn::body_members;
}
static_assert(names_each_member());

constexpr std::string_view member_name(authn::body_member of) noexcept {
  return member_names[static_cast<std::size_t>(of)].name;
}

}  // namespace interlock::text
