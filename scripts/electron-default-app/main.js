/**
 * What a bare Electron does with `electron [options] <folder>`, for a runtime that came without Electron's own default
 * application: finds the folder in the arguments, takes its name and version, and runs its main file.
 * Electron's default_app/main.ts is the model. It runs inside Electron, from resources/app of that runtime.
 */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const preloaded = [];
let folder;
for (let i = 1; i < process.argv.length && folder === undefined; i += 1) {
  const argument = process.argv[i];
  if (argument === '-r' || argument === '--require') preloaded.push(process.argv[(i += 1)]);
  else if (!argument.startsWith('-')) folder = resolve(argument);
}
if (folder === undefined) {
  process.stderr.write('usage: electron [options] <application folder>\n');
  process.exit(1);
}

const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(description.productName ?? description.name);
app.setVersion(description.version);
app.setAppPath(folder);

const require = createRequire(join(folder, 'package.json'));
for (const file of preloaded) require(resolve(file));
// Awaited: Electron holds back its ready event until this module is done, and an application may register schemes and
// the like only before that event.
await import(pathToFileURL(require.resolve(folder)).href);
