// Drives a chain whose runtime others wrote, over a node of ours. BRAID_PORT names its JSON-RPC port.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

let api;

before(async () => {
  const provider = new WsProvider(`ws://127.0.0.1:${process.env.BRAID_PORT ?? '9944'}`);
  api = await ApiPromise.create({ provider, noInitWarn: true });
});

after(() => api?.disconnect());

test('the metadata decodes, and storage is read', async () => {
  assert.ok(['westend', 'rococo'].includes(api.runtimeVersion.specName.toString()));
  assert.ok((await api.query.session.validators()).length >= 2);
  assert.ok((await api.query.babe.currentSlot()).toNumber() > 0);
});

test('a transfer is finalised, and moves what it says', async () => {
  const keyring = new Keyring({ type: 'sr25519' });
  const fresh = keyring.addFromUri(`//Fresh//${api.runtimeVersion.specName}`);
  const amount = 10n ** 12n;
  const transfer = api.tx.balances.transferKeepAlive(fresh.address, amount);
  await new Promise((resolve, reject) => {
    transfer
      .signAndSend(keyring.addFromUri('//Alice'), (result) => {
        if (result.dispatchError) reject(new Error(result.dispatchError.toString()));
        else if (result.isError) reject(new Error(`status ${result.status}`));
        else if (result.status.isFinalized) resolve();
      })
      .catch(reject);
  });
  assert.equal((await api.query.system.account(fresh.address)).data.free.toBigInt(), amount);
});
