import { useRouteRef } from '@backstage/frontend-plugin-api';
import { SloSpec } from '@goreliable/plugin-slo-common';
import { Link } from 'react-router-dom';
import { useSloOverview } from '../../hooks/useSloOverview';
import { sloRouteRef } from '../../routes';

/** Says of a new SLO that one of its name is there, which a proposal would change. */
export function NameTaken(props: {
  spec: SloSpec | undefined;
  /** That it is tried on; all as long as that is not known. */
  source: string | undefined;
}) {
  const { spec, source } = props;
  const { data: overview } = useSloOverview();
  const sloRoute = useRouteRef(sloRouteRef);
  const present =
    spec &&
    overview?.slos.find(
      slo =>
        slo.service === spec.service &&
        slo.name === spec.name &&
        (source === undefined || slo.source === source),
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
