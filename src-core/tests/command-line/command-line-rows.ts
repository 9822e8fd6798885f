/** What command lines and files mean: the facts that the program is compared with. */
import type { MinerConfig } from '../../config/miner-config.ts';
import type { ConfigKey } from '../../config/settings-table.ts';

export const KEY = 'ab'.repeat(32);

/** Every key with its default, by itself: those of chainweb-mining-client as that client has them. */
export const DEFAULTS: MinerConfig = {
  account: null,
  constantDelayBlockTime: 30,
  defaultHTTPTimeout: 1_000_000,
  nodeConnectTimeout: 5,
  externalWorkerCommand: "echo 'no external worker command configured' && /bin/false",
  generateKey: false,
  hashRate: 1_000_000,
  insecure: false,
  logLevel: 'info',
  node: 'localhost:1848',
  onDemandInterface: '*',
  onDemandPort: 1917,
  publicKey: '',
  stratumDifficulty: 'block',
  stratumInterface: '*',
  stratumPort: 1917,
  stratumRate: 1000,
  threadCount: 2,
  useTls: false,
  worker: 'stratum',
  // Ours.
  cpuDutyCycle: 1,
  currency: 'USD',
  electricityPrice: null,
  externalWorkerCommands: [],
  externalWorkerEnvironment: {},
  externalWorkerRatePattern: null,
  externalWorkerTargetFormat: 'le-bytes',
  fallbackNodes: [],
  identifyMachines: false,
  logFile: null,
  logFormat: 'text',
  metricsInterface: '127.0.0.1',
  notifyForm: 'json',
  notifyKinds: [
    'block-found',
    'block-orphaned',
    'machine-offline',
    'rate-low',
    'rejects-high',
    'machine-hot',
    'node-lost',
    'fallback-used',
    'network-stalled',
    'mining-stopped',
    'disk-low',
  ],
  notifyOfflineAfter: 240,
  notifyQuietHours: null,
  notifyQuietPass: ['block-found'],
  notifyRateBelow: 0.7,
  notifyRejectsAbove: 0.1,
  notifyWebhook: null,
  metricsPort: null,
  mineSchedule: null,
  pauseAboveCelsius: null,
  pauseInUse: false,
  pauseOnBattery: false,
  resumeAfterIdle: 5,
  practice: false,
  practiceBlockDelay: 60,
  practiceDisablePow: false,
  practiceGraph: 'twenty',
  stratumAllowedRigs: [],
  stratumAskFirst: false,
  stratumMinDifficulty: 42,
  stratumNodeTimeout: 120,
  stratumPassword: null,
  stratumProxies: [],
  summaryEvery: 60,
  watchMachines: 30,
};

