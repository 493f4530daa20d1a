import { OktaAuth } from '@okta/okta-auth-js';

import { checkTotp } from './totp.mjs';

const base = 'https://auth.example.com';

const secrets = [
  'password', 'oldPassword', 'newPassword', 'answer', 'passCode', 'signatureData', 'token', 'recoveryToken',
];
const questions = [{ question: 'disliked_food', questionText: 'What is the food you least liked as a child?' }];

/** What a browser keeps for its client. Cookies end by the host's clock, not by the machine's. */
function storageOf(host) {
  const cookies = new Map();
  const memory = { getItem: (key) => cookies.get(key)?.value, setItem: (key, value) => cookies.set(key, { value }) };
  return {
    storage: {
      set: (name, value, expiresAt) => cookies.set(name, { value, ends: Date.parse(expiresAt) }),
      get: (name) => (cookies.get(name)?.ends > host.now ? cookies.get(name).value : undefined),
      delete: (name) => cookies.delete(name),
    },
    testStorageType: () => true,
    findStorageType: () => 'memory',
    getStorageByType: () => memory,
  };
}

const codeKey = (transaction, factorId) => `${transaction?.stateToken} ${factorId ?? 'recovery'}`;

/**
 * A host around the command: it stores accounts, transactions, factors, codes and devices, has the clock, mints tokens
 * and verifies secrets, which the engine never sees. Clients call it as they would call a server.
 */
export class Host {
  now = Date.parse('2026-04-02T13:59:06Z');
  rateLimit = {};
  network = {};
  phone = 'WAITING';  // what the user does with a push
  numberChallenge = false;  // a push asks for a number
  outbox = [];
  #engine;
  #policy;
  #people;
  #transactions = new Map();  // by state token
  #recoveries = new Map();  // by recovery token
  #codes = new Map();  // by transaction and factor
  #devices = new Map();  // by user and device
  #minted = 0;

  constructor(engine, policy, people) {
    this.#engine = engine;
    this.#policy = policy;
    this.#people = people;
  }

  /** A client with a device and a browser of its own; `trusted` sends an administrator's API token. */
  client({ device = 'laptop', trusted = false } = {}) {
    return new OktaAuth({
      issuer: base,
      headers: trusted ? { Authorization: 'SSWS administrator' } : {},
      storageUtil: storageOf(this),
      httpRequestClient: (method, url, options) => this.#serve(method, new URL(url), options, device),
    });
  }

  pass({ days = 0, minutes = 0, seconds = 0 }) {
    this.now += ((days * 24 * 60 + minutes) * 60 + seconds) * 1000;
  }

  /** The last code, or recovery token, that a user has received. */
  get lastCode() {
    return this.outbox.findLast(({ code }) => code)?.code;
  }

  get lastRecoveryToken() {
    return this.outbox.findLast(({ recoveryToken }) => recoveryToken)?.recoveryToken;
  }

