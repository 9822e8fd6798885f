/**
 * Who may import what: the table in CONTRIBUTING.md, as rules that `npm run lint` checks. A rule is about a folder, so
 * a new file cannot escape it, and a new folder of the core without a row here is an error. Type-only imports count.
 *
 * A rule of dependency-cruiser: https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
 */
import { readdirSync } from 'node:fs';

/** Files of the core that every folder may import: results, and what was thrown as text. */
const VOCABULARY = ['result.ts', 'system/thrown-reason.ts'];

/** Folders of the core, lowest first: what each may import beside itself and VOCABULARY. */
const core = {
  chainweb: [],
  luck: [],
  // The system under the program: its locks, files, signals and limits.
  system: [],
  logging: ['system'],
  // What peers send, read within bounds.
  peers: [],
  // Requests to any server.
  http: [],
  'pow-kernel': ['chainweb'],
  listening: ['logging'],
  // Database files that may be damaged, whatever they hold.
  storage: ['logging', 'system'],
  // What an address and a share difficulty are is defined where they are used.
  config: [
    'chainweb',
    'logging',
    'system/(patient-rename|thread-script).ts',
    // Files at addresses.
    'http',
    'listening/listen-address.ts',
    'stratum/difficulty/share-target.ts',
    'stratum/difficulty/vardiff.ts',
  ],
  node: ['chainweb', 'http', 'peers', 'logging', 'config/miner-config.ts'],
  practice: [
    'chainweb',
    'storage',
    'system',
    'peers',
    'logging',
    'listening',
    'config/miner-config.ts',
  ],
  stratum: ['chainweb', 'peers', 'logging', 'listening'],
  workers: [
    'chainweb',
    'peers',
    'logging',
    'listening',
    'config/miner-config.ts',
    'pow-kernel',
    'stratum',
    'system/thread-script.ts',
  ],
  // Machines' own interfaces.
  devices: [
    'chainweb',
    'system',
    'peers',
    'http',
    'logging',
    'config/miner-config.ts',
    'config/files/(atomic-file|json-file).ts',
    'listening/listen-address.ts',
    'storage/(database-file|fault-codes|set-aside|sqlite-values).ts',
    'stratum/(stratum-events|rig-name).ts',
  ],
  // When mining rests.
  rests: ['logging', 'config/(miner-config|week-hours|workers-of).ts', 'system/thrown-reason.ts'],
  // The miner's state knows who reports to it by their event types alone.
  state: [
    'chainweb',
    'config/workers-of.ts',
    'devices/device(-complaint|-error|-events|-setup|).ts',
    'devices/watch/(rate-difference|running-cost).ts',
    'storage/storage-events.ts',
    'rests/rest-events.ts',
    'logging',
    'node/(node-events|node-errors).ts',
    'stratum/(stratum-events|rate-estimates).ts',
    'workers/(worker|fleet).ts',
  ],
  // History stores the outbox's solutions.
  history: [
    'chainweb',
    'listening/peer-network.ts',
    'logging',
    'rests/rest-events.ts',
    'state',
    'storage',
    'system',
    'node/solutions/solution-outbox.ts',
  ],
  // Checks what mining needs, without mining.
  diagnosis: [
    'chainweb',
    'config/(miner-config|config-error|settings-table|workers-of).ts',
    'history/machines-seen.ts',
    'listening',
    'node',
    'notices/(notice|watch/share-topics).ts',
    'peers',
    'state/group-types.ts',
    'system',
  ],
  metrics: [
    'logging',
    'listening',
    'config/(miner-config|workers-of).ts',
    'rests/rest-sentences.ts',
    'state',
    'stratum/(stratum-events|rate-estimates).ts',
  ],
  // Whether there is a newer version.
  updates: ['http', 'peers'],
  // Notices for the user, and their way to a webhook.
  notices: [
    'http',
    'peers',
    'logging',
    'config/(miner-config|hours|workers-of|settings/mining-settings).ts',
    'config/files/atomic-file.ts',
    'node/node-errors.ts',
    'rests/rest-events.ts',
    'state',
    'storage/set-aside.ts',
    'stratum/stratum-events.ts',
  ],
  mining: [
    'chainweb',
    'logging',
    'config/(miner-config|workers-of|cpu-threads).ts',
    'node',
    'practice',
    'stratum',
    'workers',
    'devices',
    'rests',
    'state',
    'history',
    'storage',
    'system',
    'metrics',
    'notices',
  ],
  'command-line': [''],
};

/** Folders and files of the core that compute and do nothing else. */
const pure = [
  'src-core/chainweb/',
  'src-core/luck/',
  'src-core/config/week-hours\\.ts',
  'src-core/rests/(rest-|schedule)',
  'src-core/state/',
  'src-core/notices/(notice|notice-(gate|sentence|message|titles)|watch/.*)\\.ts',
  'src-core/stratum/(shares/share-|difficulty/)',
  'src-core/workers/gpu/search/',
  'src-core/logging/log-line\\.ts',
  'src-core/result\\.ts',
  'contract/(screen-contract|bridge-over|names)\\.ts',
];

const coreFiles = new Set([
  'index.ts',
  'result.ts',
  'cli.ts',
  'tests',
  'tsconfig.json',
  'README.md',
]);
for (const name of readdirSync(new URL('../src-core', import.meta.url))) {
  if (!coreFiles.has(name) && !Object.hasOwn(core, name)) {
    throw new Error(`src-core/${name} has no row in build/import-rules.mjs`);
  }
}

