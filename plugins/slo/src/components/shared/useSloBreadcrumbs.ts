import { useRouteRef } from '@backstage/frontend-plugin-api';
import { parseSloId } from '@goreliable/plugin-slo-common';
import { Breadcrumb } from '@goreliable/ui';
import { rootRouteRef } from '../../routes';

/** The way to an SLO: all SLOs, and those of its service. */
export function useSloBreadcrumbs(id: string): Breadcrumb[] {
  const overviewRoute = useRouteRef(rootRouteRef);
  const all = { label: 'SLOs', href: overviewRoute?.() };
  const service = parseSloId(id)?.service;
  if (service === undefined) {
    return [all];
  }
  const filter = new URLSearchParams({ 'slo.q': service });
  return [all, { label: service, href: `${overviewRoute?.()}?${filter}` }];
}
