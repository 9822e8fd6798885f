import type { ReactNode } from 'react';
import type { MinerConfig } from '../../stores/facts.ts';
import type { WorkerKind } from '../../wording/worker-kinds.ts';
import { CpuSettings } from './cpu-settings.tsx';
import { ExternalSettings } from './external-settings.tsx';
import {
  ConstantDelaySettings,
  OnDemandSettings,
  SimulationSettings,
} from './pretending-settings.tsx';
import { SettingGroup } from './setting-group.tsx';
import { ThreadCount } from './thread-count.tsx';
import { WorkerSetting } from './worker-setting.tsx';

/** The fields of each kind of worker. */
const FIELDS: Readonly<Record<WorkerKind, (config: MinerConfig) => ReactNode>> = {
  stratum: (config) => (
    <ThreadCount
      config={config}
      sentence="So many blocks, of different chains, are in work at the same time. Machines change between them."
    />
  ),
  cpu: (config) => <CpuSettings config={config} />,
  external: (config) => <ExternalSettings config={config} />,
  simulation: (config) => <SimulationSettings config={config} />,
  'constant-delay': (config) => <ConstantDelaySettings config={config} />,
  'on-demand': (config) => <OnDemandSettings config={config} />,
};

export function MiningGroup({ config }: { readonly config: MinerConfig }) {
  return (
    <SettingGroup question="What mines?">
      <WorkerSetting config={config} />
      {FIELDS[config.worker](config)}
    </SettingGroup>
  );
}
