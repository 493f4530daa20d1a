#include "authn/observe/decision_context.hpp"

#include <interlock/authn/factor_traits.hpp>

#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

bool path_names(const request& asked, std::string_view id, factor_kind kind) noexcept {
  return asked.factor == id || asked.factor_types.contains(kind);
}

}  // namespace

std::optional<factor_in_question> factor_in_question_of(const facts& from) noexcept {
  const transaction* in = named_transaction(from);
  const bool verifies = from.request.operation == operation::verify_factor;
  if (from.request.operation == operation::enroll_factor) {
    if (!from.request.body.factor) return std::nullopt;
    return factor_in_question{from.mint.factor_id, *from.request.body.factor};
  }
  if (in != nullptr && in->factor && path_names(from.request, in->factor->id, in->factor->kind)) return in->factor;
  const factor* named = verifies ? factor_in_path(from) : nullptr;
  if (named == nullptr || !named->kind) return std::nullopt;
  const bool by_type = named->id != from.request.factor && traits_of(*named->kind).by_type;
  return factor_in_question{named->id, *named->kind, by_type};
}

}  // namespace interlock::authn
