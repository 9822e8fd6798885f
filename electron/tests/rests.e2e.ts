/** When mining rests, through the window: a schedule painted in Settings, the strip's sentence, *Mine anyway*. */
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { stepClock } from './support/step-clock.ts';
import { settledUserFolder } from './support/user-folder.ts';

const DAY_MS = 86_400_000;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The name of a day from today on. */
function dayName(later: number): string {
  return DAYS[(new Date().getDay() + later) % 7] ?? '';
}

test('mining rests outside its schedule, says so, and mines anyway', async ({ launch }) => {
  const { page, complaints } = await launch(await settledUserFolder());
  await page.evaluate(`window.miner.savePreferences({ language: 'en' })`);
  await page.getByRole('link', { name: 'Settings' }).click();
  const week = page.getByRole('grid', { name: 'Hours of the week' });
  // Tomorrow too, for a test that runs at midnight.
  for (const later of [0, 1]) {
    await week.getByRole('rowheader', { name: dayName(later) }).click();
  }
  const summary = page.getByText(/all day.* · 120 hours a week/);
  await expect(summary).toBeVisible();

  const strip = page.getByRole('banner', { name: 'Status' });
  await strip.getByRole('button', { name: 'Start mining' }).click();
  await expect(strip).toContainText('Mining is paused: no mining is scheduled now.');
  await expect(strip).toContainText(/It resumes on \w+day at 00:00\./);

  await page.evaluate(`window.miner.savePreferences({ language: 'de' })`);
  const german = page.getByRole('banner', { name: 'Status' });
  await expect(german).toContainText('weil der Zeitplan jetzt keines vorsieht.');
  await expect(german).toContainText(/Am \w+ um 00:00 geht es weiter\./);
  await german.getByRole('button', { name: 'Trotzdem starten' }).click();
  await expect(german.getByRole('button', { name: 'Anhalten' })).toBeVisible();
  await expect(german).not.toContainText('pausiert');
  expect(complaints).toEqual([]);
});

test('mining pauses by itself when its hours end, and resumes when they begin', async ({
  launch,
}) => {
  // Two days of rest, for a test that runs at midnight.
  const mined = [0, 1, 2, 5, 6].map((later) => `${dayName(later).toLowerCase()} 00:00-24:00`);
  const { app, page } = await launch(await settledUserFolder({ mineSchedule: mined.join(', ') }));
  const phase = async (): Promise<string> => (await appState(page)).snapshot.phase;
  const strip = page.getByRole('banner', { name: 'Status' });
  await strip.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(phase).toBe('mining');

  await stepClock(app, 3 * DAY_MS);
  await expect(strip).toContainText('Mining is paused: no mining is scheduled now.');
  await expect.poll(phase).toBe('stopped');
  await stepClock(app, 2 * DAY_MS);
  await expect.poll(phase).toBe('mining');
  await expect(strip).not.toContainText('paused');
});

test('the week is painted with the keyboard, and shows in its summary', async ({ launch }) => {
  const { page } = await launch(await settledUserFolder({ mineSchedule: 'mon 00:00-01:00' }));
  await page.evaluate(`window.miner.savePreferences({ language: 'en' })`);
  await page.getByRole('link', { name: 'Settings' }).click();
  const first = page.getByRole('gridcell', { name: 'Monday 00:00: mining' });
  await first.focus();
  await page.keyboard.down('Shift');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  await page.keyboard.up('Shift');
  await expect(page.getByText('Mon–Tue 00:00–03:00 · 6 hours a week')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('Mon 00:00–03:00, Tue 00:00–02:00 · 5 hours a week')).toBeVisible();
  const saved = `window.miner.getState().then((state) => state.config.mineSchedule)`;
  await expect.poll(() => page.evaluate(saved)).toBe('mon 00:00-03:00, tue 00:00-02:00');
});

test('closing a window that does not respond asks with the truth about a pause', async ({
  launch,
}) => {
  // A day that is neither today nor tomorrow.
  const mineSchedule = `${dayName(3).toLowerCase()} 00:00-24:00`;
  const { app, page } = await launch(await settledUserFolder({ mineSchedule }));
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByRole('banner', { name: 'Status' })).toContainText('Mining is paused');

  await page.evaluate(`window.miner.savePreferences({ language: 'de' })`);
  const question = await app.evaluate(
    ({ BrowserWindow, dialog }) =>
      new Promise<string>((resolve) => {
        const cancelled = { response: 2, checkboxChecked: false };
        dialog.showMessageBox = (...given: unknown[]) => {
          resolve((given.at(-1) as Electron.MessageBoxOptions).message);
          return Promise.resolve(cancelled);
        };
        const [window] = BrowserWindow.getAllWindows();
        window?.emit('unresponsive');
        window?.close();
      }),
  );
  expect(question).toContain('Das Mining pausiert und läuft von selbst weiter.');
});
