/** What the report of a diagnosis says about nodes, and what to do. */
import { expect, it } from 'vitest';
import type { Check, CheckOf } from '../../diagnosis/checks.ts';
import type { NodeErrorKind } from '../../node/node-errors.ts';
import { accountSaying, clockSaying, nodeSaying, syncSaying } from './node-sentences.ts';

const node = 'a:1848';
const ABOUT = { node, isFallback: false, verdict: 'fail', error: null } as const;
const REACHED = { ...ABOUT, kind: 'node', network: 'mainnet01', nodeVersion: '2.30' } as const;
const SYNCED = {
  ...ABOUT,
  kind: 'sync',
  state: 'current',
  height: 7,
  newestAgeMs: 60_000,
} as const;
const PAID = { ...ABOUT, kind: 'account', account: 'k:ab', keyFault: null } as const;
const CLOCK = { kind: 'clock', verdict: 'warn', node, uncertaintyMs: 1_000 } as const;

const ANOTHER = 'Correct the address, or use another node.';
const ERRORS: Readonly<Record<NodeErrorKind, readonly [says: string, fix: string]>> = {
  'node-missing': [
    'No node answers at a:1848.',
    'Start the node, or correct its address with --node.',
  ],
  'wrong-address': [
    'There is no Chainweb node at a:1848.',
    'Check name and port: --node needs the service port, often 1848.',
  ],
  'tls-mismatch': [
    'a:1848 and Heddle disagree about TLS.',
    'Give --tls for an https address, --no-tls for an http address.',
  ],
  'tls-untrusted': [
    'The certificate of a:1848 cannot be verified.',
    'If the node is your own, give --insecure.',
  ],
  'connect-timeout': [
    'No connection to a:1848 in time.',
    'Check its address and the firewall there. If it is far away, raise --node-connect-timeout.',
  ],
  timeout: [
    'a:1848 did not answer in time.',
    'Use a closer node, or raise --default-http-timeout.',
  ],
  'proxy-failed': [
    'a:1848 cannot be reached: the proxy p:3128 does not let requests through.',
    'Correct http_proxy, https_proxy or all_proxy in the environment, or add the node to no_proxy.',
  ],
  redirected: [
    'a:1848 redirects to https://b/.',
    'If that is your node, use its address; if not, correct the address.',
  ],
  'other-server': [
    'A proxy or web server at a:1848 answered 502, not the node.',
    'Check the address, and whether the node behind that server runs.',
  ],
  'mining-off': [
    'Mining is off at a:1848.',
    "Enable mining coordination in the node's configuration, or use another node.",
  ],
  'key-refused': [
    'a:1848 does not mine for this account.',
    "Add the public key to the node's list of miners, or use a key that is on it.",
  ],
  'account-spelled-otherwise': [
    'a:1848 mines for k:cd, an account with another spelling.',
    "Give that account with --account, or correct it in the node's configuration.",
  ],
  overloaded: [
    'a:1848 has too many miners at the moment.',
    'If this continues, add a second node with --fallback-node.',
  ],
  'server-fault': ['a:1848 reported an internal error.', "See the node's own log."],
  'request-refused': [
    'a:1848 rejected a request as invalid.',
    'The node may be older or newer than Heddle supports.',
  ],
  'nonsense-answer': ['a:1848 sent an answer that makes no sense.', ANOTHER],
  'other-network': ['a:1848 is a node of another network.', ANOTHER],
  'wrong-length': [
    'Work from a:1848 has a length that fits no chain graph.',
    'The node runs a network that Heddle does not know. Use another node.',
  ],
  'stream-stalled': [
    'a:1848 has sent no updates for a while.',
    'Restart the node if this continues.',
  ],
};

