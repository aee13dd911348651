import type { ReactNode } from 'react';
import { ChipState, StateShape, stateLooks } from './stateLooks';
import './states.css';

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** Drawn on a 12 by 12 grid, so that edges are sharp at the size they are used. */
const shapes: Record<StateShape, ReactNode> = {
  dot: <circle cx="6" cy="6" r="3.5" fill="currentColor" />,
  triangle: (
    <path
      d="M6 1.4 11.2 10.4H.8Z"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth="1"
      strokeLinejoin="round"
    />
  ),
  octagon: (
    <path
      d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8Z"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth=".6"
      strokeLinejoin="round"
    />
  ),
  arc: <path d="M6 1.5A4.5 4.5 0 1 1 1.5 6" {...stroke} strokeWidth={2} />,
  'hollow-dot': <circle cx="6" cy="6" r="3.25" {...stroke} />,
  clock: (
    <g {...stroke}>
      <circle cx="6" cy="6" r="4.75" />
      <path d="M6 3.25V6l1.75 1.25" />
    </g>
  ),
  pause: <path d="M4 2.5v7M8 2.5v7" {...stroke} strokeWidth={2} />,
  'bell-off': (
    <g {...stroke}>
      <path d="M3 8.5h6M4 8.2V5a2 2 0 0 1 4 0v3.2M5.3 10.4h1.4M1.5 1.5l9 9" />
    </g>
  ),
  person: (
    <g {...stroke}>
      <circle cx="6" cy="3.5" r="2" />
      <path d="M2 10.75c.4-2.4 2-3.5 4-3.5s3.6 1.1 4 3.5" />
    </g>
  ),
};

/** The sign of a state, 12 px. Beside words it is decoration; alone it needs `label`. */
export function StateIcon(props: { state: ChipState; label?: string }) {
  const { state, label } = props;
  const { family, shape } = stateLooks[state];
  return (
    <svg
      className={`gr-state-icon gr-state--${family}`}
      data-shape={shape}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      focusable="false"
      {...(label
        ? { role: 'img', 'aria-label': label }
        : { 'aria-hidden': true })}
    >
      {shapes[shape]}
    </svg>
  );
}
