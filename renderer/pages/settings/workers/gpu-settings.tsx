import { LoadSetting } from '../fields/load-setting.tsx';

/** How hard the graphics cards work. */
export function GpuSettings() {
  return <LoadSetting name="gpuIntensity" />;
}
