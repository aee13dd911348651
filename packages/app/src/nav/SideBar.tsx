import { Link } from 'react-router-dom';
import { portalName } from '@goreliable/ui';
import { Logo } from '../brand';
import { CollapseIcon, SearchIcon } from './icons';
import { MobileNav } from './MobileNav';
import { linkedGroups } from './navGroups';
import { usePageHrefs } from './pageHrefs';
import { PersonalPlaces } from './PersonalPlaces';
import { Places } from './Places';
import { commandKey, openPalette } from './shellEvents';
import { useCollapsed } from './useCollapsed';
import './nav.css';

/** The side bar; on a narrow screen the bar at its lower edge. CSS shows one of them. */
export function SideBar() {
  const [isCollapsed, toggleCollapsed] = useCollapsed();
  const hrefs = usePageHrefs();
  const hrefOf = (page: string) => hrefs.get(page);
  const groups = linkedGroups(hrefOf);
  const personal = {
    notifications: hrefOf('page:notifications'),
    settings: hrefOf('page:user-settings'),
  };
  return (
    <>
      <nav
        className="gr-side-bar"
        aria-label="Main"
        data-collapsed={isCollapsed || undefined}
      >
        <div className="gr-side-top">
          <Link to="/" className="gr-side-brand" title={portalName}>
            <Logo />
            <span className="gr-nav-words">GoReliable</span>
          </Link>
          <button
            type="button"
            className="gr-side-collapse"
            aria-label={isCollapsed ? 'Expand side bar' : 'Collapse side bar'}
            aria-expanded={!isCollapsed}
            onClick={toggleCollapsed}
          >
            <CollapseIcon />
          </button>
        </div>
        <button
          type="button"
          className="gr-side-search"
          title={`Search (${commandKey} K)`}
          aria-keyshortcuts="Control+K Meta+K"
          onClick={openPalette}
        >
          <SearchIcon />
          <span className="gr-nav-words">Search</span>
          <kbd className="gr-nav-words" aria-hidden="true">
            {commandKey} K
          </kbd>
        </button>
        <div className="gr-side-places">
          <Places groups={groups} />
        </div>
        <PersonalPlaces {...personal} />
      </nav>
      <MobileNav groups={groups} {...personal} />
    </>
  );
}
