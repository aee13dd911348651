import { NavLinkItem } from './NavLinkItem';
import type { LinkedPlace } from './navGroups';

/** The groups of places with their headings. */
export function Places(props: {
  groups: ReadonlyArray<{ title?: string; places: LinkedPlace[] }>;
  onFollow?: () => void;
}) {
  return (
    <>
      {props.groups.map(({ title, places }) => (
        <div
          key={title ?? 'top'}
          className="gr-nav-group"
          role="group"
          aria-label={title}
        >
          {title && (
            <div className="gr-nav-heading" aria-hidden="true">
              <span className="gr-nav-words">{title}</span>
            </div>
          )}
          {places.map(place => (
            <NavLinkItem
              key={place.page}
              href={place.href}
              title={place.title}
              icon={<place.Icon />}
              onFollow={props.onFollow}
            />
          ))}
        </div>
      ))}
    </>
  );
}
