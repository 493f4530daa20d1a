#include "hand_made.hpp"

#include "text/decision/write_body.hpp"
#include "text/decision/write_effects.hpp"
#include "text/decision/write_links.hpp"
#include "text/decision/write_snapshot.hpp"

namespace interlock::tests {

using namespace authn;

namespace {

constexpr std::string_view user_given =
    R"("account": { "user": { "id": "00u1", "profile": { "login": "dade@example.com",
    "email": "dade.murphy@example.com",
    "mobilePhone": "1" }, "credentials": { "recovery_question": { "question": "Who?" } } } })";

text::scenario scenario_with(const setting& given) {
  return scenario_of(std::string{R"({ "now": "2015-11-03T10:05:00Z", "request": { "operation": "POST )"}
                         .append(given.operation)
                         .append(R"(", "body": )")
                         .append(given.body)
                         .append(" }, ")
                         .append(user_given)
                         .append(given.more)
                         .append(R"(, "mint": { "baseUrl": "https://id", "factorId": "new1", "errorId": "oae1",
    "activation": { "sharedSecret": "KBMT", "expiresAt": "2015-11-03T10:10:00Z",
      "_links": { "qrcode": { "href": "/qr" } } },
    "challenge": { "nonce": "fresh" }, "target": { "type": "APP" }, "authentication": { "protocol": "OIDC" } } })"));
}

decision decision_by(const text::scenario& from, const made_by& fill) {
  decision made;
  made.account = from.facts().account;
  fill(made);
  return made;
}

}  // namespace

std::string written_body(const setting& given, const made_by& fill) {
  const text::scenario from = scenario_with(given);
  const decision made = decision_by(from, fill);
  std::string written;
  text::json_writer out{written, text::layout::compact};
  text::write_body(out, from.source(), made, text::parts_after(from.source(), made));
  return written;
}

std::string written_snapshot(const setting& given, const made_by& fill) {
  const text::scenario from = scenario_with(given);
  const decision made = decision_by(from, fill);
  std::string written;
  text::json_writer out{written, text::layout::compact};
  text::write_snapshot(out, *made.transaction, text::parts_after(from.source(), made));
  return written;
}

std::string written_effect(const setting& given, const effect& what) {
  const text::scenario from = scenario_with(given);
  std::string written;
  text::json_writer out{written, text::layout::compact};
  text::write_effects(out, from.source(), {what});
  return written.substr(std::string_view{R"("effects":[)"}.size(),
                        written.size() - std::string_view{R"("effects":[])"}.size());
}

std::string link(std::string_view relation, std::string_view name, std::string_view path, std::string_view method) {
  std::string written = relation.empty() ? "" : "\"" + std::string{relation} + "\":";
  written += '{';
  if (!name.empty()) written.append("\"name\":\"").append(name).append("\",");
  return written.append("\"href\":\"https://id")
      .append(path)
      .append("\",\"hints\":{\"allow\":[\"")
      .append(method)
      .append("\"]}}");
}

void wait_in(decision& made, state in, substate what, const operations& links) {
  response& answer = made.response;
  answer.state = in;
  answer.substate = what;
  answer.links = links;
  answer.state_token = "00st";
  answer.expires_at = ten_past;
  answer.with_user = true;
  transaction& next = made.transaction.emplace();
  next.state = in;
  next.state_token = answer.state_token;
  next.expires_at = ten_past;
}

void ask_for(decision& made, const factor_in_question& factor, std::optional<factor_result> result) {
  made.response.factor = made.transaction->factor = factor;
  made.response.result = made.transaction->result = result;
}

std::string waiting_body(std::string_view status, std::string_view more, std::string_view embedded,
                         std::string_view links) {
  return std::string{R"({"stateToken":"00st","expiresAt":"2015-11-03T10:10:00.000Z","status":")"}
      .append(status)
      .append("\"")
      .append(more)
      .append(embedded.empty() ? "" : ",\"_embedded\":{")
      .append(embedded)
      .append(embedded.empty() ? "" : "}")
      .append(",\"_links\":{")
      .append(links)
      .append("}}");
}

operations with(operations some, std::initializer_list<operation> more) {
  for (const operation one : more) some.insert(one);
  return some;
}
operations without(operations some, operation one) {
  some.erase(one);
  return some;
}

}  // namespace interlock::tests
