import { lazy, Suspense } from 'react';
import { CodeEditorProps } from './editor/CodeEditor';

const CodeEditor = lazy(() =>
  import('./editor/CodeEditor').then(module => ({
    default: module.CodeEditor,
  })),
);

/** The editor, and until it is loaded a field that can be typed in as well. */
export function CodeField(props: CodeEditorProps) {
  const { id, label, value, onChange, lines } = props;
  return (
    <Suspense
      fallback={
        <textarea
          id={id}
          className="slo-code-waiting"
          aria-label={label}
          aria-describedby={props['aria-describedby']}
          rows={lines}
          spellCheck={false}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      }
    >
      <CodeEditor {...props} />
    </Suspense>
  );
}
