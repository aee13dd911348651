import { EmptyState, PageHeader } from '@goreliable/ui';
import { Link, useLocation } from 'react-router-dom';

/** An address that leads nowhere. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <>
      <PageHeader title="Page not found" />
      <EmptyState
        title="Nothing is at this address"
        description={
          <>
            <code>{pathname}</code> may have been renamed or deleted, or the
            plugin that shows it is not installed. Press Ctrl K or ⌘ K to search
            for it.
          </>
        }
        action={
          <Link className="gr-button" to="/">
            Go to home
          </Link>
        }
      />
    </>
  );
}
