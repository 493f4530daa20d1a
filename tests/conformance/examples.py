"""The documented examples, and the facts that can be read off each of them.

What is derived is what a host would know before the exchange: the user, the factors held or offered, the policies, the
fresh tokens, the request. Links are never derived: to compute them is the engine's work.
"""

import datetime
import json
import re

LIFETIME = datetime.timedelta(minutes=5)  # of the tokens in the examples, unless told otherwise
NOW = "2015-11-03T10:10:57.000Z"  # where an example shows no time: five minutes before most samples expire
PLACEHOLDER = re.compile(r"\$[({]\w+}")
POLICY_KEYS = {
    ("question", "OKTA"): "okta_question", ("sms", "OKTA"): "okta_sms", ("call", "OKTA"): "okta_call",
    ("email", "OKTA"): "okta_email", ("token:software:totp", "OKTA"): "okta_otp", ("push", "OKTA"): "okta_push",
    ("token:software:totp", "GOOGLE"): "google_otp", ("token", "RSA"): "rsa_token",
    ("token", "SYMANTEC"): "symantec_vip", ("token:hardware", "YUBICO"): "yubikey_token", ("web", "DUO"): "duo",
    ("u2f", "FIDO"): "fido_u2f", ("webauthn", "FIDO"): "fido_webauthn",
}
DOCUMENTED_USER = {
    "id": "00ub0oNGTSWTBKOLGLNR", "passwordChanged": "2015-09-08T20:14:45.000Z",
    "profile": {"login": "dade.murphy@example.com", "firstName": "Dade", "lastName": "Murphy", "locale": "en_US",
                "timeZone": "America/Los_Angeles"},
}


