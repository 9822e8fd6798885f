/** Headers with known hashes: two of mainnet01's chain 5 (2021) and one made up for a triangle. */
import { mkChainId } from '../chainweb/chain-graph.ts';
import { MAX_TARGET, mkTarget, targetFromLe } from '../chainweb/target.ts';
import type { WorkHeader } from '../chainweb/work-header.ts';

const b64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64url'));
const adjacents = (hashes: Record<number, string>): WorkHeader['adjacents'] =>
  Object.entries(hashes).map(([chain, hash]) => ({
    chain: mkChainId(Number(chain)),
    hash: b64(hash),
  }));

export const mainnetFirst: WorkHeader = {
  flags: 0n,
  creationTimeMicros: 1635748710857836n,
  parent: b64('lGM128RwuCn1hpdUTanI_jBr9KMhQ6RaR1dVvAVCyE4'),
  adjacents: adjacents({
    0: 'tBT_rIRSkhEqIADZ0FZXnF-DCQ8ray6WZMJ6NG8WyQQ',
    7: 'el7EVy1yPcT1N9XT_rMMKsKPT-dZS-1swk6vkoajIgA',
    8: 'b-LoHvvIoTG-1s7a1GvBtJQOCHf9N_GqqOLTvDiNrCU',
  }),
  target: targetFromLe(b64('SSSJ9m1WWnGlxEl7K8mf5YticzlS2ROsFQEAAAAAAAA')),
  payloadHash: b64('kNpi29wI0BLF9OpOL0lBlR_qkub5vokiXHfb37LxgtY'),
  chain: mkChainId(5),
  weight: 15993847239483669070619n,
  height: 2111409,
  versionCode: 5,
  epochStartMicros: 1635748405707237n,
  nonce: 8171351727869068164n,
};

export const mainnetLast: WorkHeader = {
  flags: 0n,
  creationTimeMicros: 1635758884766261n,
  parent: b64('xSmN8avTjuyVa04JiqOJ5kst9x7xNAQowQgeS-5eldE'),
  adjacents: adjacents({
    0: 'bs6cWxYoHFaYFdC2P7y1o8nn-_tw0FnZicZ8XPvVqpw',
    7: 'a2B33-s2q_9qzNLErz4YtRTafwlj7nWQgJRg8iScplo',
    8: 'jWbiDi8fiVeSovXZh8gUPZ4WPG1H-K57Wi3D8qGezng',
  }),
  target: mkTarget(0xf5215faa98fd16e46d00d37b85a8620cfd75e22b34aab3ad88n),
  payloadHash: b64('hhkC95a4UKDBR0d_9xpoJbQvo42sZb3ZtjXSYVq68fs'),
  chain: mkChainId(5),
  weight: 16017159394185446625245n,
  height: 2111762,
  versionCode: 5,
  epochStartMicros: 1635758788735154n,
  nonce: 2588807693280515433n,
};

export const triangleHeader: WorkHeader = {
  flags: 0n,
  creationTimeMicros: 1700000000000000n,
  parent: new Uint8Array(32).fill(1),
  adjacents: [
    { chain: mkChainId(0), hash: new Uint8Array(32).fill(2) },
    { chain: mkChainId(2), hash: new Uint8Array(32).fill(3) },
  ],
  target: mkTarget(MAX_TARGET / 100_000n),
  payloadHash: new Uint8Array(32).fill(4),
  chain: mkChainId(1),
  weight: 100000n,
  height: 1,
  versionCode: 2,
  epochStartMicros: 1563388117613832n,
  nonce: 0n,
};
