import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english, german } from './catalogues.ts';

const root = new URL('..', import.meta.url).pathname;

/** What a message asks for: names of arguments with their kind, and tags, in order of their names. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(`${element.value} ${TYPE[element.type]}`);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) visit(option.value);
      }
      if (element.type === TYPE.tag) visit(element.children);
    }
  };
  visit(parse(text));
  return [...names].sort();
}

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  it('ask for the same arguments in every language', () => {
    for (const [id, text] of Object.entries(english)) {
      expect([id, argumentsOf(german[id as keyof typeof english])]).toEqual([
        id,
        argumentsOf(text),
      ]);
    }
  });

  it('have no text that nothing shows', () => {
    const code = globSync('{renderer,electron,contract,src-core/notices}/**/*.{ts,tsx}', {
      cwd: root,
    })
      .filter((path) => !/\.(test|e2e)\./.test(path))
      .map((path) => readFileSync(root + path, 'utf8'))
      .join('\n');
    const unused = Object.keys(english).filter((id) => !code.includes(`'${id}'`));
    expect(unused).toEqual([]);
  });

  it('keep each text in the file of its area, and each key in one file', () => {
    for (const path of globSync('messages/{en,de}/*.json', { cwd: root })) {
      const keys = Object.keys(JSON.parse(readFileSync(root + path, 'utf8')) as object);
      const area = basename(path, '.json');
      expect(keys.filter((key) => !key.startsWith(`${area}.`))).toEqual([]);
    }
  });
});
