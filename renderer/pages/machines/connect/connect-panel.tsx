import { Button } from '../../../components/controls/button.tsx';
import { Panel } from '../../../components/controls/panel.tsx';
import { openMachine, showConnecting } from '../../../stores/machine-list-store.ts';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { ArrivingMachines } from './arriving-machines.tsx';
import { ConnectHints } from './connect-hints.tsx';
import { ConnectWords } from './connect-instructions.tsx';
import styles from './connect.module.css';
import { ServerState } from './server-state.tsx';
import { useConnectAddresses } from './use-connect-addresses.ts';

/** How a machine is connected: what to enter, whether it arrives, and what may be in the way. */
export function ConnectPanel() {
  const hasMachines = useMinerStore((miner) => (miner.calm?.stratum?.machines.length ?? 0) > 0);
  const addresses = useConnectAddresses();
  const back = (): void => {
    openMachine(null);
    showConnecting(false);
  };
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <header className={styles.head}>
          <div>
            <h1>Connect a machine</h1>
            <p className="muted">
              Open the machine&rsquo;s own web page, look for its pool or miner settings, and enter
              this.
            </p>
          </div>
          {hasMachines && <Button onClick={back}>Show all machines</Button>}
        </header>
        <ServerState />
        <ConnectWords addresses={addresses} />
        <Panel title="Watch it arrive">
          <ArrivingMachines />
        </Panel>
        <Panel title="If nothing arrives">
          <ConnectHints addresses={addresses} />
        </Panel>
      </div>
    </div>
  );
}
