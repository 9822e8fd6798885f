/** Everything that can go wrong with a node: what happened, what to do, and the button that does it. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { MessageValues, Translation } from '../../../messages/translation.ts';
import type { NodeError, NodeErrorKind } from '../../../contract/screen-contract.ts';
import { SERVICE_PORT } from '../node-commands.ts';
import { shortened } from '../shortened.ts';
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
  'connect-timeout': {
    happened: 'problems.node.connectTimeout',
    advice: 'problems.node.connectTimeout.advice',
    button: 'connectLimit',
  },
  timeout: {
    happened: 'problems.node.timeout',
    advice: 'problems.node.timeout.advice',
    button: 'answerLimit',
  },
  'proxy-failed': {
    happened: 'problems.node.proxyFailed',
    advice: 'problems.node.proxyFailed.advice',
    button: 'log',
  },
  redirected: {
    happened: 'problems.node.redirected',
    advice: 'problems.node.redirected.advice',
    button: 'address',
  },
  'other-server': {
    happened: 'problems.node.otherServer',
    advice: 'problems.node.otherServer.advice',
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
  'account-spelled-otherwise': {
    happened: 'problems.node.accountSpelled',
    advice: 'problems.node.accountSpelled.advice',
    button: 'account',
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
export function nodeErrorText(translation: Translation, error: NodeError, node: string): FaultText {
  const { t } = translation;
  const { happened, advice, button } = { ...TEXTS[error.kind], ...variantOf(error) };
  const values = { node: hostText(node), ...factsOf(translation, error) };
  return {
    happened: t(happened, values),
    advice: t(advice, values),
    button: t(BUTTONS[button].text),
    action: BUTTONS[button].action,
  };
}

/** Other texts for the same kind, where its facts call for them. */
function variantOf({ kind, page, target, paid }: NodeError): Partial<NodeErrorTexts> {
  if (kind === 'other-server' && page !== undefined) {
    return { happened: 'problems.node.otherServer.page' };
  }
  if (kind === 'redirected' && target === undefined) {
    return { happened: 'problems.node.redirected.unreadable' };
  }
  if (kind === 'account-spelled-otherwise' && paid?.startsWith('k:') === true) {
    return {
      happened: 'problems.node.accountSpelled.withPrefix',
      advice: 'problems.node.accountSpelled.withPrefix.advice',
    };
  }
  return {};
}

function factsOf({ t, number }: Translation, error: NodeError): MessageValues {
  const { limitMs = 0, proxy = '', target = '', status = 0, page = '', paid = '' } = error;
  return {
    limit: t('units.seconds', { seconds: number(limitMs / 1000) }),
    servicePort: SERVICE_PORT,
    proxy,
    target,
    status,
    page,
    account: shortened(paid),
    ...(error.networks ?? UNKNOWN_NETWORKS),
  };
}

/** `https://host:1848/` as `host:1848`. */
export function hostText(node: string): string {
  return node.replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, '');
}
