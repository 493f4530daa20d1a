// A host that stores transactions: from the password over a wrong code to the right one, documents in, documents out.

#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include <interlock/text/decide.hpp>

namespace {

namespace json = boost::json;

constexpr std::string_view base_url = "https://login.example.com";

/// Stands for the tables of a database.
struct database {
  json::object account{{"user", {{"id", "00ub0oNGTSWTBKOLGLNR"}, {"status", "ACTIVE"}}}, {"version", 0}};
  json::array factors{{{"id", "sms193zUBEROPBNZKPPE"},
                       {"factorType", "sms"},
                       {"provider", "OKTA"},
                       {"status", "ACTIVE"},
                       {"profile", {{"phoneNumber", "+1-555-415-1337"}}}}};
  std::map<std::string, json::value> transactions;  // by state token
  int tokens = 0;

  /// UPDATE ... WHERE version = version_read
  bool store_account(const json::value& next, const json::value& version_read) {
    if (account.at("version") != version_read) return false;
    account = next.as_object();
    return true;
  }

  void store_factor(const json::value& factor) {
    for (json::value& held : factors)
      if (held.at("id") == factor.at("id")) return void(held = factor);
    factors.push_back(factor);
  }
};

std::string_view text_in(const json::object& from, std::string_view name) {
  const json::value* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

/// What the verifiers of this host find in a body. Secrets go no further than here.
json::object verify(json::object& body) {
  json::object evidence;
  const auto check = [&](std::string_view secret, std::string_view right) {
    if (!body.contains(secret)) return;
    evidence[secret] = text_in(body, secret) == right ? "VALID" : "INVALID";
    body[secret] = true;
  };
  check("password", "correct horse");
  check("passCode", "657866");
  return evidence;
}

void carry_out(const json::object& effect, database& in) {
  const std::string_view type = text_in(effect, "type");
  if (type == "STORE_FACTOR") in.store_factor(effect.at("factor"));
  if (type == "SEND")
    std::cout << "  send " << text_in(effect, "channel") << ' ' << text_in(effect, "template") << '\n';
  if (type == "LOG_EVENT")
    std::cout << "  log " << text_in(effect, "eventType") << ' ' << text_in(effect, "outcome") << '\n';
}

/// The state token of a request finds its transaction, and the next one takes its place.
void store_transaction(const json::value& next, const std::string& state_token, database& in) {
  in.transactions.erase(state_token);
  if (const json::object* kept = next.if_object()) in.transactions.emplace(text_in(*kept, "stateToken"), next);
}

json::object scenario_of(std::string_view path, const json::object& body, const std::string& state_token,
                         std::string_view now, database& in) {
  const auto found = in.transactions.find(state_token);
  const std::string number = std::to_string(++in.tokens);
  return {{"now", now},
          {"request", {{"operation", "POST " + std::string{path}}, {"body", body}}},
          {"transaction", found == in.transactions.end() ? json::value{} : found->second},
          {"policy", {{"signOnRule", {{"actions", {{"signon", {{"requireFactor", true}}}}}}}}},
          {"account", in.account},
          {"enrollment", {{"factors", in.factors}}},
          {"mint",
           {{"baseUrl", base_url},
            {"stateToken", "state-" + number},
            {"sessionToken", "session-" + number},
            {"errorId", "error-" + number}}}};
}

/// The body to send, decided again if somebody has changed the account meanwhile.
json::object respond(std::string_view path, json::object body, std::string_view now, database& in) {
  const json::object evidence = verify(body);
  const std::string state_token{text_in(body, "stateToken")};
  for (;;) {
    json::object scenario = scenario_of(path, body, state_token, now, in);
    scenario["evidence"] = evidence;
    const auto decided = interlock::text::decide(json::serialize(scenario), interlock::text::layout::compact);
    if (!decided) {
      std::cerr << to_string(decided.error().front()) << '\n';
      return {};
    }
    const json::value decision = json::parse(*decided);
    if (!in.store_account(decision.at("account"), scenario["account"].at("version"))) continue;
    store_transaction(decision.at("transaction"), state_token, in);
    std::cout << text_in(decision.as_object(), "outcome") << ", HTTP " << decision.at("response").at("status") << '\n';
    for (const json::value& effect : decision.at("effects").as_array()) carry_out(effect.as_object(), in);
    return decision.at("response").at("body").as_object();
  }
}

/// Clients follow links.
std::string_view path_of(const json::value& link) {
  return std::string_view{link.at("href").as_string()}.substr(base_url.size());
}

}  // namespace

int main() {
  database stored;
  json::object answer =
      respond("/api/v1/authn", {{"username", "dade"}, {"password", "correct horse"}}, "2026-04-02T13:59:06Z", stored);
  const json::value state_token = answer.at("stateToken");
  const json::value& factor = answer.at("_embedded").at("factors").at(0);
  answer =
      respond(path_of(factor.at("_links").at("verify")), {{"stateToken", state_token}}, "2026-04-02T13:59:10Z", stored);
  const std::string next{path_of(answer.at("_links").at("next"))};
  respond(next, {{"stateToken", state_token}, {"passCode", "123456"}}, "2026-04-02T13:59:30Z", stored);
  answer = respond(next, {{"stateToken", state_token}, {"passCode", "657866"}}, "2026-04-02T13:59:40Z", stored);
  return text_in(answer, "status") == "SUCCESS" && stored.transactions.empty() ? 0 : 1;
}
