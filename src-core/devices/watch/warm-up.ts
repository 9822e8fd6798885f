/** How long machines take after a start until their own hash rate is right. */
import type { DeviceFamily } from '../device.ts';

/**
 * Seconds. iBeLink's manual says 30 to 60 minutes for the BM series; the others tune their chips within
 * minutes. What is only known by cgminer's interface may be anything.
 */
const WARM_UP_SECONDS: Readonly<Record<DeviceFamily, number>> = {
  goldshell: 600,
  antminer: 900,
  ibelink: 3600,
  cgminer: 1800,
};

/** Whether it started so recently that its rate is still rising. */
export function isWarmingUp(family: DeviceFamily, uptimeSeconds: number): boolean {
  return uptimeSeconds < WARM_UP_SECONDS[family];
}
