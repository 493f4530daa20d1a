import assert from 'node:assert/strict';

import { causes, dade, deny, fails, flow, nobody, passwordPolicy, reports, right, succeeds, wrong } from '../world.mjs';

const { username } = right;
const newPassword = 'Brand2new';
const locking = passwordPolicy({ lockout: { maxAttempts: 1, showLockoutFailures: true } });
const withoutQuestion = { recovery: ['email', 'sms', 'call'] };
const lockedOut = { user: { status: 'LOCKED_OUT' } };

async function messageSent(promise, recoveryType, factorType = 'SMS') {
  const transaction = await promise;
  reports(transaction, 'RECOVERY_CHALLENGE', 'verify', 'resend', 'cancel');
  assert.equal(transaction.recoveryType, recoveryType);
  assert.equal(transaction.factorType, factorType);
  assert.equal(transaction.user, undefined);
  return transaction;
}

/** The client itself adds `cancel` to a challenge that has no links. */
async function mailSent(promise, recoveryType) {
  const transaction = await promise;
  reports(transaction, 'RECOVERY_CHALLENGE', 'cancel');
  assert.equal(transaction.recoveryType, recoveryType);
  assert.equal(transaction.factorType, 'EMAIL');
  assert.equal(transaction.factorResult, 'WAITING');
  assert.equal(transaction.data.stateToken, undefined);
  assert.equal(transaction.data._links, undefined);
  assert.equal((await transaction.cancel()).status, undefined);
}

function asksTheQuestion(transaction, recoveryType) {
  reports(transaction, 'RECOVERY', 'answer', 'cancel');
  assert.equal(transaction.recoveryType, recoveryType);
  assert.equal(transaction.user.recovery_question.question, "Who's a major player in the cowboy scene?");
  return transaction;
}

function isUnlocked(transaction) {
  reports(transaction, 'SUCCESS');
  assert.equal(transaction.recoveryType, 'UNLOCK');
  assert.equal(transaction.sessionToken, undefined);
}

async function signsInWithTheNewPasswordOnly(client) {
  await fails(client.signInWithCredentials(right), 401, 'E0000004');
  succeeds(await client.signInWithCredentials({ username, password: newPassword }));
}

flow('a forgotten password is reset by mail, with the question', {}, async ({ client, host }) => {
  await mailSent(client.forgotPassword({ username, factorType: 'EMAIL' }), 'PASSWORD');
  const recoveryToken = host.lastRecoveryToken;
  const question = asksTheQuestion(await client.verifyRecoveryToken({ recoveryToken }), 'PASSWORD');
  const error = await fails(question.answer({ answer: 'Calamity Jane' }), 403, 'E0000087');
  assert.equal(error.errorSummary, 'The recovery question answer did not match our records.');
  assert.deepEqual(error.errorCauses, []);

  const reset = await question.answer({ answer: 'Annie Oakley' });
  reports(reset, 'PASSWORD_RESET', 'resetPassword', 'cancel');
  assert.equal(reset.policy.complexity.minLength, 8);
  succeeds(await reset.resetPassword({ newPassword }));
  await signsInWithTheNewPasswordOnly(client);
});

flow('a new password that is rejected can be replaced by a better one', {}, async ({ client, host }) => {
  await mailSent(client.forgotPassword({ username, factorType: 'EMAIL' }), 'PASSWORD');
  const question = await client.verifyRecoveryToken({ recoveryToken: host.lastRecoveryToken });
  const reset = await question.answer({ answer: 'Annie Oakley' });
  const error = await fails(reset.resetPassword({ newPassword: 'weak' }), 403, 'E0000014');
  assert.match(error.errorSummary, /complexity requirements of the current password policy/);
  assert.equal(error.errorCauses.length, 1);
  reports(await client.tx.resume(), 'PASSWORD_RESET', 'resetPassword', 'cancel');
  succeeds(await reset.resetPassword({ newPassword }));
});

