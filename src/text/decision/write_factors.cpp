#include "text/decision/write_factors.hpp"

#include <algorithm>
#include <string>

#include "text/api/factor_names.hpp"
#include "text/api/masking.hpp"
#include "text/decision/write_activation.hpp"
#include "text/decision/write_links.hpp"
#include "text/decision/write_part.hpp"

/// Factors as bodies show them and as hosts store them.
namespace interlock::text {
namespace {

using authn::factor_kind;
using authn::operation;

/// Telephone numbers and addresses are masked, and answers are left out.
void write_factor_profile(json_writer& out, const json::object& profile) {
  out.begin_object("profile");
  for (const auto& detail : profile) {
    const std::string_view name = view(detail.key());
    const json::string* text = detail.value().if_string();
    if (name == "answer") continue;
    out.key(name);
    if (text != nullptr && name == "phoneNumber") {
      out.string(masked_phone(view(*text)));
    } else if (text != nullptr && name == "email") {
      out.string(masked_email(view(*text)));
    } else {
      out.value(detail.value());
    }
  }
  out.end_object();
}

std::string_view text_in(const json::object& from, std::string_view name, std::string_view otherwise) noexcept {
  const json::value* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? view(value->get_string()) : otherwise;
}

// --- what there is to say of a factor

struct described_factor {
  std::string_view id;
  std::string_view type;
  std::string_view provider;
  std::string_view vendor;                // empty: the host does not say
  json::object new_profile;               // of a factor that the request enrolls
  const json::object* profile = nullptr;  // of one that the host holds

