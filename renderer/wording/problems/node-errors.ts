/** Everything that can go wrong with a node: what happened, what to do, and the button that does it. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { NodeError, NodeErrorKind } from '../../../contract/screen-contract.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText, FixButton } from './fix-buttons.ts';

interface NodeErrorTexts {
  readonly happened: MessageId;
  readonly advice: MessageId;
  readonly button: FixButton;
}

const TEXTS: Readonly<Record<NodeErrorKind, NodeErrorTexts>> = {
  'node-missing': {
    happened: 'problems.node.missing',
    advice: 'problems.node.missing.advice',
    button: 'address',
  },
  'wrong-address': {
    happened: 'problems.node.wrongAddress',
    advice: 'problems.node.wrongAddress.advice',
    button: 'address',
  },
  'tls-mismatch': {
    happened: 'problems.node.tlsMismatch',
    advice: 'problems.node.tlsMismatch.advice',
    button: 'tls',
  },
  'tls-untrusted': {
    happened: 'problems.node.tlsUntrusted',
    advice: 'problems.node.tlsUntrusted.advice',
    button: 'tls',
  },
  timeout: {
    happened: 'problems.node.timeout',
    advice: 'problems.node.timeout.advice',
    button: 'address',
  },
  'mining-off': {
    happened: 'problems.node.miningOff',
    advice: 'problems.node.miningOff.advice',
    button: 'address',
  },
  'key-refused': {
    happened: 'problems.node.keyRefused',
    advice: 'problems.node.keyRefused.advice',
    button: 'key',
  },
  overloaded: {
    happened: 'problems.node.overloaded',
    advice: 'problems.node.overloaded.advice',
    button: 'address',
  },
  'server-fault': {
    happened: 'problems.node.serverFault',
    advice: 'problems.node.serverFault.advice',
    button: 'log',
  },
  'request-refused': {
    happened: 'problems.node.requestRefused',
    advice: 'problems.node.requestRefused.advice',
    button: 'log',
  },
  'nonsense-answer': {
    happened: 'problems.node.nonsenseAnswer',
    advice: 'problems.node.nonsenseAnswer.advice',
    button: 'address',
  },
  'other-network': {
    happened: 'problems.node.otherNetwork',
    advice: 'problems.node.otherNetwork.advice',
    button: 'address',
  },
  'wrong-length': {
    happened: 'problems.node.wrongLength',
    advice: 'problems.node.wrongLength.advice',
    button: 'address',
  },
  'stream-stalled': {
    happened: 'problems.node.streamStalled',
    advice: 'problems.node.streamStalled.advice',
    button: 'startAgain',
  },
};

const UNKNOWN_NETWORKS = { found: '?', wanted: '?' };

/** Every kind, for tests and tables. */
export const NODE_ERROR_KINDS = Object.keys(TEXTS) as readonly NodeErrorKind[];

/**
 * What happened to a node and what to do.
 * @param node address or base URL; only its host and port are written
 */
export function nodeErrorText({ t }: Translation, error: NodeError, node: string): FaultText {
  const { happened, advice, button } = TEXTS[error.kind];
  return {
    happened: t(happened, { node: hostText(node), ...(error.networks ?? UNKNOWN_NETWORKS) }),
    advice: t(advice),
    button: t(BUTTONS[button].text),
    action: BUTTONS[button].action,
  };
}

/** `https://host:1848/` as `host:1848`. */
export function hostText(node: string): string {
  return node.replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, '');
}
