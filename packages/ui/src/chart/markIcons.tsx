import type { ReactNode } from 'react';

/** One sign for each kind of event on a 12 by 12 grid. */
const signs: Record<string, ReactNode> = {
  deploy: <path d="M6 10V2.5M2.5 6 6 2.5 9.5 6" />,
  rollout: <path d="M2 10h2.5V7.5H7V5h2.5V2" />,
  config: <path d="M2 3.5h8M2 8.5h8M4 2v3M8 7v3" />,
  scale: <path d="M2 10V2h8M2 10l8-8M6.5 2H10v3.5" />,
  alert: <path d="M3 8.5h6M4 8.5V5a2 2 0 0 1 4 0v3.5M5.3 10.5h1.4" />,
  incident: <path d="M4 1.5h4L10.5 4v4L8 10.5H4L1.5 8V4ZM6 4v2.5M6 8.5v.01" />,
  promotion: <path d="M2 9h8M6 7V2M3.5 4.5 6 2l2.5 2.5" />,
  drift: <path d="M1.5 7.5c1.5-4 3-4 4.5-1.5s3 2.5 4.5-1.5" />,
  scenario: (
    <path d="M4.5 1.5h3M5 1.5v3L2.5 9.5a.7.7 0 0 0 .6 1h5.8a.7.7 0 0 0 .6-1L7 4.5v-3" />
  ),
  slo: (
    <>
      <circle cx="6" cy="6" r="4.5" />
      <circle cx="6" cy="6" r="1.5" />
    </>
  ),
  scaffold: <path d="M6 2v8M2 6h8" />,
};

/** The sign of a timeline event's kind; a dot for kinds it does not know. */
export function MarkIcon(props: { kind: string }) {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {signs[props.kind] ?? <circle cx="6" cy="6" r="2" fill="currentColor" />}
    </svg>
  );
}
