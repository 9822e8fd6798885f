/** The files of server/ fit together: ports, names, metrics. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMinerMetrics } from '../../metrics/miner-metrics.ts';
import { initialMinerState } from '../../state/miner/miner-state.ts';
import { snapshotOf } from '../../state/miner/snapshot.ts';

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../../server/${name}`, import.meta.url));
const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8');

const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({ hostname: z.string().optional(), volumes: z.array(z.string()) }),
    ),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(textOf('compose.yaml')));
const volumes = Object.values(compose.services).flatMap((service) => service.volumes);

it('mounts files that are here, and volumes that are declared', () => {
  const sources = volumes.map((volume) => volume.split(':')[0]!);
  // The user's own configuration.
  const files = sources.filter((source) => /^\.\/(?!heddle\.yaml$)/.test(source));
  expect(files.filter((file) => !existsSync(pathOf(file)))).toEqual([]);
  const named = sources.filter((source) => !source.startsWith('.'));
  expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
});

it('reads the metrics at a name that Heddle answers to, and at its port', () => {
  const { scrape_configs: jobs, rule_files: rules } = z
    .object({
      rule_files: z.array(z.string()),
      scrape_configs: z.array(
        z.object({ static_configs: z.array(z.object({ targets: z.array(z.string()) })) }),
      ),
    })
    .parse(parse(textOf('prometheus.yaml')));
  const targets = jobs.flatMap((job) => job.static_configs.flatMap((each) => each.targets));
  const port = /"--metrics-port", "(\d+)"/.exec(textOf('Containerfile'))?.[1];
  expect(targets).toEqual([`${compose.services['heddle']?.hostname}:${port}`]);
  for (const file of rules) expect(volumes.join('\n')).toContain(`./${file}:/etc/prometheus/`);
});

it('has Grafana read that Prometheus, and the dashboard from where it is mounted', () => {
  const { datasources } = z
    .object({ datasources: z.array(z.object({ type: z.string(), url: z.string() })) })
    .parse(parse(textOf('grafana/datasources.yaml')));
  expect(datasources).toEqual([{ type: 'prometheus', url: 'http://prometheus:9090' }]);
  expect(Object.keys(compose.services)).toContain('prometheus');
  const { providers } = z
    .object({ providers: z.array(z.object({ options: z.object({ path: z.string() }) })) })
    .parse(parse(textOf('grafana/dashboards.yaml')));
  const [folder] = providers.map(({ options }) => options.path);
  expect(volumes).toContain(`./grafana/heddle.json:${folder}/heddle.json:ro`);
});

const metrics = createMinerMetrics(
  () => snapshotOf(initialMinerState(), 0),
  '0',
  () => ({ electricityPrice: null, currency: 'EUR' }),
);
afterAll(() => metrics.close());

it('warns by metrics that exist', async () => {
  const { groups } = z
    .object({
      groups: z.array(
        z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) }),
      ),
    })
    .parse(parse(textOf('alerts.yaml')));
  const used = groups.flatMap(({ rules }) =>
    rules.flatMap(({ expr }) => expr.match(/\bheddle_\w+(\{\w+="\w+"\})?/g) ?? []),
  );
  expect(used).toContain('heddle_healthy');
  const served = await metrics.text();
  const starts = served.split('\n').flatMap((line) => [line.split(' ')[0], line.split('{')[0]]);
  expect(used.filter((series) => !starts.includes(series))).toEqual([]);
});
