import { describe, expect, it } from 'vitest';
import type { Check } from '../../diagnosis/checks.ts';
import { diagnosisJson, diagnosisReport, hasFailed } from './diagnosis-report.ts';

const AT_MS = Date.UTC(2026, 10, 30, 6, 5);
const node = 'node.example:1848';

const disk: Check = {
  kind: 'disk',
  verdict: 'ok',
  folder: '~/heddle',
  freeBytes: 12.34e9,
  isWritable: true,
};
const stuck: Check = {
  kind: 'sync',
  verdict: 'fail',
  node,
  isFallback: false,
  state: 'standing-still',
  height: 5_000,
  newestAgeMs: 7_200_000,
  error: null,
};
const fallback: Check = {
  kind: 'node',
  verdict: 'warn',
  node,
  isFallback: true,
  error: { kind: 'node-missing', detail: 'ECONNREFUSED' },
  network: null,
  nodeVersion: null,
};

const reportOf = (...checks: Check[]): string[] =>
  diagnosisReport({ atMs: AT_MS, checks }).split('\n');

describe('the report of a diagnosis', () => {
  it('has a line for each check in columns, and what to do below it', () => {
    expect(reportOf(disk, stuck, fallback)).toEqual([
      'Heddle diagnosis, 2026-11-30 06:05 UTC',
      'ok       Disk           ~/heddle has 12.3 GB free.',
      'fail     Sync           node.example:1848 stands still: height 5000, newest block 2 h old, and none came while it was watched.',
      "                        -> Check the node's peers, disk and log, or use another node. A network without miners looks the same.",
      'warn     Fallback       No node answers at node.example:1848 (ECONNREFUSED).',
      '                        -> Start the node, or correct its address with --node.',
      '1 failed, 1 to look at.',
      '',
    ]);
  });

  it('ends with good news where there are no others', () => {
    expect(reportOf(disk).at(-2)).toBe('Every check passed.');
    expect(hasFailed({ atMs: AT_MS, checks: [disk, fallback] })).toBe(false);
    expect(hasFailed({ atMs: AT_MS, checks: [disk, stuck] })).toBe(true);
  });

  it('names the kinds of workers, and what each does where that is known', () => {
    const stratum = { kind: 'stratum', state: 'failed' } as const;
    const cpu = { kind: 'cpu', state: null } as const;
    const lines = reportOf({ kind: 'workers', verdict: 'warn', workers: [stratum, cpu] });
    expect(lines[1]).toContain('Mines with stratum (failed), cpu.');
    expect(lines[2]).toContain('-> The log says why it failed.');
  });

  it('names the latest machines, and says how to open each firewall', () => {
    const machines = Array.from({ length: 25 }, (_, at) => ({
      key: `rig${at}`,
      lastShareAtMs: at === 1 ? null : AT_MS - 180_000,
    }));
    const lines = reportOf(
      { kind: 'machines', verdict: 'ok', machines, holder: null },
      { kind: 'firewall', verdict: 'warn', port: 1917, active: ['ufw', 'firewalld'] },
    );
    expect(lines[1]).toContain('Last share accepted: rig0 3 min ago, rig1 none, rig2 3 min ago');
    expect(lines[1]).toContain('and 5 more');
    expect(lines[3]).toContain('sudo ufw allow 1917/tcp');
    expect(lines[3]).toContain('--add-port=1917/tcp');
  });

  it('shows what peers put into it on its own line, without effect', () => {
    const page = {
      ...fallback,
      error: { kind: 'nonsense-answer', detail: 'a\n\u001b[2Jok' },
    } as Check;
    const lines = reportOf(page);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain('a\\n\\u001b[2Jok');
  });

  it('is JSON with the same sentences', () => {
    const { checks } = JSON.parse(diagnosisJson({ atMs: AT_MS, checks: [stuck, disk] })) as {
      checks: unknown[];
    };
    expect(checks).toMatchObject([
      { kind: 'sync', state: 'standing-still', fix: expect.stringContaining('peers') as unknown },
      { kind: 'disk', freeBytes: 12.34e9, says: '~/heddle has 12.3 GB free.', fix: null },
    ]);
  });
});
