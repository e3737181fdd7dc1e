// Drives a relay chain as wallets and scripts do. BRAID_PORT names its JSON-RPC port on this machine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApiPromise, HttpProvider, Keyring, WsProvider } from '@polkadot/api';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { GeneralExtrinsic } from '@polkadot/types/extrinsic/v5';
import { u8aConcat } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';

const port = process.env.BRAID_PORT ?? '9944';
const UNIT = 1_000_000_000_000n;
const warnings = [];
let api;
let alice;
let bob;

/** Resolves with the result once the transaction is in a block; rejects when it cannot be. */
function included(tx, signer, wanted = 'isInBlock') {
  return new Promise((resolve, reject) => {
    tx.signAndSend(signer, { nonce: -1 }, (result) => {
      if (result.status[wanted]) resolve(result);
      else if (result.isError) reject(new Error(`status ${result.status}`));
    }).catch(reject);
  });
}

const free = async (who, at = api) => (await at.query.system.account(who)).data.free.toBigInt();

before(async () => {
  const warn = console.warn;
  console.warn = (...args) => warnings.push(args.join(' ')) && warn(...args);
  api = await ApiPromise.create({ provider: new WsProvider(`ws://127.0.0.1:${port}`), noInitWarn: false });
  const keyring = new Keyring({ type: 'sr25519' });
  alice = keyring.addFromUri('//Alice');
  bob = keyring.addFromUri('//Bob');
});

after(() => api.disconnect());

test('connects, and decodes the metadata', async () => {
  assert.equal(api.runtimeVersion.specName.toString(), 'braid-relay');
  assert.equal((await api.rpc.system.chain()).toString(), 'Braid Test');
  assert.equal(api.registry.chainSS58, 42);
  assert.deepEqual(api.registry.chainTokens, ['UNIT']);
  assert.ok(api.tx.balances.transferKeepAlive);
  assert.equal(api.consts.balances.existentialDeposit.toBigInt(), UNIT / 100n);
});

test('serves every method that it lists under the names that clients use', async () => {
  const methods = (await api.rpc.rpc.methods()).methods.map(String);
  for (const name of ['chain_getBlock', 'state_call', 'author_submitAndWatchExtrinsic', 'payment_queryInfo']) {
    assert.ok(methods.includes(name), name);
  }
});

test('answers what a node says of itself', async () => {
  assert.equal((await api.rpc.system.health()).isSyncing.isFalse, true);
  assert.equal((await api.rpc.system.chainType()).isDevelopment, true);
  assert.equal((await api.rpc.system.nodeRoles())[0].isAuthority, true);
  assert.ok((await api.rpc.system.syncState()).currentBlock.toNumber() >= 0);
});

test('reads accounts, one and many, and the keys of a map', async () => {
  assert.ok((await free(bob.address)) > 0n);
  const both = await api.query.system.account.multi([alice.address, bob.address]);
  assert.equal(both.length, 2);
  const keys = await api.query.system.account.keys();
  assert.ok(keys.some((key) => key.args[0].toString() === alice.address));
});

test('tells of new heads, one number after the other', async () => {
  const numbers = await new Promise((resolve) => {
    const seen = [];
    const stop = api.rpc.chain.subscribeNewHeads(async (header) => {
      seen.push(header.number.toNumber());
      if (seen.length === 3) {
        (await stop)();
        resolve(seen);
      }
    });
  });
  assert.deepEqual(numbers, [numbers[0], numbers[0] + 1, numbers[0] + 2]);
});

test('tells of finalised heads', async () => {
  const finalised = await new Promise((resolve) => {
    const stop = api.rpc.chain.subscribeFinalizedHeads(async (header) => {
      if (header.number.toNumber() > 0) {
        (await stop)();
        resolve(header);
      }
    });
  });
  const canonical = await api.rpc.chain.getBlockHash(finalised.number.toNumber());
  assert.equal(canonical.toHex(), finalised.hash.toHex());
});

test('hashes a header and a block as the node does', async () => {
  const hash = await api.rpc.chain.getBlockHash(1);
  assert.equal((await api.rpc.chain.getHeader(hash)).hash.toHex(), hash.toHex());
  const { block } = await api.rpc.chain.getBlock(hash);
  assert.equal(block.header.hash.toHex(), hash.toHex());
  assert.equal(block.extrinsics[0].method.section, 'timestamp');
  const list = await api._rpcCore.provider.send('chain_getBlockHash', [[0, 1, 4000000000 % 2147483647]]);
  assert.deepEqual(list, [api.genesisHash.toHex(), hash.toHex(), null]);
});

