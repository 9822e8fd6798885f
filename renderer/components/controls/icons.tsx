/** The few pictures there are: 20 × 20, drawn with the colour of the text beside them. */
import type { ReactNode } from 'react';

export type IconName =
  | 'home'
  | 'machines'
  | 'blocks'
  | 'notices'
  | 'logs'
  | 'settings'
  | 'pulse'
  | 'copy'
  | 'check'
  | 'cross'
  | 'down'
  | 'back'
  | 'plus'
  | 'search'
  | 'play'
  | 'pause'
  | 'stop'
  | 'warning'
  | 'table'
  | 'chart';

const PICTURES: Readonly<Record<IconName, ReactNode>> = {
  home: <path d="M3 14c4 0 4-8 8-8 3 0 3 5 6 5M3 7c4 0 5 7 9 7 2 0 3-2 5-2" />,
  machines: (
    <>
      <rect x="3" y="4" width="14" height="5" rx="1.5" />
      <rect x="3" y="11.5" width="14" height="5" rx="1.5" />
      <path d="M6 6.5h.2M6 14h.2M10.5 6.5H14M10.5 14H14" />
    </>
  ),
  blocks: (
    <>
      <circle cx="5" cy="6" r="2.25" />
      <circle cx="15" cy="10" r="2.25" />
      <circle cx="5" cy="14" r="2.25" />
      <path d="M7.2 6.8 12.8 9.2M7.2 13.2l5.6-2.4" />
    </>
  ),
  notices: (
    <>
      <path d="M10 3.5a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.5-1.5 5.5h12s-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3.5z" />
      <path d="M8.5 16.25a1.75 1.75 0 0 0 3 0" />
    </>
  ),
  logs: <path d="M3.5 5.5h3M9 5.5h7.5M3.5 10h3M9 10h5M3.5 14.5h3M9 14.5h7.5" />,
  settings: (
    <>
      <path d="M3 6h6.5M13.5 6H17M3 14h3.5M10.5 14H17" />
      <circle cx="11.5" cy="6" r="2" />
      <circle cx="8.5" cy="14" r="2" />
    </>
  ),
  pulse: <path d="M2.5 10.5h3.2l2-5.5 3.6 10 2.2-4.5h4" />,
  copy: (
    <>
      <rect x="7" y="7" width="9" height="9" rx="2" />
      <path d="M13 4.5A1.5 1.5 0 0 0 11.5 4H6a2 2 0 0 0-2 2v5.5A1.5 1.5 0 0 0 4.5 13" />
    </>
  ),
  check: <path d="m4.5 10.5 3.5 3.5 7.5-8" />,
  cross: <path d="m5.5 5.5 9 9m0-9-9 9" />,
  down: <path d="M10 4v11m-4.5-4.5L10 15l4.5-4.5" />,
  back: <path d="M16 10H4m5-5-5 5 5 5" />,
  plus: <path d="M10 4.5v11M4.5 10h11" />,
  search: (
    <>
      <circle cx="8.75" cy="8.75" r="5" />
      <path d="m12.5 12.5 4 4" />
    </>
  ),
  play: <path d="M6.5 4.5v11l9-5.5z" fill="currentColor" />,
  pause: <path d="M7.25 5v10m5.5-10v10" strokeWidth="2.5" />,
  stop: <rect x="5.5" y="5.5" width="9" height="9" rx="1.5" fill="currentColor" />,
  warning: <path d="M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14v.4" />,
  table: <path d="M3.5 5h13v10.5h-13zM3.5 8.5h13M3.5 12h13M8.5 8.5v7" />,
  chart: <path d="M3.5 15.5V4.5M3.5 15.5h13M6 12l3-4 3 2.5 4-5.5" />,
};

/** A picture hidden from screen readers: the text beside it says the same. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {PICTURES[name]}
    </svg>
  );
}
