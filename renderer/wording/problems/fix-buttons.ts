/** The buttons beside a problem's sentence: what each says and does. */
import type { MessageId } from '../../../messages/catalogues.ts';

type FixedField =
  | 'node'
  | 'useTls'
  | 'publicKey'
  | 'account'
  | 'defaultHTTPTimeout'
  | 'nodeConnectTimeout'
  | 'externalWorkerCommand'
  | 'externalWorkerTargetFormat'
  | 'fallbackNodes'
  | 'stratumPort'
  | 'stratumInterface'
  | 'stratumDifficulty'
  | 'onDemandPort'
  | 'onDemandInterface'
  | 'worker';

/** What the button beside the sentence does. Pages decide how. */
export type FixAction =
  | { readonly do: 'open-settings'; readonly field: FixedField }
  | { readonly do: 'try-external' }
  | { readonly do: 'start-again' }
  | { readonly do: 'open-logs' }
  | { readonly do: 'open-machines' }
  | { readonly do: 'open-diagnosis' }
  /** The machine with this key of the list. */
  | { readonly do: 'open-machine'; readonly key: string }
  /** The machine with this device id. */
  | { readonly do: 'open-device'; readonly device: string };

/** A problem in sentences. */
export interface FaultText {
  /** What happened, a sentence. */
  readonly happened: string;
  /** What to do, a sentence. */
  readonly advice: string;
  /** What the button says; a verb. */
  readonly button: string;
  readonly action: FixAction;
}

export type FixButton =
  | 'address'
  | 'tls'
  | 'key'
  | 'account'
  | 'answerLimit'
  | 'connectLimit'
  | 'command'
  | 'format'
  | 'try'
  | 'port'
  | 'interface'
  | 'shareDifficulty'
  | 'onDemandPort'
  | 'onDemandInterface'
  | 'worker'
  | 'machines'
  | 'log'
  | 'startAgain';

export const BUTTONS: Readonly<
  Record<FixButton, { readonly text: MessageId; readonly action: FixAction }>
> = {
  address: { text: 'problems.button.address', action: { do: 'open-settings', field: 'node' } },
  tls: { text: 'problems.button.tls', action: { do: 'open-settings', field: 'useTls' } },
  key: { text: 'problems.button.key', action: { do: 'open-settings', field: 'publicKey' } },
  account: { text: 'problems.button.account', action: { do: 'open-settings', field: 'account' } },
  answerLimit: {
    text: 'problems.button.limit',
    action: { do: 'open-settings', field: 'defaultHTTPTimeout' },
  },
  connectLimit: {
    text: 'problems.button.limit',
    action: { do: 'open-settings', field: 'nodeConnectTimeout' },
  },
  command: {
    text: 'problems.button.command',
    action: { do: 'open-settings', field: 'externalWorkerCommand' },
  },
  format: {
    text: 'problems.button.format',
    action: { do: 'open-settings', field: 'externalWorkerTargetFormat' },
  },
  try: { text: 'problems.button.try', action: { do: 'try-external' } },
  port: { text: 'problems.button.port', action: { do: 'open-settings', field: 'stratumPort' } },
  interface: {
    text: 'problems.button.interface',
    action: { do: 'open-settings', field: 'stratumInterface' },
  },
  shareDifficulty: {
    text: 'problems.button.shareDifficulty',
    action: { do: 'open-settings', field: 'stratumDifficulty' },
  },
  onDemandPort: {
    text: 'problems.button.port',
    action: { do: 'open-settings', field: 'onDemandPort' },
  },
  onDemandInterface: {
    text: 'problems.button.interface',
    action: { do: 'open-settings', field: 'onDemandInterface' },
  },
  worker: { text: 'problems.button.worker', action: { do: 'open-settings', field: 'worker' } },
  machines: { text: 'problems.button.machines', action: { do: 'open-machines' } },
  log: { text: 'problems.button.log', action: { do: 'open-logs' } },
  startAgain: { text: 'problems.button.startAgain', action: { do: 'start-again' } },
};
