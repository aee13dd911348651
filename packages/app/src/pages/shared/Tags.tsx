import './pages.css';

/**
 * Words that somebody has put on a thing, in one line; all of them on hover.
 *
 * @param props.most - how many have room; the others are counted
 */
export function Tags(props: { tags: readonly string[]; most?: number }) {
  const { tags, most = Infinity } = props;
  if (tags.length === 0) {
    return null;
  }
  const hidden = tags.slice(most);
  return (
    <ul className="gr-tags" aria-label="Tags" title={tags.join(', ')}>
      {tags.slice(0, most).map(tag => (
        <li key={tag}>{tag}</li>
      ))}
      {hidden.length > 0 && (
        <li>
          <span aria-hidden="true">+{hidden.length}</span>
          <span className="gr-hidden">{hidden.join(', ')}</span>
        </li>
      )}
    </ul>
  );
}
