import { useEffect, useRef } from 'react';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { forceLinting, lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { editorTheme } from './editorTheme';
import { problemsOf, TextProblem } from './problems';
import { promqlSupport } from './promqlSupport';
import { yamlSupport } from './yamlSupport';

/** Props of {@link CodeEditor}. */
export type CodeEditorProps = {
  id?: string;
  label: string;
  language: 'promql' | 'yaml';
  value: string;
  onChange: (value: string) => void;
  /** Marked in the text. PromQL is checked by the editor itself. */
  problems?: readonly TextProblem[];
  /** Lines that it shows at least. */
  lines: number;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
};

function attributesOf(props: CodeEditorProps): Record<string, string> {
  const describedBy = props['aria-describedby'];
  return {
    'aria-label': props.label,
    ...(props.id && { id: props.id }),
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(props['aria-invalid'] && { 'aria-invalid': 'true' }),
  };
}

/** An editor for a query or a spec. The Tab key leaves it, as it does any field. */
export function CodeEditor(props: CodeEditorProps) {
  const { language, value, lines } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>();
  const attributes = useRef(new Compartment());
  // What the editor calls later has to see the newest of them.
  const current = useRef(props);
  current.current = props;

  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: current.current.value,
        extensions: [
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          EditorView.lineWrapping,
          editorTheme,
          language === 'promql' ? promqlSupport() : yamlSupport(),
          problemsOf(() => current.current.problems ?? [], language),
          attributes.current.of(
            EditorView.contentAttributes.of(attributesOf(current.current)),
          ),
          EditorView.updateListener.of(update => {
            const text = update.state.doc.toString();
            if (update.docChanged && text !== current.current.value) {
              current.current.onChange(text);
            }
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [language]);

  useEffect(() => {
    const editor = view.current;
    const shown = editor?.state.doc.toString();
    if (editor && shown !== value) {
      editor.dispatch({
        changes: { from: 0, to: editor.state.doc.length, insert: value },
      });
    }
  }, [value]);

  const marks = JSON.stringify(attributesOf(props));
  useEffect(() => {
    view.current?.dispatch({
      effects: attributes.current.reconfigure(
        EditorView.contentAttributes.of(JSON.parse(marks)),
      ),
    });
  }, [marks]);

  const { problems } = props;
  useEffect(() => {
    if (view.current) {
      forceLinting(view.current);
    }
  }, [problems]);

  return (
    <div
      ref={place}
      className="slo-editor"
      data-invalid={props['aria-invalid'] || undefined}
      style={{ minHeight: `${lines * 20 + 14}px` }}
    />
  );
}
