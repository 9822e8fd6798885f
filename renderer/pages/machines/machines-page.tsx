import { useEffect } from 'react';
import { useMachineListStore } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { ConnectPanel } from './connect/connect-panel.tsx';
import { MachineDetail } from './detail/machine-detail.tsx';
import { MachineListView } from './machine-list-view.tsx';

/** The machines at the Stratum server; how to connect one while there are none. */
export function MachinesPage() {
  const machines = useMinerStore((miner) => miner.calm?.stratum?.machines);
  const opened = useMachineListStore((list) => list.opened);
  const wanted = useMachineListStore((list) => list.connecting);
  const isEmpty = machines === undefined || machines.length === 0;
  const connecting = isEmpty || wanted === true;
  useEffect(() => {
    // It stays open while the first machine arrives, and until the page is left.
    if (isEmpty && wanted === null) useMachineListStore.setState({ connecting: true });
  }, [isEmpty, wanted]);
  useEffect(() => () => useMachineListStore.setState({ connecting: null }), []);

  const machine = machines?.find(({ key }) => key === opened);
  if (machine !== undefined) return <MachineDetail key={machine.key} machine={machine} />;
  return connecting ? <ConnectPanel /> : <MachineListView />;
}
