import type { ComponentType } from 'react';
import { useTranslation } from '../../../stores/use-translation.ts';
import { workersOf } from '../../../wording/settings/worker-kinds.ts';
import type { WorkerKind } from '../../../wording/settings/worker-kinds.ts';
import { NumberSetting } from '../fields/number-setting.tsx';
import { SettingGroup } from '../fields/setting-group.tsx';
import { useConfig } from '../fields/use-setting.ts';
import { CpuSettings } from '../workers/cpu-settings.tsx';
import { ExternalSettings } from '../workers/external-settings.tsx';
import { GpuSettings } from '../workers/gpu-settings.tsx';
import {
  ConstantDelaySettings,
  OnDemandSettings,
  SimulationSettings,
} from '../workers/simulated-settings.tsx';
import { WorkerSetting } from '../workers/worker-setting.tsx';

/** The fields of each kind of worker. */
const FIELDS: Readonly<Record<WorkerKind, ComponentType>> = {
  stratum: StratumThreads,
  cpu: CpuSettings,
  gpu: GpuSettings,
  external: ExternalSettings,
  simulation: SimulationSettings,
  'constant-delay': ConstantDelaySettings,
  'on-demand': OnDemandSettings,
};

/** What mines, and the settings of those kinds of workers. */
export function MiningGroup() {
  const { t } = useTranslation();
  const kinds = workersOf(useConfig());
  return (
    <SettingGroup question={t('settings.mining')}>
      <WorkerSetting />
      {kinds.map((kind) => {
        const Fields = FIELDS[kind];
        return <Fields key={kind} />;
      })}
    </SettingGroup>
  );
}

function StratumThreads() {
  const { t } = useTranslation();
  return <NumberSetting name="threadCount" about={t('settings.threadCount.stratum')} />;
}
