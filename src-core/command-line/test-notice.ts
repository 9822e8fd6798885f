/** `--test-notice`: whether the webhook of the settings works. */
import type { MinerConfig } from '../config/miner-config.ts';
import { sayOnStderr } from '../logging/stderr-line.ts';
import { sendTestNotice } from '../notices/test-notice.ts';
import { webhookFaultText } from '../notices/webhook/webhook-fault.ts';
import { EXIT } from '../system/exit-codes.ts';

/**
 * Sends a test and says where it arrived, or why it did not.
 * @returns the exit code, see system/exit-codes.ts
 */
export async function testNotice(config: MinerConfig): Promise<number> {
  const sent = await sendTestNotice(config);
  if (sent.ok) {
    process.stdout.write(`The test was sent to ${sent.value.host}.\n`);
    return EXIT.done;
  }
  const { error } = sent;
  sayOnStderr(
    error.kind === 'no-webhook'
      ? 'There is no address to send notices to. Name one with --notify-webhook.'
      : `The test was not sent to ${error.host}: ${webhookFaultText(error.fault)}.`,
  );
  return EXIT.failed;
}
