import {
  AuthorState,
  draftOfSpec,
  DraftProblem,
  draftText,
  parseSpecs,
  SloSpec,
  specOfDraft,
  SpecProblem,
} from '@goreliable/plugin-slo-common';

/** What has been written, as far as it makes sense. */
export interface Written {
  /** As it would be put into a file. */
  text: string;
  /** Absent while something is wrong with it. */
  spec?: SloSpec;
  /** Of the form. */
  draftProblems: readonly DraftProblem[];
  /** Of the text. */
  specProblems: readonly SpecProblem[];
}

/** What a state comes to. */
export function writtenOf(state: AuthorState): Written {
  if (state.mode === 'form') {
    const drafted = specOfDraft(state.draft);
    return {
      text: draftText(state.draft),
      ...(drafted.kind === 'spec' && { spec: drafted.spec }),
      draftProblems: drafted.kind === 'incomplete' ? drafted.problems : [],
      specProblems: [],
    };
  }
  const { specs, problems } = parseSpecs(state.text);
  return {
    text: state.text,
    ...(specs.length === 1 && { spec: specs[0] }),
    draftProblems: [],
    specProblems:
      specs.length > 1
        ? [
            ...problems,
            {
              severity: 'error',
              document: 0,
              path: '',
              message: `The text has ${specs.length} SLOs, and one is proposed at a time: keep one of them`,
            },
          ]
        : problems,
  };
}

/** The same as a text that can be edited. */
export function asCode({ draft }: AuthorState): AuthorState {
  return { mode: 'code', text: draftText(draft), draft };
}

/** The same as a form; `undefined` while the text cannot be read as one SLO. */
export function asForm(state: AuthorState): AuthorState | undefined {
  const { spec } = writtenOf(state);
  return spec && { mode: 'form', draft: draftOfSpec(spec) };
}

/** What is wrong at a field of the form. */
export function problemAt(
  problems: readonly DraftProblem[],
  field: string,
): string | undefined {
  return problems.find(problem => problem.field === field)?.message;
}
