import { useMemo, useState } from 'react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AuthorState,
  draftOfSpec,
  newDraft,
  parseSloId,
  parseSpecs,
  SloPreview,
  sloTemplateIds,
  SloTemplateId,
  writeSpec,
} from '@goreliable/plugin-slo-common';
import {
  Breadcrumb,
  CardSkeleton,
  ErrorPanel,
  PageHeader,
} from '@goreliable/ui';
import { useSearchParams } from 'react-router-dom';
import { useSloOverview } from '../../hooks/useSloOverview';
import { useSloPreview, useSloSpec } from '../../hooks/useSloPreview';
import { rootRouteRef, sloRouteRef } from '../../routes';
import { asForm, Written, writtenOf } from './authorState';
import { Meaning } from './Meaning';
import { ModeSwitch } from './ModeSwitch';
import { NameTaken } from './NameTaken';
import { Obstacle } from './Obstacle';
import { Output } from './Output';
import { PreviewPanel } from './PreviewPanel';
import { Proposal } from './Proposal';
import { SloForm } from './SloForm';
import { SpecCode } from './SpecCode';
import { hasStoredState, useAuthorState } from './useAuthorState';
import { useObstacle } from './useObstacle';
import { useSettled } from './useSettled';
import '../slo.css';
import './author.css';

/** Long enough for a word to be typed to its end. */
const settleMs = 700;

/** Writes a new SLO, or changes one, and proposes it. */
export function AuthorPage() {
  const [query] = useSearchParams();
  const from = query.get('from') ?? undefined;
  return (
    <main>
      <Header from={from} />
      <div className="slo-page">
        {from === undefined ? (
          <NewSlo
            template={templateOf(query.get('template'))}
            service={query.get('service') ?? ''}
          />
        ) : (
          // Another SLO is another draft.
          <ChangedSlo key={from} from={from} />
        )}
      </div>
    </main>
  );
}

function NewSlo(props: { template: SloTemplateId; service: string }) {
  const { template, service } = props;
  const initial = useMemo<AuthorState>(
    () => ({ mode: 'form', draft: newDraft(template, service) }),
    [template, service],
  );
  return (
    <Author
      from={undefined}
      initial={initial}
      present={undefined}
      note={undefined}
    />
  );
}

function ChangedSlo(props: { from: string }) {
  const { from } = props;
  const present = useSloSpec(from);
  const { data } = present;
  // What somebody has written already is shown at once.
  const [isLeft] = useState(() => hasStoredState(from));
  const initial = useMemo<AuthorState | undefined>(() => {
    const [spec] = data ? parseSpecs(data.spec).specs : [];
    if (spec) {
      return { mode: 'form', draft: draftOfSpec(spec) };
    }
    const service = parseSloId(from)?.service;
    return isLeft
      ? { mode: 'form', draft: newDraft('availability', service) }
      : undefined;
  }, [data, from, isLeft]);
  if (initial) {
    return (
      <Author
        from={from}
        initial={initial}
        present={data?.spec}
        note={
          data?.origin === 'rules'
            ? 'Its spec file could not be read, so this is what its rules tell: look at the alerts before you propose it.'
            : undefined
        }
      />
    );
  }
  return present.error ? (
    <ErrorPanel
      title="The SLO as it is could not be loaded"
      error={present.error}
      onRetry={present.refetch}
    />
  ) : (
    <CardSkeleton lines={12} label="Loading the SLO as it is" />
  );
}

function templateOf(text: string | null): SloTemplateId {
  return sloTemplateIds.find(id => id === text) ?? 'availability';
}

function Header(props: { from: string | undefined }) {
  const { from } = props;
  const overviewRoute = useRouteRef(rootRouteRef);
  const sloRoute = useRouteRef(sloRouteRef);
  const key = from === undefined ? undefined : parseSloId(from);
  const breadcrumbs: Breadcrumb[] = [
    { label: 'SLOs', href: overviewRoute?.() },
    ...(from && key
      ? [
          {
            label: `${key.service} ${key.name}`,
            href: sloRoute?.({ id: from }),
          },
        ]
      : []),
  ];
  return (
    <PageHeader
      title={key ? `Change ${key.name}` : 'New SLO'}
      meta="Written here, tried on real data, and put into the service's repository by a pull request"
      breadcrumbs={breadcrumbs}
    />
  );
}

