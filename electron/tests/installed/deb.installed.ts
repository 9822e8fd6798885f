/**
 * The life of the Debian package on a computer that has nothing of it yet: installed, started, mined with, upgraded
 * while it mines, and removed. One test follows the other, on the same root.
 */
import { expect, test } from '@playwright/test';
import { copyFile, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import packageFile from '../../../package.json' with { type: 'json' };
import type { PracticeNode } from '../../../src-core/practice/practice-node.ts';
import { startPracticeNode } from '../../../src-core/practice/practice-node.ts';
import { openHistory, unwrap } from '../../../src-core/index.ts';
import { layEasyPractice, SILENT } from '../../../src-core/tests/easy-practice.ts';
import { appState } from '../support/app-facts.ts';
import { removeUserFolder, settledUserFolder } from '../support/user-folder.ts';
import { startVirtualDisplay } from '../support/virtual-display.ts';
import { makeCleanRoot } from './clean-root.ts';
import type { CleanRoot } from './clean-root.ts';
import { openInstalled } from './installed-window.ts';
import { madeDeb, makeOlderDeb, OLDER_VERSION, VERSION } from './made-deb.ts';

test.describe.configure({ mode: 'serial' });

/** Blocks that have to be found before, during and after the upgrade. */
const BLOCKS = 5;
/** Some hundredths of a second of hashing, until the practice network adjusts it. */
const FIRST_DIFFICULTY = 1_000_000;
/** Between two blocks of the network, so that several are found while a package is installed. */
const BLOCK_DELAY_MICROS = 1_500_000;

/** Folder of the root in which the packages lie. */
const PACKAGES = 'srv';

let display: Awaited<ReturnType<typeof startVirtualDisplay>>;
let root: CleanRoot;
let node: PracticeNode | undefined;
/** Ids of the blocks that the node has taken. */
const taken: string[] = [];

test.beforeAll(async () => {
  const made = madeDeb();
  display = await startVirtualDisplay();
  root = await makeCleanRoot();
  const packages = join(root.folder, PACKAGES);
  await copyFile(made, join(packages, 'new.deb'));
  await makeOlderDeb(join(packages, 'old.deb'));
  await root.run('apt-get', 'update');
});

test.afterAll(async () => {
  await node?.close();
  await root?.close();
  await display?.close();
});

/** Copies a user's folder into the root; resolves with its path inside. */
async function bring(folder: string, name: string): Promise<string> {
  await cp(folder, join(root.folder, root.home, name), { recursive: true });
  await removeUserFolder(folder);
  await root.giveHome();
  return `${root.home}/${name}`;
}

const install = (file: string): Promise<string> =>
  // What is only recommended must not be needed.
  root.run('apt-get', 'install', '--yes', '--no-install-recommends', `/${PACKAGES}/${file}`);

test('it is installed with all that it needs, and nothing can be changed by a user', async () => {
  await install('old.deb');
  expect(await root.run('dpkg-query', '--show', 'heddle')).toBe(`heddle\t${OLDER_VERSION}\n`);
  expect(await root.run('dpkg', '--verify', 'heddle')).toBe('');
  const linked = await root.run('ldd', '/usr/lib/heddle/heddle');
  expect(linked.split('\n').filter((line) => line.includes('not found'))).toEqual([]);
  const modes = await root.run('find', '/usr/lib/heddle', '-printf', '%M %u:%g %f\n');
  const lines = modes.trim().split('\n');
  expect(lines.filter((line) => !line.includes(' root:root '))).toEqual([]);
  expect(lines.filter((line) => /^.(....w|.......w)/.test(line))).toEqual([]);
  const ownRights = lines.filter((line) => /^[^ ]*s/.test(line));
  expect(ownRights).toEqual(['-rwsr-xr-x root:root chrome-sandbox']);
});

test('it prints its version, and mines in a terminal without a display until it is stopped', async () => {
  const printed = await root.start({}, 'heddle', '--version');
  expect(await printed.ended).toBe(0);
  // Chromium complains on stderr that there is no D-Bus.
  expect(printed.lines).toContain(packageFile.version);

  const data = join(root.folder, root.home, 'terminal');
  await mkdir(data);
  await layEasyPractice(data, 'singleton', FIRST_DIFFICULTY);
  await root.giveHome();
  const practice = ['--practice', '--practice-graph', 'singleton', '--worker', 'cpu', '-c', '1'];
  const miner = await root.start(
    {},
    ...['heddle', '--headless', ...practice, '--data-dir', `${root.home}/terminal`],
    ...['--log-level', 'debug'],
  );
  await miner.line(/submitted work/);
  await miner.signal('SIGTERM');
  expect(await miner.ended).toBe(0);
});

test('its window opens in the sandbox, and mines on the practice network', async ({
  playwright,
}) => {
  const folder = await bring(await settledUserFolder(), 'window');
  const { page, end } = await openInstalled(playwright, root, display.name, folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect
    .poll(async () => (await appState(page)).snapshot.blockCounts.accepted)
    .toBeGreaterThan(0);
  expect((await appState(page)).snapshot.problems).toEqual([]);
  expect(await end()).toBe(0);
});

test('an upgrade while it mines loses no block', async ({ playwright }) => {
  node = unwrap(
    await startPracticeNode(
      {
        port: 0,
        graph: 'triangle',
        firstDifficulty: FIRST_DIFFICULTY,
        blockDelayMicros: BLOCK_DELAY_MICROS,
        onNews: ({ type, block }) => {
          if (type === 'block-joined') taken.push(block.hashText);
        },
      },
      SILENT,
    ),
  );
  const settled = await settledUserFolder({ practice: false, node: `127.0.0.1:${node.port}` });
  const folder = await bring(settled, 'upgraded');
  const more = async (): Promise<void> => {
    const before = taken.length;
    await expect.poll(() => taken.length).toBeGreaterThanOrEqual(before + BLOCKS);
  };

  const older = await openInstalled(playwright, root, display.name, folder);
  await older.page.getByRole('button', { name: 'Start mining' }).click();
  await more();
  const before = taken.length;
  await install('new.deb');
  expect(await root.run('dpkg-query', '--show', 'heddle')).toBe(`heddle\t${VERSION}\n`);
  expect(taken.length).toBeGreaterThan(before);
  // The program of before goes on, though its files are gone.
  await more();
  expect((await appState(older.page)).snapshot.problems).toEqual([]);
  expect(await older.end()).toBe(0);
  const untilTheEnd = taken.length;

  const newer = await openInstalled(playwright, root, display.name, folder);
  await expect(newer.page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  await newer.page.getByRole('button', { name: 'Start mining' }).click();
  await more();
  expect(await newer.end()).toBe(0);
  expect(taken.length).toBeGreaterThan(untilTheEnd);

  const history = openHistory(join(root.folder, folder, 'history.db'));
  const states = new Map(taken.map((id) => [id, history.block(id)?.state]));
  const found = history.blocks(Infinity, 10 * taken.length);
  history.close();
  const lost = [...states].filter(([, state]) => !/^(accepted|confirmed)$/.test(state ?? ''));
  expect(lost).toEqual([]);
  // And none is in the history that the node does not have.
  const claimed = found.filter(({ state }) => state === 'accepted' || state === 'confirmed');
  expect(claimed.map(({ id }) => id).filter((id) => !states.has(id))).toEqual([]);
  expect(claimed).toHaveLength(states.size);
});

test('it can be removed, and leaves what belongs to the user', async () => {
  await root.run('apt-get', 'purge', '--yes', 'heddle');
  const left = await root.run('find', '/', '-xdev', '-iname', '*heddle*');
  const ours = left.split('\n').filter((path) => path !== '' && !path.startsWith(root.home));
  expect(ours).toEqual([]);
  expect(await root.run('ls', `${root.home}/upgraded`)).toContain('history.db');
});
