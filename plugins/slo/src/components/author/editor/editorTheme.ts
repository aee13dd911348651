import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** By the portal's own colours, which follow its theme. */
const view = EditorView.theme({
  '&': {
    color: 'var(--gr-text)',
    backgroundColor: 'var(--gr-surface)',
    fontSize: 'var(--gr-text-control)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--gr-font-mono)',
    lineHeight: '20px',
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--gr-text)' },
  '.cm-line': { padding: '0 8px' },
  '.cm-gutters': {
    color: 'var(--gr-text-tertiary)',
    backgroundColor: 'var(--gr-sunken)',
    border: 'none',
  },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection':
    { backgroundColor: 'var(--gr-selected)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--gr-selected)',
    color: 'inherit',
  },
  '.cm-tooltip': {
    color: 'var(--gr-text)',
    backgroundColor: 'var(--gr-surface)',
    border: '1px solid var(--gr-border)',
    boxShadow: 'var(--gr-float-shadow)',
    fontFamily: 'var(--gr-font-text)',
    fontSize: 'var(--gr-text-small)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--gr-text)',
    backgroundColor: 'var(--gr-selected)',
  },
  '.cm-completionInfo': { maxWidth: '320px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--gr-critical-dot)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--gr-warning-dot)' },
  '.slo-editor-window': {
    color: 'var(--gr-decided-text)',
    fontWeight: '600',
  },
});

const colours = HighlightStyle.define([
  { tag: [tags.comment, tags.lineComment], color: 'var(--gr-text-tertiary)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--gr-ok-text)' },
  { tag: [tags.number, tags.bool], color: 'var(--gr-warning-text)' },
  {
    tag: [tags.keyword, tags.modifier, tags.operatorKeyword],
    color: 'var(--gr-accent)',
  },
  {
    tag: [tags.function(tags.variableName), tags.definition(tags.variableName)],
    color: 'var(--gr-accent)',
  },
  {
    tag: [tags.propertyName, tags.labelName, tags.atom, tags.meta],
    color: 'var(--gr-decided-text)',
  },
]);

/** How the editor looks. */
export const editorTheme: Extension = [view, syntaxHighlighting(colours)];
