import {
  defaultAlertWindows,
  lintSpec,
  objectiveInWords,
  SloPreview,
} from '@goreliable/plugin-slo-common';
import { Findings } from '../review/Findings';
import { Written } from './authorState';

/** What it would mean, which needs no data. */
export function Meaning(props: {
  written: Written;
  preview: SloPreview | undefined;
}) {
  const { spec } = props.written;
  const { preview } = props;
  if (!spec) {
    return null;
  }
  return (
    <>
      <section className="slo-panel" aria-labelledby="slo-meaning-heading">
        <h2 id="slo-meaning-heading">What it means</h2>
        <p className="slo-reason">
          {objectiveInWords(spec.objective, spec.periodDays)}.
        </p>
      </section>
      <Findings
        findings={
          preview?.findings ??
          lintSpec(spec, { alertWindows: defaultAlertWindows })
        }
        missing={[]}
      />
    </>
  );
}
