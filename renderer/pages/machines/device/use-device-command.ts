import { useState } from 'react';
import type {
  DeviceSnapshot,
  Failure,
  GivenLogin,
  Outcome,
} from '../../../../contract/screen-contract.ts';
import { wantsLogin } from './ask-login.ts';

/** Sends one command to a machine, with the kept login where `login` is null. */
export type DeviceCommand = (login: GivenLogin | null) => Promise<Outcome>;

export interface DeviceCommands {
  /** Runs a command; asks for the login first where none is kept. */
  readonly run: (command: DeviceCommand) => void;
  readonly busy: boolean;
  /** The outcome of the last command; null until one is answered. */
  readonly outcome: Outcome | null;
  /** The command that waits for a login, and why the last login was refused. */
  readonly asks: { readonly refusal: Failure | null } | null;
  readonly login: (login: GivenLogin) => void;
  readonly cancel: () => void;
}

/** Commands to one machine, one at a time. */
export function useDeviceCommand({ hasPassword }: DeviceSnapshot): DeviceCommands {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [waiting, setWaiting] = useState<{
    readonly command: DeviceCommand;
    readonly refusal: Failure | null;
  } | null>(null);

  const send = async (command: DeviceCommand, login: GivenLogin | null): Promise<void> => {
    setBusy(true);
    setOutcome(null);
    try {
      const answer = await command(login);
      if (!answer.ok && wantsLogin(answer.failure)) {
        // Without a login, nothing was refused yet.
        setWaiting({ command, refusal: login === null && !hasPassword ? null : answer.failure });
      } else {
        setWaiting(null);
        setOutcome(answer);
      }
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    outcome,
    asks: waiting,
    run(command) {
      if (hasPassword) void send(command, null);
      else {
        setOutcome(null);
        setWaiting({ command, refusal: null });
      }
    },
    login(login) {
      if (waiting !== null) void send(waiting.command, login);
    },
    cancel: () => setWaiting(null),
  };
}
