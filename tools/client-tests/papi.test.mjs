// Drives chains with PAPI, over the chainHead, archive and transaction methods of the newer JSON-RPC. BRAID_PORTS
// names JSON-RPC ports on this machine, one for each chain.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/api';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, cryptoWaitReady } from '@polkadot/util-crypto';
import { decAnyMetadata } from '@polkadot-api/substrate-bindings';
import { AccountId, Enum, createClient } from 'polkadot-api';
import { getPolkadotSigner, withMetadataHash } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import WebSocket from 'ws';

const ports = (process.env.BRAID_PORTS ?? '9944').split(',');
const UNIT = 1_000_000_000_000n;
const address = (pair) => AccountId().dec(pair.publicKey);
const signer = (pair) => getPolkadotSigner(pair.publicKey, 'Sr25519', (bytes) => pair.sign(bytes));
let alice;
let bob;

/** What a pallet's metadata has in every version. */
const names = ({ name, index, storage, calls, constants, docs }) => ({
  name,
  index,
  docs,
  items: storage?.items.map((item) => [item.name, item.type, item.fallback, item.docs]),
  calls: typeof calls === 'object' ? calls.type : calls,
  constants: constants.map((constant) => [constant.name, constant.type, constant.value]),
});

/** The first value of an observable that passes; rejects with its error. */
const first = (observable, passes = () => true) =>
  new Promise((resolve, reject) => {
    let subscription;
    let done = false;
    subscription = observable.subscribe({
      next: (value) => {
        if (done || !passes(value)) return;
        done = true;
        queueMicrotask(() => subscription.unsubscribe());
        resolve(value);
      },
      error: reject,
    });
  });

before(async () => {
  await cryptoWaitReady();
  const keyring = new Keyring({ type: 'sr25519' });
  alice = keyring.addFromUri('//Alice');
  bob = keyring.addFromUri('//Bob');
});