  /// Null: there is none.
  [[nodiscard]] const json::object* any_profile() const noexcept {
    return profile != nullptr ? profile : new_profile.empty() ? nullptr : &new_profile;
  }
};

described_factor described(std::string_view id, factor_kind kind) {
  const factor_words& words = words_for(kind);
  return {id, words.type, words.provider, words.provider, {}, nullptr};
}

described_factor described(const json::object& source, std::string_view id, factor_kind kind) {
  described_factor found = described(id, kind);
  found.provider = text_in(source, "provider", found.provider);
  found.vendor = text_in(source, "vendorName", {});
  found.profile = object_in(&source, "profile");
  return found;
}

json::object profile_in_request(const scenario::document& from, factor_kind kind) {
  json::object profile;
  const json::object* sent = object_in(from.sent, "profile");
  const json::object* user = object_in(from.user, "profile");
  const auto copy = [&](const json::object* source, std::string_view name, std::string_view as) {
    const json::value* value = source != nullptr && !name.empty() ? source->if_contains(name) : nullptr;
    if (value != nullptr && !value->is_null()) profile[as] = *value;
  };
  const factor_words& words = words_for(kind);
  for (const std::string_view name : words.given_by_user) copy(sent, name, name);
  copy(user, words.copied_from_user[0], words.copied_from_user[1]);
  return profile;
}

/// A factor that the request enrolls, or one of those that the host holds.
described_factor described(const scenario::document& from, std::string_view id, factor_kind kind) {
  const authn::facts& facts = from.facts;
  if (facts.request.operation == operation::enroll_factor && id == facts.mint.factor_id) {
    described_factor found = described(id, kind);
    found.new_profile = profile_in_request(from, kind);
    return found;
  }
  const auto fits = [&](const authn::factor& held) { return id.empty() ? held.kind == kind : held.id == id; };
  const auto held = std::ranges::find_if(facts.factors, fits);
  if (held == facts.factors.end() || from.factors == nullptr) return described(id, kind);
  return described((*from.factors)[held->source].get_object(), id, kind);
}

/// The members of the object as bodies show them.
void write_description(json_writer& out, const described_factor& of) {
  if (!of.id.empty()) out.member("id", of.id);
  out.member("factorType", of.type);
  out.member("provider", of.provider);
  if (!of.vendor.empty()) out.member("vendorName", of.vendor);
  if (const json::object* profile = of.any_profile()) write_factor_profile(out, *profile);
}

// --- lists of factors

/// Those that a way of verifying fits.
template <class Fits, class Write>
void write_held_factors(json_writer& out, const scenario::document& from, Fits fits, Write write_more) {
  out.begin_array("factors");
  for (const authn::factor& held : from.facts.factors) {
    if (!held.active || !held.kind || from.factors == nullptr || !fits(*held.kind)) continue;
    out.begin_object();
    write_description(out, described((*from.factors)[held.source].get_object(), held.id, *held.kind));
    write_more(held);
    out.end_object();
  }
  out.end_array();
}

/// The activation of the factor, or what it is challenged with.
void write_ceremony(json_writer& out, const scenario::document& from, const authn::decision& made,
                    const shown_parts& parts) {
  const authn::response& answer = made.response;
  if (parts.challenge != nullptr) {
    out.begin_object("_embedded");
    write_part(out, words_for(answer.factor->kind).challenge_member, parts.challenge);
    out.end_object();
  }
  if (answer.state != authn::state::mfa_enroll_activate || answer.result == authn::factor_result::timeout) return;
  const auto ends = made.transaction ? made.transaction->activation_expires_at : std::nullopt;
  const bool can_be_sent = answer.links.contains(operation::send_activation_link);
  if (parts.activation == nullptr && !ends && !can_be_sent) return;
  out.begin_object("_embedded");
  out.key("activation");
  const activation_links to{from.facts.mint.base_url, name_in_path(*answer.factor)};
  write_activation(out, parts.activation, ends, can_be_sent ? std::optional{to} : std::nullopt);
  out.end_object();
}

}  // namespace

std::string_view name_in_path(const authn::factor_in_question& of) noexcept {
  return of.by_type || of.id.empty() ? words_for(of.kind).type : of.id;
}

void write_factors_to_verify(json_writer& out, const scenario::document& from, const authn::response& answer) {
  const bool accepted = answer.links.contains(operation::verify_factor);
  write_held_factors(
      out, from, [&](factor_kind kind) { return answer.factors_to_verify.contains(authn::class_of(kind)); },
      [&](const authn::factor& held) {
        if (!accepted) return;
        const std::string_view name = name_in_path({held.id, *held.kind});
        out.begin_object("_links");
        write_link(out, from.facts.mint.base_url, {"verify", "", {"/api/v1/authn/factors/", name, "/verify"}});
        out.end_object();
      });
}

void write_factors_to_enroll(json_writer& out, const authn::facts& from, const authn::response& answer) {
  out.begin_array("factors");
  for (const authn::offered_factor& offer : answer.factors_to_enroll) {
    out.begin_object();
    write_description(out, described({}, offer.kind));
    if (answer.links.contains(operation::enroll_factor)) {
      out.begin_object("_links");
      if (offer.kind == factor_kind::question)
        write_link(out, from.mint.base_url,
                   {"questions", "", {"/api/v1/users/", from.user.id, "/factors/questions"}, "GET"});
      write_link(out, from.mint.base_url, {"enroll", "", {"/api/v1/authn/factors"}});
      out.end_object();
    }
    out.member("status", offer.enrolled ? "ACTIVE" : "NOT_SETUP");
    out.member("enrollment", offer.required ? "REQUIRED" : "OPTIONAL");
    out.end_object();
  }
  out.end_array();
}

void write_factor_in_question(json_writer& out, const scenario::document& from, const authn::decision& made,
                              const shown_parts& parts) {
  const authn::factor_in_question& asked = *made.response.factor;
  if (asked.by_type) {
    write_part(out, "challenge", parts.challenge);
    return write_held_factors(
        out, from, [&](factor_kind kind) { return kind == asked.kind; }, [](const authn::factor& /*held*/) {});
  }
  described_factor shown = described(from, asked.id, asked.kind);
  if (made.response.state == authn::state::mfa_enroll_activate && !words_for(asked.kind).vendor_while_activated)
    shown.vendor = {};
  out.begin_object("factor");
  write_description(out, shown);
  write_ceremony(out, from, made, parts);
  out.end_object();
}

json::object stored_factor(const scenario::document& from, const authn::effects::store_factor& of) {
  const described_factor described_now = described(from, of.id, of.kind);
  json::object stored;
  if (!of.id.empty()) stored["id"] = of.id;
  stored["factorType"] = described_now.type;
  stored["provider"] = described_now.provider;
  stored["vendorName"] = described_now.vendor.empty() ? described_now.provider : described_now.vendor;
  stored["status"] = of.active ? "ACTIVE" : "PENDING_ACTIVATION";
  const json::object* profile = described_now.any_profile();
  if (profile == nullptr) return stored;
  json::object details;
  for (const auto& detail : *profile)
    if (detail.key() != "answer") details[detail.key()] = detail.value();
  stored["profile"] = std::move(details);
  return stored;
}

}  // namespace interlock::text
