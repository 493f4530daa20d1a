import assert from 'node:assert/strict';

import { totp } from '../totp.mjs';
import {
  causes, dade, factorRequired, factors, fails, flow, passwordPolicy, reports, right, secretOfTotp, succeeds,
} from '../world.mjs';

const policy = { ...passwordPolicy({ lockout: { showLockoutFailures: true } }), ...factorRequired() };
const having = (...enrolled) => ({ policy, person: dade({ factors: enrolled.map((name) => factors[name]) }) });

/** Signs in as far as the choice of a factor. */
async function challenged(client, options = {}) {
  const transaction = await client.signInWithCredentials({ ...right, ...options });
  reports(transaction, 'MFA_REQUIRED', 'cancel');
  return transaction;
}

const choose = (transaction, type) => transaction.factors.find(({ factorType }) => factorType === type);

async function messageSent(client, type = 'sms') {
  const transaction = await choose(await challenged(client), type).verify();
  reports(transaction, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  return transaction;
}

flow('a code by SMS completes the sign-in', having('sms'), async ({ client, host }) => {
  const required = await challenged(client);
  assert.equal(required.user.profile.login, right.username);
  assert.deepEqual(required.policy, {
    allowRememberDevice: false, rememberDeviceLifetimeInMinutes: 0, rememberDeviceByDefault: false,
  });
  const [factor] = required.factors;
  assert.equal(factor.factorType, 'sms');
  assert.equal(factor.provider, 'OKTA');
  assert.deepEqual(factor.profile, { phoneNumber: '+1 XXX-XXX-1337' });

  const challenge = await factor.verify();
  reports(challenge, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  assert.equal(challenge.factor.id, factors.sms.id);
  assert.deepEqual(challenge.factor.profile, { phoneNumber: '+1 XXX-XXX-1337' });
  assert.equal(challenge.factorResult, undefined);
  assert.equal(host.outbox.length, 1);
  succeeds(await challenge.verify({ passCode: host.lastCode }));
});

flow('after a wrong code the right one still counts', having('sms'), async ({ client, host }) => {
  const challenge = await messageSent(client);
  const error = await fails(challenge.verify({ passCode: 'wrong' }), 403, 'E0000068');
  assert.equal(error.errorSummary, 'Invalid Passcode/Answer');
  assert.deepEqual(causes(error), ["Your answer doesn't match our records. Please try again."]);
  const same = await client.tx.resume();
  reports(same, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  succeeds(await same.verify({ passCode: host.lastCode }));
});

flow('the fifth wrong code locks the user', having('sms'), async ({ client, host }) => {
  const challenge = await messageSent(client);
  for (let attempt = 1; attempt <= 4; ++attempt)
    await fails(challenge.verify({ passCode: 'wrong' }), 403, 'E0000068');
  const error = await fails(challenge.verify({ passCode: 'wrong' }), 403, 'E0000069');
  assert.equal(error.errorSummary, 'User Locked');
  assert.deepEqual(error.errorCauses, []);
  await fails(challenge.verify({ passCode: host.lastCode }), 403, 'E0000069');
  reports(await client.signInWithCredentials(right), 'LOCKED_OUT', 'unlock');
});

flow('wrong codes are counted until a right one, over sign-ins', having('sms'), async ({ client, host }) => {
  for (let round = 1; round <= 2; ++round) {
    const first = await messageSent(client);
    for (let attempt = 1; attempt <= 2; ++attempt) await fails(first.verify({ passCode: 'wrong' }), 403, 'E0000068');
    await first.cancel();
    host.pass({ seconds: 30 });
    const second = await messageSent(client);
    for (let attempt = 3; attempt <= 4; ++attempt) await fails(second.verify({ passCode: 'wrong' }), 403, 'E0000068');
    succeeds(await second.verify({ passCode: host.lastCode }));
  }
});

flow('a second SMS has to wait, and replaces the first', having('sms'), async ({ client, host }) => {
  const challenge = await messageSent(client);
  const first = host.lastCode;
  host.pass({ seconds: 29 });
  const error = await fails(challenge.resend('sms'), 429, 'E0000109');
  assert.match(error.errorSummary, /^An SMS message was recently sent\. Please wait 30 seconds before trying again\.$/);
  assert.equal(host.outbox.length, 1);
  host.pass({ seconds: 1 });
  const again = await challenge.resend('sms');
  reports(again, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  assert.equal(host.outbox.length, 2);
  await fails(again.verify({ passCode: first }), 403, 'E0000068');
  succeeds(await again.verify({ passCode: host.lastCode }));
});

flow('a second call has to wait as long', having('call'), async ({ client, host }) => {
  const challenge = await messageSent(client, 'call');
  await fails(challenge.resend('call'), 429, 'E0000133');
  host.pass({ seconds: 30 });
  reports(await challenge.resend('call'), 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  succeeds(await challenge.verify({ passCode: host.lastCode }));
});

flow('a second mail has to wait five seconds', having('email'), async ({ client, host }) => {
  const challenge = await messageSent(client, 'email');
  await fails(challenge.resend('email'), 429, 'E0000118');
  host.pass({ seconds: 5 });
  await challenge.resend('email');
  assert.equal(host.outbox.length, 2);
  succeeds(await challenge.verify({ passCode: host.lastCode }));
});

flow('a code of an authenticator app needs no challenge', having('totp'), async ({ client, host }) => {
  const { factors: [factor] } = await challenged(client);
  assert.deepEqual(factor.profile, { credentialId: right.username });
  const error = await fails(factor.verify({ passCode: '12345' }), 403, 'E0000068');
  assert.deepEqual(causes(error), ["Your passcode doesn't match our records. Please try again."]);
  succeeds(await factor.verify({ passCode: totp(secretOfTotp, host.now) }));
});

flow('a code of an authenticator app counts once, and in its time', having('totp'), async ({ client, host }) => {
  const passCode = totp(secretOfTotp, host.now);
  succeeds(await (await challenged(client)).factors[0].verify({ passCode }));

  const replayed = await (await challenged(client)).factors[0].verify({ passCode });
  assert.equal(replayed.status, 'MFA_REQUIRED');
  assert.equal(replayed.factorResult, 'PASSCODE_REPLAYED');
  host.pass({ minutes: 2 });
  const late = await replayed.factors[0].verify({ passCode });
  assert.equal(late.status, 'MFA_REQUIRED');
  assert.equal(late.factorResult, 'TIME_WINDOW_EXCEEDED');
  succeeds(await late.factors[0].verify({ passCode: totp(secretOfTotp, host.now) }));
});

flow('the answer to a security question completes the sign-in', having('question'), async ({ client }) => {
  const { factors: [factor] } = await challenged(client);
  assert.equal(factor.profile.questionText, 'What is the food you least liked as a child?');
  assert.equal(factor.profile.answer, undefined);
  const error = await fails(factor.verify({ answer: 'ketchup' }), 403, 'E0000068');
  assert.deepEqual(causes(error), ["Your answer doesn't match our records. Please try again."]);
  succeeds(await factor.verify({ answer: 'mayonnaise' }));
});

flow('a security key signs a challenge', having('webauthn'), async ({ client }) => {
  const challenge = await (await challenged(client)).factors[0].verify();
  reports(challenge, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel');
  assert.match(challenge.factor.challenge.challenge, /^challenge-\d+$/);
  const signed = { clientData: 'client', authenticatorData: 'device' };
  await fails(challenge.verify({ ...signed, signatureData: 'somebody signs' }), 403, 'E0000068');
  succeeds(await challenge.verify({ ...signed, signatureData: `${right.username} signs` }));
});

flow('going back allows another factor', having('sms', 'question'), async ({ client }) => {
  const challenge = await messageSent(client);
  const back = await challenge.prev();
  reports(back, 'MFA_REQUIRED', 'cancel');
  assert.deepEqual(back.factors.map(({ factorType }) => factorType), ['sms', 'question']);
  succeeds(await choose(back, 'question').verify({ answer: 'mayonnaise' }));
});

flow(
  'a remembered device is not asked again for as long as the policy says',
  { ...having('sms'), policy: { ...policy, ...factorRequired({ factorPromptMode: 'SESSION', factorLifetime: 15 }) } },
  async ({ client, host }) => {
    const required = await challenged(client);
    assert.deepEqual(required.policy, {
      allowRememberDevice: true, rememberDeviceLifetimeInMinutes: 15, rememberDeviceByDefault: false,
    });
    const challenge = await required.factors[0].verify();
    succeeds(await challenge.verify({ passCode: host.lastCode, rememberDevice: true }));
    host.pass({ minutes: 14 });
    succeeds(await client.signInWithCredentials(right));
    await challenged(host.client({ device: 'tablet' }));
    host.pass({ minutes: 1 });
    await challenged(client);
  },
);

flow(
  'a device is not remembered unless the user wants it',
  { ...having('question'), policy: { ...policy, ...factorRequired({ factorPromptMode: 'DEVICE' }) } },
  async ({ client, host }) => {
    succeeds(await (await challenged(client)).factors[0].verify({ answer: 'mayonnaise' }));
    const { factors: [factor] } = await challenged(client);
    succeeds(await factor.verify({ answer: 'mayonnaise', rememberDevice: () => true }));
    host.pass({ days: 300 });
    succeeds(await client.signInWithCredentials(right));
  },
);

flow(
  'an expired password is changed after the factor',
  {
    policy: { ...passwordPolicy({ age: { maxAgeDays: 30 } }), ...factorRequired() },
    person: dade({ factors: [factors.question] }),
  },
  async ({ client }) => {
    const factor = choose(await challenged(client), 'question');
    const expired = await factor.verify({ answer: 'mayonnaise' });
    reports(expired, 'PASSWORD_EXPIRED', 'changePassword', 'cancel');
    succeeds(await expired.changePassword({ oldPassword: right.password, newPassword: 'Brand2new' }));
  },
);
