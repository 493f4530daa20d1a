import assert from 'node:assert/strict';

import { totp } from '../totp.mjs';
import {
  causes, enrollment, factorRequired, fails, flow, passwordPolicy, reports, right, succeeds,
} from '../world.mjs';

const requiring = (factors) => ({ policy: { ...passwordPolicy(), ...factorRequired(), ...enrollment(factors) } });
const phoneNumber = '+1-555-415-1337';

/** Signs in as far as the choice of a factor to enroll. */
async function due(client, options = {}) {
  const transaction = await client.signInWithCredentials({ ...right, options });
  reports(transaction, 'MFA_ENROLL', 'cancel');
  return transaction;
}

const choose = (transaction, type) => transaction.factors.find(({ factorType }) => factorType === type);

flow('a phone is enrolled and asked for next time', requiring({ okta_sms: 'REQUIRED' }), async ({ client, host }) => {
  const [factor] = (await due(client)).factors;
  assert.equal(factor.factorType, 'sms');
  assert.equal(factor.status, 'NOT_SETUP');
  assert.equal(factor.enrollment, 'REQUIRED');
  const activating = await factor.enroll({ profile: { phoneNumber } });
  reports(activating, 'MFA_ENROLL_ACTIVATE', 'activate', 'prev', 'cancel', 'resend');
  assert.deepEqual(activating.factor.profile, { phoneNumber: '+1 XXX-XXX-1337' });
  succeeds(await activating.activate({ passCode: host.lastCode }));

  const required = await client.signInWithCredentials(right);
  reports(required, 'MFA_REQUIRED', 'cancel');
  assert.equal(required.factors[0].id, activating.factor.id);
  assert.deepEqual(required.factors[0].profile, { phoneNumber: '+1 XXX-XXX-1337' });
  host.pass({ seconds: 30 });
  const challenge = await required.factors[0].verify();
  succeeds(await challenge.verify({ passCode: host.lastCode }));
});

flow('a wrong code does not activate, a new one must be waited for', requiring({ okta_sms: 'REQUIRED' }),
  async ({ client, host }) => {
    const activating = await (await due(client)).factors[0].enroll({ profile: { phoneNumber } });
    const error = await fails(activating.activate({ passCode: 'wrong' }), 403, 'E0000068');
    assert.deepEqual(causes(error), ["Your passcode doesn't match our records. Please try again."]);
    await fails(activating.resend('sms'), 429, 'E0000109');
    host.pass({ seconds: 30 });
    const again = await activating.resend('sms');
    reports(again, 'MFA_ENROLL_ACTIVATE', 'activate', 'prev', 'cancel', 'resend');
    succeeds(await again.activate({ passCode: host.lastCode }));
  });

flow('a phone number must be one', requiring({ okta_sms: 'REQUIRED' }), async ({ client, host }) => {
  const [factor] = (await due(client)).factors;
  const error = await fails(factor.enroll({ profile: { phoneNumber: '12' } }), 400, 'E0000098');
  assert.equal(error.errorSummary, 'This phone number is invalid.');
  assert.deepEqual(host.outbox, []);
  const activating = await factor.enroll({ profile: { phoneNumber } });
  reports(activating, 'MFA_ENROLL_ACTIVATE', 'activate', 'prev', 'cancel', 'resend');
});

flow('an authenticator app is enrolled', requiring({ okta_otp: 'REQUIRED' }), async ({ client, host }) => {
  const activating = await choose(await due(client), 'token:software:totp').enroll();
  reports(activating, 'MFA_ENROLL_ACTIVATE', 'activate', 'prev', 'cancel');
  const { sharedSecret, encoding, timeStep, keyLength, qrcode } = activating.factor.activation;
  assert.deepEqual([encoding, timeStep, keyLength, qrcode.type], ['base32', 30, 6, 'image/png']);
  await fails(activating.activate({ passCode: 'wrong' }), 403, 'E0000068');
  succeeds(await activating.activate({ passCode: totp(sharedSecret, host.now) }));

  host.pass({ minutes: 1 });
  const required = await client.signInWithCredentials(right);
  reports(required, 'MFA_REQUIRED', 'cancel');
  succeeds(await required.factors[0].verify({ passCode: totp(sharedSecret, host.now) }));
});

flow('a device is enrolled by polling until it is activated', requiring({ okta_push: 'REQUIRED' }),
  async ({ client, host }) => {
    const activating = await choose(await due(client), 'push').enroll();
    reports(activating, 'MFA_ENROLL_ACTIVATE', 'poll', 'prev', 'cancel');
    assert.equal(activating.factorResult, 'WAITING');
    assert.equal(activating.factor.activation.expiresAt, '2026-04-02T14:09:06.000Z');
    assert.equal(activating.factor.activation.qrcode.type, 'image/png');
    let polls = 0;
    const transactionCallBack = ({ status, factorResult }) => {
      assert.deepEqual([status, factorResult], ['MFA_ENROLL_ACTIVATE', 'WAITING']);
      if (++polls === 2) host.phone = 'APPROVED';
    };
    succeeds(await activating.poll({ delay: 0, transactionCallBack }));
    const required = await client.signInWithCredentials(right);
    assert.equal(required.factors[0].factorType, 'push');
  });