test('a transfer pays exactly the fee that was estimated, and is finalised', async () => {
  const tx = api.tx.balances.transferKeepAlive(alice.address, 3n * UNIT);
  const { partialFee, weight } = await tx.paymentInfo(bob);
  assert.ok(partialFee.toBigInt() > 0n && weight.refTime.toBigInt() > 0n);
  const before = await free(bob.address);

  const result = await included(tx, bob, 'isFinalized');

  const paid = result.events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
  assert.equal(paid.event.data.actualFee.toBigInt(), partialFee.toBigInt());
  assert.equal(await free(bob.address), before - 3n * UNIT - partialFee.toBigInt());
  const details = await api.rpc.payment.queryFeeDetails(result.status.isFinalized && tx.toHex());
  const fee = details.inclusionFee.unwrap();
  const total = fee.baseFee.toBigInt() + fee.lenFee.toBigInt() + fee.adjustedWeightFee.toBigInt();
  assert.equal(total, partialFee.toBigInt());
});

test('state at an old block is as it was', async () => {
  const old = await api.rpc.chain.getHeader();
  const then = await free(bob.address, await api.at(old.hash));
  const result = await included(api.tx.balances.transferKeepAlive(alice.address, UNIT), bob);
  assert.ok((await free(bob.address, await api.at(result.status.asInBlock))) < then);
  assert.equal(await free(bob.address, await api.at(old.hash)), then);
  assert.equal(await free(bob.address, await api.at(api.genesisHash)), 1000n * UNIT);
});

// A general transaction, encoded by the library; extension set 1 has VerifyMultiSignature in front.
async function general(method, sign) {
  const registry = new TypeRegistry();
  registry.setMetadata(new Metadata(registry, api.runtimeMetadata.toHex()));
  registry.register({
    VerifySignature: { _enum: { Signed: { signature: 'MultiSignature', account: 'AccountId32' }, Disabled: 'Null' } },
  });
  const plain = registry.signedExtensions;
  const nonce = await api.rpc.system.accountNextIndex(bob.address);
  const { specVersion, transactionVersion } = api.runtimeVersion;
  const payload = registry.createType('ExtrinsicPayload', {
    method: method.toHex(), era: '0x00', nonce, tip: 0, mode: 0, specVersion, transactionVersion,
    genesisHash: api.genesisHash, blockHash: api.genesisHash,
  }, { version: 4 });
  const verification = sign(blake2AsU8a(u8aConcat([1], payload.toU8a({ method: true }))));
  registry.setSignedExtensions(['VerifyMultiSignature', ...plain], {
    VerifyMultiSignature: { extrinsic: { verification: 'VerifySignature' }, payload: {} },
  });
  return new GeneralExtrinsic(registry, {
    payload: { verification, era: '0x00', nonce, tip: 0, mode: 0, method: method.toHex() },
    transactionExtensionVersion: 1,
  }).toHex();
}

const signedBy = (signer) => (hash) => ({ Signed: { signature: { Sr25519: signer.sign(hash) }, account: signer.publicKey } });

test('a general transaction of version 5 is verified by its extension, and takes effect', async () => {
  const dora = new Keyring({ type: 'sr25519' }).addFromUri('//Dora');
  const { method } = api.tx.balances.transferKeepAlive(dora.address, 2n * UNIT);
  const submit = (extrinsic) => api._rpcCore.provider.send('author_submitExtrinsic', [extrinsic]);

  await submit(await general(method, signedBy(bob)));
  for (let i = 0; i < 100 && (await free(dora.address)) === 0n; i++) await new Promise((r) => setTimeout(r, 100));
  assert.equal(await free(dora.address), 2n * UNIT);

  const bad = (hash) => ({ Signed: { signature: { Sr25519: alice.sign(hash) }, account: bob.publicKey } });
  await assert.rejects(general(method, bad).then(submit), (error) => error.code === 1010 && error.data.includes('bad signature'));
  await assert.rejects(general(method, () => 'Disabled').then(submit), (error) => error.code === 1010 && error.data.includes('VerifyMultiSignature'));
});

test('an over-spend fails with the name of its error', async () => {
  const { dispatchError } = await included(api.tx.balances.transferKeepAlive(bob.address, 5000n * UNIT), alice);
  assert.ok(dispatchError.isToken);
  assert.equal(dispatchError.asToken.type, 'FundsUnavailable');
});

test('a signer without funds is told the fee and who must pay it', async () => {
  const poor = new Keyring({ type: 'sr25519' }).addFromUri('//Nobody');
  await assert.rejects(
    api.tx.system.remark('0x00').signAndSend(poor),
    (error) =>
      error.code === 1010 &&
      error.data.startsWith('Inability to pay some fees (e.g. account balance too low)') &&
      /The fee is [1-9][0-9]*/.test(error.data) &&
      error.data.includes(poor.address),
  );
});

