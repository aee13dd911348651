import { DraftProblem, SloDraft } from '@goreliable/plugin-slo-common';
import { problemAt } from './authorState';
import { Field } from './Field';

type Alerts = SloDraft['alerts'];

/** Whom an SLO tells, and what of. */
export function AlertFields(props: {
  draft: SloDraft;
  problems: readonly DraftProblem[];
  onChange: (alerts: Alerts) => void;
}) {
  const { draft, problems, onChange } = props;
  const { alerts } = draft;
  const set = (change: Partial<Alerts>) => onChange({ ...alerts, ...change });
  const texts = [
    {
      key: 'name',
      label: 'Alert name',
      help: 'One word, as alerts are called in Prometheus.',
    },
    {
      key: 'summary',
      label: 'Alert summary',
      help: 'What is the matter, for whoever is woken.',
      isOptional: true,
    },
    {
      key: 'runbookUrl',
      label: 'Runbook',
      help: 'Address of what to do about it.',
      isOptional: true,
    },
  ] as const;
  const switches = [
    { key: 'page', label: 'Page when the budget burns fast' },
    { key: 'ticket', label: 'Open a ticket when it burns slowly' },
  ] as const;
  return (
    <fieldset className="slo-author-alerts">
      <legend>Alerts</legend>
      {switches.map(({ key, label }) => (
        <label key={key} className="slo-check">
          <input
            type="checkbox"
            checked={alerts[key]}
            onChange={event => set({ [key]: event.target.checked })}
          />
          {label}
        </label>
      ))}
      {texts.map(({ key, ...words }) => (
        <Field
          key={key}
          {...words}
          problem={problemAt(problems, `alerts.${key}`)}
        >
          {control => (
            <input
              {...control}
              value={alerts[key]}
              autoComplete="off"
              onChange={event => set({ [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}
