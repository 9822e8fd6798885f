import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import type {
  MachineSnapshot,
  MinerSnapshot,
  Problem,
  StratumSnapshot,
  WorkerProblem,
} from '../../../contract/screen-contract.ts';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import type { FixAction } from './fix-buttons.ts';
import { foremostProblem, otherTroubledWorkers, problemText } from './problems.ts';

const english = translationTo('en');

const fallback = { url: 'http://10.0.0.9:1848', latencyMs: 1 };
const mining = { phase: 'mining', node: fallback, stratum: null, problems: [] } as const;
const waiting = { phase: 'waiting', node: null, stratum: null, problems: [] } as const;

const node: Problem = {
  kind: 'node',
  node: 'http://localhost:1848',
  error: { kind: 'node-missing', detail: 'ECONNREFUSED' },
  sinceMs: 20,
};
const worker: WorkerProblem = {
  kind: 'worker',
  worker: 'CPU 1',
  fault: { kind: 'thread-exited', detail: '1', lastWords: null },
  times: 1,
  sinceMs: 10,
  lastMs: 10,
  retryAtMs: null,
};

it('speaks of the node before a worker', () => {
  expect(foremostProblem({ phase: 'waiting', problems: [worker, node] })).toBe(node);
  expect(foremostProblem({ phase: 'mining', problems: [worker] })).toBe(worker);
  expect(foremostProblem({ phase: 'mining', problems: [] })).toBeNull();
});

it('doubts the network of the work in hand, and not where no node has work', () => {
  const doubted: Problem = {
    ...{ kind: 'network', node: fallback.url, first: 'http://localhost:1848' },
    ...{ versionName: 'mainnet01', sinceMs: 5 },
  };
  const problems = [doubted, node];
  expect(foremostProblem({ phase: 'mining', problems })).toBe(doubted);
  expect(foremostProblem({ phase: 'waiting', problems })).toBe(node);
  expect(foremostProblem({ phase: 'waiting', problems: [doubted] })).toBe(doubted);
});

it('counts the other workers that have a problem, each once', () => {
  const other: Problem = { ...worker, worker: 'CPU 2' };
  expect(
    otherTroubledWorkers(worker, [
      node,
      worker,
      { ...worker, fault: { ...worker.fault, detail: '2' } },
    ]),
  ).toBe(0);
  expect(otherTroubledWorkers(worker, [worker, other])).toBe(1);
  expect(otherTroubledWorkers(other, [worker, other, { ...worker, worker: 'CPU 3' }])).toBe(2);
  expect(otherTroubledWorkers(node, [node, worker, other])).toBe(0);
});

it('explains a kind of worker that cannot mine, with its fix, and says whether others keep mining', () => {
  const port: Problem = {
    kind: 'group',
    workers: 'stratum',
    error: {
      ...{ kind: 'listen', server: 'stratum', setting: 'stratumPort', reason: 'in-use' },
      ...{ interfaceName: '*', port: 1917, detail: 'EADDRINUSE' },
    },
    sinceMs: 1,
  };
  expect(problemText(english, port, true, mining)).toEqual({
    happened: expect.stringContaining('Port 1917 is in use by another program.'),
    advice: 'Heddle tries again, and everything else keeps mining.',
    button: 'Change the port',
    action: { do: 'open-settings', field: 'stratumPort' },
  });
  expect(problemText(english, port, true, waiting).advice).toBe('Heddle tries again.');
  const bug: Problem = {
    ...{ kind: 'group', workers: 'cpu', sinceMs: 1 },
    error: { kind: 'unexpected', setting: null, step: 'loops', detail: 'x is undefined' },
  };
  expect(problemText(english, bug, true, mining)).toMatchObject({
    happened: expect.stringContaining('Processor failed because of a bug in Heddle'),
    action: { do: 'open-logs' },
  });
  expect(otherTroubledWorkers(port, [port, bug, worker])).toBe(2);
});

it('is quiet while stopped', () => {
  expect(foremostProblem({ phase: 'stopped', problems: [node] })).toBeNull();
});

it('names the node, but not the address of the practice network', () => {
  expect(problemText(english, node, false, waiting).happened).toContain('localhost:1848');
  expect(problemText(english, node, true, waiting).happened).not.toContain('localhost');
});

it('says whether mining continues', () => {
  expect(problemText(english, node, false, mining).advice).toContain(
    'Mining continues with 10.0.0.9:1848.',
  );
  expect(problemText(english, node, false, waiting).advice).toContain(
    'Mining resumes once the node answers.',
  );
});

