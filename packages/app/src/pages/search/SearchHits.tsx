import { Link } from 'react-router-dom';
import { SearchHit, TextPart } from './searchAnswer';

function Marked(props: { parts: readonly TextPart[] }) {
  return (
    <>
      {props.parts.map(({ text, isMatch }, index) =>
        // Parts of one text have neither names nor a changing order.
        // eslint-disable-next-line react/no-array-index-key
        isMatch ? <mark key={index}>{text}</mark> : text,
      )}
    </>
  );
}

function Hit(props: { hit: SearchHit }) {
  const { title, detail, excerpt, href } = props.hit;
  const isOutside = /^https?:/.test(href);
  return (
    <li className="gr-hit">
      <h2>
        {isOutside ? (
          <a href={href} target="_blank" rel="noopener noreferrer">
            <Marked parts={title} />
          </a>
        ) : (
          <Link to={href}>
            <Marked parts={title} />
          </Link>
        )}
        <span className="gr-hit-detail">{detail}</span>
      </h2>
      {excerpt.length > 0 && (
        <p>
          <Marked parts={excerpt} />
        </p>
      )}
    </li>
  );
}

/** What was found, the best first. */
export function SearchHits(props: { hits: readonly SearchHit[] }) {
  return (
    <ol className="gr-hits" aria-label="Results">
      {props.hits.map(hit => (
        <Hit key={hit.id} hit={hit} />
      ))}
    </ol>
  );
}
