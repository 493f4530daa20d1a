#include "text/decision/write_effects.hpp"

#include "text/decision/write_factors.hpp"
#include "text/decision/write_settings.hpp"

namespace interlock::text {
namespace {

namespace effects = authn::effects;

/// One effect as an object, its `type` first; docs/reference.md#effects.
struct effect_writer {
  json_writer& out;
  const scenario::document& from;

  void time(std::string_view name, authn::time_point at) const { out.member(name, at); }

  void operator()(const effects::password_failed& /*e*/) const { out.member("type", "PASSWORD_FAILED"); }
  void operator()(const effects::account_locked& /*e*/) const { out.member("type", "ACCOUNT_LOCKED"); }
  void operator()(const effects::unknown_devices_blocked& /*e*/) const {
    out.member("type", "UNKNOWN_DEVICES_BLOCKED");
  }
  void operator()(const effects::unlock_scheduled& e) const {
    out.member("type", "UNLOCK_SCHEDULED");
    time("at", e.at);
  }
  void operator()(const effects::account_unlocked& e) const {
    out.member("type", "ACCOUNT_UNLOCKED");
    out.member("by", authn::to_string(e.by));
  }
  void operator()(const effects::counters_reset& /*e*/) const { out.member("type", "COUNTERS_RESET"); }
  void operator()(const effects::factor_failed& /*e*/) const { out.member("type", "FACTOR_FAILED"); }
  void operator()(const effects::recovery_failed& /*e*/) const { out.member("type", "RECOVERY_FAILED"); }
  void operator()(const effects::status_changed& e) const {
    out.member("type", "STATUS_CHANGED");
    out.member("to", to_string(e.to));
  }
  void operator()(const effects::password_changed& e) const {
    out.member("type", "PASSWORD_CHANGED");
    time("at", e.at);
  }
  void operator()(const effects::log_event& e) const {
    out.member("type", "LOG_EVENT");
    out.member("eventType", e.event_type);
    out.member("outcome", e.outcome);
    if (!e.reason.empty()) out.member("reason", e.reason);
  }
  void operator()(const effects::send& e) const {
    out.member("type", "SEND");
    out.member("channel", e.channel);
    out.member("template", e.message);
    if (!e.factor_id.empty()) out.member("factorId", e.factor_id);
  }
  void operator()(const effects::issue_token& e) const {
    out.member("type", "ISSUE_TOKEN");
    out.member("kind", authn::to_string(e.kind));
    time("expiresAt", e.expires_at);
  }
  void operator()(const effects::revoke_token& e) const {
    out.member("type", "REVOKE_TOKEN");
    out.member("kind", authn::to_string(e.kind));
  }
  void operator()(const effects::revoke_sessions& /*e*/) const { out.member("type", "REVOKE_SESSIONS"); }
  void operator()(const effects::store_password& /*e*/) const { out.member("type", "STORE_PASSWORD"); }
  void operator()(const effects::store_factor& e) const {
    out.member("type", "STORE_FACTOR");
    out.key("factor");
    out.value(stored_factor(from, e));
  }
  void operator()(const effects::device_known& /*e*/) const { out.member("type", "DEVICE_KNOWN"); }
  void operator()(const effects::remember_device& e) const {
    out.member("type", "REMEMBER_DEVICE");
    if (e.until) time("until", *e.until);
  }
  void operator()(const effects::unlock_directory& /*e*/) const { out.member("type", "UNLOCK_DIRECTORY"); }
  void operator()(const effects::update_settings& e) const {
    out.member("type", "UPDATE_SETTINGS");
    out.member("object", authn::to_string(e.to.of));
    out.key("value");
    out.value(stored_settings(from, e.to));
  }
};

}  // namespace

void write_effects(json_writer& out, const scenario::document& from, const authn::effect_list& effects) {
  out.begin_array("effects");
  for (const authn::effect& one : effects) {
    out.begin_object();
    std::visit(effect_writer{out, from}, one);
    out.end_object();
  }
  out.end_array();
}

}  // namespace interlock::text