test('a used nonce is refused with the next one', async () => {
  const nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber();
  const tx = await api.tx.system.remark('0x01').signAsync(alice, { nonce: 0 });
  await included(api.tx.system.remark('0x02'), alice);
  await assert.rejects(
    tx.send(),
    (error) => error.code === 1010 && error.data.includes('Transaction is outdated') && /next nonce of \w+ on the best block is [1-9]/.test(error.data),
  );
  assert.ok((await api.rpc.system.accountNextIndex(alice.address)).toNumber() > nonce);
});

test('several transactions of one signer wait together, and the next index counts them', async () => {
  const first = (await api.rpc.system.accountNextIndex(bob.address)).toNumber();
  const sent = [];
  for (let i = 0; i < 4; i++) {
    const tx = await api.tx.system.remark(`0x0${i}`).signAsync(bob, { nonce: first + i });
    sent.push([tx.hash.toHex(), (await tx.send()).toHex()]);
  }
  for (const [ours, theirs] of sent) assert.equal(theirs, ours);
  assert.equal((await api.rpc.system.accountNextIndex(bob.address)).toNumber(), first + 4);
  assert.ok((await api.rpc.author.pendingExtrinsics()).length <= 4);
});

test('a bad signature is refused in words', async () => {
  const tx = await api.tx.system.remark('0x03').signAsync(alice, { nonce: -1 });
  const bytes = tx.toU8a();
  bytes[60] ^= 1;
  await assert.rejects(
    api._rpcCore.provider.send('author_submitExtrinsic', ['0x' + Buffer.from(bytes).toString('hex')]),
    (error) => error.code === 1010 && error.data.includes('bad signature'),
  );
});

test('storage is told of when it changes', async () => {
  const carol = new Keyring({ type: 'sr25519' }).addFromUri('//Carol');
  const values = [];
  let stop;
  const changed = new Promise((resolve) => {
    stop = api.query.system.account(carol.address, (account) => {
      values.push(account.data.free.toBigInt());
      if (values.length === 2) resolve();
    });
  });
  await included(api.tx.balances.transferKeepAlive(carol.address, UNIT), alice);
  await changed;
  (await stop)();
  assert.deepEqual(values, [0n, UNIT]);
});

test('runtime APIs can be called by name', async () => {
  const version = await api.call.core.version();
  assert.equal(version.specName.toString(), 'braid-relay');
  assert.ok((await api.call.accountNonceApi.accountNonce(alice.address)).toNumber() > 0);
  const metadata = await api.call.metadata.metadataAtVersion(15);
  assert.ok(metadata.isSome);
});

test('metadata decodes in every version that is listed', async () => {
  const versions = (await api.call.metadata.metadataVersions()).map((version) => version.toNumber());
  assert.deepEqual(versions, [14, 15, 16]);
  for (const version of versions) {
    const answer = await api._rpcCore.provider.send('state_call', ['Metadata_metadata_at_version', `0x${version.toString(16).padStart(2, '0')}000000`]);
    const metadata = new Metadata(new TypeRegistry(), `0x${answer.slice(answer.indexOf('6d657461'))}`);
    assert.equal(metadata.version, version);
    const pallets = metadata.asLatest.pallets.map(({ name }) => name.toString());
    assert.deepEqual(pallets, api.runtimeMetadata.asLatest.pallets.map(({ name }) => name.toString()));
  }
});

test('a read proof holds the nodes on the way to a key', async () => {
  const key = api.query.system.account.key(alice.address);
  const { at, proof } = await api.rpc.state.getReadProof([key]);
  const root = (await api.rpc.chain.getHeader(at)).stateRoot.toHex();
  assert.ok(proof.some((node) => api.registry.hash(node.toU8a(true)).toHex() === root));
});

test('an unknown method is refused with the nearest name', async () => {
  await assert.rejects(
    api._rpcCore.provider.send('state_getStorge', []),
    (error) => error.code === -32601 && error.data.includes("'state_getStorage'"),
  );
});

test('speaks HTTP on the same port', async () => {
  const http = new HttpProvider(`http://127.0.0.1:${port}`);
  assert.equal(await http.send('system_chain', []), 'Braid Test');
});

test('no client library complained', () => {
  // The library knows one set of extensions, and passes over the one that stands in the second alone.
  const known = ['not decorated', 'Unknown signed extensions VerifyMultiSignature found'];
  const serious = warnings.filter((line) => !known.some((part) => line.includes(part)));
  assert.deepEqual(serious, []);
});