/** Options with a value: key, text (each of several, where it repeats), value of the key. */
export const VALUES: readonly (readonly [ConfigKey, string | readonly string[], unknown])[] = [
  ['hashRate', '1.5M', 1_500_000],
  ['hashRate', '10Ki', 10_240],
  ['hashRate', '2e3k', 2_000_000],
  ['hashRate', '5', 5],
  ['node', 'example.com:443', 'example.com:443'],
  ['node', '[::1]:80', '[::1]:80'],
  ['fallbackNodes', ['a:1', 'b:2'], ['a:1', 'b:2']],
  ['publicKey', KEY, KEY],
  ['publicKey', 'any text', 'any text'],
  ['account', 'k:me', 'k:me'],
  ['account', 'null', 'null'],
  ['threadCount', '16', 16],
  ['threadCount', '1', 1],
  ['logLevel', 'error', 'error'],
  ['logLevel', 'DEBUG', 'debug'],
  ['logLevel', 'other', 'other'],
  ['logFormat', 'json', 'json'],
  ['logFile', 'heddle.log', 'heddle.log'],
  ['worker', 'Constant-Delay', 'constant-delay'],
  ['worker', 'CPU', 'cpu'],
  ['worker', 'external', 'external'],
  ['worker', 'simulation', 'simulation'],
  ['worker', 'on-demand', 'on-demand'],
  ['externalWorkerCommand', './w -d 0 {thread}', './w -d 0 {thread}'],
  ['externalWorkerCommand', 'cd /opt\n./w', 'cd /opt\n./w'],
  ['externalWorkerCommands', ['./a -d 0', './b {thread}'], ['./a -d 0', './b {thread}']],
  ['externalWorkerTargetFormat', 'haskell', 'haskell'],
  ['externalWorkerRatePattern', '(\\d+) ([kMGT]?)H/s', '(\\d+) ([kMGT]?)H/s'],
  ['externalWorkerEnvironment', ['GPU=0', 'ARGS=a=b'], { GPU: '0', ARGS: 'a=b' }],
  ['stratumPort', '1918', 1918],
  ['stratumPort', '"1918"', 1918],
  ['stratumInterface', '127.0.0.1', '127.0.0.1'],
  ['stratumInterface', '"!4"', '!4'],
  ['stratumDifficulty', '50', 50],
  ['stratumDifficulty', 'block', 'block'],
  ['stratumDifficulty', 'period', 'period'],
  ['stratumDifficulty', 'period:2.5', 'period:2.5'],
  ['stratumRate', '500', 500],
  ['stratumRate', '100000', 100_000],
  ['stratumMinDifficulty', '40', 40],
  ['stratumNodeTimeout', '60', 60],
  ['stratumAllowedRigs', ['a', 'b'], ['a', 'b']],
  ['stratumProxies', ['10.0.0.1', '2001:db8::1'], ['10.0.0.1', '2001:db8::1']],
  ['stratumPassword', 'secret', 'secret'],
  ['summaryEvery', '0', 0],
  ['mineSchedule', 'mon-fri 22:00-07:00', 'mon-fri 22:00-07:00'],
  ['resumeAfterIdle', '10', 10],
  ['pauseAboveCelsius', '85', 85],
  ['onDemandPort', '1919', 1919],
  ['onDemandPort', '"0"', 0],
  ['onDemandInterface', '"*6"', '*6'],
  ['onDemandInterface', 'localhost', 'localhost'],
  ['constantDelayBlockTime', '5', 5],
  ['defaultHTTPTimeout', '2000000', 2_000_000],
  ['nodeConnectTimeout', '2.5', 2.5],
  ['cpuDutyCycle', '0.5', 0.5],
  ['metricsPort', '9100', 9100],
  ['metricsInterface', '*4', '*4'],
  ['watchMachines', '60', 60],
  ['electricityPrice', '0.31', 0.31],
  ['currency', 'EUR', 'EUR'],
  ['notifyWebhook', 'https://ntfy.sh/topic', 'https://ntfy.sh/topic'],
  ['notifyForm', 'ntfy', 'ntfy'],
  ['notifyKinds', ['node-lost', 'disk-low'], ['node-lost', 'disk-low']],
  ['notifyOfflineAfter', '60', 60],
  ['notifyRateBelow', '0.5', 0.5],
  ['notifyRejectsAbove', '0.2', 0.2],
  ['notifyQuietHours', '22:00-07:00', '22:00-07:00'],
  ['notifyQuietPass', ['node-lost'], ['node-lost']],
  ['practiceGraph', 'pair', 'pair'],
  ['practiceBlockDelay', '2.5', 2.5],
];

/** Lines of YAML files, and what they mean. */
export const FILE_LINES: readonly (readonly [ConfigKey, string, unknown])[] = [
  ['useTls', 'yes', true],
  ['useTls', 'true', true],
  ['insecure', 'on', true],
  ['practice', 'Y', true],
  ['generateKey', 'off', false],
  ['hashRate', '1.5e6', 1_500_000],
  ['hashRate', '5', 5],
  ['publicKey', "'1234'", '1234'],
  ['account', 'null', null],
  ['account', '~', null],
  ['account', "'yes'", 'yes'],
  ['logLevel', 'WARN', 'warn'],
  ['worker', 'STRATUM', 'stratum'],
  ['stratumDifficulty', '0', 0],
  ['stratumDifficulty', '256', 256],
  ['externalWorkerCommand', '|-\n  cd /opt\n  ./w', 'cd /opt\n./w'],
  ['externalWorkerCommand', './w "a b" # told', './w "a b"'],
  ['onDemandPort', '0x10', 16],
  // Read, and the nearest that works is used.
  ['threadCount', '5000', 1024],
  ['stratumRate', '0', 1],
  ['defaultHTTPTimeout', '10', 1000],
  ['constantDelayBlockTime', '99999999999', 1_000_000_000],
];

