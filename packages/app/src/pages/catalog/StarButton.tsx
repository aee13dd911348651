import { createContext, useContext } from 'react';

/** What a person has starred, and how to change it. */
export type Starred = {
  entityRefs: ReadonlySet<string>;
  toggle: (entityRef: string) => void;
};

/** Given by the page, so that a star redraws the stars and not the table. */
export const StarredContext = createContext<Starred>({
  entityRefs: new Set(),
  toggle: () => {},
});

/** Stars an entity, or takes its star away. */
export function StarButton(props: { entityRef: string; title: string }) {
  const { entityRef, title } = props;
  const { entityRefs, toggle } = useContext(StarredContext);
  const isStarred = entityRefs.has(entityRef);
  return (
    <button
      type="button"
      className="gr-star"
      aria-pressed={isStarred}
      aria-label={`Star ${title}`}
      title={isStarred ? 'Starred' : 'Star'}
      onClick={() => toggle(entityRef)}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        strokeWidth="1.3"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        <path d="m8 1.8 1.9 4 4.3.5-3.2 3 .9 4.3L8 11.4l-3.9 2.2.9-4.3-3.2-3 4.3-.5Z" />
      </svg>
    </button>
  );
}
