/** Goldshell's web interface (`/mcb/…`). */
import { parsePeerJson } from '../../../peers/peer-json.ts';
import type { WebAnswer, WebRequest, WebRoutes } from '../interfaces/web-server.ts';
import type { Machine } from '../machine/machine.ts';
import type { SimulatedPool } from '../mining/pool-connection.ts';
import { goldshellBoards } from './goldshell-cgminer.ts';
import type { GoldshellLogin } from './goldshell-login.ts';
import { createGoldshellSetting } from './goldshell-setting.ts';
import type { PlanLevel } from './goldshell-setting.ts';

export interface GoldshellForm {
  readonly hardware: string;
  readonly mcbVersion: string;
  /** All pools may be written at once by `PUT /mcb/pools`; otherwise only by delpool and newpool. */
  readonly takesPoolList: boolean;
  /** `/mcb/status` wants a token, as that of an SC5 Pro II does. */
  readonly hidesStatus: boolean;
  /** Of its power plans, as the firmware numbers them: 0 normal, 1 low power, 3 sleep. */
  readonly levels: readonly PlanLevel[];
}

const DONE: WebAnswer = { status: 200, body: {} };
const BAD: WebAnswer = { status: 200, body: { code: 1, msg: 'param error' } };
const FAILED: WebAnswer = { status: 502, body: '502 Bad Gateway' };
const NOT_FOUND: WebAnswer = { status: 404, body: '404 page not found' };
const NO_TOKEN: WebAnswer = { status: 401, body: 'Check Token Error' };

/** Its web interface. */
export function goldshellRoutes(
  machine: Machine,
  form: GoldshellForm,
  login: GoldshellLogin,
): WebRoutes {
  const setting = createGoldshellSetting(machine, form.levels);

  function answer(request: WebRequest): WebAnswer | 'cut' {
    const { method, path, query } = request;
    switch (`${method} ${path}`) {
      case 'GET /':
        return { status: 200, body: '<!DOCTYPE html><title>cloud-box</title><div id="app"></div>' };
      case 'GET /mcb/status':
        if (machine.faults.statusFails) return FAILED;
        if (form.hidesStatus && !login.isAllowed(request)) return NO_TOKEN;
        return { status: 200, body: status() };
      case 'GET /user/login':
        return login.logIn(request);
      case 'GET /user/logout':
        return DONE;
    }
    if (!login.isAllowed(request)) return NO_TOKEN;
    switch (`${method} ${path}`) {
      case 'GET /mcb/pools':
        return { status: 200, body: shownPools() };
      case 'PUT /mcb/pools':
        return form.takesPoolList ? store(readPools(request.body)) : NOT_FOUND;
      case 'PUT /mcb/newpool': {
        const pool = readPool(request.body);
        return store(pool && [...machine.pools, pool]);
      }
      case 'PUT /mcb/delpool': {
        const gone = readPool(request.body);
        return store(gone && withoutFirst(machine.pools, gone));
      }
      case 'PUT /mcb/delpools':
        return store([]);
      case 'GET /mcb/restart':
      case 'PUT /mcb/restart':
        return { ...DONE, afterwards: () => machine.restart() };
      case 'GET /mcb/setting':
        return { status: 200, body: setting.read() };
      case 'PUT /mcb/setting':
        return setting.write(parsed(request.body)) ? DONE : BAD;
      case 'GET /mcb/cgminer':
        return query.get('cgminercmd') === 'devs'
          ? { status: 200, body: { status: 2, data: goldshellBoards(machine) } }
          : BAD;
      default:
        return NOT_FOUND;
    }
  }

  function status(): Record<string, string> {
    const { model, firmware } = machine;
    return { hardware: form.hardware, model, mcbversion: form.mcbVersion, firmware };
  }

  function shownPools(): unknown {
    const { active } = machine.miner;
    return machine.pools.map(({ url, user, password }, index) => ({
      url,
      legal: true,
      active: active !== null && active.url === url && active.user === user,
      dragid: index,
      user,
      'pool-priority': index,
      pass: password,
    }));
  }

  /** New pools are used from the next restart on. */
  function store(pools: readonly SimulatedPool[] | null): WebAnswer | 'cut' {
    if (pools === null || (pools.length === 0 && machine.faults.keepsAPool)) return BAD;
    return machine.storePools(pools) ? DONE : 'cut';
  }

  return answer;
}

function parsed(text: string): unknown {
  const value = parsePeerJson(text);
  return value.ok ? value.value : null;
}

function readPools(text: string): readonly SimulatedPool[] | null {
  const list = parsed(text);
  if (!Array.isArray(list)) return null;
  const pools = list.map(poolOf);
  return pools.includes(null) ? null : (pools as SimulatedPool[]);
}

function readPool(text: string): SimulatedPool | null {
  return poolOf(parsed(text));
}

function poolOf(value: unknown): SimulatedPool | null {
  if (typeof value !== 'object' || value === null) return null;
  const { url, user, pass } = value as Record<string, unknown>;
  if (typeof url !== 'string' || typeof user !== 'string' || typeof pass !== 'string') return null;
  return { url, user, password: pass };
}

function withoutFirst(pools: readonly SimulatedPool[], gone: SimulatedPool): SimulatedPool[] {
  const at = pools.findIndex(({ url, user }) => url === gone.url && user === gone.user);
  return pools.filter((_, index) => index !== at);
}