flow('a forgotten password is reset by SMS, with the question', {}, async ({ client, host }) => {
  const challenge = await messageSent(client.forgotPassword({ username, factorType: 'SMS' }), 'PASSWORD');
  const question = asksTheQuestion(await challenge.verify({ passCode: host.lastCode }), 'PASSWORD');
  const reset = await question.answer({ answer: 'Annie Oakley' });
  succeeds(await reset.resetPassword({ newPassword }));
  await signsInWithTheNewPasswordOnly(client);
});

flow('a user without a question resets the password after a call', { person: dade(withoutQuestion) },
  async ({ client, host }) => {
    const challenge = await messageSent(client.forgotPassword({ username, factorType: 'call' }), 'PASSWORD', 'CALL');
    const reset = await challenge.verify({ passCode: host.lastCode });
    reports(reset, 'PASSWORD_RESET', 'resetPassword', 'cancel');
    succeeds(await reset.resetPassword({ newPassword }));
  });

flow('a wrong recovery code stays, a second SMS has to wait', { person: dade(withoutQuestion) },
  async ({ client, host }) => {
    const challenge = await messageSent(client.forgotPassword({ username, factorType: 'SMS' }), 'PASSWORD');
    const error = await fails(challenge.verify({ passCode: 'wrong' }), 403, 'E0000068');
    assert.deepEqual(causes(error), ["Your token doesn't match our records. Please try again."]);
    await fails(challenge.resend(), 429, 'E0000109');
    host.pass({ seconds: 30 });
    const again = await messageSent(challenge.resend(), 'PASSWORD');
    assert.equal(host.outbox.length, 2);
    reports(await again.verify({ passCode: host.lastCode }), 'PASSWORD_RESET', 'resetPassword', 'cancel');
  });

flow('an unknown user gets the same answers, and no message', {}, async ({ client, host }) => {
  const known = await messageSent(client.forgotPassword({ username, factorType: 'SMS' }), 'PASSWORD');
  const sent = host.outbox.length;
  const stranger = { username: nobody.username };
  const unknown = await messageSent(client.forgotPassword({ ...stranger, factorType: 'SMS' }), 'PASSWORD');
  assert.deepEqual(Object.keys(unknown.data), Object.keys(known.data));
  await mailSent(client.forgotPassword({ ...stranger, factorType: 'EMAIL' }), 'PASSWORD');
  await fails(unknown.verify({ passCode: '123456' }), 403, 'E0000068');
  await fails(unknown.resend(), 429, 'E0000109');
  assert.equal(host.outbox.length, sent);
});

flow('a recovery that is not permitted looks like any other',
  { policy: passwordPolicy({ actions: { selfServicePasswordReset: deny } }) },
  async ({ client, host }) => {
    await mailSent(client.forgotPassword({ username, factorType: 'EMAIL' }), 'PASSWORD');
    await messageSent(client.forgotPassword({ username, factorType: 'SMS' }), 'PASSWORD');
    assert.deepEqual(host.outbox, []);
  });

flow('a locked account is unlocked by SMS', { policy: locking }, async ({ client, host }) => {
  const locked = await client.signInWithCredentials(wrong);
  reports(locked, 'LOCKED_OUT', 'unlock');
  const challenge = await messageSent(locked.unlock({ username, factorType: 'SMS', relayState: '/home' }), 'UNLOCK');
  assert.equal(challenge.relayState, '/home');
  const question = asksTheQuestion(await challenge.verify({ passCode: host.lastCode }), 'UNLOCK');
  isUnlocked(await question.answer({ answer: 'Annie Oakley' }));
  succeeds(await client.signInWithCredentials(right));
});

flow('a locked account without a question is unlocked by SMS alone',
  { policy: locking, person: dade({ ...withoutQuestion, ...lockedOut }) },
  async ({ client, host }) => {
    const challenge = await messageSent(client.unlockAccount({ username, factorType: 'SMS' }), 'UNLOCK');
    isUnlocked(await challenge.verify({ passCode: host.lastCode }));
    succeeds(await client.signInWithCredentials(right));
  });

