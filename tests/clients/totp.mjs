import { createHmac } from 'node:crypto';

const step = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(base32) {
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
}

/** The six digits of RFC 6238 for a secret in base32 at a time in milliseconds. */
export function totp(secret, time) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / step)));
  const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = digest.at(-1) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** What a verifier says that accepts the present step only, each code once, and knows the codes of five minutes. */
export function checkTotp(secret, code, time, used) {
  if (code === totp(secret, time)) return used.has(code) ? 'REPLAYED' : 'VALID';
  for (let steps = 1; steps <= 10; ++steps)
    if (code === totp(secret, time - steps * step)) return 'OUTSIDE_WINDOW';
  return 'INVALID';
}