for (const port of ports) {
  describe(`the chain on port ${port}`, { concurrency: false }, () => {
    let client;
    let api;

    before(() => {
      client = createClient(getWsProvider(`ws://127.0.0.1:${port}`, { websocketClass: WebSocket }));
      api = client.getUnsafeApi();
    });

    after(() => client.destroy());

    test('lists the methods of the newer family', async () => {
      const { methods } = await client._request('rpc_methods', []);
      for (const name of ['chainHead_v1_follow', 'chainSpec_v1_genesisHash', 'transaction_v1_broadcast']) {
        assert.ok(methods.includes(name), name);
      }
    });

    test('says which chain it is', async () => {
      const { genesisHash, name, properties } = await client.getChainSpecData();
      assert.equal(genesisHash, await client._request('chain_getBlockHash', [0]));
      assert.equal(name, await client._request('system_chain', []));
      assert.equal(properties.tokenDecimals, 12);
    });

    test('finalised blocks follow one another, and each is the parent of the next', async () => {
      const seen = [];
      await first(client.finalizedBlock$, (block) => seen.push(block) === 4);
      for (let i = 1; i < seen.length; i++) {
        assert.equal(seen[i].number, seen[i - 1].number + 1);
        assert.equal(seen[i].parent, seen[i - 1].hash);
      }
    });

    test('the best block is above the finalised one', async () => {
      const blocks = await client.getBestBlocks();
      assert.ok(blocks.length >= 1);
      assert.equal(blocks.at(-1).hash, (await client.getFinalizedBlock()).hash);
      for (let i = 1; i < blocks.length; i++) assert.equal(blocks[i - 1].parent, blocks[i].hash);
    });

    test('headers and bodies of pinned blocks are those of the older methods', async () => {
      const { hash, number } = await client.getFinalizedBlock();
      const header = await client.getBlockHeader(hash);
      assert.equal(header.number, number);
      const body = await client.getBlockBody(hash);
      const { block } = await client._request('chain_getBlock', [hash]);
      assert.deepEqual(body.map((extrinsic) => (typeof extrinsic === 'string' ? extrinsic : u8aToHex(extrinsic))), block.extrinsics);
      assert.equal(header.parentHash, block.header.parentHash);
    });

    test('storage is read by key and by map, constants and runtime calls by name', async () => {
      const account = await api.query.System.Account.getValue(address(alice));
      assert.ok(account.data.free > 100n * UNIT);
      const all = await api.query.System.Account.getEntries();
      assert.ok(all.some(({ keyArgs: [who] }) => who === address(bob)));
      assert.ok((await api.constants.Balances.ExistentialDeposit()) > 0n);
      const nonce = await api.apis.AccountNonceApi.account_nonce(address(alice));
      assert.equal(nonce, account.nonce);
      const version = await api.apis.Core.version();
      assert.match(version.spec_name, /^braid-/);
    });

    test('metadata of version 16 says what version 15 says, and the versions of the runtime’s APIs', async () => {
      const { hash } = await client.getFinalizedBlock();
      const read = async (version) => {
        const bytes = await api.apis.Metadata.metadata_at_version(version);
        return decAnyMetadata(bytes).metadata;
      };
      const [old, now] = [await read(15), await read(16)];
      assert.equal(old.tag, 'v15');
      assert.equal(now.tag, 'v16');
      assert.equal(decAnyMetadata(await client.getMetadata(hash)).metadata.tag, 'v16');
      assert.deepEqual(now.value.pallets.map(names), old.value.pallets.map(names));
      assert.equal(now.value.outerEnums.call, old.value.outerEnums.call);
      assert.equal(now.value.outerEnums.event, old.value.outerEnums.event);
      const errors = ({ value: { lookup, outerEnums } }) => lookup[outerEnums.error].def.value.map(({ name }) => name);
      assert.deepEqual(errors(now), errors(old));
      assert.deepEqual(now.value.extrinsic.version, [4, 5]);
      // The extensions of set 1 are those of set 0 behind one more.
      const plain = old.value.extrinsic.signedExtensions;
      const all = now.value.extrinsic.signedExtensions;
      assert.deepEqual(all.slice(0, -1), plain);
      assert.equal(all.at(-1).identifier, 'VerifyMultiSignature');
      const indexes = plain.map((_, index) => index);
      assert.deepEqual(now.value.extrinsic.signedExtensionsByVersion, [[0, indexes], [1, [plain.length, ...indexes]]]);
      const { apis } = await api.apis.Core.version();
      const versions = new Map(apis.map(([id, version]) => [typeof id === 'string' ? id : u8aToHex(id), version]));
      for (const { name, version } of now.value.apis) {
        assert.equal(version, versions.get(u8aToHex(blake2AsU8a(name, 64))), name);
      }
    });

    test('entries are watched as they change', async () => {
      const number = await first(api.query.System.Number.watchValue('best'));
      await first(api.query.System.Number.watchValue('best'), (value) =>
        (typeof value === 'object' ? value.value : value) > (typeof number === 'object' ? number.value : number));
    });

    test('a transfer is sent by broadcast, and seen in a best and in a final block', async () => {
      const fresh = new Keyring({ type: 'sr25519' }).addFromUri(`//Papi//${port}`);
      const transfer = api.tx.Balances.transfer_keep_alive({ dest: Enum('Id', address(fresh)), value: 2n * UNIT });
      const had = (await api.query.System.Account.getValue(address(fresh))).data.free;
      const estimated = await transfer.getEstimatedFees(address(bob));
      assert.ok(estimated > 0n);
      const events = [];
      await new Promise((resolve, reject) => {
        transfer.signSubmitAndWatch(signer(bob)).subscribe({
          next: (event) => events.push(event),
          error: reject,
          complete: resolve,
        });
      });
      const kinds = events.map(({ type }) => type);
      assert.equal(kinds[0], 'signed');
      assert.ok(kinds.includes('broadcasted'));
      assert.equal(kinds.at(-1), 'finalized');
      const final = events.at(-1);
      assert.equal(final.ok, true);
      assert.ok(final.events.some(({ type, value }) => type === 'Balances' && value.type === 'Transfer'));
      assert.equal((await api.query.System.Account.getValue(address(fresh))).data.free, had + 2n * UNIT);
    });

    test('a signature may cover the hash of the metadata, as merkleize-metadata computes it', async () => {
      const remark = api.tx.System.remark({ remark: hexToU8a('0x78') });
      const covering = (tokenSymbol) => withMetadataHash({ decimals: 12, tokenSymbol }, signer(bob));

      const result = await remark.signAndSubmit(covering('UNIT'));

      assert.equal(result.ok, true);
      await assert.rejects(remark.signAndSubmit(covering('DOT')), (error) => {
        assert.equal(error.error.value.type, 'BadProof');
        return true;
      });
    });

    test('an over-spend fails in a block with the name of its error', async () => {
      const transfer = api.tx.Balances.transfer_keep_alive({ dest: Enum('Id', address(alice)), value: 5_000_000n * UNIT });
      const result = await transfer.signAndSubmit(signer(bob));
      assert.equal(result.ok, false);
      assert.equal(result.dispatchError.type, 'Token');
      assert.equal(result.dispatchError.value.type, 'FundsUnavailable');
    });

    test('a transaction that cannot pay is refused before it is sent', async () => {
      const poor = new Keyring({ type: 'sr25519' }).addFromUri('//Nobody');
      const remark = api.tx.System.remark({ remark: hexToU8a('0x00') });
      await assert.rejects(remark.signAndSubmit(signer(poor)), (error) => {
        assert.equal(error.error.type, 'Invalid');
        assert.equal(error.error.value.type, 'Payment');
        return true;
      });
    });
  });
}
