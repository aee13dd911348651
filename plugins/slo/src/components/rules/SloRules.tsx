import { lazy, Suspense, useState } from 'react';
import { CardSkeleton } from '@goreliable/ui';
import './rules.css';

const RulesContent = lazy(() =>
  import('./RulesContent').then(module => ({ default: module.RulesContent })),
);

/** The spec and the rules of an SLO: closed, and not asked for, until somebody wants to know. */
export function SloRules(props: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="slo-panel slo-rules"
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>
        <h2>Rules</h2>
        <span className="slo-note">
          What its spec would make, and what is loaded
        </span>
      </summary>
      {isOpen && (
        <Suspense
          fallback={<CardSkeleton lines={3} label="Loading the rules" />}
        >
          <RulesContent id={props.id} />
        </Suspense>
      )}
    </details>
  );
}
