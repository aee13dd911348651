import './pages.css';

/** Words that somebody has put on a thing, in one line; all of them on hover. */
export function Tags(props: { tags: readonly string[] }) {
  const { tags } = props;
  if (tags.length === 0) {
    return null;
  }
  return (
    <ul className="gr-tags" aria-label="Tags" title={tags.join(', ')}>
      {tags.map(tag => (
        <li key={tag}>{tag}</li>
      ))}
    </ul>
  );
}
