import type { ReactNode } from 'react';
import './feedback.css';

/** Props of {@link EmptyState}. */
export type EmptyStateProps = {
  /** What is not there: "No services yet". */
  title: string;
  /** What it is and why there is none. */
  description: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
};

/** A page or card without content that teaches instead of staying blank. */
export function EmptyState(props: EmptyStateProps) {
  const { title, description, action } = props;
  return (
    <div className="gr-empty">
      <p className="gr-empty-title">{title}</p>
      <div className="gr-empty-text">{description}</div>
      {action && <div className="gr-empty-action">{action}</div>}
    </div>
  );
}
