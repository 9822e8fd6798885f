import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { reportPageFault } from '../../bridge.ts';
import { faultDetail } from './fault-detail.ts';
import { FaultPage } from './fault-page.tsx';

interface FaultBoundaryProps {
  /** A page, or `window` for all of it. */
  readonly place: string;
  readonly children: ReactNode;
}

interface FaultBoundaryState {
  readonly isBroken: boolean;
  /** For the clipboard; null until the fault is in the log. */
  readonly report: string | null;
}

const SOUND: FaultBoundaryState = { isBroken: false, report: null };

/** Stands in for a part of the screen that throws while it is made, and has it logged. React asks for a class here. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state = SOUND;

  static getDerivedStateFromError(): FaultBoundaryState {
    return { isBroken: true, report: null };
  }

  override componentDidCatch(thrown: unknown, { componentStack }: ErrorInfo): void {
    const { place } = this.props;
    const detail = faultDetail(thrown, componentStack ?? '');
    void reportPageFault({ place, detail }).then(({ report }) => this.setState({ report }));
  }

  override render(): ReactNode {
    const { place, children } = this.props;
    if (!this.state.isBroken) return children;
    return (
      <FaultPage
        isWhole={place === 'window'}
        report={this.state.report}
        onAgain={() => this.setState(SOUND)}
      />
    );
  }
}
