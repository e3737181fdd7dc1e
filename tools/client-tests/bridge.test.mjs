// Plays a bridge to another chain: it knows the relay chain's first BEEFY validators and nothing else, and believes
// what follows from their signatures. Written against the published formats alone (SCALE layouts of
// sp_consensus_beefy, sp_mmr_primitives and binary-merkle-tree), with util-crypto for Keccak and secp256k1.
// BRAID_PORTS names the JSON-RPC ports on this machine: a relay-chain validator's, then a collator's of parachain 1000.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApiPromise, WsProvider } from '@polkadot/api';
import { hexToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsHex, ethereumEncode, keccakAsU8a, secp256k1Recover } from '@polkadot/util-crypto';

const [relayPort, hubPort] = (process.env.BRAID_PORTS ?? '9944,9950').split(',');
const connect = (port) => ApiPromise.create({ provider: new WsProvider(`ws://127.0.0.1:${port}`), noInitWarn: true });
const HUB = 1000;
let api;
let hub;

before(async () => {
  api = await connect(relayPort);
  hub = await connect(hubPort);
});
after(() => Promise.all([api?.disconnect(), hub?.disconnect()]));

// Reading SCALE

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  raw(size) {
    assert.ok(this.at + size <= this.bytes.length, 'expected more bytes');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
  number(size) {
    return this.raw(size).reduceRight((sum, byte) => sum * 256 + byte, 0);
  }
  compact() {
    const mode = this.bytes[this.at] & 3;
    return Math.floor(this.number([1, 2, 4][mode]) / 4);
  }
  vec(element) {
    return Array.from({ length: this.compact() }, element);
  }
  bytesVec() {
    return this.raw(this.compact());
  }
  end() {
    assert.equal(this.at, this.bytes.length);
  }
}

/** VersionedFinalityProof::V1; `message` is what was signed. */
function finalityProof(bytes) {
  const scale = new Reader(bytes);
  assert.equal(scale.number(1), 1);
  const start = scale.at;
  const payload = scale.vec(() => [String.fromCharCode(...scale.raw(2)), scale.bytesVec()]);
  const blockNumber = scale.number(4);
  const setId = scale.number(8);
  const message = bytes.subarray(start, scale.at);
  const bits = scale.bytesVec();
  const places = scale.number(4);
  const compact = scale.vec(() => scale.raw(65));
  scale.end();
  const signatures = Array.from({ length: places }, (_, i) =>
    bits[i >> 3] & (0x80 >> (i & 7)) ? compact.shift() : undefined);
  assert.equal(compact.length, 0);
  return { payload: new Map(payload), blockNumber, setId, message, signatures };
}

/** MmrLeaf. */
function mmrLeaf(bytes) {
  const scale = new Reader(bytes);
  const leaf = {
    version: scale.number(1),
    parentNumber: scale.number(4),
    parentHash: u8aToHex(scale.raw(32)),
    nextSet: { id: scale.number(8), len: scale.number(4), root: u8aToHex(scale.raw(32)) },
    headsRoot: u8aToHex(scale.raw(32)),
  };
  scale.end();
  return leaf;
}

/** LeafProof. */
function leafProof(bytes) {
  const scale = new Reader(bytes);
  const proof = {
    leafIndices: scale.vec(() => scale.number(8)),
    leafCount: scale.number(8),
    items: scale.vec(() => scale.raw(32)),
  };
  scale.end();
  return proof;
}

// Trees

const merge = (left, right) => keccakAsU8a(u8aConcat(left, right));

/** The root of binary-merkle-tree, and the hashes beside the way up from one leaf. */
function binaryTree(leaves, index = 0) {
  let row = leaves.map((leaf) => keccakAsU8a(leaf));
  let place = index;
  const proof = [];
  while (row.length > 1) {
    if ((place ^ 1) < row.length) proof.push(row[place ^ 1]);
    row = row.flatMap((hash, i) => (i % 2 ? [] : [i + 1 < row.length ? merge(hash, row[i + 1]) : hash]));
    place >>= 1;
  }
  return { root: u8aToHex(row[0] ?? new Uint8Array(32)), proof };
}

/** What binary-merkle-tree's verify_proof computes. */
function rootOf(leaf, index, count, proof) {
  let hash = keccakAsU8a(leaf);
  let [place, width] = [index, count];
  for (const item of proof) {
    hash = place % 2 === 1 || place + 1 === width ? merge(item, hash) : merge(hash, item);
    place = Math.floor(place / 2);
    width = Math.floor((width - 1) / 2) + 1;
  }
  return u8aToHex(hash);
}

