/** Answers of Goldshell's web server. */
import { err } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { parsePeerJson } from '../../../peers/peer-json.ts';
import type { DeviceIdentity, DevicePool } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer, textOf } from '../../machine-text.ts';
import { goldshellModel } from '../../models.ts';
import { isFields } from '../cgminer/cgminer-json.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import { settingsPools } from '../cgminer/settings-pools.ts';
import type { MachineAnswer } from '../reach/machine-line.ts';

/** The JSON of an answer; null where it is none. */
export function jsonOf({ body }: MachineAnswer): unknown {
  const parsed = parsePeerJson(body);
  return parsed.ok ? parsed.value : null;
}

/** `/mcb/status`, which needs no password; null where it is not a Goldshell's. */
export function goldshellStatus(
  answer: MachineAnswer,
): Pick<DeviceIdentity, 'model' | 'firmware'> | null {
  const status = jsonOf(answer);
  if (answer.status !== 200 || !isFields(status)) return null;
  const model = textOf(status['model']);
  const isGoldshell = model?.toLowerCase().startsWith('goldshell') === true;
  if (!isGoldshell && textOf(status['mcbversion']) === null) return null;
  return {
    model: model === null ? null : goldshellModel(model, textOf(status['hardware'])),
    firmware: textOf(status['firmware']),
  };
}

/** The front page of its web interface, also while `/mcb/status` fails. */
export function isGoldshellPage({ status, body }: MachineAnswer): boolean {
  return status === 200 && body.includes('cloud-box');
}

/** It wants a token. That alone makes it no Goldshell: other web servers may use the same words. */
export function wantsToken({ status, body }: MachineAnswer): boolean {
  return status === 401 && /check token/i.test(body);
}

/** A list, as `/mcb/pools` answers, or a failure. */
export function poolsOf(answer: MachineAnswer): Result<readonly DevicePool[], DeviceError> {
  const refusal = refusalOf(answer);
  if (refusal !== null) return err(refusal);
  const list = jsonOf(answer);
  if (!Array.isArray(list)) return err({ kind: 'nonsense', answer: quotedAnswer(answer.body) });
  return settingsPools(list);
}

/** What `PUT /mcb/pools` wants: all pools, in the order in which they are preferred. */
export function poolsBody(pools: readonly DevicePool[]): readonly Fields[] {
  return pools.map(({ url, user, password }, index) => ({
    url,
    legal: true,
    active: false,
    dragid: index,
    user,
    'pool-priority': index,
    pass: password,
  }));
}

/** Why a request was refused; null where it was not. Errors come as a status, or as a code in JSON. */
export function refusalOf(answer: MachineAnswer): DeviceError | null {
  const { status, body } = answer;
  if (status >= 400 || (status >= 300 && status < 400)) {
    return { kind: 'refused', status, answer: quotedAnswer(body) };
  }
  const code = codeOf(jsonOf(answer));
  return code === null ? null : { kind: 'refused', status, answer: quotedAnswer(code) };
}

/** What an answer with a code other than 0 says, not cleaned: `{"code":1,"msg":"password error"}`. */
export function codeOf(answer: unknown): string | null {
  if (!isFields(answer)) return null;
  const { code, msg } = answer;
  if (typeof code !== 'number' || code === 0) return null;
  return typeof msg === 'string' && msg.trim() !== '' ? msg : `code ${code}`;
}
