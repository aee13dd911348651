import { useRouteRef } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { Link } from 'react-router-dom';
import { EntityLink } from '../shared/EntityLink';
import { Tags } from '../shared/Tags';
import type { GoldenPath } from './goldenPath';

/** One golden path: what it gives, whose it is, what it will ask, and the way in. */
export function GoldenPathCard(props: { path: GoldenPath }) {
  const { path } = props;
  const templateRoute = useRouteRef(scaffolderPlugin.routes.selectedTemplate);
  const href = templateRoute?.({
    namespace: path.namespace,
    templateName: path.name,
  });
  return (
    <li className="gr-path">
      <div className="gr-path-head">
        <h2>{path.title}</h2>
        {path.isRecommended && (
          <span className="gr-path-mark">Recommended</span>
        )}
      </div>
      <p className="gr-path-text">
        {path.description ?? 'Its template has no description.'}
      </p>
      <dl className="gr-path-facts">
        {path.asksFor.length > 0 && (
          <div>
            <dt>Asks for</dt>
            <dd>{path.asksFor.join(', ')}</dd>
          </div>
        )}
        {path.owner && (
          <div>
            <dt>Owner</dt>
            <dd>
              <EntityLink entityRef={path.owner} />
            </dd>
          </div>
        )}
      </dl>
      <div className="gr-path-foot">
        <Tags tags={path.tags} />
        {href && (
          <Link
            className="gr-button gr-button--primary"
            to={href}
            aria-label={`Use ${path.title}`}
          >
            Use this path
          </Link>
        )}
      </div>
    </li>
  );
}
