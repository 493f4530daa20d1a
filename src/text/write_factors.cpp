#include <algorithm>
#include <iterator>
#include <string>

#include "factor_words.hpp"
#include "write_parts.hpp"

/// Factors as bodies show them. What a factor holds is shown as the API shows it: telephone numbers and addresses
/// masked, answers not at all.
namespace interlock::text {
namespace {

using authn::factor_kind;

constexpr std::size_t digits_shown = 4;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool continues_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string_view first_character(std::string_view text) noexcept {
  std::size_t length = std::min<std::size_t>(text.size(), 1);
  while (length < text.size() && continues_character(text[length])) ++length;
  return text.substr(0, length);
}

std::string_view last_character(std::string_view text) noexcept {
  std::size_t at = text.size() - std::min<std::size_t>(text.size(), 1);
  while (at > 0 && continues_character(text[at])) --at;
  return text.substr(at);
}

/// `+1-555-415-1337` becomes `+1 XXX-XXX-1337`. What is masked already stays.
std::string masked_phone(std::string_view number) {
  if (number.find("XX") != std::string_view::npos || number.find("**") != std::string_view::npos)
    return std::string{number};
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits), is_digit);
  const std::string last = digits.substr(digits.size() - std::min(digits.size(), digits_shown));
  if (number.starts_with("+1") && digits.size() == 11) return "+1 XXX-XXX-" + last;
  if (digits.size() <= digits_shown) return std::string(digits.size(), 'X');
  return (number.starts_with('+') ? "+" : "") + std::string(digits.size() - digits_shown, 'X') + last;
}

/// `dade.murphy@example.com` becomes `d...y@example.com`. What is masked already stays.
std::string masked_email(std::string_view address) {
  constexpr std::string_view mask = "...";
  const std::size_t at = std::min(address.rfind('@'), address.size());
  const std::string_view local = address.substr(0, at);
  const std::string_view first = first_character(local);
  const std::string_view last = last_character(local);
  const bool masked = local.substr(first.size()).starts_with(mask) && local.size() <= first.size() + 3 + last.size();
  if (masked) return std::string{address};
  std::string out{first};
  out += mask;
  if (local.size() > first.size() + last.size()) out += last;
  return out.append(address.substr(at));
}

void write_profile(json_writer& out, const json::object& profile) {
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

void write_held(json_writer& out, const json::object& source, const authn::factor& held, const authn::response& answer,
                std::string_view base_url) {
  const factor_words words = words_for(*held.kind);
  const std::string_view provider = text_in(source, "provider", words.provider);
  out.begin_object();
  if (!held.id.empty()) out.member("id", held.id);
  out.member("factorType", words.type);
  out.member("provider", provider);
  out.member("vendorName", text_in(source, "vendorName", provider));
  const json::value* profile = source.if_contains("profile");
  if (profile != nullptr && profile->is_object()) write_profile(out, profile->get_object());
  if (answer.links.contains(authn::operation::verify_factor)) {
    out.begin_object("_links");
    // The API takes the type where a factor has no id of its own.
    write_link(out, base_url,
               {"verify", "", "/api/v1/authn/factors/", held.id.empty() ? words.type : held.id, "/verify"});
    out.end_object();
  }
  out.end_object();
}

}  // namespace

void write_factors_to_verify(json_writer& out, const scenario::document& from, const authn::response& answer) {
  out.begin_array("factors");
  for (const authn::factor& held : from.facts.factors)
    if (held.active && held.kind && from.factors != nullptr)
      write_held(out, (*from.factors)[held.source].get_object(), held, answer, from.facts.mint.base_url);
  out.end_array();
}

void write_factors_to_enroll(json_writer& out, const authn::facts& from, const authn::response& answer) {
  out.begin_array("factors");
  for (const authn::offered_factor& offer : answer.factors_to_enroll) {
    const factor_words words = words_for(offer.kind);
    out.begin_object();
    out.member("factorType", words.type);
    out.member("provider", words.provider);
    out.member("vendorName", words.provider);
    if (answer.links.contains(authn::operation::enroll_factor)) {
      out.begin_object("_links");
      if (offer.kind == factor_kind::question)
        write_link(out, from.mint.base_url,
                   {"questions", "", "/api/v1/users/", from.user.id, "/factors/questions", "GET"});
      write_link(out, from.mint.base_url, {"enroll", "", "/api/v1/authn/factors"});
      out.end_object();
    }
    out.member("status", offer.enrolled ? "ACTIVE" : "NOT_SETUP");
    out.member("enrollment", offer.required ? "REQUIRED" : "OPTIONAL");
    out.end_object();
  }
  out.end_array();
}

}  // namespace interlock::text
