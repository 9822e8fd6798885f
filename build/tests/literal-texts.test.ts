/** What lint says of texts that are not in messages/, in a file of the screen and in one of the main process. */
import { ESLint, Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { expect, it } from 'vitest';

const linter = new Linter();

async function complaints(file: string, code: string): Promise<number> {
  const { rules } = (await new ESLint().calculateConfigForFile(file)) as Linter.Config;
  const rule = rules?.['no-restricted-syntax'];
  const languageOptions = { parser, parserOptions: { ecmaFeatures: { jsx: true } } };
  const config = {
    files: ['**/*.{ts,tsx}'],
    languageOptions,
    rules: { 'no-restricted-syntax': rule },
  };
  const found = linter.verify(code, [config], file);
  expect(found.filter(({ ruleId }) => ruleId === null)).toEqual([]);
  return found.length;
}

const inScreen = (code: string) => complaints('renderer/pages/home/example.tsx', code);
const inMain = (code: string) => complaints('electron/desktop/example.ts', code);

it.each([
  '<p>Stop</p>',
  "<p>{'Stop'}</p>",
  "<>{'Stop'}</>",
  '<p>{`Stop ${count}`}</p>',
  "<p>{a ? 'Stop' : null}</p>",
  "<p>{a ? b : c ? null : 'Stop'}</p>",
  "<p>{a && (b ? 'Stop' : null)}</p>",
  '<p title="Stop" />',
  "<p title={'Stop'} />",
  "<p title={a ? 'Stop' : other} />",
  '<p aria-label={a ? `Stop ${count}` : other} />',
  "const label = 'Stop';",
  "f('Stop mining now');",
])('finds a text of the screen: %s', async (code) => {
  expect(await inScreen(code)).toBeGreaterThan(0);
});

it.each([
  "<p>{t('start.stop')}</p>",
  "<p>{kind === 'stop' ? t('a.b') : null}</p>",
  "<p className={a ? 'large open' : 'small'} />",
  "<p title={t(a ? 'a.stop' : 'a.go')} />",
  '<p>{count} %</p>',
  '<p>Heddle</p>',
  "const name = 'Heddle';",
])('lets what is no text pass: %s', async (code) => {
  expect(await inScreen(code)).toBe(0);
});

it.each([
  "menu({ label: 'Stop' });",
  "menu({ label: a ? 'Stop' : other });",
  'dialog.showMessageBox({ message: `Stop ${name}`, title });',
  "dialog.showMessageBox({ buttons: ['Stop', other] });",
  "tray.setToolTip('Stopped');",
])('finds a text of a menu or a dialog: %s', async (code) => {
  expect(await inMain(code)).toBeGreaterThan(0);
});

it.each([
  "menu({ label: t('a.stop') });",
  "dialog.showMessageBox({ title: 'Heddle' });",
  "logger.info('the window is closed');",
])('lets logs and the name of the program pass: %s', async (code) => {
  expect(await inMain(code)).toBe(0);
});
