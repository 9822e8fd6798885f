/** Programs that mine for this one, such as those for graphics cards. */
import { THREAD_LIMIT } from './setting.ts';
import type { Settings } from './setting.ts';

/** How an external worker gets its target. */
const TARGET_FORMATS = ['le-bytes', 'haskell'] as const;

/** Characters of a command, or of the value of an environment variable. */
const TEXT_LIMIT = 8192;

export const externalWorkerSettings = {
  externalWorkerCommand: {
    flags: '--external-worker-cmd <COMMAND>',
    value: { type: 'text', maxLength: null },
    default: "echo 'no external worker command configured' && /bin/false",
    sentence:
      'the `external` worker: a shell script of one or more lines; the target is added as its ' +
      'last argument, `{thread}` is the number of the loop',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
    powerful: true,
  },
  externalWorkerCommands: {
    flags: '--external-worker-program <COMMAND>',
    value: {
      type: 'list',
      item: { type: 'text', maxLength: TEXT_LIMIT, filled: true },
      maxItems: THREAD_LIMIT,
    },
    default: [],
    sentence:
      'shell commands of several external workers, one mining loop each; when not empty, used ' +
      'instead of `externalWorkerCommand`',
    knownTo: 'heddle',
    appliesAt: 'next-start',
    powerful: true,
  },
  externalWorkerTargetFormat: {
    flags: '--external-worker-target-format <FORMAT>',
    value: { type: 'choice', values: TARGET_FORMATS },
    default: 'le-bytes',
    sentence:
      'how external workers get the target; `haskell` is the word order of ' +
      'chainweb-mining-client since 0.3',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  externalWorkerRatePattern: {
    flags: '--external-worker-rate-pattern <REGEX>',
    value: { type: 'pattern', maxLength: 512 },
    default: null,
    defaultMeans: 'rates come with answers only',
    sentence:
      'finds the hash rate in the error output of external workers: its first group is hashes per ' +
      'second, a second one (or what follows in the match) a prefix such as `k`, `M`, `G` or `T`',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  externalWorkerEnvironment: {
    flags: '--external-worker-env <NAME=VALUE>',
    value: { type: 'variables', maxLength: TEXT_LIMIT },
    default: {},
    sentence: 'environment variables for external workers',
    knownTo: 'heddle',
    appliesAt: 'next-start',
    powerful: true,
    secret: true,
  },
} as const satisfies Settings;