flow('a locked account is unlocked by mail', { policy: locking }, async ({ client, host }) => {
  const locked = await client.signInWithCredentials(wrong);
  await mailSent(locked.unlock({ username, factorType: 'EMAIL' }), 'UNLOCK');
  const recoveryToken = host.lastRecoveryToken;
  const question = asksTheQuestion(await client.verifyRecoveryToken({ recoveryToken }), 'UNLOCK');
  isUnlocked(await question.answer({ answer: 'Annie Oakley' }));
  succeeds(await client.signInWithCredentials(right));
});

flow('a locked user cannot reset the password instead', { policy: locking, person: dade(lockedOut) },
  async ({ client, host }) => {
    await messageSent(client.forgotPassword({ username, factorType: 'SMS' }), 'PASSWORD');
    assert.equal(host.lastCode, undefined);
    reports(await client.signInWithCredentials(right), 'LOCKED_OUT', 'unlock');
  });

flow('a recovery token is good once, and for its time', {}, async ({ client, host }) => {
  await mailSent(client.forgotPassword({ username, factorType: 'EMAIL' }), 'PASSWORD');
  const recoveryToken = host.lastRecoveryToken;
  asksTheQuestion(await client.verifyRecoveryToken({ recoveryToken }), 'PASSWORD');
  await fails(client.verifyRecoveryToken({ recoveryToken }), 401, 'E0000011');
  await fails(client.verifyRecoveryToken({ recoveryToken: 'forged' }), 401, 'E0000011');

  await mailSent(client.forgotPassword({ username, factorType: 'EMAIL' }), 'PASSWORD');
  host.pass({ days: 7 });
  const error = await fails(client.verifyRecoveryToken({ recoveryToken: host.lastRecoveryToken }), 401, 'E0000011');
  assert.equal(error.errorSummary, 'Invalid token provided');
});

flow('the fifth wrong answer ends the recovery', {}, async ({ client, host }) => {
  const challenge = await messageSent(client.forgotPassword({ username, factorType: 'SMS' }), 'PASSWORD');
  const question = await challenge.verify({ passCode: host.lastCode });
  for (let attempt = 1; attempt <= 4; ++attempt) await fails(question.answer({ answer: 'wrong' }), 403, 'E0000087');
  const error = await fails(question.answer({ answer: 'wrong' }), 403, 'E0000119');
  assert.equal(error.errorSummary, 'Your account is locked. Please contact your administrator.');
  await fails(question.answer({ answer: 'Annie Oakley' }), 401, 'E0000011');
});

flow('a recovery names how the user is reached', {}, async ({ client }) => {
  await fails(client.forgotPassword({ username }), 400, 'E0000001');
  await fails(client.unlockAccount({ username }), 400, 'E0000001');
});

flow('a trusted application gets the recovery token itself', {}, async ({ host }) => {
  const client = host.client({ trusted: true });
  const recovery = await client.forgotPassword({ username });
  reports(recovery, 'RECOVERY', 'recovery', 'cancel');
  assert.equal(recovery.recoveryType, 'PASSWORD');
  assert.equal(recovery.user.profile.login, username);
  const { recoveryToken } = recovery;
  assert.match(recoveryToken, /^recovery-\d+$/);
  asksTheQuestion(await recovery.recovery({ recoveryToken }), 'PASSWORD');
  assert.deepEqual(host.outbox, []);
});

flow('a trusted application learns why it gets none',
  { policy: passwordPolicy({ actions: { selfServicePasswordReset: deny } }) },
  async ({ host }) => {
    const client = host.client({ trusted: true });
    const unknown = await fails(client.forgotPassword({ username: nobody.username }), 403, 'E0000095');
    assert.equal(unknown.errorSummary, 'Recovery not allowed for unknown user.');
    const denied = await fails(client.forgotPassword({ username }), 403, 'E0000034');
    assert.equal(denied.errorSummary, 'Forgot password not allowed on specified user.');
    const active = await fails(client.unlockAccount({ username }), 403, 'E0000032');
    assert.equal(active.errorSummary, 'Unlock is not allowed for this user.');
  });
