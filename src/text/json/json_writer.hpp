#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <interlock/authn/time.hpp>
#include <interlock/text/decide.hpp>

/// JSON text, written front to back in exactly the order of the calls.
namespace interlock::text {

/// A time as `json_writer::time` writes it.
[[nodiscard]] boost::json::string time_text(authn::time_point of);

class json_writer {
 public:
  /// Appends to `out`, which must outlive the writer and is complete once the outermost value is.
  json_writer(std::string& out, layout form) noexcept
      : out_{out}, used_{out.size()}, indented_{form == layout::indented} {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// The next call writes the value of this member.
  void key(std::string_view name);

  void null();
  void boolean(bool value);
  void number(std::int64_t value);
  void number(std::uint64_t value);
  void number(double value);
  void string(std::string_view value);
  /// One text of several parts.
  void string(std::span<const std::string_view> parts);
  void time(authn::time_point value);
  void value(const boost::json::value& any);
  void value(const boost::json::object& object);

  void member(std::string_view name, std::string_view value) { key(name), string(value); }
  void member(std::string_view name, std::int64_t value) { key(name), number(value); }
  void member(std::string_view name, std::uint64_t value) { key(name), number(value); }
  void member(std::string_view name, authn::time_point value) { key(name), time(value); }
  /// A template, so that no pointer to characters is taken for a truth value.
  template <std::same_as<bool> Bool>
  void member(std::string_view name, Bool value) {
    key(name), boolean(value);
  }
  /// `null` where there is none.
  template <class Value>
  void member(std::string_view name, const std::optional<Value>& value) {
    if (value) return member(name, *value);
    key(name), null();
  }
  void begin_object(std::string_view name) { key(name), begin_object(); }
  void begin_array(std::string_view name) { key(name), begin_array(); }

 private:
  void open(char bracket);
  void close(char bracket);
  void scalar(std::string_view text);
  template <class Number>
  void any_number(Number value);

  [[nodiscard]] char* begin_item(std::size_t more);
  [[nodiscard]] char* new_line(char* to) const noexcept;
  [[nodiscard]] char* escaped(char* to, std::string_view text, std::size_t after);
  void quoted(char* to, std::string_view text, std::string_view after);
  void end_value();
  /// Where to write next; there is room for that many characters. Moves all text when it grows.
  [[nodiscard]] char* room_for(std::size_t more) {
    if (out_.size() - used_ < more) [[unlikely]]
      grow(more);
    return out_.data() + used_;
  }
  void grow(std::size_t more);
  void used_until(const char* end) noexcept { used_ = static_cast<std::size_t>(end - out_.data()); }

  std::string& out_;  // longer than what is written, until the outermost value ends
  std::size_t used_;
  std::size_t depth_ = 0;
  bool indented_;
  bool first_ = true;  // nothing stands in the innermost container yet
  bool after_key_ = false;
};

}  // namespace interlock::text
