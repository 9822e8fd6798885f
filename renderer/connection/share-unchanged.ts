import type { MinerSnapshot, StratumSnapshot } from '../../contract/screen-contract.ts';

/**
 * The newer snapshot with the lists of the older one wherever they say the same. Every snapshot
 * comes as a fresh copy; without this each of them would redraw the braid and all tables.
 */
export function shareUnchanged(before: MinerSnapshot | null, after: MinerSnapshot): MinerSnapshot {
  if (before === null) return after;
  const sameTips = same(before.tips, after.tips, (tip) => `${tip.chain} ${tip.hash}`);
  const sameRecent = same(before.recentBlocks, after.recentBlocks, (block) => block.hash);
  const sameBlocks = same(
    before.blocks,
    after.blocks,
    (block) => `${block.id} ${block.state} ${block.reward}`,
  );
  const sameProblems = JSON.stringify(before.problems) === JSON.stringify(after.problems);
  const sameNetwork = JSON.stringify(before.network) === JSON.stringify(after.network);
  return {
    ...after,
    tips: sameTips ? before.tips : after.tips,
    recentBlocks: sameRecent ? before.recentBlocks : after.recentBlocks,
    blocks: sameBlocks ? before.blocks : after.blocks,
    problems: sameProblems ? before.problems : after.problems,
    network: sameNetwork ? before.network : after.network,
    blockNetworks: unlessChanged(before.blockNetworks, after.blockNetworks),
    devices: shareDevices(before.devices, after.devices),
    deviceSearch: unlessChanged(before.deviceSearch, after.deviceSearch),
    stratum: shareStratum(before.stratum ?? null, after.stratum ?? null),
  };
}

/** Each machine that is as it was keeps its object, so that its row is not redrawn. */
function shareStratum(
  before: StratumSnapshot | null,
  after: StratumSnapshot | null,
): StratumSnapshot | null {
  if (before === null || after === null) return after;
  const known = new Map(before.machines.map((machine) => [machine.key, machine]));
  const machines = after.machines.map((machine) => {
    const old = known.get(machine.key);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(machine) ? old : machine;
  });
  const sameMachines =
    machines.length === before.machines.length &&
    machines.every((machine, index) => machine === before.machines[index]);
  return {
    ...after,
    machines: sameMachines ? before.machines : machines,
    listening: unlessChanged(before.listening, after.listening),
    asking: unlessChanged(before.asking, after.asking),
  };
}

/** Each device that is as it was keeps its object, and the list too where all are. */
function shareDevices(
  before: MinerSnapshot['devices'],
  after: MinerSnapshot['devices'],
): MinerSnapshot['devices'] {
  const known = new Map(before.map((device) => [device.id, device]));
  const devices = after.map((device) => unlessChanged(known.get(device.id) ?? device, device));
  const isSame =
    devices.length === before.length && devices.every((device, index) => device === before[index]);
  return isSame ? before : devices;
}

function unlessChanged<Value>(before: Value, after: Value): Value {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}

function same<Item>(
  before: readonly Item[],
  after: readonly Item[],
  key: (item: Item) => string,
): boolean {
  return (
    before.length === after.length &&
    before.every((item, index) => {
      const other = after[index];
      return other !== undefined && key(item) === key(other);
    })
  );
}
