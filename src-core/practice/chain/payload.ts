/**
 * The payload of a block: who is paid, and the result (`Chainweb.Payload`). A practice network has
 * no transactions and no coins unless it is made to pay some, so a payload is the miner's record and a coinbase that
 * is mostly empty; hashes and forms are the node's, so that clients that follow the network can check them.
 */
import { toBase64Url } from '../../chainweb/block-hash.ts';
import { leaf, merkleRoot } from '../../chainweb/merkle.ts';

/** The two parts that everything else follows from, each JSON in UTF-8. */
interface PayloadParts {
  readonly minerData: Uint8Array;
  readonly coinbase: Uint8Array;
}

export interface Payload extends PayloadParts {
  readonly transactionsHash: Uint8Array;
  readonly outputsHash: Uint8Array;
  /** What the block's header names. */
  readonly payloadHash: Uint8Array;
}

interface Miner {
  readonly account: string;
  readonly predicate: string;
  readonly publicKeys: readonly string[];
}

/** Tags of the leaves, from `Chainweb.MerkleUniverse`. */
const TAG = { minerData: 0x0017, coinbase: 0x0018 } as const;

/** The miner of genesis blocks. */
const NO_MINER: Miner = { account: 'NoMiner', predicate: '<', publicKeys: [] };

/** Computes the hashes: without transactions, the trees of both sides are one leaf each. */
export function sealPayload({ minerData, coinbase }: PayloadParts): Payload {
  const transactionsHash = merkleRoot([leaf(TAG.minerData, minerData)]);
  const outputsHash = merkleRoot([leaf(TAG.coinbase, coinbase)]);
  const payloadHash = merkleRoot([transactionsHash, outputsHash]);
  return { minerData, coinbase, transactionsHash, outputsHash, payloadHash };
}

/**
 * The payload of the block on `parent` (a hash, base64url). As on a real node, the same miner gets the
 * same one until it is renewed.
 * @param renewal how often payloads on this parent were renewed
 * @param reward the coins that its coinbase pays; none with 0
 */
export function newPayload(miner: Miner, parent: string, renewal: number, reward = 0): Payload {
  const { account, predicate, publicKeys } = miner;
  const keys = [...new Set(publicKeys)].sort();
  return sealPayload({
    minerData: jsonBytes({ account, predicate, 'public-keys': keys }),
    coinbase: jsonBytes({
      gas: 0,
      // The node's own words for a block that pays no coins, and for one that does.
      result: { status: 'success', data: reward === 0 ? 'NO_COINBASE' : 'Write succeeded' },
      reqKey: Buffer.from(JSON.stringify(parent)).toString('base64url'),
      logs: null,
      ...(reward > 0 && { events: [paid(account, reward)] }),
      metaData: null,
      continuation: null,
      txId: renewal,
    }),
  });
}

/** The event of a coinbase, as Pact writes it: coins from no account to the miner. */
function paid(account: string, reward: number): Record<string, unknown> {
  return {
    params: ['', account, reward],
    name: 'TRANSFER',
    module: { namespace: null, name: 'coin' },
    // Of a coin contract.
    moduleHash: 'klFkrLfpyLW-M3xjVPSdqXEMgxPPJibRt_D6qiBws6s',
  };
}

/** The payload of a genesis block, whose parent is a made-up hash (base64url). */
export function genesisPayload(parent: string): Payload {
  return newPayload(NO_MINER, parent, 0);
}

/** What a block holds (`PayloadData`), as JSON. */
export function payloadToJson(payload: Payload): Record<string, unknown> {
  return {
    transactions: [],
    minerData: toBase64Url(payload.minerData),
    transactionsHash: toBase64Url(payload.transactionsHash),
    outputsHash: toBase64Url(payload.outputsHash),
    payloadHash: toBase64Url(payload.payloadHash),
  };
}

/** The same with its results (`PayloadWithOutputs`). */
export function outputsToJson(payload: Payload): Record<string, unknown> {
  return { ...payloadToJson(payload), coinbase: toBase64Url(payload.coinbase) };
}

/** The binary form of `PayloadData`; lengths are u64, big endian. */
export function encodePayload(payload: Payload): Uint8Array {
  const { minerData, payloadHash, transactionsHash, outputsHash } = payload;
  return Buffer.concat([u64(0), sized(minerData), payloadHash, transactionsHash, outputsHash]);
}

/** The binary form of `PayloadWithOutputs`. */
export function encodeOutputs(payload: Payload): Uint8Array {
  const { minerData, coinbase, payloadHash, transactionsHash, outputsHash } = payload;
  const hashes = [payloadHash, transactionsHash, outputsHash];
  return Buffer.concat([u64(0), sized(minerData), sized(coinbase), ...hashes]);
}

/** The binary form of a list. */
export function encodeList(items: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([u64(items.length), ...items]);
}

function sized(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
