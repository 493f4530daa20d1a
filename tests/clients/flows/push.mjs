import assert from 'node:assert/strict';

import { dade, factorRequired, factors, fails, flow, passwordPolicy, reports, right, succeeds } from '../world.mjs';

const setting = {
  policy: { ...passwordPolicy(), ...factorRequired({ factorPromptMode: 'SESSION', factorLifetime: 15 }) },
  person: dade({ factors: [factors.push, factors.question] }),
};

/** Signs in and sends a push. */
async function pushed(client, options) {
  const required = await client.signInWithCredentials(right);
  reports(required, 'MFA_REQUIRED', 'cancel');
  const waiting = await required.factors[0].verify(options);
  reports(waiting, 'MFA_CHALLENGE', 'poll', 'prev', 'cancel', 'resend');
  assert.equal(waiting.factorResult, 'WAITING');
  assert.equal(waiting.factor.factorType, 'push');
  return waiting;
}

/** Polls without pause; the user does something after so many unfinished answers. */
function pollUntil(host, phone, transaction, times = 2) {
  let seen = 0;
  return transaction.poll({
    delay: 0,
    transactionCallBack: ({ status, factorResult }) => {
      assert.deepEqual([status, factorResult], ['MFA_CHALLENGE', 'WAITING']);
      if (++seen === times) host.phone = phone;
    },
  });
}

flow('a push is polled until the user approves it', setting, async ({ client, host }) => {
  const waiting = await pushed(client);
  assert.equal(host.outbox.length, 1);
  succeeds(await pollUntil(host, 'APPROVED', waiting, 3));
});

flow('a refused push can be sent again', setting, async ({ client, host }) => {
  const refused = await pollUntil(host, 'REJECTED', await pushed(client));
  reports(refused, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  assert.equal(refused.factorResult, 'REJECTED');
  const waiting = await refused.verify();
  reports(waiting, 'MFA_CHALLENGE', 'poll', 'prev', 'cancel', 'resend');
  assert.equal(waiting.factorResult, 'WAITING');
  succeeds(await pollUntil(host, 'APPROVED', waiting));
});

flow('a push that nobody answers times out and can be resent', setting, async ({ client, host }) => {
  const late = await pollUntil(host, 'TIMEOUT', await pushed(client));
  reports(late, 'MFA_CHALLENGE', 'verify', 'prev', 'cancel', 'resend');
  assert.equal(late.factorResult, 'TIMEOUT');
  const waiting = await late.resend('push');
  reports(waiting, 'MFA_CHALLENGE', 'poll', 'prev', 'cancel', 'resend');
  assert.equal(waiting.factorResult, 'WAITING');
  assert.equal(host.outbox.length, 2);
  succeeds(await pollUntil(host, 'APPROVED', waiting));
});

flow('going back stops the polling and allows another factor', setting, async ({ client }) => {
  const waiting = await pushed(client);
  let back;
  const polling = waiting.poll({ delay: 0, transactionCallBack: () => { back = waiting.prev(); } });
  await assert.rejects(polling, { message: 'The poll was stopped by the sdk' });
  const required = await back;
  reports(required, 'MFA_REQUIRED', 'cancel');
  succeeds(await required.factors[1].verify({ answer: 'mayonnaise' }));
});

flow('a push shows the number to choose', setting, async ({ client, host }) => {
  host.numberChallenge = true;
  const waiting = await pushed(client);
  const { _embedded } = await client.tx.status({ stateToken: waiting.data.stateToken });
  assert.equal(_embedded.factor._embedded.challenge.correctAnswer, 92);
  assert.equal(waiting.factor.challenge.correctAnswer, 92);
  succeeds(await pollUntil(host, 'APPROVED', waiting));
});

flow('a device is remembered while polling', setting, async ({ client, host }) => {
  const waiting = await pushed(client, { autoPush: true });
  host.phone = 'APPROVED';
  succeeds(await waiting.poll({ delay: 0, rememberDevice: true, autoPush: true }));
  succeeds(await client.signInWithCredentials(right));
});

flow('a push cannot be polled once the sign-in is complete', setting, async ({ client, host }) => {
  const waiting = await pushed(client);
  host.phone = 'APPROVED';
  succeeds(await waiting.poll(0));
  await fails(waiting.poll(0), 401, 'E0000011');
});
