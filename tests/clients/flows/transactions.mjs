import assert from 'node:assert/strict';

import {
  causes, dade, factorRequired, factors, fails, flow, passwordPolicy, reports, right, succeeds, wrong,
} from '../world.mjs';

const twoFactors = {
  policy: { ...passwordPolicy({ lockout: { maxAttempts: 3, showLockoutFailures: true } }), ...factorRequired() },
  person: dade({ factors: [factors.sms, factors.question] }),
};

async function challenged(client, options = {}) {
  const required = await client.signInWithCredentials({ ...right, ...options });
  reports(required, 'MFA_REQUIRED', 'cancel');
  return required;
}

flow('a transaction that is cancelled is over', twoFactors, async ({ client }) => {
  const required = await challenged(client, { relayState: '/deep/link' });
  const cancelled = await required.cancel();
  reports(cancelled, undefined);
  assert.equal(cancelled.relayState, '/deep/link');
  assert.equal(client.tx.exists(), false);
  const error = await fails(required.factors[1].verify({ answer: 'mayonnaise' }), 401, 'E0000011');
  assert.equal(error.errorSummary, 'Invalid token provided');
  await fails(required.cancel(), 401, 'E0000011');
});

flow('a transaction expires when nothing is done for five minutes', twoFactors, async ({ client, host }) => {
  const required = await challenged(client);
  assert.equal(required.expiresAt, '2026-04-02T14:04:06.000Z');
  host.pass({ minutes: 5 });
  assert.equal(client.tx.exists(), false);
  await fails(required.factors[1].verify({ answer: 'mayonnaise' }), 401, 'E0000011');
});

flow('every request gives a transaction five more minutes', twoFactors, async ({ client, host }) => {
  await challenged(client);
  for (let request = 1; request <= 3; ++request) {
    host.pass({ minutes: 4 });
    reports(await client.tx.resume(), 'MFA_REQUIRED', 'cancel');
  }
  const required = await client.tx.resume();
  assert.equal(required.expiresAt, '2026-04-02T14:16:06.000Z');
  succeeds(await required.factors[1].verify({ answer: 'mayonnaise' }));
});

flow('what a state does not offer is not allowed, and changes nothing', twoFactors, async ({ client, host }) => {
  const challenge = await (await challenged(client)).factors[0].verify();
  reports(await challenge.prev(), 'MFA_REQUIRED', 'cancel');
  host.pass({ seconds: 30 });
  for (const refused of [challenge.prev, () => challenge.resend('sms')]) {
    const error = await fails(refused(), 403, 'E0000079');
    assert.equal(error.errorSummary, 'This operation is not allowed in the current authentication state.');
    assert.deepEqual(causes(error), [error.errorSummary]);
  }
  const required = await client.tx.resume();
  reports(required, 'MFA_REQUIRED', 'cancel');
  succeeds(await required.factors[1].verify({ answer: 'mayonnaise' }));
});

flow('a transaction is resumed elsewhere by its token', twoFactors, async ({ client, host }) => {
  const challenge = await (await challenged(client)).factors[0].verify();
  const elsewhere = host.client();
  assert.equal(elsewhere.tx.exists(), false);
  await assert.rejects(elsewhere.tx.resume(), { name: 'AuthSdkError', message: 'No transaction to resume' });
  const resumed = await elsewhere.tx.resume({ stateToken: challenge.data.stateToken });
  reports(resumed, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  assert.equal(elsewhere.tx.exists(), true);
  succeeds(await resumed.verify({ passCode: host.lastCode }));
  assert.equal(elsewhere.tx.exists(), false);
  await fails(client.tx.resume(), 401, 'E0000011');
  assert.equal(client.tx.exists(), false);
});

flow('a token that names no transaction is refused', twoFactors, async ({ client }) => {
  await fails(client.tx.resume({ stateToken: 'forged' }), 401, 'E0000011');
  await fails(client.tx.status({ stateToken: 'forged' }), 401, 'E0000011');
});

flow('a rate limit does not end a transaction', twoFactors, async ({ client, host }) => {
  const required = await challenged(client);
  host.rateLimit = { violated: 'ORG', limit: 600, remaining: 0, reset: 1775138400 };
  await fails(required.factors[1].verify({ answer: 'mayonnaise' }), 429, 'E0000047');
  host.rateLimit = {};
  succeeds(await required.factors[1].verify({ answer: 'mayonnaise' }));
});

flow('a user who is locked meanwhile gets no further', twoFactors, async ({ client, host }) => {
  const required = await challenged(client);
  const attacker = host.client({ device: 'elsewhere' });
  for (let attempt = 1; attempt <= 2; ++attempt) await fails(attacker.signInWithCredentials(wrong), 401, 'E0000004');
  reports(await attacker.signInWithCredentials(wrong), 'LOCKED_OUT', 'unlock');
  await fails(required.factors[1].verify({ answer: 'mayonnaise' }), 403, 'E0000069');
});

flow('an application asks for a sign-in and gets the user', {}, async ({ client, host }) => {
  const stepUp = await client.tx.resume({ stateToken: host.stepUp() });
  reports(stepUp, 'UNAUTHENTICATED', 'authenticate');
  assert.equal(stepUp.type, 'SESSION_STEP_UP');
  assert.equal(stepUp.target.label, 'Corporate SFDC');
  assert.equal(stepUp.authentication.protocol, 'SAML2.0');
  await fails(stepUp.authenticate(wrong), 401, 'E0000004');

  const done = await stepUp.authenticate(right);
  reports(done, 'SUCCESS', 'original');
  assert.equal(done.type, 'SESSION_STEP_UP');
  assert.equal(done.sessionToken, undefined);
  assert.equal(done.user.profile.login, right.username);
  const { type, signedInTo } = await done.original();
  assert.deepEqual([type, signedInTo], ['SESSION_STEP_UP', 'Corporate SFDC']);
});

flow('an application that asks for a factor gets it too', twoFactors, async ({ client, host }) => {
  const stepUp = await client.tx.resume({ stateToken: host.stepUp() });
  const required = await stepUp.authenticate(right);
  reports(required, 'MFA_REQUIRED', 'cancel');
  assert.equal(required.type, 'SESSION_STEP_UP');
  assert.equal(required.target.label, 'Corporate SFDC');
  const done = await required.factors[1].verify({ answer: 'mayonnaise' });
  reports(done, 'SUCCESS', 'original');
  assert.equal(done.sessionToken, undefined);
});

flow('with a session, an application asks for the factor only', twoFactors, async ({ client, host, person }) => {
  const required = await client.tx.resume({ stateToken: host.stepUp('MFA_REQUIRED', person) });
  reports(required, 'MFA_REQUIRED', 'cancel');
  assert.equal(required.type, 'SESSION_STEP_UP');
  const done = await required.factors[1].verify({ answer: 'mayonnaise' });
  reports(done, 'SUCCESS', 'original');
  assert.equal((await done.original()).signedInTo, 'Corporate SFDC');
});
