import assert from 'node:assert/strict';

import { causes, dade, deny, fails, flow, nobody, passwordPolicy, reports, right, succeeds, wrong } from '../world.mjs';

const lockout = { maxAttempts: 3, autoUnlockMinutes: 60, showLockoutFailures: true };
const shown = { policy: passwordPolicy({ lockout }) };
const hidden = { policy: passwordPolicy({ lockout: { ...lockout, showLockoutFailures: false } }) };

async function failsTwice(client) {
  for (let attempt = 1; attempt <= 2; ++attempt) await fails(client.signInWithCredentials(wrong), 401, 'E0000004');
}

flow('the right password signs in', {}, async ({ client }) => {
  const transaction = await client.signInWithCredentials({ ...right, relayState: '/deep/link' });
  succeeds(transaction);
  assert.equal(transaction.relayState, '/deep/link');
  assert.equal(transaction.user.id, '00ub0oNGTSWTBKOLGLNR');
  assert.equal(transaction.user.passwordChanged, '2026-03-01T20:14:45.000Z');
  assert.deepEqual(transaction.user.profile, dade().user.profile);
  assert.equal(transaction.expiresAt, '2026-04-02T14:04:06.000Z');
  assert.equal(client.tx.exists(), false);
});

flow('a wrong password and an unknown user look the same', {}, async ({ client }) => {
  const known = await fails(client.signInWithCredentials(wrong), 401, 'E0000004');
  const unknown = await fails(client.signInWithCredentials(nobody), 401, 'E0000004');
  assert.equal(known.errorSummary, 'Authentication failed');
  assert.equal(unknown.errorSummary, known.errorSummary);
  assert.deepEqual(known.errorCauses, []);
  assert.deepEqual(unknown.errorCauses, []);
  assert.notEqual(unknown.errorId, known.errorId);
});

flow('a sign-in without a password is incomplete', {}, async ({ client }) => {
  const error = await fails(client.signInWithCredentials({ password: 'Correct1horse' }), 400, 'E0000001');
  assert.equal(error.errorSummary, 'Api validation failed: authRequest');
  assert.deepEqual(causes(error), ["The 'username' and 'password' attributes are required in this context."]);
});

flow('a lockout that is shown offers to unlock, whatever the password', shown, async ({ client }) => {
  await failsTwice(client);
  reports(await client.signInWithCredentials(wrong), 'LOCKED_OUT', 'unlock');
  const locked = await client.signInWithCredentials(right);
  reports(locked, 'LOCKED_OUT', 'unlock');
  assert.equal(locked.user, undefined);
  assert.equal(locked.expiresAt, undefined);
  assert.equal(client.tx.exists(), false);
});

flow('a lockout that is hidden is a failure like any other', hidden, async ({ client }) => {
  await failsTwice(client);
  await fails(client.signInWithCredentials(wrong), 401, 'E0000004');
  const error = await fails(client.signInWithCredentials(right), 401, 'E0000004');
  assert.equal(error.errorSummary, 'Authentication failed');
});

flow(
  'a lockout without a way to unlock is not shown',
  { policy: passwordPolicy({ lockout, actions: { selfServiceUnlock: deny } }) },
  async ({ client }) => {
    await failsTwice(client);
    await fails(client.signInWithCredentials(wrong), 401, 'E0000004');
    await fails(client.signInWithCredentials(right), 401, 'E0000004');
  },
);

flow('a lockout ends by itself', shown, async ({ client, host }) => {
  await failsTwice(client);
  reports(await client.signInWithCredentials(wrong), 'LOCKED_OUT', 'unlock');
  host.pass({ minutes: 59 });
  reports(await client.signInWithCredentials(right), 'LOCKED_OUT', 'unlock');
  host.pass({ minutes: 1 });
  succeeds(await client.signInWithCredentials(right));
});

flow('the right password starts the count again', shown, async ({ client }) => {
  for (let round = 1; round <= 2; ++round) {
    await failsTwice(client);
    succeeds(await client.signInWithCredentials(right));
  }
});

flow('a rate limit stops even a locked user', shown, async ({ client, host }) => {
  await failsTwice(client);
  reports(await client.signInWithCredentials(wrong), 'LOCKED_OUT', 'unlock');
  host.rateLimit = { violated: 'ORG', limit: 600, remaining: 0, reset: 1775138400 };
  const error = await fails(client.signInWithCredentials(right), 429, 'E0000047');
  assert.equal(error.errorSummary, 'API call exceeded rate limit due to too many requests.');
  const { headers } = error.xhr;
  assert.deepEqual(
    [headers['x-rate-limit-limit'], headers['x-rate-limit-remaining'], headers['x-rate-limit-reset']],
    ['600', '0', '1775138400'],
  );
  host.rateLimit = { limit: 600, remaining: 599, reset: 1775138460 };
  const locked = await client.signInWithCredentials(right);
  reports(locked, 'LOCKED_OUT', 'unlock');
  assert.equal(locked.headers['x-rate-limit-remaining'], '599');
});

flow(
  'an attack is refused before the password is looked at, and locks nobody',
  { policy: { ...passwordPolicy({ lockout }), threatInsight: { action: 'block' } } },
  async ({ client, host }) => {
    host.network = { threat: 'HIGH' };
    for (let attempt = 1; attempt <= 4; ++attempt) await fails(client.signInWithCredentials(wrong), 401, 'E0000004');
    await fails(client.signInWithCredentials(right), 401, 'E0000004');
    host.network = {};
    succeeds(await client.signInWithCredentials(right));
  },
);

flow(
  'an activation token leads to a first password',
  { person: dade({ user: { status: 'PROVISIONED', passwordChanged: null, credentials: {} }, activation: 'o7AFoTGE' }) },
  async ({ client }) => {
    await fails(client.signIn({ token: 'forged' }), 401, 'E0000004');
    const transaction = await client.signIn({ token: 'o7AFoTGE' });
    reports(transaction, 'PASSWORD_RESET', 'resetPassword', 'cancel');
    assert.equal(transaction.recoveryType, 'ACCOUNT_ACTIVATION');
    assert.equal(transaction.policy.complexity.minLength, 8);
    succeeds(await transaction.resetPassword({ newPassword: 'Brand2new' }));
    succeeds(await client.signInWithCredentials({ ...right, password: 'Brand2new' }));
  },
);
