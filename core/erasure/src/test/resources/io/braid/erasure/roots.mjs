// Writes roots.txt: chunks | erasure root. Reads chunks.txt; see README.md.
import fs from 'fs';
import { createRequire } from 'module';
import { blake2AsHex } from '@polkadot/util-crypto';

const { calculate_state_root } = createRequire(import.meta.url)('@acala-network/chopsticks-executor');
const folder = process.argv[2];
const out = [];
for (const line of fs.readFileSync(`${folder}/chunks.txt`, 'utf8').trim().split('\n')) {
  const [, size, chunks] = line.split('|');
  if (size !== '64') continue;
  const entries = chunks.split(',').map((chunk, i) => {
    const key = Buffer.alloc(4);
    key.writeUInt32LE(i);
    return ['0x' + key.toString('hex'), blake2AsHex(Uint8Array.from(Buffer.from(chunk, 'hex')), 256)];
  });
  out.push(`${chunks}|${(await calculate_state_root(entries, 0)).slice(2)}\n`);
}
fs.writeFileSync(`${folder}/roots.txt`, out.join(''));
