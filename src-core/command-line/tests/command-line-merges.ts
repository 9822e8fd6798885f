/** How files and options are put together: the facts that the program is compared with. */
import type { MinerConfig } from '../../config/miner-config.ts';

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
  [
    {
      files: { 'a.yaml': 'workers: [stratum, cpu]' },
      args: [...from('a.yaml'), '-w', 'external'],
    },
    { worker: 'external' },
  ],
  [{ args: ['--worker', 'stratum', '-w', 'CPU'] }, { workers: ['stratum', 'cpu'] }],
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