def time_of(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")


def text_of(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"


def load(path):
    """{"status", "headers", "body", "request", "operation"} of an example; what it does not have is None or empty."""
    file = json.loads(path.read_text(encoding="utf-8"))
    response = file
    if path.parent.name == "widget-mocks":
        response = {"body": file}
    elif "response" in file:
        response = file["response"] or {}
    headers = {name: str(value) for name, value in (response.get("headers") or {}).items()
               if name.lower().startswith("x-rate-limit-")}
    body = response.get("body")
    if isinstance(body, dict):  # the fixtures' own notation for headers, which the client takes out of the body
        body = {name: value for name, value in body.items() if name != "headers"}
    return {"status": response.get("status"), "headers": headers, "body": body, "request": file.get("request"),
            "operation": file.get("operation")}


def without(value, *names):
    return {name: item for name, item in value.items() if name not in names}


def held(factor):
    """A factor as the host's store has it."""
    return {**without(factor, "_links", "_embedded", "enrollment"), "status": "ACTIVE"}


def key_of(factor):
    return POLICY_KEYS.get((factor["factorType"], factor.get("provider", "OKTA")))


def offer(factors):
    """The enrollment policy under which these factors can be enrolled; kinds that no policy can name are left out."""
    offered = {key_of(one): {"enroll": {"self": "REQUIRED" if one.get("enrollment") == "REQUIRED" else "OPTIONAL"}}
               for one in factors if key_of(one)}
    return {"settings": {"factors": offered}}


def prompt(policy):
    """The action of the sign-on rule that such an embedded policy speaks of."""
    minutes = policy.get("rememberDeviceLifetimeInMinutes", 0)
    mode = "ALWAYS" if not policy.get("allowRememberDevice", True) else "SESSION" if minutes else "DEVICE"
    return {"access": "ALLOW", "requireFactor": True, "factorPromptMode": mode, "factorLifetime": minutes,
            "rememberDeviceByDefault": policy.get("rememberDeviceByDefault", False)}


def age_limits(now, changed, days_left):
    """The `maxAgeDays` that leaves that many begun days, and the least `expireWarnDays` that warns of it."""
    if changed is None:
        return None, None
    age = now - time_of(changed)
    limit = max(1, (age + datetime.timedelta(days=days_left)).days)
    return limit, (datetime.timedelta(days=limit) - age).days + 1


def factor_facts(embedded, request, named):
    """The factor that the example is about. `named` is what the entry says of it where the example does not."""
    shown = embedded.get("factor") or embedded.get("factors") or {}
    if isinstance(shown, list):
        shown = shown[0] if len(shown) == 1 else {}
    factor = {**without(shown, "_links"), **named}
    within = re.search(r"/factors/([^/]+)/", (request or {}).get("url", ""))
    if "id" not in factor and within and not PLACEHOLDER.search(within.group(1)):
        factor["id"] = within.group(1)
    return factor if "factorType" in factor else {}


def number_behind(masked):
    """A telephone number that is shown like that."""
    return masked.replace("+1 ", "+1-").replace("X", "5")


def is_operation(documented, operation):
    """Whether that is the documented operation, whatever stands for its `{variable}` parts."""
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(documented.replace("${", "{")))
    return re.fullmatch(pattern, operation) is not None


def request_facts(example, factor):
    """The documented request, its placeholders filled: operation, body, application."""
    request = example["request"]
    if not request or "url" not in request:
        return {}
    method = example["operation"].split()[0]
    path = re.sub(r"^https://[^/]*", "", request["url"])
    template = example["operation"].split()[1]
    if not is_operation(example["operation"], f"{method} {path}"):
        # The example posts elsewhere than its section says; the section is right.
        words = dict(re.findall(r"/(factors)/([^/]+)/", path))
        path = template.replace("{factorType}", words.get("factors", ""))
    if "id" in factor:
        path = re.sub(r"/authn/factors/[^/]+/", f"/authn/factors/{factor['id']}/", path)
    body = {name: True if isinstance(value, str) and PLACEHOLDER.search(value) else value
            for name, value in (request.get("body") or {}).items()}
    trusted = "Authorization" in request["headers"]
    return {"operation": f"{method} {path}", "body": body, "application": "TRUSTED" if trusted else "PUBLIC"}


def facts(example, named_factor):
    """Everything that entries may refer to as `$name`; None where the example does not tell."""
    body = example["body"] if isinstance(example["body"], dict) else {}
    embedded = body.get("_embedded") or {}
    policy = embedded.get("policy") or {}
    factor = factor_facts(embedded, example["request"], named_factor)
    shown = embedded.get("factors")
    listed = shown if isinstance(shown, list) else [factor] if factor else []
    user = embedded.get("user") or DOCUMENTED_USER
    now = time_of(body["expiresAt"]) - LIFETIME if "expiresAt" in body else time_of(NOW)
    request = request_facts(example, factor)
    sent_token = request.get("body", {}).get("stateToken")
    days_left = (policy.get("expiration") or {}).get("passwordExpireDays", 0)
    limit, warning = age_limits(now, user.get("passwordChanged"), days_left)
    within = factor.get("_embedded") or {}
    profile = factor.get("profile") or {}
    any_link = re.search(r'"href": "(https?://[^/"]*)/api/v1/authn', json.dumps(body))
    return {
        "now": text_of(now),
        "user": {**without(user, "recovery_question"), "status": "ACTIVE"},
        "userId": user["id"], "login": user["profile"]["login"],
        "question": user.get("recovery_question"),
        "factors": [held(one) for one in listed if "id" in one],
        "activeFactors": [{"id": f"active-{one['factorType']}", **held(without(one, "profiles"))} for one in listed
                          if one.get("status") == "ACTIVE"],
        "factor": without(factor, "_embedded", "_links"),
        "factorId": factor.get("id"), "factorType": factor.get("factorType"), "provider": factor.get("provider"),
        "phoneNumber": number_behind(profile.get("phoneNumber", "+1 XXX-XXX-1337")),
        "email": profile.get("email"),
        "offer": offer([without(factor, "enrollment")] if factor else listed),
        "listedOffer": offer(listed),
        "activation": without_path(within.get("activation"), "_links", "send"),
        "challenge": within.get("challenge") or within.get("verification") or embedded.get("challenge"),
        "target": embedded.get("target"), "authentication": embedded.get("authentication"),
        "prompt": prompt(policy),
        "complexity": policy.get("complexity"),
        "maxAgeDays": limit, "warnDays": warning,
        "relayState": body.get("relayState"),
        "type": body.get("type"), "recoveryType": body.get("recoveryType"),
        "stateToken": sent_token if isinstance(sent_token, str) else body.get("stateToken", "state-token"),
        "request": request, "sent": (example["request"] or {}).get("body"), "body": example["body"],
        "rateLimit": {name.lower().removeprefix("x-rate-limit-"): int(value)
                      for name, value in example["headers"].items()} or None,
        "mint": {name: value for name, value in {
            "stateToken": sent_token if isinstance(sent_token, str) else body.get("stateToken"),
            "sessionToken": body.get("sessionToken"), "recoveryToken": body.get("recoveryToken"),
            "errorId": body.get("errorId"), "baseUrl": any_link.group(1) if any_link else None}.items() if value},
    }


def without_path(value, outer, inner):
    """A copy without what stands at `outer`/`inner`."""
    if not value or inner not in value.get(outer, {}):
        return value
    rest = without(value[outer], inner)
    return {**value, outer: rest} if rest else without(value, outer)
