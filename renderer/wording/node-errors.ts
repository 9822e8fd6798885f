/** Everything that can go wrong with a node: what happened, what to do, and the button that does it. */
import type { NodeError, NodeErrorKind } from '../../contract/screen-contract.ts';

type WantedField =
  | 'node'
  | 'useTls'
  | 'publicKey'
  | 'externalWorkerCommand'
  | 'externalWorkerTargetFormat'
  | 'tryExternal';

/** What the button beside the sentence does. Pages decide how. */
export type FixAction =
  | { readonly do: 'open-settings'; readonly field: WantedField }
  | { readonly do: 'start-again' }
  | { readonly do: 'open-logs' };

export interface FaultWords {
  /** What happened, a sentence. */
  readonly happened: string;
  /** What to do, a sentence. */
  readonly advice: string;
  /** What the button says; a verb. */
  readonly button: string;
  readonly action: FixAction;
}

const AT_ADDRESS = {
  button: 'Change the address',
  action: { do: 'open-settings', field: 'node' },
} as const;
const AT_TLS = {
  button: 'Change TLS',
  action: { do: 'open-settings', field: 'useTls' },
} as const;
const AT_LOGS = { button: 'Read the log', action: { do: 'open-logs' } } as const;

type Words = (node: string) => FaultWords;

const WORDS: Readonly<Record<NodeErrorKind, Words>> = {
  'node-missing': (node) => ({
    happened: `No node answers at ${node}.`,
    advice: 'Start the node, or correct its address.',
    ...AT_ADDRESS,
  }),
  'wrong-address': (node) => ({
    happened: `There is no chainweb node at ${node}.`,
    advice: "Check the name and the port: the node's service port is needed, often 1848.",
    ...AT_ADDRESS,
  }),
  'tls-mismatch': (node) => ({
    happened: `${node} and Heddle do not agree about TLS.`,
    advice: 'Switch TLS on for an https address, off for an http address.',
    ...AT_TLS,
  }),
  'tls-untrusted': (node) => ({
    happened: `The certificate of ${node} cannot be verified.`,
    advice: 'If the node is your own, allow certificates that cannot be verified.',
    ...AT_TLS,
  }),
  timeout: (node) => ({
    happened: `${node} did not answer in time.`,
    advice: 'It may be busy or far away: a nearer node answers faster.',
    ...AT_ADDRESS,
  }),
  'mining-off': (node) => ({
    happened: `${node} runs with mining switched off.`,
    advice: 'Switch mining coordination on in the configuration of the node, or use another node.',
    ...AT_ADDRESS,
  }),
  'key-refused': (node) => ({
    happened: `${node} does not mine for your key.`,
    advice: "Add your public key to the node's list of miners, or use a key that is on it.",
    button: 'Change the key',
    action: { do: 'open-settings', field: 'publicKey' },
  }),
  overloaded: (node) => ({
    happened: `${node} has too many miners at the moment.`,
    advice: 'If it stays like this, add a second node.',
    ...AT_ADDRESS,
  }),
  'server-fault': (node) => ({
    happened: `${node} had an error of its own.`,
    advice: "The node's own log says more.",
    ...AT_LOGS,
  }),
  'request-refused': (node) => ({
    happened: `${node} did not understand the request.`,
    advice: 'The node may be older or newer than Heddle knows; its answer is in the log.',
    ...AT_LOGS,
  }),
  'nonsense-answer': (node) => ({
    happened: `The answer of ${node} makes no sense.`,
    advice: 'Check that the address is that of a chainweb node; the answer is in the log.',
    ...AT_ADDRESS,
  }),
  'wrong-length': (node) => ({
    happened: `The work of ${node} has a length that fits no chain graph.`,
    advice: 'The node runs a network that Heddle does not know. Use another node.',
    ...AT_ADDRESS,
  }),
  'stream-stalled': (node) => ({
    happened: `${node} has sent no news for a while.`,
    advice: 'Heddle opens the connection anew. If it stays quiet, start mining again.',
    button: 'Start again',
    action: { do: 'start-again' },
  }),
};

/** Every kind, for tests and tables. */
export const NODE_ERROR_KINDS = Object.keys(WORDS) as readonly NodeErrorKind[];

/**
 * What happened to a node and what to do.
 * @param node address or base URL; only its host and port are written
 */
export function nodeErrorWords(error: NodeError, node: string): FaultWords {
  return WORDS[error.kind](hostText(node));
}

/** `https://host:1848/` as `host:1848`. */
export function hostText(node: string): string {
  return node.replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, '');
}