flow('an activation that timed out is done again', requiring({ okta_push: 'REQUIRED' }), async ({ client, host }) => {
  const activating = await choose(await due(client), 'push').enroll();
  host.phone = 'TIMEOUT';
  const late = await activating.poll(0);
  reports(late, 'MFA_ENROLL_ACTIVATE', 'activate', 'prev', 'cancel');
  assert.equal(late.factorResult, 'TIMEOUT');
  host.phone = 'WAITING';
  const again = await late.activate();
  reports(again, 'MFA_ENROLL_ACTIVATE', 'poll', 'prev', 'cancel');
  assert.equal(again.factorResult, 'WAITING');
  host.phone = 'APPROVED';
  succeeds(await again.poll(0));
});

flow('the link that activates a device is sent by SMS or mail', requiring({ okta_push: 'REQUIRED' }),
  async ({ client, host }) => {
    const activating = await choose(await due(client), 'push').enroll();
    const before = host.outbox.length;
    const sms = await activating.factor.activation.send('sms', { profile: { phoneNumber } });
    reports(sms, 'MFA_ENROLL_ACTIVATE', 'poll', 'prev', 'cancel');
    assert.equal(sms.factorResult, 'WAITING');
    host.pass({ minutes: 1 });
    reports(await sms.factor.activation.send('email'), 'MFA_ENROLL_ACTIVATE', 'poll', 'prev', 'cancel');
    assert.deepEqual(host.outbox.slice(before).map(({ channel }) => channel), ['SMS', 'EMAIL']);
    host.phone = 'APPROVED';
    succeeds(await sms.poll(0));
  });

flow('a security question is chosen, answered and active at once', requiring({ okta_question: 'REQUIRED' }),
  async ({ client }) => {
    const factor = choose(await due(client), 'question');
    const [{ question }] = await factor.questions();
    succeeds(await factor.enroll({ profile: { question, answer: 'mayonnaise' } }));
    const required = await client.signInWithCredentials(right);
    assert.equal(required.factors[0].profile.question, 'disliked_food');
    await fails(required.factors[0].verify({ answer: 'ketchup' }), 403, 'E0000068');
    succeeds(await required.factors[0].verify({ answer: 'mayonnaise' }));
  });

flow('going back allows to enroll another factor', requiring({ okta_sms: 'OPTIONAL', okta_question: 'OPTIONAL' }),
  async ({ client }) => {
    const activating = await choose(await due(client), 'sms').enroll({ profile: { phoneNumber } });
    const back = await activating.prev();
    reports(back, 'MFA_ENROLL', 'cancel');
    succeeds(await choose(back, 'question').enroll({ profile: { question: 'disliked_food', answer: 'mayonnaise' } }));
  });

flow('every required factor is enrolled', requiring({ okta_sms: 'REQUIRED', okta_question: 'REQUIRED' }),
  async ({ client, host }) => {
    const answer = { profile: { question: 'disliked_food', answer: 'mayonnaise' } };
    const next = await choose(await due(client), 'question').enroll(answer);
    reports(next, 'MFA_ENROLL', 'cancel');
    const activating = await choose(next, 'sms').enroll({ profile: { phoneNumber } });
    succeeds(await activating.activate({ passCode: host.lastCode }));
  });

flow('optional factors are offered until they are skipped',
  requiring({ okta_question: 'REQUIRED', okta_sms: 'OPTIONAL', okta_otp: 'OPTIONAL' }),
  async ({ client, host }) => {
    const first = await due(client, { multiOptionalFactorEnroll: true });
    const answer = { profile: { question: 'disliked_food', answer: 'mayonnaise' } };
    const second = await choose(first, 'question').enroll(answer);
    reports(second, 'MFA_ENROLL', 'skip', 'cancel');
    const activating = await choose(second, 'sms').enroll({ profile: { phoneNumber } });
    const third = await activating.activate({ passCode: host.lastCode });
    reports(third, 'MFA_ENROLL', 'skip', 'cancel');
    succeeds(await third.skip());
  });

flow('optional factors are not offered to a client that did not ask for them',
  requiring({ okta_question: 'REQUIRED', okta_sms: 'OPTIONAL' }),
  async ({ client }) => {
    const answer = { profile: { question: 'disliked_food', answer: 'mayonnaise' } };
    succeeds(await choose(await due(client), 'question').enroll(answer));
  });
