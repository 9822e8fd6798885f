/**
 * What the linter holds: the usual care, and who may import what (the table in CONTRIBUTING.md). The import rules are at
 * the end, one entry for each row of that table.
 */
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinModules } from 'node:module';
import { configs as typescript } from 'typescript-eslint';

const typeScriptFiles = ['**/*.{ts,tsx,mts}'];
const testFiles = ['**/*.test.{ts,tsx,mjs}', '**/*.e2e.ts', '**/tests/**'];

// Names that are there without an import, in the files that TypeScript does not check.
const nodeNames = [
  'process',
  'console',
  'performance',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'URL',
];

/* ---------- single names that belong to single files ---------- */

/** Refuses what matches `selector` (an ESLint selector), by `no-restricted-syntax`. */
const noSyntax = (selector, message) => ({ selector, message });

const onlyTest = noSyntax(
  'CallExpression > MemberExpression.callee[object.name=/^(describe|it|test|suite)$/][property.name="only"]',
  'A lone test hides the others.',
);
const getPath = noSyntax(
  'MemberExpression[object.name="app"][property.name="getPath"]',
  'Folders of the user are named in electron/user-files.ts.',
);
const windowMiner = noSyntax(
  'MemberExpression[object.name=/^(window|globalThis|self)$/][property.name="miner"]',
  'The bridge is reached through renderer/bridge.ts.',
);

/** The whole option list of `no-restricted-syntax` but for the entries that a file may break. */
const syntaxRule = (...allowed) => [
  'error',
  ...[onlyTest, getPath, windowMiner].filter((rule) => !allowed.includes(rule)),
];

/* ---------- packages ---------- */

const noIpcMain = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Requests are answered in electron/ipc-main.ts.',
};
const noIpcRenderer = {
  name: 'electron',
  importNames: ['ipcRenderer'],
  message: 'Requests are sent in electron/preload.ts.',
};
const nothingOfElectron = { regex: '^electron(/|$)', message: 'This code runs without Electron.' };
const nothingOfReact = {
  regex: '^(react|react-dom|zustand|recharts|@mantine/[^/]+)(/|$)',
  message: 'This code runs without a screen.',
};
const nothingOfNode = {
  regex: `^(node:.*|(${builtinModules.join('|')})(/.*)?)$`,
  message: 'This code does no input or output, and runs anywhere.',
};
const noCharts = { regex: '^recharts$', message: 'Charts are drawn in *-chart.tsx files.' };
const contractTypesOnly = {
  regex: 'electron/ipc-contract(\\.ts)?$',
  allowTypeImports: true,
  message: 'The page takes types alone from the contract.',
};
const coreTypesOnly = {
  regex: 'src-core/',
  allowTypeImports: true,
  message: 'The contract takes types alone from the core.',
};
const nothingOfOurOwn = {
  regex: '^\\.\\.?/(?!ipc-contract\\.ts$)',
  message: 'The preload script needs electron and the contract, nothing else.',
};

/** The rule that refuses these packages: objects with `name` are exact, those with `regex` are patterns. */
const noPackages = (...refused) => [
  'error',
  { paths: refused.filter((one) => one.name), patterns: refused.filter((one) => one.regex) },
];

/** Files of the core that compute and do nothing else. */
const pureFiles = [
  'src-core/chainweb/**/*.ts',
  'src-core/stratum/share-*.ts',
  'src-core/logging/log-line.ts',
  'src-core/miner-state.ts',
  'src-core/result.ts',
  'src-core/**/*-meter.ts',
];

/* ---------- folders ---------- */

/** Files in `target` may import, of what lies in `from`, only `except` (paths from the project's folder). */
function zone(target, from, except, message) {
  // The plugin wants exceptions as they look from `from`.
  const inside = except.map((path) => `./${path.slice(from.length + 1)}`);
  return { target: `./${target}`, from: `./${from}`, except: inside, message };
}

const foundation = ['src-core/chainweb', 'src-core/result.ts', 'src-core/logging'];
const settings = 'src-core/config/miner-config.ts';

/** Rooms of the core that know the network's rules and themselves, and not one another. */
const separateRooms = ['node', 'stratum', 'practice', 'devices', 'pow-kernel'];

/** The miner itself: its loops, its state and the lists that its state is made of. */
const minerFiles =
  './src-core/{miner*,mining-loop,hand-in,machine-*,bucket-map,worker-problems,hash-meter}.ts';

