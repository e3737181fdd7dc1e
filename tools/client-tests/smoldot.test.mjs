// Follows a relay chain, and a parachain of it, with smoldot, the ecosystem's light client, by WebSocket only.
// For each chain, BRAID_RELAY_… and, where there is one, BRAID_PARACHAIN_…: SPEC names the file with its
// specification, KEY a storage key of block 0 on that no block changes, VALUE what it holds; //Alice and //Bob have
// money. With BRAID_WARP the relay chain must be so long that smoldot jumps; nothing is paid then.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Keyring } from '@polkadot/api';
import { u8aToHex } from '@polkadot/util';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { AccountId, Enum, createClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getSmProvider } from 'polkadot-api/sm-provider';
import * as smoldot from 'smoldot';

const warps = process.env.BRAID_WARP !== undefined;
const log = [];
let client;

/** Rejects when smoldot itself has died: some of its versions panic when they get too little time. */
let die;
const death = new Promise((_, reject) => { die = reject; });
death.catch(() => {});

/** What comes of a promise; tells what smoldot said meanwhile when nothing comes of it. */
function within(seconds, what, promise) {
  const told = log.length;
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      const lines = log.slice(told).filter((line) => !/grandpa|announce/.test(line));
      reject(new Error(`no ${what} within ${seconds} s\n${lines.slice(-80).join('\n')}`));
    }, seconds * 1000);
  });
  const outcome = Promise.race([promise, late, death]).finally(() => clearTimeout(timer));
  // Whoever waits for it may have failed at something else before.
  outcome.catch(() => {});
  return outcome;
}

/** A chain in smoldot, spoken to in JSON-RPC. */
class Handle {
  nextId = 1;
  answers = new Map();
  follows = new Set();

  constructor(chain) {
    this.chain = chain;
    this.read().catch(die);
  }

  async read() {
    for await (const text of this.chain.jsonRpcResponses) {
      const message = JSON.parse(text);
      if (message.method) this.follows.forEach((follow) => follow(message));
      else this.answers.get(message.id)?.(message);
    }
  }

  call(method, ...params) {
    const id = String(this.nextId++);
    const answered = new Promise((resolve, reject) => {
      this.answers.set(id, (answer) => {
        this.answers.delete(id);
        if (answer.error) reject(new Error(`${method}: ${JSON.stringify(answer.error)}`));
        else resolve(answer.result);
      });
      this.chain.sendJsonRpc(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
    return within(60, `answer to ${method}`, answered);
  }

  /** Resolves with the first notification that `wanted` turns into something. */
  until(wanted, what) {
    const found = new Promise((resolve) => {
      const follow = (message) => {
        const value = wanted(message.params.result);
        if (value === undefined) return;
        this.follows.delete(follow);
        resolve(value);
      };
      this.follows.add(follow);
    });
    return within(90, what, found);
  }
}

function described(prefix) {
  const file = process.env[`${prefix}_SPEC`];
  return file && { spec: readFileSync(file, 'utf8'), key: process.env[`${prefix}_KEY`], value: process.env[`${prefix}_VALUE`] };
}

const relay = described('BRAID_RELAY');
const parachain = described('BRAID_PARACHAIN');

/** Another view of a chain; smoldot itself keeps one of each. */
const added = async (known) =>
  client.addChain({ chainSpec: known.spec, potentialRelayChains: known === relay ? [] : [relay.chain] });

before(async () => {
  await cryptoWaitReady();
  client = smoldot.start({
    forbidTcp: true,
    maxLogLevel: 4,
    logCallback: (level, target, text) => log.push(`${new Date().toISOString().slice(17, 23)} ${level} ${target} ${text}`),
  });
  for (const known of [relay, parachain].filter(Boolean)) {
    known.chain = await added(known);
    known.handle = new Handle(known.chain);
  }
});

after(async () => {
  await client.terminate();
  // Its sockets and timers outlive it, and would keep the process.
  setTimeout(() => process.exit(), 500);
});

/** Follows a chain until some blocks are final; gives the subscription, the first event and the last such block. */
async function followed(handle, wanted) {
  let seen = 0;
  const initialised = handle.until((event) => (event.event === 'initialized' ? event : undefined), 'first block');
  const finalised = handle.until((event) => {
    if (event.event !== 'finalized') return undefined;
    seen += event.finalizedBlockHashes.length;
    return seen >= wanted ? event.finalizedBlockHashes.at(-1) : undefined;
  }, `${wanted} finalised blocks`);
  const id = await handle.call('chainHead_v1_follow', true);
  const first = await initialised;
  assert.ok(first.finalizedBlockHashes.length > 0);
  return { id, first, block: await finalised };
}

/** What an operation of a follow ends with; begun again, as its specification has it, while no peer answers. */
async function ended(handle, method, ...params) {
  for (let attempt = 1; ; attempt++) {
    const end = handle.until((event) => (/^operation(StorageItems|CallDone|Error|Inaccessible)$/.test(event.event) ? event : undefined), `end of ${method}`);
    await handle.call(method, ...params);
    const event = await end;
    if (event.event !== 'operationInaccessible' || attempt === 5) return event;
  }
}

/** A value of a block's state, asked for again while the peers that were asked are gone. */
async function stored(handle, key, block) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handle.call('state_getStorage', key, block);
    } catch (error) {
      if (attempt === 5 || !/proof request/.test(error.message)) throw error;
    }
  }
}

