/** A program of nothing but a window with one word, in the same Electron as the packaged program: what there is at least. */
import { createPackage } from '@electron/asar';
import { link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MAIN = `
const { app, BrowserWindow } = require('electron');
app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir'));
void app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1280, height: 800 });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('data:text/html,<title>Empty</title><p>Empty</p>');
});
process.on('SIGTERM', () => app.exit(0));
`;

/**
 * Makes it beside the packaged program, whose files it shares.
 * @returns its folder
 */
export async function makeEmptyProgram(packaged: string): Promise<string> {
  const folder = await mkdtemp(`${packaged}-empty-`);
  await linkAll(packaged, folder);
  await rm(join(folder, 'resources'), { recursive: true });
  const source = join(folder, 'empty');
  await mkdir(source);
  await writeFile(join(source, 'package.json'), '{ "name": "empty", "main": "main.cjs" }');
  await writeFile(join(source, 'main.cjs'), MAIN);
  await createPackage(source, join(folder, 'resources', 'app.asar'));
  await rm(source, { recursive: true });
  return folder;
}

async function linkAll(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkAll(source, target);
    else await link(source, target);
  }
}
