// Follows a relay chain with smoldot, the ecosystem's light client, by WebSocket only.
// BRAID_SPEC names the file with the chain's specification, BRAID_KEY a storage key of block 0
// on, BRAID_VALUE what it holds. With BRAID_WARP the chain must be so long that smoldot jumps.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import * as smoldot from 'smoldot';

const chainSpec = readFileSync(process.env.BRAID_SPEC, 'utf8');
const WANTED_FINALISED = 4;
const log = [];
let client;
let chain;
let nextId = 1;
const answers = new Map();
const follows = [];

async function read() {
  for await (const text of chain.jsonRpcResponses) {
    const message = JSON.parse(text);
    if (message.method) follows.forEach((follow) => follow(message));
    else answers.get(message.id)?.(message);
  }
}

function call(method, ...params) {
  const id = String(nextId++);
  return new Promise((resolve, reject) => {
    answers.set(id, (answer) => (answer.error ? reject(new Error(`${method}: ${JSON.stringify(answer.error)}`)) : resolve(answer.result)));
    chain.sendJsonRpc(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  });
}

/** Resolves with the first notification that `wanted` turns into something. */
function until(wanted, what, seconds = 90) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} within ${seconds} s\n${log.filter((line) => !/grandpa|announce/.test(line)).slice(-60).join('\n')}`)), seconds * 1000);
    follows.push((message) => {
      const found = wanted(message.params.result);
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}

before(async () => {
  client = smoldot.start({
    forbidTcp: true,
    maxLogLevel: 4,
    logCallback: (level, target, text) => log.push(`${level} ${target} ${text}`),
  });
  chain = await client.addChain({ chainSpec });
  read().catch(() => {});
});

after(async () => {
  await client.terminate();
  // Its sockets and timers outlive it, and would keep the process.
  setTimeout(() => process.exit(), 500);
});

test('finds the chain, follows its finality, and proves storage', { timeout: 240_000 }, async () => {
  const initialised = until((event) => (event.event === 'initialized' ? event : undefined), 'first block');
  const finalised = until((event) => {
    if (event.event === 'newBlock') numbers.set(event.blockHash, numbers.get(event.parentBlockHash) + 1);
    if (event.event !== 'finalized') return undefined;
    seen += event.finalizedBlockHashes.length;
    return seen >= WANTED_FINALISED ? event.finalizedBlockHashes.at(-1) : undefined;
  }, `${WANTED_FINALISED} finalised blocks`);
  const numbers = new Map();
  let seen = 0;
  const follow = await call('chainHead_v1_follow', true);
  const first = await initialised;
  assert.ok(first.finalizedBlockHashes.length > 0);
  assert.equal(first.finalizedBlockRuntime.spec.specName, 'braid-relay');
  const block = await finalised;

  const read = until((event) => {
    if (event.event === 'operationStorageItems') return event.items[0].value;
    if (event.event?.startsWith('operation')) return event;
    return undefined;
  }, 'storage value');
  await call('chainHead_v1_storage', follow, block, [{ key: process.env.BRAID_KEY, type: 'value' }], null);
  assert.deepEqual(await read, process.env.BRAID_VALUE);

  const called = until((event) => (event.event?.startsWith('operationCall') || event.event?.startsWith('operationError') || event.event === 'operationInaccessible' ? event : undefined), 'call');
  await call('chainHead_v1_call', follow, block, 'GrandpaApi_current_set_id', '0x');
  const outcome = await called;
  assert.equal(outcome.event, 'operationCallDone', JSON.stringify(outcome));
  assert.match(outcome.output, /^0x[0-9a-f]{16}$/);
  const warped = log.some((line) => line.includes('warp sync finished'));
  assert.equal(warped, process.env.BRAID_WARP !== undefined);
  console.log(`finalised blocks seen: ${seen}; warped: ${warped}`);
});
