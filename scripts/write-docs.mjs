/** `npm run docs`: writes the tables of settings and options into the documents. */
import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENTS, withTables } from '../src-core/command-line/settings-document.ts';

for (const name of DOCUMENTS) {
  const file = new URL(`../${name}`, import.meta.url);
  const before = readFileSync(file, 'utf8');
  const after = withTables(before);
  if (after !== before) writeFileSync(file, after);
  console.log(`${name}: ${after === before ? 'up to date' : 'updated'}`);
}