it('names the other nodes that fail, where none has work', () => {
  const second: Problem = { ...node, node: fallback.url };
  const busy: Problem = { ...second, error: { kind: 'overloaded', detail: '' } };
  const both = { ...waiting, problems: [node, second] };
  const german = translationTo('de');
  expect(problemText(english, node, false, both)).toMatchObject({
    happened: 'No node answers at localhost:1848 or 10.0.0.9:1848.',
    advice: expect.stringMatching(/ Mining resumes once a node answers\.$/),
  });
  expect(problemText(german, node, false, both).happened).toBe(
    'Unter localhost:1848 oder 10.0.0.9:1848 antwortet kein Node.',
  );
  expect(problemText(english, node, false, { ...both, problems: [node, busy] })).toMatchObject({
    happened: 'No node answers at localhost:1848.',
    advice: expect.stringContaining(
      ' 10.0.0.9:1848 fails, too. Mining resumes once a node answers.',
    ),
  });
  const { happened } = problemText(english, node, false, { ...mining, problems: [node, second] });
  expect(happened).toBe('No node answers at localhost:1848.');
});

it('says since when the work of machines is outdated, and not that the node lost takes over', () => {
  const sinceMs = new Date(2026, 10, 30, 13, 5).getTime();
  const stratum = { online: 2, outdatedSinceMs: sinceMs } as StratumSnapshot;
  const lost = { ...mining, node: { url: node.node, latencyMs: 1 }, stratum };
  const { happened, advice } = problemText(english, node, false, lost);
  expect(happened).toContain('The work of the machines has been outdated since 13:05.');
  expect(advice).not.toContain('continues');
  expect(problemText(english, node, true, lost).happened).toContain('outdated since 13:05');
  const alone = { ...lost, stratum: { ...stratum, online: 0 } };
  expect(problemText(english, node, false, alone).happened).not.toContain('outdated');
});

it('says that a worker is retried', () => {
  const text = problemText(english, worker, false, mining);
  expect(text.happened).toBe('CPU 1 failed: its hash thread ended with code 1.');
  expect(text.advice).toBe('Heddle retries automatically.');
});

it('names the limit of open files, before workers and after nodes', () => {
  const files: Problem = { kind: 'open-files', limit: 64, sinceMs: 1 };
  expect(foremostProblem({ phase: 'mining', problems: [worker, files] })).toBe(files);
  expect(foremostProblem({ phase: 'mining', problems: [node, files] })).toBe(node);
  const { happened, advice } = problemText(english, files, false, mining);
  expect(happened).toContain('The limit of 64 open files');
  expect(advice).toContain('ulimit -n');
  expect(problemText(english, { ...files, limit: null }, false, mining).happened).not.toContain(
    'null',
  );
});

it('says whose shares are all refused, why, and what to do', () => {
  const refusal = { kind: 'low-difficulty', level: 2.2, wantedLevel: 10 } as const;
  const names = ['rig01', 'rig02'];
  const text = (machines: number, listed: readonly string[]) =>
    problemText(
      translationTo('en'),
      { kind: 'shares', machines, names: listed, refusal, sinceMs: 0 },
      false,
      mining,
    );
  expect(text(100, names).happened).toBe(
    'Every share of 100 machines (rig01, rig02 and 98 more) is rejected.',
  );
  expect(text(1, ['rig01']).happened).toBe('Every share of rig01 is rejected.');
  expect(text(1, ['rig01']).advice).toContain('the share is of level 2.2');
  expect(text(1, ['rig01']).action).toEqual({ do: 'open-machines' });
  const refused = madeUpMachine({ key: 'rig01', isAllRefused: true });
  const left = { ...refused, key: 'rig02', isOnline: false };
  const sound = { ...refused, key: 'rig03', isAllRefused: false };
  const action = (...machines: MachineSnapshot[]): FixAction =>
    problemText(english, { kind: 'shares', machines: 1, names, refusal, sinceMs: 0 }, false, {
      ...mining,
      stratum: { machines } as unknown as MinerSnapshot['stratum'],
    }).action;
  expect(action(left, refused, sound)).toEqual({ do: 'open-machine', key: 'rig01' });
  expect(action(refused, { ...refused, key: 'rig04' })).toEqual({ do: 'open-machines' });
});
