import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import { sloAuthorRouteRef } from '../../routes';

/** To the page on which a new SLO is written. */
export function NewSloLink() {
  const authorRoute = useRouteRef(sloAuthorRouteRef);
  return authorRoute ? (
    <Link className="gr-button gr-button--primary" to={authorRoute()}>
      New SLO
    </Link>
  ) : null;
}

/** To the page on which an SLO is changed. */
export function ChangeSloLink(props: { id: string }) {
  const authorRoute = useRouteRef(sloAuthorRouteRef);
  return authorRoute ? (
    <Link
      className="gr-button"
      to={`${authorRoute()}?${new URLSearchParams({ from: props.id })}`}
    >
      Change it
    </Link>
  ) : null;
}