it.each(Object.entries(ERRORS))('names the error %s in each check of a node', (kind, text) => {
  const [says, fix] = text;
  const error = {
    ...{ kind: kind as NodeErrorKind, detail: '', status: 502 },
    ...{ proxy: 'p:3128', target: 'https://b/', paid: 'k:cd' },
  };
  expect(nodeSaying({ ...REACHED, error })).toEqual({ says, fix });
  expect(syncSaying({ ...SYNCED, error })).toEqual({ says, fix });
  expect(accountSaying({ ...PAID, error })).toEqual({ says, fix });
  const detailed = `${says.slice(0, -1)} (EPIPE).`;
  expect(nodeSaying({ ...REACHED, error: { ...error, detail: 'EPIPE' } }).says).toBe(detailed);
  // Said once is enough.
  expect(nodeSaying({ ...REACHED, error: { ...error, detail: 'a:1848' } }).says).toBe(says);
});

it.each([
  ['proxy-failed', 'a:1848 cannot be reached: the proxy does not let requests through.'],
  ['redirected', 'a:1848 redirects to an address that cannot be read.'],
  ['other-server', 'A proxy or web server at a:1848 answered, not the node.'],
  ['account-spelled-otherwise', 'a:1848 mines for the same key, an account with another spelling.'],
] as const)('does without what is not known of %s', (kind, says) => {
  expect(nodeSaying({ ...REACHED, error: { kind, detail: '' } }).says).toBe(says);
});

it('says of a node that answers which one it is', () => {
  const fix = null;
  const full = { says: 'a:1848 answers: a node of mainnet01, version 2.30.', fix };
  expect(nodeSaying(REACHED)).toEqual(full);
  const bare = { says: 'a:1848 answers: a node of a network.', fix };
  expect(nodeSaying({ ...REACHED, network: null, nodeVersion: null })).toEqual(bare);
});

it.each<[Partial<CheckOf<'sync'>>, string, string | null]>([
  [{}, 'a:1848 is synced: height 7, newest block 1 min old.', null],
  [
    { state: 'catching-up', newestAgeMs: 7_200_000 },
    'a:1848 is still catching up: height 7, newest block 2 h old.',
    'Wait until it is synced: blocks that it lets you mine until then are lost.',
  ],
  [
    { state: 'standing-still', height: null, newestAgeMs: null },
    'a:1848 stands still: height ?, newest block 0 s old, and none came while it was watched.',
    "Check the node's peers, disk and log, or use another node. A network without miners looks the same.",
  ],
])('says how far it has come: %j', (found, says, fix) => {
  expect(syncSaying({ ...SYNCED, ...found } as CheckOf<'sync'>)).toEqual({ says, fix });
});

const KEY_FIX = 'Give a key of 64 hex digits with --public-key; --generate-key prints a new one.';

it.each<[Partial<CheckOf<'account'>>, string, string | null]>([
  [{}, 'a:1848 mines for k:ab.', null],
  [
    { keyFault: { reason: 'missing', digits: 0 } },
    'There is no public key to pay rewards to.',
    KEY_FIX,
  ],
  [
    { keyFault: { reason: 'not-hex', digits: 64 } },
    'The public key has other characters than 0 to 9 and a to f.',
    KEY_FIX,
  ],
  [
    { keyFault: { reason: 'wrong-length', digits: 63 } },
    'The public key has 63 hex digits instead of 64.',
    KEY_FIX,
  ],
])('says whom it mines for: %j', (found, says, fix) => {
  expect(accountSaying({ ...PAID, ...found } as CheckOf<'account'>)).toEqual({ says, fix });
});

const NTP = 'Let both set their clocks by NTP: blocks from the future are refused.';

it.each([
  ['ok', -2_000, "This computer's clock and that of a:1848 agree within 3 s.", null],
  ['warn', 90_000, "This computer's clock is 1 min ahead of that of a:1848.", NTP],
  ['fail', -8_000, "This computer's clock is 8 s behind that of a:1848.", NTP],
] as const)('compares the clocks: %s at %d ms', (verdict, offsetMs, says, fix) => {
  expect(clockSaying({ ...CLOCK, verdict, offsetMs })).toEqual({ says, fix });
});

it.each([nodeSaying, syncSaying, accountSaying, clockSaying])(
  'says why %o was not checked',
  (sayingOf: (check: never) => unknown) => {
    const skipped = { verdict: 'skipped', reason: 'earlier-check', detail: null };
    const says = 'Not checked: an earlier check failed.';
    expect(sayingOf(skipped as Check as never)).toEqual({ says, fix: null });
  },
);
