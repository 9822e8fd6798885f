/** `npm run test:fuzz`: hostile input at every door. */
import { runCampaign } from './campaign.ts';
import type { FuzzOptions } from './fuzz-options.ts';
import { readOptions, refuse } from './fuzz-options.ts';
import { gather } from './gather.ts';

let options: FuzzOptions | null = null;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  refuse(error);
}
if (options !== null) {
  const { doors, inputs, seed, gathers } = options;
  if (gathers) await gather(doors, seed, inputs);
  else if (!(await runCampaign(options))) process.exitCode = 1;
}
