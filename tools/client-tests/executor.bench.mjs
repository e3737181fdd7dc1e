// Runs runtime calls in Chopsticks' executor, as Chopsticks does, and prints how long each takes. Argument: a JSON file
// with the Wasm (wasm), the state (state, an object of hexadecimal entries), the calls ([name, argument]) and how many
// seconds to repeat each (seconds). Prints a line of JSON a call: its name, milliseconds of the first run and the mean.
import { readFileSync } from 'node:fs';
import { destroyWorker, runTask } from '@acala-network/chopsticks-core';

const { wasm, state, calls, seconds } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const keys = Object.keys(state).sort();

/** The first key behind one, with a prefix. */
function next(prefix, key) {
  let low = 0;
  for (let high = keys.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return keys[low]?.startsWith(prefix) ? keys[low] : undefined;
}

const host = {
  getStorage: async (key) => state[key],
  getNextKey: async (prefix, key) => next(prefix, key),
};

async function run(name, argument) {
  const task = { wasm, calls: [[name, [argument]]], mockSignatureHost: false, allowUnresolvedImports: true, runtimeLogLevel: 0 };
  const start = performance.now();
  const response = await runTask(task, host);
  if (!('Call' in response)) throw new Error(`${name}: ${JSON.stringify(response)}`);
  return performance.now() - start;
}

for (const [name, argument] of calls) {
  const first = await run(name, argument);
  let total = 0;
  let runs = 0;
  for (const end = performance.now() + seconds * 1000; runs === 0 || performance.now() < end; runs++) {
    total += await run(name, argument);
  }
  console.log(JSON.stringify({ name, first, mean: total / runs }));
}
await destroyWorker();