/** The root of a mountain range from one leaf: its tree's siblings, the trees before it, all behind it as one. */
function rangeRoot(leaf, { leafIndices: [index], leafCount, items }) {
  const rest = [...items];
  const peaks = [];
  let begin = 0;
  let last = false;
  for (let height = 52; height >= 0; height--) {
    const width = 2 ** height;
    if (Math.floor(leafCount / width) % 2 === 0) continue;
    const inside = index >= begin && index < begin + width;
    if (inside) {
      let hash = keccakAsU8a(leaf);
      let place = index - begin;
      for (let level = 0; level < height; level++) {
        const sibling = rest.shift();
        hash = place % 2 ? merge(sibling, hash) : merge(hash, sibling);
        place = Math.floor(place / 2);
      }
      peaks.push(hash);
      last = true;
    } else if (rest.length > 0) {
      peaks.push(rest.shift());
    } else {
      assert.ok(last, 'expected the trees before the leaf');
      break;
    }
    begin += width;
  }
  assert.equal(rest.length, 0);
  return u8aToHex(peaks.reduceRight((right, left) => merge(right, left)));
}

// The bridge

const addressOf = (message, signature) =>
  hexToU8a(ethereumEncode(secp256k1Recover(keccakAsU8a(message), signature.subarray(0, 64), signature[64])));

class Bridge {
  /** @param set the validators that are trusted: { id, len, root } */
  constructor(set) {
    this.set = set;
    this.next = undefined;
    this.best = 0;
    this.root = undefined;
  }

  /**
   * Takes a signed commitment.
   * @param addresses of all validators of its set, from whomever: they must be those that are trusted
   */
  submit(proof, addresses) {
    if (proof.setId !== this.set.id) {
      assert.equal(proof.setId, this.next?.id, 'expected a commitment of a set that was handed over');
      this.set = this.next;
      this.next = undefined;
    }
    assert.ok(proof.blockNumber > this.best);
    assert.equal(addresses.length, this.set.len);
    assert.equal(proof.signatures.length, this.set.len);
    assert.equal(binaryTree(addresses).root, this.set.root, 'expected the addresses that the set commits to');
    let signed = 0;
    proof.signatures.forEach((signature, i) => {
      if (signature) {
        assert.equal(u8aToHex(addressOf(proof.message, signature)), u8aToHex(addresses[i]));
        signed++;
      }
    });
    assert.ok(3 * signed > 2 * this.set.len, `expected more than two thirds, found ${signed} of ${this.set.len}`);
    this.best = proof.blockNumber;
    this.root = u8aToHex(proof.payload.get('mh'));
  }

  /** Takes a leaf, if it stands in the range that was signed last, and who signs next from it. */
  believe(leaf, proof) {
    assert.equal(rangeRoot(leaf, proof), this.root, 'expected a leaf of the range that was signed');
    const content = mmrLeaf(leaf);
    if (content.nextSet.id === this.set.id + 1) this.next = content.nextSet;
    return content;
  }
}

/** The relayer's part: none of it is trusted. */
async function proofOf(number) {
  const { justifications } = await api.rpc.chain.getBlock(await api.rpc.chain.getBlockHash(number));
  const found = justifications.unwrapOr([]).find(([engine]) => engine.toString() === 'BEEF');
  return found && finalityProof(found[1].toU8a(true));
}

async function addressesAt(number) {
  const at = await api.at(await api.rpc.chain.getBlockHash(number));
  return (await at.query.beefy.authorities()).map((key) => hexToU8a(ethereumEncode(key.toU8a())));
}

async function leafOf(number, best) {
  const answer = await api.rpc.mmr.generateProof([number], best);
  const scale = new Reader(answer.leaves.toU8a(true));
  const leaves = scale.vec(() => scale.bytesVec());
  scale.end();
  assert.equal(leaves.length, 1);
  return { leaf: leaves[0], proof: leafProof(answer.proof.toU8a(true)), answer };
}

/** The first validators, as whoever sets up a bridge reads them from the genesis. */
async function trusted() {
  const genesis = await api.at(api.genesisHash);
  const keys = await genesis.query.beefy.authorities();
  const addresses = keys.map((key) => hexToU8a(ethereumEncode(key.toU8a())));
  return { id: 0, len: addresses.length, root: binaryTree(addresses).root };
}

