// Drives the quickstart network as wallets and scripts do. BRAID_PORTS names the JSON-RPC ports on this
// machine: a relay-chain validator's, then a collator's of each parachain, 1000 and 2000.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

const [relayPort, hubPort, templatePort] = (process.env.BRAID_PORTS ?? '9944,9950,9960').split(',');
const UNIT = 1_000_000_000_000n;
const chains = [
  { name: 'relay', port: relayPort, spec: 'braid-relay' },
  { name: 'parachain 1000', port: hubPort, spec: 'braid-hub', paraId: 1000 },
  { name: 'parachain 2000', port: templatePort, spec: 'braid-template', paraId: 2000 },
];
let alice;
let bob;
let ferdie; // authors nothing, so no fee comes back

/** Resolves with the result once the transaction has the wanted status; rejects when it cannot. */
function sent(tx, signer, wanted = 'isFinalized') {
  return new Promise((resolve, reject) => {
    tx.signAndSend(signer, { nonce: -1 }, (result) => {
      if (result.status[wanted]) resolve(result);
      else if (result.isError) reject(new Error(`status ${result.status}`));
    }).catch(reject);
  });
}

/** Resolves with the first value for which `found` gives something, and what it gives. */
function firstHead(subscribe, found) {
  return new Promise((resolve, reject) => {
    let done = false;
    const stop = subscribe(async (header) => {
      try {
        const value = done ? undefined : await found(header);
        if (value === undefined || done) return;
        done = true;
        (await stop)();
        resolve(value);
      } catch (error) {
        reject(error);
      }
    });
    stop.catch(reject);
  });
}

const free = async (api, who) => (await api.query.system.account(who)).data.free.toBigInt();

before(async () => {
  for (const chain of chains) {
    chain.api = await ApiPromise.create({ provider: new WsProvider(`ws://127.0.0.1:${chain.port}`), noInitWarn: true });
  }
  const keyring = new Keyring({ type: 'sr25519' });
  alice = keyring.addFromUri('//Alice');
  bob = keyring.addFromUri('//Bob');
  ferdie = keyring.addFromUri('//Ferdie');
});

after(() => Promise.all(chains.map(({ api }) => api?.disconnect())));

for (const chain of chains) {
  describe(chain.name, { concurrency: false }, () => {
    test('metadata decodes and says which chain it is', async () => {
      const { api } = chain;
      assert.equal(api.runtimeVersion.specName.toString(), chain.spec);
      assert.ok(api.tx.balances.transferKeepAlive);
      assert.equal(api.registry.chainSS58, 42);
      if (chain.paraId) {
        assert.equal((await api.query.parachainInfo.parachainId()).toNumber(), chain.paraId);
      }
    });

    test('development accounts are endowed', async () => {
      for (const who of [alice, bob]) assert.ok((await free(chain.api, who.address)) > 1000n * UNIT);
    });

    test('a transfer pays the fee that was estimated and is finalised', async () => {
      const { api } = chain;
      const fresh = new Keyring({ type: 'sr25519' }).addFromUri(`//Fresh//${chain.name}`);
      const tx = api.tx.balances.transferKeepAlive(fresh.address, 3n * UNIT);
      const { partialFee } = await tx.paymentInfo(ferdie);
      const had = await free(api, ferdie.address);

      const result = await sent(tx, ferdie);

      const paid = result.events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
      assert.ok(partialFee.toBigInt() > 0n);
      assert.equal(paid.event.data.actualFee.toBigInt(), partialFee.toBigInt());
      assert.equal(await free(api, fresh.address), 3n * UNIT);
      assert.equal(await free(api, ferdie.address), had - 3n * UNIT - partialFee.toBigInt());
      const final = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
      const block = await api.rpc.chain.getHeader(result.status.asFinalized);
      assert.ok(final.number.toNumber() >= block.number.toNumber());
      const canonical = await api.rpc.chain.getBlockHash(block.number.toNumber());
      assert.equal(canonical.toHex(), block.hash.toHex());
    });

    test('an over-spend fails with the name of its error', async () => {
      const { dispatchError } = await sent(
        chain.api.tx.balances.transferKeepAlive(alice.address, 5_000_000n * UNIT),
        bob,
        'isInBlock',
      );
      assert.ok(dispatchError.isToken);
      assert.equal(dispatchError.asToken.type, 'FundsUnavailable');
    });

    test('finalised blocks follow one another', async () => {
      const { api } = chain;
      const start = (await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead())).number.toNumber();
      const reached = await firstHead(
        (tell) => api.rpc.chain.subscribeFinalizedHeads(tell),
        (header) => (header.number.toNumber() >= start + 2 ? header.number.toNumber() : undefined),
      );
      assert.ok(reached >= start + 2);
    });
  });
}

test('the relay chain includes candidates of both parachains, and their blocks are on those chains', async () => {
  const relay = chains[0].api;
  const included = new Map();
  await firstHead(
    (tell) => relay.rpc.chain.subscribeFinalizedHeads(tell),
    async (header) => {
      const events = await (await relay.at(header.hash)).query.system.events();
      for (const { event } of events) {
        if (!relay.events.paraInclusion.CandidateIncluded.is(event)) continue;
        const descriptor = event.data[0].descriptor;
        included.set(descriptor.paraId.toNumber(), relay.registry.createType('Header', event.data[1].toU8a(true)));
      }
      return included.size === 2 ? true : undefined;
    },
  );
  for (const { api, paraId } of chains.slice(1)) {
    const head = included.get(paraId);
    assert.ok(head.number.toNumber() > 0);
    assert.equal((await api.rpc.chain.getHeader(head.hash)).hash.toHex(), head.hash.toHex());
  }
});

