/** The cases of the campaign, by what fails. */
import { ANSWER_CASES } from './cases/answer-cases.ts';
import { CLOCK_CASES } from './cases/clock-cases.ts';
import { DISK_CASES } from './cases/disk-cases.ts';
import { NETWORK_CASES } from './cases/network-cases.ts';
import { NODE_CASES } from './cases/node-cases.ts';
import { PORT_CASES } from './cases/port-cases.ts';
import { STREAM_CASES } from './cases/stream-cases.ts';
import { WORKER_CASES } from './cases/worker-cases.ts';
import type { FaultCase } from './fault-case.ts';

/** Names are unique. */
export const ALL_CASES: readonly FaultCase[] = [
  ...NETWORK_CASES,
  ...ANSWER_CASES,
  ...STREAM_CASES,
  ...NODE_CASES,
  ...CLOCK_CASES,
  ...DISK_CASES,
  ...WORKER_CASES,
  ...PORT_CASES,
];
