// Speaks the newer JSON-RPC methods without a library for them, and compares what they say with what the older methods
// say. BRAID_PORT names the JSON-RPC port of a relay chain on this machine that keeps all states.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

const port = process.env.BRAID_PORT ?? '9944';
const UNIT = 1_000_000_000_000n;
let provider;
let api;
let alice;
let bob;

const rpc = (method, ...params) => provider.send(method, params);

/** Collects a subscription's events up to the first one that is the last. */
function events(kind, method, params, isLast) {
  return new Promise((resolve, reject) => {
    const seen = [];
    provider
      .subscribe(kind, method, params, (error, event) => {
        if (error) reject(error);
        seen.push(event);
        if (isLast(event)) resolve(seen);
      })
      .catch(reject);
  });
}

const stored = (hash, items, child = null) =>
  events('archive_v1_storageEvent', 'archive_v1_storage', [hash, items, child], ({ event }) => event !== 'storage');
const differences = (...params) =>
  events('archive_v1_storageDiffEvent', 'archive_v1_storageDiff', params, ({ event }) => event !== 'storageDiff');
const watched = (tx) =>
  events('transactionWatch_v1_watchEvent', 'transactionWatch_v1_submitAndWatch', [tx], ({ event }) =>
    ['finalized', 'invalid', 'dropped', 'error'].includes(event));

before(async () => {
  provider = new WsProvider(`ws://127.0.0.1:${port}`);
  api = await ApiPromise.create({ provider, noInitWarn: true });
  const keyring = new Keyring({ type: 'sr25519' });
  alice = keyring.addFromUri('//Alice');
  bob = keyring.addFromUri('//Bob');
});

after(() => api.disconnect());

let paid;

test('a watched transaction is validated, then in a best block, then in a final one', async () => {
  const tx = await api.tx.balances.transferKeepAlive(bob.address, UNIT).signAsync(alice, { nonce: -1 });

  const seen = await watched(tx.toHex());

  assert.equal(seen[0].event, 'validated');
  const best = seen.find(({ event, block }) => event === 'bestChainBlockIncluded' && block !== null);
  paid = seen.at(-1);
  assert.equal(paid.event, 'finalized');
  assert.deepEqual(best.block, paid.block);
  const { block } = await rpc('chain_getBlock', paid.block.hash);
  assert.equal(block.extrinsics[paid.block.index], tx.toHex());
});

test('a watched transaction with a used nonce is told to be invalid, with the next one', async () => {
  const tx = await api.tx.system.remark('0x01').signAsync(alice, { nonce: 0 });

  const seen = await watched(tx.toHex());

  assert.equal(seen.length, 1);
  assert.equal(seen[0].event, 'invalid');
  assert.match(seen[0].error, /next nonce of \w+ on the best block is [1-9]/);
});

test('the archive has the blocks that the older methods have', async () => {
  const { hash } = paid.block;
  const height = (await api.rpc.chain.getHeader(hash)).number.toNumber();
  assert.deepEqual(await rpc('archive_v1_hashByHeight', height), [hash]);
  assert.ok((await rpc('archive_v1_finalizedHeight')) >= height);
  assert.equal(await rpc('archive_v1_genesisHash'), api.genesisHash.toHex());
  const { block } = await rpc('chain_getBlock', hash);
  assert.deepEqual(await rpc('archive_v1_body', hash), block.extrinsics);
  assert.equal(await rpc('archive_v1_header', hash), (await api.rpc.chain.getHeader(hash)).toHex());
  const call = await rpc('archive_v1_call', hash, 'Core_version', '');
  assert.equal(call.value, await rpc('state_call', 'Core_version', '0x', hash));
});

test('the archive has the storage that the older methods have, in pages too', async () => {
  const { hash } = paid.block;
  const pairs = await rpc('state_getPairs', '0x26', hash);
  assert.ok(pairs.length > 3);

  const seen = await stored(hash, [{ key: '0x26', type: 'descendantsValues' }]);
  assert.equal(seen.at(-1).event, 'storageDone');
  assert.deepEqual(seen.slice(0, -1).map(({ key, value }) => [key, value]), pairs);

  const rest = await stored(hash, [{ key: '0x26', type: 'descendantsHashes', paginationStartKey: pairs[1][0] }]);
  assert.deepEqual(rest.slice(0, -1).map(({ key }) => key), pairs.slice(2).map(([key]) => key));
  assert.equal(rest[0].hash, await rpc('state_getStorageHash', pairs[2][0], hash));

  const few = await stored(hash, [{ key: pairs[0][0], type: 'value' }, { key: '0xffff', type: 'value' }]);
  assert.deepEqual(few, [{ event: 'storage', key: pairs[0][0], value: pairs[0][1] }, { event: 'storageDone' }]);
});

test('what a block changed is what differs between its state and its parent’s', async () => {
  const { hash } = paid.block;
  const parent = (await api.rpc.chain.getHeader(hash)).parentHash.toHex();
  const old = new Map(await rpc('state_getPairs', '0x', parent));
  const now = new Map(await rpc('state_getPairs', '0x', hash));
  const expected = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(key) === now.get(key)) continue;
    const type = !old.has(key) ? 'added' : now.has(key) ? 'modified' : 'deleted';
    expected.push({ key, type, ...(now.has(key) ? { value: now.get(key) } : {}) });
  }
  assert.ok(expected.length > 5);
  const sorted = (list) => list.sort((a, b) => (a.key < b.key ? -1 : 1));

  const seen = await differences(hash);
  assert.equal(seen.at(-1).event, 'storageDiffDone');
  assert.deepEqual(sorted(seen.slice(0, -1).map(({ event, ...change }) => change)), sorted(expected));

  const long = await differences(hash, [{ key: '0x26', returnType: 'hash' }], api.genesisHash.toHex());
  assert.equal(long.at(-1).event, 'storageDiffDone');
  for (const change of long.slice(0, -1)) {
    assert.ok(change.key.startsWith('0x26'));
    assert.ok(change.type === 'deleted' || change.hash.length === 66);
  }
});

test('all that is below a key has one Merkle value, which changes with it', async () => {
  const { hash } = paid.block;
  const key = api.query.system.account.keyPrefix();
  const at = async (block) => (await stored(block, [{ key, type: 'closestDescendantMerkleValue' }]))[0];
  const now = await at(hash);
  assert.equal(now.key, key);
  assert.notEqual(now.closestDescendantMerkleValue, (await at(api.genesisHash.toHex())).closestDescendantMerkleValue);
});