/** What is given: files by name (those under `http/` are served), and arguments that may name them. */
export interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** Options that name these files. */
export const from = (...names: readonly string[]): string[] =>
  names.flatMap((name) => ['--config-file', name]);

/** How sources are put together. */
export const MERGES: readonly (readonly [Given, Partial<MinerConfig>])[] = [
  [{ args: [] }, {}],
  [
    {
      files: { 'a.yaml': 'threadCount: 3', 'b.yaml': 'threadCount: 4' },
      args: from('a.yaml', 'b.yaml'),
    },
    { threadCount: 4 },
  ],
  [
    {
      files: { 'a.yaml': 'threadCount: 3', 'b.yaml': 'threadCount: 4' },
      args: from('b.yaml', 'a.yaml'),
    },
    { threadCount: 3 },
  ],
  // Options win wherever they stand.
  [
    { files: { 'a.yaml': 'threadCount: 3' }, args: ['-c', '5', ...from('a.yaml')] },
    { threadCount: 5 },
  ],
  [
    { files: { 'a.yaml': 'threadCount: 3\nnode: a:1' }, args: [...from('a.yaml'), '-c5'] },
    { threadCount: 5, node: 'a:1' },
  ],
  [
    {
      files: { 'a.yaml': 'account: me', 'b.json': '{"account": null}' },
      args: from('a.yaml', 'b.json'),
    },
    { account: null },
  ],
  // A flag that is not given leaves what a file says.
  [
    { files: { 'a.yaml': 'useTls: true\ninsecure: true' }, args: [...from('a.yaml'), '--no-tls'] },
    { insecure: true },
  ],
  [
    {
      files: { 'a.yaml': 'useTls: true', 'b.yaml': 'insecure: true' },
      args: [...from('a.yaml', 'b.yaml'), '-c1'],
    },
    { useTls: true, insecure: true, threadCount: 1 },
  ],
  [
    { files: { 'a.yaml': 'useTls: false' }, args: ['-tx', ...from('a.yaml')] },
    { useTls: true, insecure: true },
  ],
  // Lists and maps are replaced whole.
  [
    {
      files: {
        'a.yaml':
          'fallbackNodes: [a:1, b:2]\nexternalWorkerEnvironment: {A: one}\nstratumAllowedRigs: [r]',
        'b.yaml': 'fallbackNodes: [c:3]\nexternalWorkerEnvironment: {B: two}',
      },
      args: [...from('a.yaml', 'b.yaml'), '--stratum-allowed-rig', 's'],
    },
    { fallbackNodes: ['c:3'], externalWorkerEnvironment: { B: 'two' }, stratumAllowedRigs: ['s'] },
  ],
  [
    {
      files: { 'a.yaml': 'externalWorkerCommands: [a, b]' },
      args: [...from('a.yaml'), '--external-worker-cmd', 'c'],
    },
    { externalWorkerCommand: 'c' },
  ],
  // JSON by its ending, in which YAML would be wrong; YAML otherwise.
  ...['a.json', 'a.js', 'A.JSON'].map(
    (name) =>
      [{ files: { [name]: '{"threadCount":\t3}' }, args: from(name) }, { threadCount: 3 }] as const,
  ),
  ...['a.yaml', 'a.yml', 'a', 'a.conf'].map(
    (name) =>
      [
        { files: { [name]: 'threadCount: 3 # no JSON' }, args: from(name) },
        { threadCount: 3 },
      ] as const,
  ),
  ...['', '# nothing\n', 'null\n', '{}\n'].map(
    (text) => [{ files: { 'a.yaml': text }, args: from('a.yaml') }, {}] as const,
  ),
  // Addresses, by the content type of the answer.
  [
    {
      files: { 'http/yaml': 'externalWorkerCommand: ./w' },
      args: ['--allow-remote-commands', ...from('http/yaml')],
    },
    { externalWorkerCommand: './w' },
  ],
  [{ files: { 'http/json': '{"threadCount":\t3}' }, args: from('http/json') }, { threadCount: 3 }],
  [
    { files: { 'http/yaml': 'threadCount: 3 # no JSON' }, args: from('http/yaml') },
    { threadCount: 3 },
  ],
  [
    {
      files: { 'http/yaml': 'threadCount: 3\nnode: a:1', 'b.yaml': 'node: b:2' },
      args: from('http/yaml', 'b.yaml'),
    },
    { threadCount: 3, node: 'b:2' },
  ],
];
