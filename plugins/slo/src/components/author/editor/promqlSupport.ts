import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { bracketMatching } from '@codemirror/language';
import { Extension } from '@codemirror/state';
import {
  Decoration,
  DecorationSet,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
  ViewUpdate,
} from '@codemirror/view';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';

const windowMark = new MatchDecorator({
  regexp: /\{\{\s*\.window\s*\}\}/g,
  decoration: Decoration.mark({ class: 'slo-editor-window' }),
});

/** Shows where the window will be filled in, which is no PromQL. */
const windowMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = windowMark.createDeco(view);
    }

    update(update: ViewUpdate) {
      this.decorations = windowMark.updateDeco(update, this.decorations);
    }
  },
  { decorations: plugin => plugin.decorations },
);

/**
 * PromQL by Prometheus' own grammar, with its functions and keywords to choose
 * from. Its own check does not know `{{.window}}`, so the page checks instead.
 */
export function promqlSupport(): Extension {
  return [
    new PromQLExtension().setComplete({}).activateLinter(false).asExtension(),
    autocompletion({ activateOnTyping: true }),
    bracketMatching(),
    closeBrackets(),
    keymap.of([...closeBracketsKeymap, ...completionKeymap]),
    windowMarks,
  ];
}
