import assert from 'node:assert/strict';

import { causes, dade, deny, fails, flow, passwordPolicy, reports, right, succeeds } from '../world.mjs';

const expired = { policy: passwordPolicy({ age: { maxAgeDays: 30 } }) };
const warned = { policy: passwordPolicy({ age: { maxAgeDays: 35, expireWarnDays: 5 } }) };
const warnBeforePasswordExpired = { options: { warnBeforePasswordExpired: true } };
const renewal = { oldPassword: right.password, newPassword: 'Brand2new' };

async function signsInWithTheNewPasswordOnly(client) {
  await fails(client.signInWithCredentials(right), 401, 'E0000004');
  succeeds(await client.signInWithCredentials({ ...right, password: renewal.newPassword }));
}

flow('an expired password is changed, and the new one signs in', expired, async ({ client }) => {
  const transaction = await client.signInWithCredentials(right);
  reports(transaction, 'PASSWORD_EXPIRED', 'changePassword', 'cancel');
  assert.equal(transaction.policy.complexity.minLength, 8);
  assert.equal(transaction.policy.complexity.minSymbol, 0);
  succeeds(await transaction.changePassword(renewal));
  await signsInWithTheNewPasswordOnly(client);
});

flow('a user whose password was expired for him changes it', { person: dade({ user: { status: 'PASSWORD_EXPIRED' } }) },
  async ({ client, person }) => {
    const transaction = await client.signInWithCredentials(right);
    reports(transaction, 'PASSWORD_EXPIRED', 'changePassword', 'cancel');
    succeeds(await transaction.changePassword(renewal));
    assert.equal(person.user.status, 'ACTIVE');
    await signsInWithTheNewPasswordOnly(client);
  });

flow('an old password that is wrong changes nothing', expired, async ({ client }) => {
  const transaction = await client.signInWithCredentials(right);
  const error = await fails(transaction.changePassword({ ...renewal, oldPassword: 'Wrong1horse' }), 403, 'E0000014');
  assert.equal(error.errorSummary, 'Update of credentials failed');
  assert.deepEqual(causes(error), ['oldPassword: The credentials provided were incorrect.']);
  succeeds(await transaction.changePassword(renewal));
});

flow('a new password that is too weak can be replaced by a better one', expired, async ({ client }) => {
  const transaction = await client.signInWithCredentials(right);
  const error = await fails(transaction.changePassword({ ...renewal, newPassword: 'weak' }), 403, 'E0000014');
  assert.match(error.errorSummary, /complexity requirements of the current password policy/);
  assert.equal(error.errorCauses.length, 1);
  reports(await client.tx.resume(), 'PASSWORD_EXPIRED', 'changePassword', 'cancel');
  succeeds(await transaction.changePassword(renewal));
});

flow('a policy may forbid to change the password',
  { policy: passwordPolicy({ age: { maxAgeDays: 30 }, actions: { passwordChange: deny } }) },
  async ({ client }) => {
    const transaction = await client.signInWithCredentials(right);
    const error = await fails(transaction.changePassword(renewal), 403, 'E0000035');
    assert.equal(error.errorSummary, 'Change password not allowed on specified user.');
  });

flow('a password warning is skipped', warned, async ({ client }) => {
  const transaction = await client.signInWithCredentials({ ...right, ...warnBeforePasswordExpired });
  reports(transaction, 'PASSWORD_WARN', 'changePassword', 'skip', 'cancel');
  assert.equal(typeof transaction.policy.expiration.passwordExpireDays, 'number');
  succeeds(await transaction.skip());
  succeeds(await client.signInWithCredentials(right));
});

flow('a password warning is followed', warned, async ({ client }) => {
  const transaction = await client.signInWithCredentials({ ...right, ...warnBeforePasswordExpired });
  reports(transaction, 'PASSWORD_WARN', 'changePassword', 'skip', 'cancel');
  succeeds(await transaction.changePassword(renewal));
  await signsInWithTheNewPasswordOnly(client);
});

flow('a client that did not ask is not warned', warned, async ({ client }) => {
  succeeds(await client.signInWithCredentials(right));
});
