/** The buttons of a machine's page: what each does to the machine, and what the screen says about it. */
import type { Page } from '@playwright/test';
import type { SimulatedDevice } from '../../src-core/devices/simulated/start-simulated-device.ts';
import { expect, test } from './support/app-test.ts';
import { closeMachines, machine, PASSWORD, searchFor } from './support/simulated-machines.ts';
import { settledUserFolder } from './support/user-folder.ts';

test.afterEach(closeMachines);

/** Finds the machine and opens its page. */
async function openFound(page: Page, device: SimulatedDevice, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Machines' }).click();
  await page.getByRole('button', { name: 'Find machines' }).click();
  await searchFor(page, [device]);
  const row = page.getByRole('table', { name: 'Machines found' }).getByRole('row').nth(1);
  // Its fans, and for how long it has been running.
  await expect(row).toContainText(/\d\s°C\s*[\d,]+(–[\d,]+)?\srpm/);
  await expect(row).toContainText(/H\/s\s*\d+\s(s|min)/);
  await page.getByRole('button', { name: 'Show all machines' }).click();
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

/** Presses a button of the machine, and gives the password that it asks for. */
async function press(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await givePassword(page, password);
}

async function givePassword(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Password of/ });
  await dialog.getByLabel('Password of the web page').fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
}

/** What became of the last button. */
function outcome(page: Page) {
  return page.getByRole('region', { name: 'Control' }).getByRole('status');
}

test('each button of an Antminer reaches it, and the screen says what it did', async ({
  launch,
}) => {
  const device = await machine('antminer', '127.0.75.11');
  const { page, complaints } = await launch(await settledUserFolder());
  await openFound(page, device, 'Antminer KA3');

  await test.step('a wrong password is asked for once more', async () => {
    await press(page, 'Blink the LED', 'wrong');
    const dialog = page.getByRole('dialog', { name: 'Password of Antminer KA3' });
    await expect(dialog.getByRole('alert')).toContainText('The machine refused the password');
    expect(device.isBlinking()).toBe(false);
    await givePassword(page, PASSWORD);
    await expect(outcome(page)).toHaveText('Its LED is blinking.');
    expect(device.isBlinking()).toBe(true);
  });

  await test.step('stop blinking', async () => {
    await press(page, 'Stop blinking');
    await expect(outcome(page)).toHaveText('Its LED has stopped blinking.');
    expect(device.isBlinking()).toBe(false);
    await expect(page.getByRole('button', { name: 'Blink the LED' })).toBeVisible();
  });

  await test.step('sleep and wake', async () => {
    await press(page, 'Sleep');
    await expect(outcome(page)).toContainText('It is asleep');
    expect(device.power()).toBe('asleep');
    await expect(page.getByText('Asleep', { exact: true })).toBeVisible();
    await press(page, 'Wake');
    await expect(outcome(page)).toContainText('It is awake');
    expect(device.power()).toBe('full');
    await expect(page.getByRole('button', { name: 'Sleep' })).toBeVisible();
    await expect(page.getByText('Asleep', { exact: true })).toBeHidden();
  });

  const plans = page.getByRole('dialog', { name: 'Power plan of Antminer KA3' });
  await test.step('a power plan', async () => {
    await press(page, 'Power plan');
    await expect(plans.getByRole('radio', { name: 'Normal' })).toBeChecked();
    await expect(plans.getByRole('button', { name: 'Apply' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(plans).toBeHidden();
    await press(page, 'Power plan');
    await plans.getByRole('radio', { name: 'Low power' }).check();
    await plans.getByRole('button', { name: 'Apply' }).click();
    await expect(plans).toBeHidden();
    await expect(outcome(page)).toHaveText('Its power plan is now “Low power”.');
    expect(device.power()).toBe('low');
    const facts = page.getByRole('region', { name: 'Machine', exact: true });
    await expect(facts).toContainText(/Power plan\s*Low power/);
  });

  await test.step('what the machine refuses is said in its words', async () => {
    device.faults.refusesSettings = true;
    await press(page, 'Sleep');
    await expect(outcome(page)).toContainText('The machine refused this: “Illegal request!”');
    expect(device.power()).toBe('low');
    await press(page, 'Power plan');
    await plans.getByRole('radio', { name: 'Normal' }).check();
    await plans.getByRole('button', { name: 'Apply' }).click();
    await expect(plans.getByRole('alert')).toContainText('The machine refused this');
    await plans.getByRole('button', { name: 'Close' }).click();
    expect(device.power()).toBe('low');
  });

  await test.step('restart', async () => {
    await press(page, 'Restart');
    await expect(outcome(page)).toHaveText(/^It is restarting/);
    expect(device.restarts()).toBe(1);
  });
  expect(complaints).toEqual([]);
});

test('a Goldshell, which is asked no more often than every ten seconds', async ({ launch }) => {
  const device = await machine('goldshell', '127.0.75.12');
  const { page, complaints } = await launch(await settledUserFolder());
  await openFound(page, device, 'Goldshell KD-BOX II');
  // Two rounds, and the reading before them.
  const answered = { timeout: 45_000 };

  // Its model is known for power plans; whether it can sleep stands in its settings, behind the password.
  await expect(page.getByRole('button', { name: 'Power plan' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sleep' })).toBeHidden();
  await press(page, 'Blink the LED');
  await expect(outcome(page)).toHaveText('Its LED is blinking.', answered);
  expect(device.isBlinking()).toBe(true);
  await expect(page.getByRole('button', { name: 'Sleep' })).toBeVisible();

  await press(page, 'Restart');
  await expect(outcome(page)).toHaveText(/^It is restarting/, answered);
  await expect.poll(() => device.restarts()).toBe(1);
  const starts = device.traffic.rounds(2_000, device.webPort).map(({ startMs }) => startMs);
  expect(starts.length).toBeGreaterThanOrEqual(4);
  for (const [at, startMs] of starts.slice(1).entries()) {
    expect(startMs - (starts[at] ?? 0)).toBeGreaterThan(9_500);
  }
  expect(complaints).toEqual([]);
});
