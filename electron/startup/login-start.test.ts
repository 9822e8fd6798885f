import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loginStartByEntry, loginStartByItems, wasOpenedAtLogin } from './login-start.ts';
import type { LoginItems } from './login-start.ts';

describe('by an entry of the desktop', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heddle-login-'));
    path = join(folder, 'autostart', 'heddle.desktop');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is switched on and off', async () => {
    const start = loginStartByEntry(path, ['/opt/heddle', '--at-login']);
    expect(await start.isOn()).toBe(false);
    expect(await start.set(true)).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toContain('Exec="/opt/heddle" "--at-login"\n');
    expect(await start.isOn()).toBe(true);
    expect(await start.set(false)).toMatchObject({ ok: true });
    expect(await start.isOn()).toBe(false);
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await start.set(false)).toMatchObject({ ok: true });
  });

  it('is off when the desktop’s settings switched it off', async () => {
    const start = loginStartByEntry(path, ['/opt/heddle']);
    await start.set(true);
    await writeFile(path, `${await readFile(path, 'utf8')}Hidden=true\n`);
    expect(await start.isOn()).toBe(false);
  });

  it('names the program where it is now', async () => {
    await loginStartByEntry(path, ['/old/heddle']).set(true);
    await loginStartByEntry(path, ['/new/heddle']).set(true);
    expect(await readFile(path, 'utf8')).toContain('Exec="/new/heddle"\n');
  });

  it('leaves the file of another program alone', async () => {
    const start = loginStartByEntry(path, ['/opt/heddle']);
    await mkdir(join(folder, 'autostart'));
    await writeFile(path, '[Desktop Entry]\nExec=other\n');
    expect(await start.isOn()).toBe(false);
    expect(await start.set(true)).toMatchObject({
      ok: false,
      error: { kind: 'file', operation: 'write', path, detail: 'another program wrote this file' },
    });
    expect(await start.set(false)).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toBe('[Desktop Entry]\nExec=other\n');
  });

  it('says why the entry cannot be written', async () => {
    await writeFile(join(folder, 'autostart'), 'a file where the folder should be');
    const failed = await loginStartByEntry(path, ['/opt/heddle']).set(true);
    expect(failed).toMatchObject({ ok: false, error: { kind: 'file', path } });
  });
});

describe('by the system’s login items', () => {
  const itemsOf = (obeys: boolean): LoginItems & { readonly args: unknown[] } => {
    let isOn = false;
    const args: unknown[] = [];
    return {
      args,
      getLoginItemSettings: () => ({ openAtLogin: isOn }),
      setLoginItemSettings(settings) {
        if (obeys) isOn = settings.openAtLogin;
        args.push(settings.args);
      },
    };
  };

  it('is switched on and off with the same arguments', async () => {
    const items = itemsOf(true);
    const start = loginStartByItems(items, ['--at-login']);
    expect(await start.set(true)).toMatchObject({ ok: true });
    expect(await start.isOn()).toBe(true);
    expect(await start.set(false)).toMatchObject({ ok: true });
    expect(await start.isOn()).toBe(false);
    expect(items.args).toEqual([['--at-login'], ['--at-login']]);
  });

  it('says whether the system started it, where it says so', () => {
    const opened = (settings: object): boolean =>
      wasOpenedAtLogin({ getLoginItemSettings: () => ({ openAtLogin: true, ...settings }) });
    expect(opened({ wasOpenedAtLogin: true })).toBe(true);
    expect(opened({ wasOpenedAtLogin: false })).toBe(false);
    expect(opened({})).toBe(false);
  });

  it('says that the system did not take it over', async () => {
    const start = loginStartByItems(itemsOf(false), []);
    expect(await start.set(true)).toMatchObject({ ok: false, error: { kind: 'login-refused' } });
  });
});
