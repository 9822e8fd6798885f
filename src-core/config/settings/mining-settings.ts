/** What mines, and to which account. */
import { THREAD_LIMIT } from './setting.ts';
import type { Settings } from './setting.ts';

/** The ways of mining this program has. */
export const WORKER_KINDS = [
  'stratum',
  'cpu',
  'gpu',
  'external',
  'simulation',
  'constant-delay',
  'on-demand',
] as const;

export const miningSettings = {
  // Any text, as that client takes it: mining starts only with 64 hex digits.
  publicKey: {
    flags: '-k, --public-key <KEY>',
    value: { type: 'text', maxLength: null },
    default: '',
    sentence:
      'public key of the account that is paid, 64 hex digits; needed to mine, except on the ' +
      'practice network',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  account: {
    flags: '-a, --account <NAME>',
    value: { type: 'text', maxLength: null },
    default: null,
    defaultMeans: '`k:` and the public key',
    sentence: 'account that is paid',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  generateKey: {
    flags: '--generate-key',
    value: { type: 'flag' },
    default: false,
    sentence: 'print a new key pair and exit',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  worker: {
    flags: '-w, --worker <KIND>',
    value: { type: 'choice', values: WORKER_KINDS, anyCase: true },
    default: 'stratum',
    sentence: 'what mines',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  workers: {
    flags: '--workers <KIND>',
    value: {
      type: 'list',
      item: { type: 'choice', values: WORKER_KINDS, anyCase: true },
      maxItems: 16,
    },
    default: [],
    defaultMeans: 'just `worker`',
    sentence:
      'kinds of workers that mine at the same time, instead of `worker`; `--worker` given more than ' +
      'once sets it too',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  threadCount: {
    flags: '-c, --thread-count <N>',
    value: {
      type: 'number',
      integer: true,
      min: 1,
      max: THREAD_LIMIT,
      unit: null,
      clamped: 'above',
    },
    default: 2,
    sentence:
      'pieces of work that each worker searches at the same time; if not given, the `cpu` worker ' +
      'uses one thread less than there are cores, at least 1',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
