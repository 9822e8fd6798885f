/** The usual care, and names that belong to single files. Who may import what is in build/import-rules.mjs. */
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs as typescript } from 'typescript-eslint';
import { literalText, namedText, nativeText, sentence } from './build/literal-texts.mjs';

const testFiles = ['**/*.test.{ts,tsx,mjs}', '**/*.e2e.ts', '**/tests/**'];

/** Names that exist without an import, in files that TypeScript does not check. */
const nodeNames = [
  'process',
  'console',
  'performance',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'URL',
];

/** Refuses what matches `selector` (an ESLint selector), by `no-restricted-syntax`. */
const noSyntax = (selector, message) => ({ selector, message });

const onlyTest = noSyntax(
  'CallExpression > MemberExpression.callee[object.name=/^(describe|it|test|suite)$/][property.name="only"]',
  'A lone test hides the others.',
);
const getPath = noSyntax(
  'MemberExpression[object.name="app"][property.name="getPath"]',
  "The user's folders are named in electron/settings/user-files.ts.",
);
const windowMiner = noSyntax(
  'MemberExpression[object.name=/^(window|globalThis|self)$/][property.name="miner"]',
  'The bridge is reached through renderer/bridge.ts.',
);

const screenText = [sentence, namedText, ...literalText];

/** The options of `no-restricted-syntax`, without the entries that a file may break. */
const syntaxRule = (...allowed) => [
  'error',
  ...[onlyTest, getPath, windowMiner, ...screenText, ...nativeText].filter(
    (rule) => !allowed.includes(rule),
  ),
];

/** Refuses these names of the package `electron`. */
const noElectronNames = (...importNames) => [
  'error',
  {
    paths: [
      {
        name: 'electron',
        importNames,
        message:
          'Requests are sent in electron/preload.ts and answered in electron/ipc/ipc-main.ts.',
      },
    ],
  },
];

export default defineConfig(
  globalIgnores([
    'node_modules',
    '.vite',
    '.mutation',
    'out',
    'test-results',
    'playwright-report',
    'coverage',
  ]),
  js.configs.recommended,
  {
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-restricted-syntax': syntaxRule(...screenText, ...nativeText),
      'no-console': 'error',
      // The terminal's colours begin with one.
      'no-control-regex': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [typescript.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // One program over all files: three, as the compiler has them, take twice as long to load.
        project: 'tsconfig.json',
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
    files: ['scripts/**', 'bench/**', 'campaigns/**', 'src-core/cli.ts', 'src-core/**/*-cli.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: testFiles,
    rules: {
      // `expect.any()` is of type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['electron/tests/support/app-test.ts'],
    // Playwright reads from the pattern what a fixture needs, also that it needs nothing.
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': noElectronNames('ipcMain', 'ipcRenderer'),
    },
  },
  {
    files: ['electron/ipc/ipc-main.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': noElectronNames('ipcRenderer') },
  },
  {
    files: ['electron/preload.ts', 'electron/gpu-process/gpu-preload.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': noElectronNames('ipcMain') },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: testFiles,
    rules: { 'no-restricted-syntax': syntaxRule(...screenText) },
  },
  {
    files: ['electron/settings/user-files.ts'],
    rules: { 'no-restricted-syntax': syntaxRule(getPath, ...screenText) },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: testFiles,
    rules: { 'no-restricted-syntax': syntaxRule(...nativeText) },
  },
  {
    files: ['renderer/bridge.ts'],
    rules: { 'no-restricted-syntax': syntaxRule(windowMiner, ...nativeText) },
  },
);