  /** Another application begins a transaction that ends with it; with a session the user is known already. */
  stepUp(state = 'UNAUTHENTICATED', person = undefined) {
    const stateToken = this.#token('state');
    this.#transactions.set(stateToken, {
      version: 2,
      state,
      type: 'SESSION_STEP_UP',
      stateToken,
      expiresAt: this.#at({ minutes: 5 }),
      ...(person && { userId: person.user.id }),
      target: { type: 'APP', name: 'salesforce', label: 'Corporate SFDC' },
      authentication: { protocol: 'SAML2.0', issuer: { id: '0oa2x5jOopNCpswjo0g4', name: 'Corporate SFDC' } },
    });
    return stateToken;
  }

  #at({ minutes }) {
    return new Date(this.now + minutes * 60_000).toISOString();
  }

  #token(kind) {
    return `${kind}-${++this.#minted}`;
  }

  async #serve(method, url, { headers, data }, device) {
    const body = data && JSON.parse(JSON.stringify(data));
    const { status, headers: answered, body: answer } =
      method === 'GET' ? this.#page(url) : await this.#decide({ method, url, headers, body, device });
    const response = {
      status,
      headers: Object.fromEntries(Object.entries(answered).map(([name, value]) => [name.toLowerCase(), value])),
      responseType: 'json',
      responseText: JSON.stringify(answer),
      responseJSON: answer,
    };
    if (status >= 400) throw response;
    return response;
  }

  /** What links with GET lead to is not for the engine. */
  #page({ pathname, searchParams }) {
    if (pathname.endsWith('/factors/questions')) return { status: 200, headers: {}, body: questions };
    const { type, target } = this.#transactions.get(searchParams.get('stateToken'));
    return { status: 200, headers: {}, body: { type, signedInTo: target.label } };
  }

  async #decide({ method, url, headers, body, device }) {
    const transaction = this.#transactionOf(body);
    const person = this.#personOf(body, transaction);
    const seen = this.#deviceOf(person, device);
    const factor = this.#factorOf(person, url.pathname);
    const mint = this.#mint(body, factor, person);
    const decision = await this.#engine.decide({
      now: new Date(this.now).toISOString(),
      request: {
        operation: `${method} ${url.pathname}`,
        application: headers.Authorization ? 'TRUSTED' : 'PUBLIC',
        body: this.#withoutSecrets(body),
        query: Object.fromEntries(url.searchParams),
      },
      evidence: this.#evidence({ url, body, transaction, person, factor }),
      transaction,
      policy: this.#policy,
      account: person ? { user: person.user, attempts: person.attempts, version: person.version } : { user: null },
      enrollment: { recovery: person?.recovery ?? [], factors: person?.factors ?? [] },
      device: { known: seen.known, remembered: seen.until > this.now },
      network: this.network,
      rateLimit: this.rateLimit,
      mint,
    });
    if (person) Object.assign(person, decision.account);
    this.#file(body, decision, mint);
    for (const effect of decision.effects) this.#carryOut(effect, { body, person, seen, mint, decision });
    return decision.response;
  }

  #transactionOf({ stateToken, recoveryToken }) {
    return this.#transactions.get(stateToken) ?? this.#recoveryOf(recoveryToken)?.transaction ?? null;
  }

  #recoveryOf(token) {
    const recovery = this.#recoveries.get(token);
    return recovery && recovery.ends > this.now ? recovery : undefined;
  }

  #personOf({ username, token }, transaction) {
    return this.#people.find(({ user, activation }) =>
      transaction?.userId ? user.id === transaction.userId
        : username ? user.profile.login === username
          : token && token === activation);
  }

  #deviceOf(person, device) {
    const key = `${person?.user.id} ${device}`;
    if (!this.#devices.has(key)) this.#devices.set(key, { known: false, until: 0 });
    return this.#devices.get(key);
  }

  /** Paths name a factor by its id or by its type. */
  #factorOf(person, path) {
    const [, name] = path.match(/^\/api\/v1\/authn\/factors\/([^/]+)/) ?? [];
    return person?.factors.find(({ id, factorType }) => name === id || name === factorType);
  }

  #withoutSecrets(body) {
    return JSON.parse(JSON.stringify(body), (key, value) => (secrets.includes(key) ? true : value));
  }

  #evidence({ url, body, transaction, person, factor }) {
    const validity = (right) => (right ? 'VALID' : 'INVALID');
    const right = factor?.factorType === 'question' ? person.answers[factor.id] : person?.answer;
    const evidence = {};
    if (body.password && person) evidence.password = validity(body.password === person.password);
    if (body.oldPassword) evidence.oldPassword = validity(body.oldPassword === person?.password);
    if (body.newPassword) evidence.newPassword = this.#isGood(body.newPassword, person) ? 'ACCEPTED' : 'REJECTED';
    if (body.answer) evidence.answer = validity(body.answer === right);
    if (body.passCode || body.signatureData) evidence.passCode = this.#checkCode(body, transaction, person, factor);
    if (body.token) evidence.token = validity(person);
    if (body.recoveryToken) evidence.token = validity(this.#recoveryOf(body.recoveryToken));
    if (factor?.factorType === 'push') evidence.push = this.phone;
    if (body.profile?.phoneNumber && url.pathname.endsWith('/factors'))
      evidence.phoneNumber = validity(/^\+\d[\d-]{6,}$/.test(body.profile.phoneNumber));
    return evidence;
  }

  #isGood(password, person) {
    return password.length >= 8 && /[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)
      && password !== person?.password;
  }

  #checkCode({ passCode, signatureData }, transaction, person, factor) {
    if (signatureData) return signatureData === `${factor.profile.credentialId} signs` ? 'VALID' : 'INVALID';
    const secret = person?.secrets[factor?.id];
    if (!secret) return passCode === this.#codes.get(codeKey(transaction, factor?.id)) ? 'VALID' : 'INVALID';
    const found = checkTotp(secret, passCode, this.now, person.usedCodes);
    if (found === 'VALID') person.usedCodes.add(passCode);
    return found;
  }

  /** Fresh strings, and what only the host can know of a factor that is enrolled or challenged. */
  #mint(body, factor, person) {
    const mint = { baseUrl: base };
    for (const kind of ['state', 'session', 'recovery']) mint[`${kind}Token`] = this.#token(kind);
    mint.errorId = this.#token('oae');
    if (body.factorType && body.provider) mint.factorId = this.#token({ push: 'opf' }[body.factorType] ?? 'fac');
    const qrcode = { href: `${base}/qr/${mint.factorId}`, type: 'image/png' };
    if (body.factorType === 'push') mint.activation = { expiresAt: this.#at({ minutes: 10 }), _links: { qrcode } };
    if (body.factorType === 'token:software:totp') {
      person.secrets[mint.factorId] = 'KBMTM32UJZSXQ2DW';
      mint.activation = {
        timeStep: 30, sharedSecret: 'KBMTM32UJZSXQ2DW', encoding: 'base32', keyLength: 6, _links: { qrcode },
      };
    }
    if (factor?.factorType === 'webauthn') mint.challenge = { challenge: this.#token('challenge'), extensions: {} };
    if (factor?.factorType === 'push' && this.numberChallenge) mint.challenge = { correctAnswer: 92 };
    return mint;
  }

  /** A recovery token is good for one transaction. */
  #file({ stateToken, recoveryToken }, { transaction, response }, mint) {
    if (!transaction) this.#transactions.delete(stateToken);
    else if (transaction.stateToken) this.#transactions.set(transaction.stateToken, transaction);
    else this.#recoveries.set(mint.recoveryToken, { transaction, ends: Infinity });
    if (recoveryToken && response.status === 200) this.#recoveries.delete(recoveryToken);
  }

  /** Changes of the account are in the account that was stored already. */
  #carryOut(effect, { body, person, seen, mint, decision }) {
    switch (effect.type) {
      case 'SEND':
        return this.#send(effect, { mint, decision });
      case 'ISSUE_TOKEN':
        if (effect.kind === 'RECOVERY') this.#recoveries.get(mint.recoveryToken).ends = Date.parse(effect.expiresAt);
        return;
      case 'STORE_PASSWORD':
        person.password = body.newPassword;
        return;
      case 'STORE_FACTOR':
        person.factors = [...person.factors.filter(({ id }) => id !== effect.factor.id), effect.factor];
        if (body.profile?.answer) person.answers[effect.factor.id] = body.profile.answer;
        return;
      case 'DEVICE_KNOWN':
        seen.known = true;
        return;
      case 'REMEMBER_DEVICE':
        seen.until = effect.until ? Date.parse(effect.until) : Infinity;
    }
  }

  #send({ channel, template, factorId }, { mint, decision: { transaction } }) {
    const message = { channel, template, factorId };
    if (channel === 'PUSH') this.phone = 'WAITING';
    else if (transaction?.stateToken) {
      message.code = String(100_000 + 7 * ++this.#minted);
      this.#codes.set(codeKey(transaction, factorId), message.code);
    } else if (transaction) message.recoveryToken = mint.recoveryToken;
    this.outbox.push(message);
  }
}