test('a new session begins, and blocks of both parachains are included after it', async () => {
  const [relay, ...paras] = chains.map(({ api }) => api);
  const session = async (at) => (await (await relay.at(at)).query.session.currentIndex()).toNumber();
  const start = await session(await relay.rpc.chain.getFinalizedHead());
  await firstHead(
    (tell) => relay.rpc.chain.subscribeFinalizedHeads(tell),
    async (header) => ((await session(header.hash)) > start ? header : undefined),
  );
  await Promise.all(
    paras.map(async (api) => {
      const then = (await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead())).number.toNumber();
      await firstHead(
        (tell) => api.rpc.chain.subscribeFinalizedHeads(tell),
        (header) => (header.number.toNumber() >= then + 2 ? header : undefined),
      );
    }),
  );
});

describe('assets cross chains', { concurrency: false }, () => {
  const [relay, hub, template] = chains;
  const account = (who) => ({ V5: { parents: 0, interior: { X1: [{ AccountId32: { id: who.publicKey } }] } } });
  const chain = (parents, id) => ({ V5: { parents, interior: id ? { X1: [{ Parachain: id }] } : 'Here' } });
  const currency = (parents, amount) => ({ V5: [{ id: { parents, interior: 'Here' }, fun: { Fungible: amount } }] });
  /** The account of a sibling parachain on the hub: its kind and number, filled up with zeros. */
  const sibling = (id) => new Uint8Array([...new TextEncoder().encode('sibl'), id & 255, id >> 8, ...new Array(26).fill(0)]);
  /** Where the relay chain keeps what is out on the hub. */
  const checking = new Uint8Array([...new TextEncoder().encode('modlpy/xcmch'), ...new Array(20).fill(0)]);
  const traveller = () => new Keyring({ type: 'sr25519' }).addFromUri('//Traveller');
  const issuance = async ({ api }) => (await api.query.balances.totalIssuance()).toBigInt();
  /** What exists of the relay chain's currency, on both chains that have it: fees go to authors, so it never changes. */
  const existing = async () => (await issuance(relay)) + (await issuance(hub)) - (await free(relay.api, checking));

  /** Resolves with what `read` gives once it is not zero in a finalised block. */
  const arrived = ({ api }, read) =>
    firstHead(
      (tell) => api.rpc.chain.subscribeFinalizedHeads(tell),
      async (header) => {
        const found = await read(await api.at(header.hash));
        return found > 0n ? found : undefined;
      },
    );
  const freeAt = (who) => async (at) => (await at.query.system.account(who)).data.free.toBigInt();

  test('the currency is teleported from the relay chain to the hub', async () => {
    const total = await existing();
    const teleport = relay.api.tx.xcmPallet.limitedTeleportAssets(
      chain(0, 1000), account(traveller()), currency(0, 10n * UNIT), 0, 'Unlimited');
    await sent(teleport, alice, 'isInBlock');

    const got = await arrived(hub, freeAt(traveller().publicKey));

    assert.ok(got > 9n * UNIT && got < 10n * UNIT, `a fee was paid on the hub: ${got}`);
    assert.equal(await existing(), total);
  });

  test('the currency is teleported back from the hub to the relay chain', async () => {
    const total = await existing();
    const before = await free(relay.api, traveller().publicKey);
    assert.equal(before, 0n);
    const teleport = hub.api.tx.polkadotXcm.limitedTeleportAssets(
      chain(1), account(traveller()), currency(1, 4n * UNIT), 0, 'Unlimited');
    await sent(teleport, traveller(), 'isInBlock');

    const got = await arrived(relay, freeAt(traveller().publicKey));

    assert.ok(got > 3n * UNIT && got < 4n * UNIT, `a fee was paid on the relay chain: ${got}`);
    assert.equal(await existing(), total);
  });

  test('the hub holds in reserve what circulates on the template', async () => {
    const total = await existing();
    const transfer = hub.api.tx.polkadotXcm.limitedReserveTransferAssets(
      chain(1, 2000), account(traveller()), currency(1, 3n * UNIT), 0, 'Unlimited');
    await sent(transfer, traveller(), 'isInBlock');

    const id = { parents: 1, interior: 'Here' };
    const got = await arrived(template, async (at) =>
      (await at.query.foreignAssets.account(id, traveller().publicKey)).toBigInt());

    assert.ok(got > 2n * UNIT && got < 3n * UNIT, `a fee was paid on the template: ${got}`);
    assert.equal(await free(hub.api, sibling(2000)), 3n * UNIT);
    assert.equal((await template.api.query.foreignAssets.asset(id)).unwrap().supply.toBigInt(), 3n * UNIT);
    assert.equal(await existing(), total);
  });
});

test('a validator changes its session keys to new ones that its node made', async () => {
  const { api } = chains[0];
  const keys = await api.rpc.author.rotateKeys();
  assert.ok((await api.rpc.author.hasSessionKeys(keys)).isTrue);
  const before = await api.query.session.nextKeys(bob.address);

  const { dispatchError } = await sent(api.tx.session.setKeys(keys.toHex(), '0x'), bob);

  assert.equal(dispatchError, undefined);
  const set = (await api.query.session.nextKeys(bob.address)).unwrap();
  assert.equal(set.toHex(), keys.toHex());
  assert.notEqual(set.toHex(), before.unwrap().toHex());
  for (const [name, type] of [['grandpa', 'gran'], ['babe', 'babe'], ['beefy', 'beef']]) {
    const owner = await api.query.session.keyOwner([new TextEncoder().encode(type), set[name].toHex()]);
    assert.equal(owner.unwrap().toString(), bob.address);
  }
});