const zones = [
  zone('src-core', 'electron', [], 'The core does not know who uses it.'),
  zone('src-core', 'renderer', [], 'The core does not know who uses it.'),
  zone(
    'src-core/chainweb',
    'src-core',
    ['src-core/chainweb', 'src-core/result.ts'],
    'What the network means stands on nothing else.',
  ),
  ...separateRooms.map((room) =>
    zone(
      `src-core/${room}`,
      'src-core',
      [...foundation, settings, `src-core/${room}`],
      `src-core/${room} stands on chainweb, result, logging and itself.`,
    ),
  ),
  zone(
    'src-core/history',
    'src-core',
    [
      ...foundation,
      'src-core/history',
      'src-core/miner-events.ts',
      'src-core/miner-snapshot.ts',
      'src-core/miner-state.ts',
      // It keeps the outbox's solutions.
      'src-core/node/solution-outbox.ts',
    ],
    'History keeps what the miner told, and asks nobody.',
  ),
  zone(
    'src-core/workers',
    'src-core',
    [...foundation, settings, 'src-core/workers', 'src-core/stratum', 'src-core/pow-kernel'],
    'A worker solves work; it knows neither nodes nor the miner.',
  ),
  zone(
    'src-core/logging',
    'src-core',
    ['src-core/logging', 'src-core/result.ts'],
    'Everybody logs, so the log knows nobody.',
  ),
  zone(
    'src-core/config',
    'src-core',
    [
      ...foundation,
      'src-core/config',
      'src-core/atomic-file.ts',
      // What an address and a difficulty are, is said where they are used.
      'src-core/stratum/listen-address.ts',
      'src-core/stratum/share-target.ts',
    ],
    'The configuration is read before anything is there that it configures.',
  ),
  zone(
    'src-core/metrics',
    'src-core',
    [
      ...foundation,
      settings,
      'src-core/metrics',
      'src-core/miner-events.ts',
      'src-core/miner-snapshot.ts',
      'src-core/stratum/listen-address.ts',
      'src-core/stratum/stratum-events.ts',
    ],
    'Metrics count what the miner told, and ask nobody.',
  ),
  {
    target: minerFiles,
    from: [
      './src-core/stratum/!(stratum-events.ts)',
      './src-core/practice/**',
      './src-core/devices/**',
    ],
    message: 'The miner knows workers and nodes by their types alone.',
  },
  {
    target: minerFiles,
    from: './src-core/workers/!(worker.ts)',
    message: 'The miner knows workers by workers/worker.ts.',
  },
  {
    target: minerFiles,
    from: './src-core/config/!(miner-config.ts)',
    message: 'The miner is given its configuration.',
  },
  zone('electron', 'src-core', ['src-core/index.ts'], 'The core has one door: src-core/index.ts.'),
  zone('electron', 'renderer', [], 'The main process does not know the screen.'),
  zone('renderer', 'src-core', [], 'The screen knows the core through electron/ipc-contract.ts.'),
  zone(
    'renderer',
    'electron',
    ['electron/ipc-contract.ts'],
    'The screen knows the main process through its contract.',
  ),
  ...['stores', 'wording'].flatMap((room) =>
    ['components', 'pages', 'bridge.ts'].map((upper) =>
      zone(`renderer/${room}`, `renderer/${upper}`, [], 'What is shown knows not how.'),
    ),
  ),
  {
    // The frame holds the pages.
    target: './renderer/components/**/!(frame.tsx)',
    from: './renderer/pages',
    message: 'Pages are made of components, not the other way round.',
  },
];

export default defineConfig(
  globalIgnores(['node_modules', '.vite', 'out', 'test-results', 'playwright-report', 'coverage']),
  js.configs.recommended,
  {
    plugins: { 'import-x': importX },
    linterOptions: { noInlineConfig: true },
    settings: {
      // Without a parser for TypeScript the search for cycles would find nothing, silently.
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx', '.mts'] },
      'import-x/extensions': ['.ts', '.tsx', '.mts', '.mjs', '.js'],
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js'] }),
      ],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-restricted-syntax': syntaxRule(),
      'no-console': 'error',
      // The terminal's colours begin with one.
      'no-control-regex': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: typeScriptFiles,
    extends: [typescript.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // One program over all files: three, as the compiler has them, take twice as long to load.
        project: 'tsconfig.lint.json',
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // Most objects here are records of closures, which have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(nodeNames.map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['scripts/**', 'bench/**', 'src-core/cli.ts', 'src-core/**/*-cli.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: testFiles,
    rules: {
      'max-lines': 'off',
      // A test brings together what is kept apart, and `expect.any()` is of type any.
      'import-x/no-restricted-paths': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },

  /* ---------- who may import what ---------- */

  {
    files: ['src-core/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(nothingOfElectron, nothingOfReact),
    },
  },
  {
    files: pureFiles,
    ignores: testFiles,
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(
        nothingOfElectron,
        nothingOfReact,
        nothingOfNode,
      ),
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(
        { ...noIpcMain, importNames: ['ipcMain', 'ipcRenderer'] },
        nothingOfReact,
      ),
    },
  },
  {
    files: ['electron/ipc-main.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(noIpcRenderer, nothingOfReact),
    },
  },
  {
    files: ['electron/preload.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(
        noIpcMain,
        nothingOfReact,
        nothingOfNode,
        nothingOfOurOwn,
      ),
    },
  },
  {
    files: ['electron/ipc-contract.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(
        nothingOfElectron,
        nothingOfReact,
        nothingOfNode,
        coreTypesOnly,
      ),
    },
  },
  { files: ['electron/user-files.ts'], rules: { 'no-restricted-syntax': syntaxRule(getPath) } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(
        nothingOfElectron,
        nothingOfNode,
        noCharts,
        contractTypesOnly,
      ),
    },
  },
  {
    files: ['renderer/**/*-chart.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noPackages(
        nothingOfElectron,
        nothingOfNode,
        contractTypesOnly,
      ),
    },
  },
  { files: ['renderer/bridge.ts'], rules: { 'no-restricted-syntax': syntaxRule(windowMiner) } },
);
