#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include <interlock/authn/decide.hpp>
#include <interlock/text/decide.hpp>
#include <interlock/text/scenario.hpp>

#include "moves.hpp"

/// A host that asks the engine by text, and keeps what a host has to keep.
namespace machine {

namespace json = boost::json;
namespace text = interlock::text;

/// What is stored between two requests; JSON text.
struct stored {
  std::string transaction = "null";
  std::string account, factors = "[]";
};

struct exchange {
  text::scenario asked;
  authn::decision made;
  json::object document;  ///< the decision as text says it

  [[nodiscard]] const json::object& response() const { return document.at("response").as_object(); }
  /// Empty where the response has no body.
  [[nodiscard]] const json::object& body() const { return response().at("body").as_object(); }
  [[nodiscard]] unsigned status() const { return static_cast<unsigned>(response().at("status").to_number<unsigned>()); }
  /// A member of the body that is a string; empty: not there.
  [[nodiscard]] std::string_view member(std::string_view name) const;
  [[nodiscard]] bool has_effect(std::string_view type, std::string_view member, std::string_view word) const;
};

[[nodiscard]] std::string scenario_text(const world& in, const stored& before, const move& made,
                                        std::string_view more = {});

/// One request. The scenario has to be right; `more` are further members, each with a comma in front.
[[nodiscard]] exchange ask(const world& in, const stored& before, const move& made, std::string_view more = {});
[[nodiscard]] exchange ask(std::string scenario);

/// What is stored afterwards.
[[nodiscard]] stored kept(const stored& before, const exchange& of);

/// Sections 2.1 and 2.2: the operations that the links of a body lead to.
[[nodiscard]] operations published(const json::object& body);

}  // namespace machine
