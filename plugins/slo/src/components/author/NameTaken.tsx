import { useRouteRef } from '@backstage/frontend-plugin-api';
import { SloSpec } from '@goreliable/plugin-slo-common';
import { Link } from 'react-router-dom';
import { useSloOverview } from '../../hooks/useSloOverview';
import { sloRouteRef } from '../../routes';

/** Says of a new SLO that one of its name is there, which a proposal would change. */
export function NameTaken(props: { spec: SloSpec | undefined }) {
  const { spec } = props;
  const { data: overview } = useSloOverview();
  const sloRoute = useRouteRef(sloRouteRef);
  const present =
    spec &&
    overview?.slos.find(
      ({ service, name }) => service === spec.service && name === spec.name,
    );
  return present ? (
    <p className="slo-note" role="status">
      {present.service} has an SLO called{' '}
      <Link className="gr-link" to={sloRoute?.({ id: present.id }) ?? ''}>
        {present.name}
      </Link>
      , and this would change it. For a new one choose another name.
    </p>
  ) : null;
}