for (const [name, known, specName, entryPoint, output] of [
  ['relay chain', relay, 'braid-relay', 'GrandpaApi_current_set_id', /^0x[0-9a-f]{16}$/],
  ['parachain', parachain, 'braid-template', 'AuraApi_slot_duration', /^0x[0-9a-f]{16}$/],
]) {
  if (!known) continue;
  describe(`the ${name}`, { concurrency: false }, () => {
    test('is found and followed; storage and calls are proven', { timeout: 240_000 }, async () => {
      const { handle, key, value } = known;
      const { id, first, block } = await followed(handle, 4);
      assert.equal(first.finalizedBlockRuntime.type, 'valid', JSON.stringify(first.finalizedBlockRuntime));
      assert.equal(first.finalizedBlockRuntime.spec.specName, specName);

      const found = await ended(handle, 'chainHead_v1_storage', id, block, [{ key, type: 'value' }], null);
      assert.deepEqual(found.items, [{ key, value }], JSON.stringify(found));
      assert.equal(await stored(handle, key, block), value);

      const outcome = await ended(handle, 'chainHead_v1_call', id, block, entryPoint, '0x');
      assert.equal(outcome.event, 'operationCallDone', JSON.stringify(outcome));
      assert.match(outcome.output, output);
      await handle.call('chainHead_v1_unfollow', id);
    });

    test('a transfer is submitted, and final', { timeout: 240_000, skip: warps }, async () => {
      const keyring = new Keyring({ type: 'sr25519' });
      const alice = keyring.addFromUri('//Alice');
      const fresh = AccountId().dec(keyring.addFromUri(`//Smoldot//${name}`).publicKey);
      const papi = createClient(getSmProvider(() => added(known)));
      try {
        const api = papi.getUnsafeApi();
        const transfer = api.tx.Balances.transfer_keep_alive({ dest: Enum('Id', fresh), value: 2_000_000_000_000n });
        const signer = getPolkadotSigner(alice.publicKey, 'Sr25519', (bytes) => alice.sign(bytes));
        const signed = await within(90, 'signed transfer', transfer.sign(signer));
        const updates = [];
        const final = known.handle.until((update) => {
          if (update.event) return undefined;
          updates.push(update);
          for (const failure of ['invalid', 'dropped', 'usurped', 'finalityTimeout']) {
            if (update === failure || update[failure] !== undefined) return { failure: JSON.stringify(update) };
          }
          return update.finalized && { block: update.finalized };
        }, 'final transfer');
        await known.handle.call('author_submitAndWatchExtrinsic', typeof signed === 'string' ? signed : u8aToHex(signed));
        const { failure, block } = await final;
        assert.equal(failure, undefined, log.filter((line) => /tx-service/.test(line)).slice(-40).join('\n'));
        assert.ok(updates.some((update) => update.broadcast), JSON.stringify(updates));
        const account = await within(30, 'key of the account', api.query.System.Account.getKey(fresh));
        const info = await stored(known.handle, account, block);
        // Four counters of four bytes, then the free balance, little-endian.
        assert.equal(BigInt(`0x${Buffer.from(info.slice(2), 'hex').subarray(16, 32).reverse().toString('hex')}`), 2_000_000_000_000n);
      } finally {
        papi.destroy();
      }
    });
  });
}

test('smoldot jumped over the blocks that it need not walk', { skip: !warps }, () => {
  assert.ok(log.some((line) => line.includes('warp sync finished')));
});
