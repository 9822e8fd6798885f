import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './support/app-test.ts';
import { settledUserFolder } from './support/user-folder.ts';

/** What the native dialog for saving answers from now on. */
function willSave(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test('a chart shows other ranges, zooms, says what happened, and is saved', async ({ launch }) => {
  const folder = await settledUserFolder();
  execFileSync(process.execPath, [join(import.meta.dirname, 'support/past-history.ts'), folder]);
  const { app, page, complaints } = await launch(folder);
  const panel = page.getByRole('region', { name: 'Hash rate', exact: true });
  const stage = panel.getByRole('group', { name: /^Chart: Hash rate/ });
  const note = panel.getByRole('status').filter({ hasText: 'Reset zoom' });

  await test.step('another range shows other data', async () => {
    await expect(stage).toContainText(/over the last hour: mean 5\.00\sMH\/s/);
    await panel.getByText('24 h', { exact: true }).click();
    await expect(stage).toContainText(
      /over the last 24 hours: mean 3\.\d\d\sMH\/s, lowest 2\.00\sMH\/s, highest 5\.00\sMH\/s/,
    );
    const [before, after, ...others] = await panel.locator('path.recharts-line-curve').all();
    expect([before, after, others.length].includes(undefined)).toBe(false);
    // Nothing was mined for half an hour: each line has two parts.
    await expect(after as NonNullable<typeof after>).toHaveAttribute('d', /M.+M/);
  });

  await test.step('no text of an axis was measured', async () => {
    // With this element recharts measures, each time with a layout of the page.
    await expect(page.locator('#recharts_measurement_span')).toHaveCount(0);
  });

  await test.step('the values at the pointer, with the shares of that time', async () => {
    const { x, y, width } = (await stage.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await page.mouse.move(x + width * 0.8, y + 40);
    await expect(stage).toContainText(/\d+ shares accepted, 0 rejected/);
  });

  await test.step('a time is selected with the pointer, moved with the keys, and left', async () => {
    const { x, y, width } = (await stage.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await page.mouse.move(x + width * 0.6, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.85, y + 60, { steps: 3 });
    await page.mouse.up();
    await expect(note).toContainText(/\d{2}:\d{2}.* – .*\d{2}:\d{2}/);
    await expect(stage).toContainText(/over the time from .+: mean 5\.00\sMH\/s/);
    await expect(panel.getByRole('radio', { checked: true })).toHaveCount(0);

    const zoomedTo = (await note.textContent()) ?? '';
    await panel.getByRole('button', { name: 'Table' }).click();
    await expect(note).toHaveText(zoomedTo);
    await panel.getByRole('button', { name: 'Chart' }).click();
    await stage.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(note).not.toContainText(zoomedTo);
    await page.keyboard.press('Escape');
    await expect(note).toHaveCount(0);
    await expect(panel.getByRole('radio', { name: '24 h' })).toBeChecked();
  });

  await test.step('what is shown is saved as values and as a picture', async () => {
    const csv = join(folder, 'chart.csv');
    await willSave(app, csv);
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('menuitem', { name: 'Values as CSV' }).click();
    await expect(panel.getByText('Saved')).toBeAttached();
    const lines = (await readFile(csv, 'utf8')).split('\r\n');
    expect(lines[0]).toBe(
      'Time (UTC),Hash rate (H/s),Difficulty (H),Time with work (%),Machines online,' +
        'Accepted (shares),Blocks (shares),Stale (shares),Duplicate (shares),' +
        'Low difficulty (shares),Invalid (shares),Event',
    );
    expect(lines[1]).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,2000000,1000000000,100,2,[1-9]\d*,0,0,0,0,0,$/,
    );
    expect(lines.join('\n')).toContain('No work from http://node.example:1848');
    expect(lines.filter((line) => line.includes('HYPERLINK'))).toEqual([
      expect.stringMatching(/Z,{11}"'=HYPERLINK/),
    ]);

    const png = join(folder, 'chart.png');
    await willSave(app, png);
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('menuitem', { name: 'Picture as PNG' }).click();
    await expect.poll(() => readFile(png).catch(() => null)).not.toBeNull();
    const picture = await readFile(png);
    expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    // Twice the chart, with room around it and a head.
    const { width, height } = (await stage.boundingBox()) ?? { width: 0, height: 0 };
    expect(picture.readUInt32BE(16)).toBe(Math.round((width + 48) * 2));
    expect(picture.readUInt32BE(20)).toBe(Math.round((height + 48 + 64) * 2));
  });

  await test.step('a mark says what happened, and leads to the log of its time', async () => {
    const lost = panel.getByRole('button', { name: /No work from http:\/\/node\.example/ });
    await stage.focus();
    await page.keyboard.press('Tab');
    await expect(lost).toBeFocused();
    await expect(page.getByRole('tooltip')).toContainText('it does not answer');
    await page.keyboard.press('ArrowRight');
    await expect(panel.getByRole('button', { name: /Work from .+ again/ })).toBeFocused();
    await lost.click();
    await expect(page.getByRole('main', { name: 'Logs' })).toBeVisible();
    await expect(page.getByText(/^The lines of .+ are no longer in this window/)).toBeVisible();
  });
  expect(complaints).toEqual([]);
});
