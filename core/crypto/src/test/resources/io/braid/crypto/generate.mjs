// Writes the vector files of this folder; see README.md.
import fs from 'fs';
import { createRequire } from 'module';
import { createHash } from 'crypto';
import * as u from '@polkadot/util-crypto';
import { Keyring } from '@polkadot/keyring';
import { stringToU8a } from '@polkadot/util';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { ed25519, ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';

const require = createRequire(import.meta.url);
const scure = createRequire(require.resolve('@polkadot/util-crypto'))('@scure/sr25519');
const wasm = await import('@polkadot/wasm-crypto');
await u.cryptoWaitReady();

const folder = process.argv[2] ?? '.';
const hex = (b) => Buffer.from(b).toString('hex');
let counter = 0;
const bytes = (n) => {
  const out = [];
  while (out.length < n) out.push(...createHash('sha512').update('braid' + counter++).digest());
  return Uint8Array.from(out.slice(0, n));
};
const zeros = (n) => new Uint8Array(n);
const write = (name, lines) => fs.writeFileSync(`${folder}/${name}`, lines.map((l) => l.join('|') + '\n').join(''));

// input | blake2b 128, 256, 512 | twox 64, 128, 256 | keccak 256, 512 | sha 256
write('hashes.txt', [...Array(300).keys(), 511, 512, 513, 1000, 4096].map((n) => {
  const m = bytes(n);
  return [m, u.blake2AsU8a(m, 128), u.blake2AsU8a(m, 256), u.blake2AsU8a(m, 512), u.xxhashAsU8a(m, 64), u.xxhashAsU8a(m, 128),
    u.xxhashAsU8a(m, 256), u.keccakAsU8a(m, 256), u.keccakAsU8a(m, 512), u.sha256AsU8a(m)].map(hex);
}));

// seed | public | expanded secret | message | signature with zero entropy | signature by wasm | chain code
// | soft secret, zero entropy | soft public | hard secret | hard public | VRF context | extra | VRF with zero entropy | VRF by wasm
write('sr25519.txt', [...Array(64).keys()].map((i) => {
  const seed = bytes(32);
  const pair = u.sr25519PairFromSeed(seed);
  const message = bytes(i * 5);
  const sk = () => Uint8Array.from(pair.secretKey);
  const cc = bytes(32);
  const soft = scure.HDKD.secretSoft(sk(), cc, zeros);
  const hard = u.sr25519DeriveHard(pair, cc);
  const context = bytes(i % 7);
  const extra = bytes(i % 5);
  if (hex(u.sr25519DerivePublic(pair.publicKey, cc)) !== hex(scure.getPublicKey(soft))) throw new Error('soft');
  return [seed, pair.publicKey, pair.secretKey, message, scure.sign(sk(), message, zeros),
    wasm.sr25519Sign(pair.publicKey, sk(), message), cc, soft, scure.getPublicKey(soft), hard.secretKey, hard.publicKey,
    context, extra, scure.vrf.sign(message, sk(), context, extra, zeros), wasm.vrfSign(sk(), context, message, extra)].map(hex);
}));

// seed | slot | epoch | randomness | public | VRF pre-output | score | randomness
const { Merlin } = scure.__tests;
const P = ristretto255.Point;
const le = (b) => BigInt('0x' + hex(Uint8Array.from(b).reverse()));
write('babe.txt', [...Array(16).keys()].map(() => {
  const seed = bytes(32), randomness = bytes(32);
  const slot = bytes(8), epoch = bytes(8);
  const { publicKey, secretKey } = u.sr25519PairFromSeed(seed);
  const t = new Merlin('BABE');
  t.appendMessage('slot number', slot);
  t.appendMessage('current epoch', epoch);
  t.appendMessage('chain randomness', randomness);
  t.appendMessage('vrf-nm-pk', publicKey);
  const input = ristretto255_hasher.deriveToCurve(t.challengeBytes('VRFHash', 64));
  const output = input.multiply(le(secretKey.slice(0, 32)) >> 3n);
  const make = (context, n) => {
    const r = new Merlin('VRFResult');
    r.appendMessage('', stringToU8a(context));
    r.appendMessage('vrf-in', input.toBytes());
    r.appendMessage('vrf-out', output.toBytes());
    return r.challengeBytes('', n);
  };
  return [seed, slot, epoch, randomness, publicKey, output.toBytes(), make('substrate-babe-vrf', 16),
    make('BabeVRFInOutContext', 32)].map(hex);
}));

// seed | public | message | signature | chain code | hard public
write('ed25519.txt', [...Array(48).keys()].map((i) => {
  const seed = bytes(32), message = bytes(i * 7), cc = bytes(32);
  const pair = u.ed25519PairFromSeed(seed);
  return [seed, pair.publicKey, message, u.ed25519Sign(message, pair), cc,
    u.ed25519PairFromSeed(u.ed25519DeriveHard(seed, cc)).publicKey].map(hex);
}));

// Points of small order, all encodings, as public key and as commitment: public | signature | message | verdict
const P255 = 2n ** 255n - 19n;
const le32 = (n) => Uint8Array.from({ length: 32 }, (_, i) => Number((n >> BigInt(8 * i)) & 255n));
const small = new Map();
const torsion = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
for (let i = 0, p = ed25519.Point.ZERO; i < 8; i++, p = p.add(torsion)) small.set(hex(p.toBytes()), true);
for (const y of [0n, 1n, P255 - 1n, ...Array.from({ length: 19 }, (_, i) => P255 + BigInt(i))]) {
  for (const sign of [0n, 1n]) {
    const e = le32(y + (sign << 255n));
    try { if (ed25519.Point.fromBytes(e, true).isSmallOrder()) small.set(hex(e), true); } catch {}
  }
}
const verdict = (sig, msg, pk) => { try { return ed25519.verify(sig, msg, pk, { zip215: true }) ? 1 : 0; } catch { return 0; } };
const zcash = stringToU8a('Zcash');
const zip = [];
for (const a of small.keys()) for (const r of small.keys()) {
  const pk = Buffer.from(a, 'hex'), sig = Buffer.concat([Buffer.from(r, 'hex'), Buffer.alloc(32)]);
  zip.push([a, hex(sig), hex(zcash), verdict(Uint8Array.from(sig), zcash, Uint8Array.from(pk))]);
}
// mixed-order keys and commitments, scalars of l and more, tampered bits
const L = ed25519.Point.Fn.ORDER;
for (let i = 0; i < 96; i++) {
  const seed = bytes(32), message = bytes(20);
  const { head, prefix, scalar, point } = ed25519.utils.getExtendedPublicKey(seed);
  const twist = torsion.multiplyUnsafe(BigInt(i % 8));
  const A = point.add(twist);
  const r = le(bytes(32)) % L;
  const R = ed25519.Point.BASE.multiply(r).add(torsion.multiplyUnsafe(BigInt((i >> 3) % 8)));
  const k = le(createHash('sha512').update(Buffer.concat([R.toBytes(), A.toBytes(), message])).digest()) % L;
  let s = (r + k * scalar) % L;
  if (i % 6 === 5) s += L;
  const sig = Uint8Array.from([...R.toBytes(), ...le32(s)]);
  if (i % 6 === 4) sig[i % 64] ^= 1 << i % 8;
  zip.push([hex(A.toBytes()), hex(sig), hex(message), verdict(sig, message, A.toBytes())]);
}
write('zip215.txt', zip);

// encoding | 1 when it is a ristretto255 element
const encodings = [...Array.from({ length: 40 }, () => { const b = bytes(32); b[31] &= 0x7f; b[0] &= 0xfe; return b; })];
for (let i = 0n; i < 40n; i++) encodings.push(le32(i), le32(P255 - i), le32((P255 + i) % 2n ** 255n), le32(i + 2n ** 255n));
for (let i = 1n, p = P.BASE; i < 16n; i++, p = p.add(P.BASE)) {
  const e = p.toBytes();
  encodings.push(e, le32((P255 - le(e)) % 2n ** 255n), le32(le(e) + 2n ** 255n), le32((le(e) + P255) % 2n ** 256n));
}
write('ristretto-encodings.txt', encodings.map((e) => {
  let valid = 1;
  try { P.fromBytes(e); } catch { valid = 0; }
  return [hex(e), valid];
}));

// 64 uniform bytes | the element they hash to | scalar | scalar times that element | scalar times the base point
write('ristretto.txt', [...Array(24).keys()].map(() => {
  const b = bytes(64), scalar = le(bytes(32)) % L;
  const p = ristretto255_hasher.deriveToCurve(b);
  return [hex(b), hex(p.toBytes()), hex(le32(scalar)), hex(p.multiply(scalar).toBytes()), hex(P.BASE.multiply(scalar).toBytes())];
}));

// seed | public, compressed | its two coordinates | message | signature of its blake2 | signature of its keccak
write('ecdsa.txt', [...Array(32).keys()].map((i) => {
  const seed = bytes(32), message = bytes(i * 3);
  const pair = u.secp256k1PairFromSeed(seed);
  return [seed, pair.publicKey, u.secp256k1Expand(pair.publicKey), message, u.secp256k1Sign(message, pair, 'blake2'),
    u.secp256k1Sign(message, pair, 'keccak')].map(hex);
}));

// prefix | account | address
write('ss58.txt', [0, 1, 2, 5, 42, 45, 48, 63, 64, 65, 127, 128, 255, 256, 257, 1000, 7391, 16383].flatMap((prefix) =>
  [zeros(32), bytes(32), bytes(32)].map((a) => [prefix, hex(a), u.encodeAddress(a, prefix)])));

// phrase | password | entropy | mini-secret
write('mnemonics.txt', [16, 20, 24, 28, 32].flatMap((n) => ['', 'password', 'p\u00e4 ss/w'].map((password) => {
  const entropy = bytes(n);
  const phrase = entropyToMnemonic(entropy, wordlist);
  return [phrase, password, hex(u.mnemonicToEntropy(phrase)), hex(u.mnemonicToMiniSecret(phrase, password))];
})));

// scheme | URI | public key | address with prefix 42
const dev = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const paths = ['', '//Alice', '//Bob', '//Alice//stash', '//Charlie///secret', '//0', '//18446744073709551615', '//a name with spaces',
  '//a junction that is rather longer than thirty-two bytes'];
const softs = ['/Alice', '//Alice/soft', '/1/2//3/4', '/soft//hard///pass'];
const seedUri = '0x' + hex(bytes(32));
const uris = [];
for (const type of ['sr25519', 'ed25519', 'ecdsa']) {
  for (const path of [...paths, ...(type === 'sr25519' ? softs : [])]) {
    for (const root of [dev, seedUri]) {
      const pair = new Keyring({ type, ss58Format: 42 }).addFromUri(root + path);
      uris.push([type, (root === dev && path ? '' : root) + path, hex(pair.publicKey), pair.address]);
    }
  }
}
write('uris.txt', uris);
