import type { ComponentType } from 'react';
import { useTranslation } from '../../../stores/use-translation.ts';
import { threadCountText } from '../../../wording/settings/thread-settings.ts';
import { isForTesting, workersOf } from '../../../wording/settings/worker-kinds.ts';
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
  WithoutProof,
} from '../workers/simulated-settings.tsx';
import { WorkerSetting } from '../workers/worker-setting.tsx';

/** The fields that each kind of worker has for itself; machines have a group of their own. */
const FIELDS: Readonly<Record<WorkerKind, ComponentType | null>> = {
  stratum: null,
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
  const config = useConfig();
  const kinds = workersOf(config);
  const threads = threadCountText(config);
  return (
    <SettingGroup question={t('settings.mining')}>
      <WorkerSetting />
      {kinds.map((kind) => {
        const Fields = FIELDS[kind];
        return Fields === null ? null : <Fields key={kind} />;
      })}
      {threads !== null && <NumberSetting name="threadCount" about={t(threads)} />}
      {kinds.some(isForTesting) && <WithoutProof />}
    </SettingGroup>
  );
}
