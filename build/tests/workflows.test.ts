/** The files of .github/: what they run exists, and they ask for no more rights than they need. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import packageFile from '../../package.json' with { type: 'json' };

const folder = new URL('../../.github/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.object({
  uses: z.string().optional(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  'timeout-minutes': z.number().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(step).default([]),
});
const schema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), job),
});
const names = readdirSync(new URL('workflows/', folder));
const workflows = names.map((name) => ({
  name,
  ...schema.parse(parse(textOf(`workflows/${name}`))),
}));
const jobs = workflows.flatMap(({ name, jobs: all }) =>
  Object.entries(all).map(([id, each]) => ({ name: `${name}: ${id}`, siblings: all, ...each })),
);
const steps = jobs.flatMap((each) => each.steps);

it('run scripts that exist', () => {
  const scripts = steps.flatMap(({ run = '' }) =>
    [...run.matchAll(/npm (?:run )?([a-z:-]+)/g)].map(([, script = '']) => script),
  );
  expect(scripts).toEqual(
    expect.arrayContaining(['lint', 'test', 'make', 'check-package', 'audit']),
  );
  const known = ['ci', ...Object.keys(packageFile.scripts)];
  expect(scripts.filter((script) => !known.includes(script))).toEqual([]);
});

it('call workflows and wait for jobs that exist, and end by themselves', () => {
  for (const { name, uses, needs = [], siblings, 'timeout-minutes': minutes } of jobs) {
    for (const other of [needs].flat()) expect(siblings).toHaveProperty(other);
    if (uses === undefined) expect([name, minutes]).toEqual([name, expect.any(Number)]);
    else expect(names.map((each) => `./.github/workflows/${each}`)).toContain(uses);
  }
});

it('may read, and write only where a release is made', () => {
  for (const { name, permissions } of workflows) {
    expect([name, permissions]).toEqual([name, { contents: 'read' }]);
  }
  const writing = jobs.filter(({ permissions }) => permissions !== undefined);
  expect(writing.map(({ name }) => name)).toEqual(['release.yaml: draft']);
});

it('use actions of GitHub alone, in a version, and leave no token behind', () => {
  for (const { uses, with: options } of steps) {
    if (uses === undefined) continue;
    expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
    if (uses.startsWith('actions/checkout@')) {
      expect(options).toMatchObject({ 'persist-credentials': false });
    }
  }
});

it('has forms that ask for the diagnosis', () => {
  const form = z.object({
    name: z.string(),
    description: z.string(),
    body: z.array(z.object({ type: z.string(), id: z.string().optional() })),
  });
  for (const name of ['bug.yaml', 'feature.yaml']) {
    const { body } = form.parse(parse(textOf(`ISSUE_TEMPLATE/${name}`)));
    expect(body.map(({ id }) => id)).toContain('diagnosis');
  }
});
