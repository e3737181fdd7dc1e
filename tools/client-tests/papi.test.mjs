// Drives chains with PAPI, over the chainHead, archive and transaction methods of the newer JSON-RPC. BRAID_PORTS
// names JSON-RPC ports on this machine, one for each chain.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/api';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { AccountId, Enum, createClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import WebSocket from 'ws';

const ports = (process.env.BRAID_PORTS ?? '9944').split(',');
const UNIT = 1_000_000_000_000n;
const address = (pair) => AccountId().dec(pair.publicKey);
const signer = (pair) => getPolkadotSigner(pair.publicKey, 'Sr25519', (bytes) => pair.sign(bytes));
let alice;
let bob;

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
      assert.equal(await api.constants.Balances.ExistentialDeposit(), UNIT / 100n);
      const nonce = await api.apis.AccountNonceApi.account_nonce(address(alice));
      assert.equal(nonce, account.nonce);
      const version = await api.apis.Core.version();
      assert.match(version.spec_name, /^braid-/);
    });

    test('entries are watched as they change', async () => {
      const number = await first(api.query.System.Number.watchValue('best'));
      await first(api.query.System.Number.watchValue('best'), (value) =>
        (typeof value === 'object' ? value.value : value) > (typeof number === 'object' ? number.value : number));
    });

    test('a transfer is sent by broadcast, and seen in a best and in a final block', async () => {
      const fresh = new Keyring({ type: 'sr25519' }).addFromUri(`//Papi//${port}`);
      const transfer = api.tx.Balances.transfer_keep_alive({ dest: Enum('Id', address(fresh)), value: 2n * UNIT });
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
      assert.equal((await api.query.System.Account.getValue(address(fresh))).data.free, 2n * UNIT);
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