/** Resolves when a block of a set is signed. */
function signedBySet(wanted) {
  return new Promise((resolve, reject) => {
    const stop = api.rpc.beefy.subscribeJustifications(async (proof) => {
      const signed = finalityProof(proof.toU8a());
      if (signed.setId >= wanted) {
        (await stop)();
        resolve({ signed, known: proof });
      }
    });
    stop.catch(reject);
  });
}

test('the client library reads what is signed, the last signed block, and the range', async () => {
  const { signed, known } = await signedBySet(0);
  assert.ok(known.isV1);
  assert.equal(known.asV1.commitment.blockNumber.toNumber(), signed.blockNumber);

  const head = await api.rpc.beefy.getFinalizedHead();
  const { number } = await api.rpc.chain.getHeader(head);
  assert.ok(number.toNumber() >= signed.blockNumber);
  const root = await api.rpc.mmr.root(head);
  assert.equal(root.toHex(), (await (await api.at(head)).query.mmr.rootHash()).toHex());

  const { answer } = await leafOf(1, number.toNumber());
  assert.ok((await api.rpc.mmr.verifyProof(answer)).isTrue);
  assert.ok((await api.rpc.mmr.verifyProofStateless(root, answer)).isTrue);
  const other = await api.rpc.mmr.root(await api.rpc.chain.getBlockHash(1));
  await assert.rejects(api.rpc.mmr.verifyProofStateless(other, answer), /8013/);
  await assert.rejects(api.rpc.mmr.generateProof([0], number.toNumber()), /8014/);
});

test('a bridge that knows the first validators follows the chain from set to set, and believes a parachain head', async () => {
  const bridge = new Bridge(await trusted());
  const { signed } = await signedBySet(2);
  let sets = 0;
  let leaf;
  for (let number = 1; number <= signed.blockNumber; number++) {
    const proof = await proofOf(number);
    if (proof && (proof.setId > sets - 1 || number === signed.blockNumber)) {
      bridge.submit(proof, await addressesAt(number));
      const found = await leafOf(number, number);
      leaf = bridge.believe(found.leaf, found.proof);
      sets = proof.setId + 1;
    }
  }
  assert.ok(bridge.set.id >= 2);
  assert.equal(bridge.best, signed.blockNumber);
  assert.equal(leaf.parentNumber, signed.blockNumber - 1);
  assert.equal(leaf.parentHash, (await api.rpc.chain.getBlockHash(signed.blockNumber - 1)).toHex());

  // A parachain's head stands in the leaf as (id, head), among the heads by their ids.
  const heads = (await (await api.at(leaf.parentHash)).query.paras.heads.entries())
    .map(([key, head]) => [key.args[0].toNumber(), head.unwrap().toU8a()])
    .sort(([a], [b]) => a - b);
  const leaves = heads.map(([id, head]) => u8aConcat(Uint8Array.of(id & 255, id >> 8, 0, 0), head));
  const index = heads.findIndex(([id]) => id === HUB);
  const { proof } = binaryTree(leaves, index);
  assert.equal(rootOf(leaves[index], index, leaves.length, proof), leaf.headsRoot);
  assert.notEqual(rootOf(leaves[index ^ 1], index, leaves.length, proof), leaf.headsRoot);
  const headReader = new Reader(heads[index][1]);
  const header = headReader.bytesVec();
  assert.ok(await hub.rpc.chain.getHeader(blake2AsHex(header)), 'expected a block of the parachain');
});

test('a bridge refuses what too few, others, or nobody signed', async () => {
  const { signed } = await signedBySet(0);
  const addresses = await addressesAt(signed.blockNumber);
  const set = { id: signed.setId, len: addresses.length, root: binaryTree(addresses).root };
  new Bridge(set).submit(signed, addresses);

  const few = signed.signatures.map((signature, i) => (i < 2 ? signature : undefined));
  assert.throws(() => new Bridge(set).submit({ ...signed, signatures: few }, addresses), /two thirds/);
  assert.throws(() => new Bridge({ ...set, id: set.id + 1 }).submit(signed, addresses), /handed over/);
  assert.throws(() => new Bridge(set).submit(signed, [...addresses].reverse()), /commits to/);
  const message = Uint8Array.from(signed.message);
  message[message.length - 9] ^= 1;
  assert.throws(() => new Bridge(set).submit({ ...signed, message }, addresses));
  const bridge = new Bridge(set);
  bridge.submit(signed, addresses);
  const { leaf, proof } = await leafOf(signed.blockNumber, signed.blockNumber);
  const forged = Uint8Array.from(leaf);
  forged[10] ^= 1;
  assert.throws(() => bridge.believe(forged, proof), /range that was signed/);
});