/** Forbids imports from files that match `from` of files that match `to`, but for those that match `except`. */
function forbid(name, from, to, except = [], more = {}) {
  return {
    name,
    severity: 'error',
    from: { path: from },
    to: { path: to, ...(except.length > 0 && { pathNot: except }), ...more },
  };
}

const screen = '^node_modules/(react|react-dom|zustand|recharts|@mantine/[^/]+)/';
const values = { dependencyTypesNot: ['type-only'] };

const forbidden = [
  { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-cycle-between-folders',
    severity: 'error',
    scope: 'folder',
    from: { pathNot: ['^(src-core|renderer|electron|\\.)$'] },
    to: { circular: true, viaOnly: { pathNot: '^(src-core|renderer|electron|\\.)$' } },
  },

  ...Object.entries(core).map(([room, allowed]) =>
    forbid(
      `src-core/${room}`,
      `^src-core/${room}/`,
      '^src-core/',
      [...VOCABULARY, `${room}/`, ...allowed].map((path) => `^src-core/${path}`),
    ),
  ),
  // Simulated machines are a program of their own, and share no mistake with what talks to machines.
  forbid(
    'simulated-machines-are-no-part-of-the-product',
    '^(?!src-core/devices/simulated/|campaigns/)',
    '^src-core/devices/simulated/',
  ),
  forbid('campaigns-are-no-part-of-the-product', '^(?!campaigns/)', '^campaigns/'),
  forbid(
    'simulated-machines-know-no-driver',
    '^src-core/devices/simulated/',
    '^src-core/devices/',
    ['^src-core/devices/simulated/'],
  ),
  forbid('core-knows-no-user', '^(src-core|bench)/', '^(electron|renderer|contract)/'),
  // A webhook shows notices in the language of the user, as the screen does.
  forbid('only-notices-are-translated', '^(src-core/(?!notices/)|bench/)', '^messages/'),
  forbid('core-runs-without-a-screen', '^(src-core|bench)/', `(^|/)electron($|/)|${screen}`),
  forbid('pure', `^(${pure.join('|')})`, '', [], { dependencyTypes: ['core'] }),

  forbid('messages-know-no-code', '^messages/', '^(src-core|electron|renderer|contract)/'),
  forbid('contract-knows-no-carrier', '^contract/', '^(electron|renderer)/|^electron$'),
  forbid('contract-enters-the-core-by-its-door', '^contract/', '^src-core/', [
    '^src-core/index\\.ts$',
  ]),
  // The page of a GPU process runs without Node: only what searches there goes into it.
  forbid(
    'electron-enters-the-core-by-its-door',
    '^electron/(?!gpu-process/gpu-preload)',
    '^src-core/',
    ['^src-core/index\\.ts$'],
  ),
  forbid('a-gpu-page-only-searches', '^electron/gpu-process/gpu-preload', '', [
    '^src-core/workers/gpu/search/gpu-service\\.ts$',
    '^electron/gpu-process/gpu-channels\\.ts$',
    '(^|/)electron($|/)',
  ]),
  // Native dialogs, the tray and the log use the same words as the page.
  forbid('main-process-has-no-screen', '^electron/', `^renderer/|${screen}`, [
    '^renderer/wording/(failures|mining-phase|rests|worker-groups|figures/si-number|notices/notice-words)\\.ts$',
  ]),
  forbid(
    'handlers-run-without-electron',
    '^electron/(handlers|mining|settings/(?!user-files)|logging|desktop/closing)',
    '^(node_modules/)?electron($|/(index|electron))',
  ),
  forbid('preload-is-self-contained', '^electron/preload\\.ts$', '', [
    '^contract/(screen-contract|bridge-over)\\.ts$',
    '^electron/ipc/ipc-channels\\.ts$',
    '(^|/)electron($|/)',
  ]),

  // The hours of a schedule, and the sentences of notices, are each made by one piece of code, which is pure.
  forbid('screen-knows-the-contract-only', '^renderer/', '^(src-core|electron)/', [
    '^src-core/config/week-hours\\.ts$',
    '^src-core/notices/notice-(sentence|titles|words)\\.ts$',
  ]),
  forbid('screen-takes-types-of-the-contract', '^renderer/', '^contract/', [], values),
  forbid('screen-runs-without-node', '^renderer/', '', [], { dependencyTypes: ['core'] }),
  forbid(
    'facts-know-no-picture',
    '^renderer/(stores|wording)/',
    '^renderer/(components|pages|frame|connection|bridge\\.ts)',
  ),
  // Sentences are made of facts.
  forbid('stores-know-no-sentence', '^renderer/stores/', '^renderer/wording/'),
  forbid('components-know-no-page', '^renderer/components/', '^renderer/(pages|frame)/'),
  forbid('pages-know-no-frame', '^renderer/pages/', '^renderer/frame/'),
  forbid('charts-draw-charts', '^renderer/(?!.*-chart\\.tsx$)', '^node_modules/recharts/'),
];

export default {
  forbidden,
  options: {
    // An import of a type is an import.
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // A test brings together what is kept apart.
    exclude: { path: '[.](css|png|test[.]|e2e[.])|/tests/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json'] },
  },
};
