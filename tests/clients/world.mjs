import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Host } from './adapter.mjs';
import { Engine } from './engine.mjs';

const command = process.env.INTERLOCK;
assert.ok(command, 'INTERLOCK names the command');

const login = 'dade.murphy@example.com';

/** What the user types. */
export const right = { username: login, password: 'Correct1horse' };
export const wrong = { username: login, password: 'Wrong1horse' };
export const nobody = { username: 'nobody@example.com', password: 'Correct1horse' };

export const allow = { access: 'ALLOW' };
export const deny = { access: 'DENY' };

/** A password policy with one rule; what is not given is Okta's default, or allowed. */
export function passwordPolicy({ lockout = {}, age = {}, recovery = {}, actions = {} } = {}) {
  return {
    password: {
      type: 'PASSWORD',
      settings: {
        password: { lockout, age, complexity: { minLength: 8, minSymbol: 0 } },
        recovery: { factors: { okta_sms: { status: 'ACTIVE' }, okta_call: { status: 'ACTIVE' }, ...recovery } },
      },
    },
    passwordRule: {
      actions: { passwordChange: allow, selfServicePasswordReset: allow, selfServiceUnlock: allow, ...actions },
    },
  };
}

/** Every sign-in asks for a factor, unless other settings say so. */
export function factorRequired(settings = { factorPromptMode: 'ALWAYS' }) {
  return { signOnRule: { actions: { signon: { access: 'ALLOW', requireFactor: true, ...settings } } } };
}

/** Enrollment at sign-in, from keys such as `okta_sms` to OPTIONAL or REQUIRED. */
export function enrollment(factors) {
  const settings = Object.entries(factors).map(([key, self]) => [key, { enroll: { self } }]);
  return {
    enrollment: {
      type: 'MFA_ENROLL',
      settings: { factors: Object.fromEntries(settings) },
      _embedded: { rules: [{ actions: { enroll: { self: 'LOGIN' } } }] },
    },
  };
}

const active = (id, factorType, profile) => ({ id, factorType, provider: 'OKTA', status: 'ACTIVE', profile });

export const factors = {
  sms: active('sms193zUBEROPBNZKPPE', 'sms', { phoneNumber: '+1-555-415-1337' }),
  call: active('clf193zUBEROPBNZKPPE', 'call', { phoneNumber: '+1-555-415-1337' }),
  email: active('emf193zUBEROPBNZKPPE', 'email', { email: login }),
  totp: active('ostf2xjtDKWFPZIKYDZV', 'token:software:totp', { credentialId: login }),
  push: active('opfh52xcuft3J4uZc0g3', 'push', { deviceType: 'SmartPhone_IPhone', name: 'Gibson', platform: 'IOS' }),
  question: active('ufs1o01OTMGHLAJPVHDZ', 'question', {
    question: 'disliked_food', questionText: 'What is the food you least liked as a child?',
  }),
  webauthn: { ...active('fwf193zUBEROPBNZKPPE', 'webauthn', { credentialId: login }), provider: 'FIDO' },
};

export const secretOfTotp = 'JBSWY3DPEHPK3PXP';

/** Dade Murphy and everything that the host knows of him. */
export function dade({ user = {}, ...others } = {}) {
  return {
    user: {
      id: '00ub0oNGTSWTBKOLGLNR',
      status: 'ACTIVE',
      passwordChanged: '2026-03-01T20:14:45.000Z',
      profile: { login, firstName: 'Dade', lastName: 'Murphy', locale: 'en_US', timeZone: 'America/Los_Angeles' },
      credentials: { password: {}, recovery_question: { question: "Who's a major player in the cowboy scene?" } },
      ...user,
    },
    attempts: {},
    version: 0,
    password: right.password,
    recovery: ['email', 'sms', 'call', 'question'],
    answer: 'Annie Oakley',
    factors: [],
    answers: { [factors.question.id]: 'mayonnaise' },
    secrets: { [factors.totp.id]: secretOfTotp },
    usedCodes: new Set(),
    ...others,
  };
}

/** A test with a command, a host and a client of its own. */
export function flow(name, { policy = passwordPolicy(), person = dade() }, body) {
  test(name, async () => {
    const engine = new Engine(command);
    const stored = structuredClone(person);
    const host = new Host(engine, policy, [stored]);
    let status;
    try {
      await body({ host, client: host.client(), person: stored });
    } finally {
      status = await engine.close();
    }
    assert.equal(status, 0, 'exit status of the command');
  });
}

/** The names of what the client offers to do next. */
export function methods(transaction) {
  return Object.keys(transaction).filter((name) => typeof transaction[name] === 'function').sort();
}

/** Asserts the status that the client reports and all that it offers to do next. */
export function reports(transaction, status, ...offered) {
  assert.equal(transaction.status, status);
  assert.deepEqual(methods(transaction), offered.sort(), `methods in ${status}`);
}

export function succeeds(transaction) {
  reports(transaction, 'SUCCESS');
  assert.match(transaction.sessionToken, /^session-\d+$/);
  assert.equal(transaction.data.stateToken, undefined);
}

/** Asserts that the client throws an error of the API; resolves to it. */
export async function fails(promise, status, errorCode) {
  const error = await promise.then(
    (transaction) => assert.fail(`${errorCode} expected, not ${transaction.status}`),
    (thrown) => thrown,
  );
  assert.equal(error.name, 'AuthApiError', error.stack);
  assert.equal(error.errorCode, errorCode);
  assert.equal(error.errorLink, errorCode);
  assert.equal(error.xhr.status, status);
  return error;
}

export const causes = ({ errorCauses }) => errorCauses.map(({ errorSummary }) => errorSummary);