function Author(props: {
  from: string | undefined;
  initial: AuthorState;
  /** The spec that is changed, as it is now. */
  present: string | undefined;
  note: string | undefined;
}) {
  const { from, initial, present, note } = props;
  const draft = useAuthorState(from, initial, present);
  const { state, change, startAfresh } = draft;
  const [source, setSource] = useState<string | undefined>(
    () => parseSloId(from ?? '')?.source,
  );
  const written = useMemo(() => writtenOf(state), [state]);
  const wanted = written.spec && writeSpec(written.spec);
  const settled = useSettled(wanted, settleMs);
  const replaces = parseSloId(from ?? '')?.name;
  const preview = useSloPreview(settled, {
    ...(source && { source }),
    ...(replaces && { replaces }),
  });
  const hindered = useObstacle(state, written, {
    preview: preview.data,
    replaces,
    source,
    settleMs,
  });
  const isBehind = wanted !== settled || preview.isPlaceholderData;
  const isCurrent = !isBehind && preview.data?.slo !== undefined;
  return (
    <div className="slo-author">
      <section className="slo-panel" aria-labelledby="slo-write-heading">
        <div className="slo-panel-head">
          <h2 id="slo-write-heading">What is promised</h2>
          <ModeSwitch state={state} onChange={change} onAfresh={startAfresh} />
        </div>
        {draft.isOvertaken && (
          <p className="slo-note" role="status">
            It has changed since this draft began: Start afresh takes it as it
            is now.
          </p>
        )}
        {note && (
          <p className="slo-note" role="status">
            {note}
          </p>
        )}
        {from === undefined && (
          <NameTaken
            spec={written.spec}
            source={source ?? preview.data?.source}
          />
        )}
        {hindered && (
          <p className="slo-note" role="status">
            <Obstacle {...hindered} /> It can be written and tried here all the
            same.
          </p>
        )}
        {state.mode === 'form' ? (
          <Form
            state={state}
            written={written}
            preview={preview.data}
            onChange={change}
          />
        ) : (
          <SpecCode
            text={state.text}
            problems={written.specProblems}
            onChange={text => {
              const next: AuthorState = { ...state, text };
              const form = asForm(next);
              change(form ? { ...next, draft: form.draft } : next);
            }}
          />
        )}
      </section>
      <div className="slo-author-side">
        <Meaning
          written={written}
          preview={isCurrent ? preview.data : undefined}
        />
        <PreviewPanel
          query={preview}
          isComplete={wanted !== undefined}
          isBehind={isBehind}
          service={written.spec?.service ?? ''}
          onSource={setSource}
        />
        <Output
          text={written.text}
          fileName={`${written.spec?.name ?? 'slo'}.yaml`}
        />
        <Proposal
          written={written}
          wanted={wanted}
          preview={preview.data}
          isReady={isCurrent}
          from={from}
          hindered={hindered}
          onDone={draft.forget}
        />
      </div>
    </div>
  );
}

function Form(props: {
  state: AuthorState & { mode: 'form' };
  written: Written;
  preview: SloPreview | undefined;
  onChange: (state: AuthorState) => void;
}) {
  const { state, written, preview, onChange } = props;
  const { data: overview } = useSloOverview();
  const services = useMemo(
    () => [...new Set(overview?.slos.map(({ service }) => service))].sort(),
    [overview],
  );
  return (
    <SloForm
      draft={state.draft}
      problems={written.draftProblems}
      services={services}
      bucketBounds={preview?.bucketBounds ?? {}}
      onChange={draft => onChange({ mode: 'form', draft })}
    />
  );
}
