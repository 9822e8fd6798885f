/** The web interface of an Antminer (`/cgi-bin/…`), all behind one login. */
import { parsePeerJson } from '../../../peers/peer-json.ts';
import type { WebAnswer, WebRoutes } from '../interfaces/web-server.ts';
import type { Machine } from '../machine/machine.ts';
import type { AntminerConf } from './antminer-conf.ts';
import { newStats, webSummary } from './antminer-stats.ts';
import { poolFields } from './cgminer-fields.ts';
import type { DigestCheck } from './digest-check.ts';

const NOT_FOUND: WebAnswer = { status: 404, body: '<html><title>404 - Not Found</title></html>' };

/** Its web interface behind digest authentication. */
export function antminerRoutes(
  machine: Machine,
  /** Some firmware has no `miner_type.cgi`. */
  hasMinerType: boolean,
  login: DigestCheck,
  conf: AntminerConf,
): WebRoutes {
  return (request) => {
    const refused = login(request);
    if (refused !== null) return refused;
    const json = (body: unknown): WebAnswer => ({ status: 200, body });
    const sent = parsePeerJson(request.body);
    switch (request.path.replace('/cgi-bin/', '')) {
      case '/':
        return json('<!DOCTYPE html><title>Antminer</title>');
      case 'miner_type.cgi': {
        const { model: miner_type, firmware: fw_version } = machine;
        return hasMinerType
          ? json({ miner_type, fw_version, subtype: 'AMLCtrl_BHB42XXX' })
          : NOT_FOUND;
      }
      case 'get_system_info.cgi':
        return json(systemInfo(machine));
      case 'get_network_info.cgi':
        return json({ nettype: 'DHCP', macaddr: machine.mac, ipaddress: machine.host });
      case 'get_miner_conf.cgi':
        return json(conf.read());
      case 'set_miner_conf.cgi': {
        const written = conf.write(sent.ok ? sent.value : null);
        return written === 'cut' ? 'cut' : json(written);
      }
      case 'blink.cgi':
        machine.isBlinking = sent.ok && wantsBlink(sent.value);
        return json({ code: machine.isBlinking ? 'B000' : 'B100' });
      case 'get_blink_status.cgi':
        return json({ blink: machine.isBlinking });
      case 'reboot.cgi':
        return { status: 200, body: '', afterwards: () => machine.restart() };
      case 'summary.cgi':
        return json(webSummary(machine));
      case 'stats.cgi':
        return json({ ...newStats(machine), new_api: true });
      case 'pools.cgi':
        return json({ STATUS: { STATUS: 'S', Msg: 'pools' }, POOLS: poolFields(machine) });
      default:
        return NOT_FOUND;
    }
  };
}

function systemInfo({ model, firmware, mac, host }: Machine): Record<string, string> {
  return {
    minertype: model,
    nettype: 'DHCP',
    netdevice: 'eth0',
    macaddr: mac.toUpperCase(),
    hostname: 'Antminer',
    ipaddress: host,
    netmask: '255.255.255.0',
    gateway: '',
    dnsservers: '',
    system_mode: 'GNU/Linux',
    system_filesystem_version: firmware,
    firmware_type: 'Release',
    serinum: 'SIMULATED',
  };
}

function wantsBlink(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { blink } = value as Record<string, unknown>;
  return blink === true || blink === 'true';
}
