import type { ComponentType } from 'react';
import {
  CatalogIcon,
  CreateIcon,
  DeliveryIcon,
  DocumentIcon,
  HomeIcon,
  IncidentIcon,
  ModelIcon,
  ObjectiveIcon,
  RunbookIcon,
} from './icons';

/** A place in the side bar. */
export type NavPlace = {
  /** Extension id of the page; without that page the place is not shown. */
  page: string;
  title: string;
  Icon: ComponentType;
};

/** Places that belong together. */
export type NavGroup = {
  /** Undefined for the places that need no heading. */
  title?: string;
  places: readonly NavPlace[];
};

/** The words of the portal, in the order in which a day uses them. */
export const navGroups: readonly NavGroup[] = [
  {
    places: [
      { page: 'page:home', title: 'Home', Icon: HomeIcon },
      { page: 'page:catalog', title: 'Catalog', Icon: CatalogIcon },
    ],
  },
  {
    title: 'Operate',
    places: [
      { page: 'page:slo', title: 'SLOs', Icon: ObjectiveIcon },
      { page: 'page:incidents', title: 'Incidents', Icon: IncidentIcon },
      { page: 'page:runbooks', title: 'Runbooks', Icon: RunbookIcon },
    ],
  },
  {
    title: 'Deliver',
    places: [
      { page: 'page:argocd', title: 'Delivery', Icon: DeliveryIcon },
      { page: 'page:models', title: 'Models', Icon: ModelIcon },
    ],
  },
  {
    title: 'Build',
    places: [
      { page: 'page:techdocs', title: 'Docs', Icon: DocumentIcon },
      { page: 'page:scaffolder', title: 'Create', Icon: CreateIcon },
    ],
  },
];

/** A place with its address. */
export type LinkedPlace = NavPlace & { href: string };

/** The groups with those places that a page exists for; groups without any are left out. */
export function linkedGroups(
  hrefOf: (page: string) => string | undefined,
): Array<{ title?: string; places: LinkedPlace[] }> {
  return navGroups
    .map(({ title, places }) => ({
      title,
      places: places.flatMap(place => {
        const href = hrefOf(place.page);
        return href === undefined ? [] : [{ ...place, href }];
      }),
    }))
    .filter(({ places }) => places.length > 0);
}
