// Forks running chains with Chopsticks, which fetches state by JSON-RPC and runs the Wasm under :code in an executor of
// its own. BRAID_PORTS names JSON-RPC ports on this machine, one for each chain.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Block, BuildBlockMode, calculateStateRoot, destroyWorker, getAuraSlotDuration, setup } from '@acala-network/chopsticks-core';
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

const ports = (process.env.BRAID_PORTS ?? '9944,9960').split(',');
const UNIT = 1_000_000_000_000n;
const PAGE = 512;

after(() => destroyWorker());

for (const port of ports) {
  describe(`the chain on port ${port}`, { concurrency: false }, () => {
    const endpoint = `ws://127.0.0.1:${port}`;
    const forks = [];
    let provider;
    let api;
    let alice;

    before(async () => {
      provider = new WsProvider(endpoint);
      api = await ApiPromise.create({ provider, noInitWarn: true });
      alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice');
    });

    after(async () => {
      await Promise.all(forks.map((fork) => fork.close()));
      await api.disconnect();
    });

    async function fork(block) {
      const chain = await setup({ endpoint, block, buildBlockMode: BuildBlockMode.Manual });
      forks.push(chain);
      // Chopsticks asks the Wasm for the slot duration without giving it a state, where ours stands.
      const duration = api.consts.aura?.slotDuration.toNumber();
      if (duration) getAuraSlotDuration.cache.set(await chain.head.wasm, Promise.resolve(duration));
      return chain;
    }

    /** All of a block's state, by key. */
    async function stateOf(block) {
      const state = new Map();
      for (let start; ; ) {
        const keys = await provider.send('state_getKeysPaged', ['0x', PAGE, start ?? null, block]);
        if (keys.length === 0) return state;
        const [{ changes }] = await provider.send('state_queryStorageAt', [keys, block]);
        for (const [key, value] of changes) state.set(key, value);
        start = keys.at(-1);
      }
    }

    test('a block of ours, run again, gives our header and our state root', async () => {
      const remark = api.tx.system.remarkWithEvent('0x0123');
      const hash = await new Promise((resolve, reject) => {
        remark.signAndSend(alice, { nonce: -1 }, ({ status, isError }) => {
          if (status.isFinalized) resolve(status.asFinalized.toHex());
          else if (isError) reject(new Error(`status ${status}`));
        }).catch(reject);
      });
      const { block: ours } = await api.rpc.chain.getBlock(hash);
      const chain = await fork(ours.header.parentHash.toHex());
      const parent = await chain.getBlock(ours.header.parentHash.toHex());
      const logs = ours.header.digest.logs;
      const bare = api.registry.createType('Header', {
        parentHash: ours.header.parentHash,
        number: ours.header.number,
        digest: { logs: logs.filter((log) => log.isPreRuntime) },
      });
      const block = new Block(chain, parent.number + 1, hash, parent, { header: bare, extrinsics: [], storage: parent.storage });
      const state = await stateOf(parent.hash);
      assert.equal(await calculateStateRoot([...state], 1), (await api.rpc.chain.getHeader(parent.hash)).stateRoot.toHex());
      const run = async (entryPoint, ...parameters) => {
        const { result, storageDiff } = await block.call(entryPoint, parameters);
        block.pushStorageLayer().setAll(storageDiff);
        for (const [key, value] of storageDiff) {
          if (value == null) state.delete(key);
          else state.set(key, value);
        }
        return result;
      };

      await run('Core_initialize_block', bare.toHex());
      for (const extrinsic of ours.extrinsics) await run('BlockBuilder_apply_extrinsic', extrinsic.toHex());
      const theirs = api.registry.createType('Header', await run('BlockBuilder_finalize_block'));

      assert.equal(theirs.extrinsicsRoot.toHex(), ours.header.extrinsicsRoot.toHex());
      assert.deepEqual(
        theirs.digest.logs.map((log) => log.toHex()),
        logs.filter((log) => !log.isSeal).map((log) => log.toHex()),
      );
      assert.equal(await calculateStateRoot([...state], 1), ours.header.stateRoot.toHex());
    });

    test('a fork builds blocks on our Wasm, with transactions', async () => {
      const chain = await fork();
      const start = chain.head.number;
      const fresh = new Keyring({ type: 'sr25519' }).addFromUri('//Chopsticks');
      const at = await api.at(chain.head.hash);
      const nonce = (await at.query.system.account(alice.address)).nonce.toNumber();
      const free = async () => {
        const value = await chain.head.get(api.query.system.account.key(fresh.address));
        return value ? api.registry.createType('AccountInfo', value).data.free.toBigInt() : 0n;
      };
      assert.equal(await free(), 0n);
      for (let i = 0; i < 2; i++) {
        const tx = await api.tx.balances
          .transferKeepAlive(fresh.address, UNIT)
          .signAsync(alice, { nonce: nonce + i, era: 0, blockHash: api.genesisHash });
        await chain.newBlock({ transactions: [tx.toHex()] });
        assert.ok((await chain.head.extrinsics).includes(tx.toHex()));
        assert.equal(await free(), BigInt(i + 1) * UNIT);
      }
      await chain.newBlock();

      assert.equal(chain.head.number, start + 3);
    });
  });
}
