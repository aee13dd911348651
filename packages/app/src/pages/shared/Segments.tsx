import { Link } from 'react-router-dom';
import './pages.css';

/** One of few ways to look at the same list. */
export type Segment = {
  label: string;
  /** Where it is looked at that way. */
  to: string;
  isCurrent: boolean;
};

/** Chooses among few; each choice is an address, so that it can be shared. */
export function Segments(props: {
  label: string;
  segments: readonly Segment[];
}) {
  return (
    <nav className="gr-segments" aria-label={props.label}>
      {props.segments.map(({ label, to, isCurrent }) => (
        <Link
          key={label}
          to={to}
          replace
          aria-current={isCurrent ? 'true' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
