import type { ReactNode } from 'react';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { WorkerKind } from '../../../wording/worker-kinds.ts';
import { CpuSettings } from '../workers/cpu-settings.tsx';
import { ExternalSettings } from '../workers/external-settings.tsx';
import {
  ConstantDelaySettings,
  OnDemandSettings,
  SimulationSettings,
} from '../workers/simulated-settings.tsx';
import { SettingGroup } from '../fields/setting-group.tsx';
import { ThreadCount } from '../fields/thread-count.tsx';
import { WorkerSetting } from '../workers/worker-setting.tsx';

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
