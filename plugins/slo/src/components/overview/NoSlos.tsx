import { EmptyState } from '@goreliable/ui';

const sourceExample = `slo:
  prometheus:
    - name: main
      url: http://prometheus:9090`;

/** What a person sees who has no SLOs yet: what they are, and the next step. */
export function NoSlos(props: { sources: readonly string[] }) {
  if (props.sources.length === 0) {
    return (
      <EmptyState
        title="No source of SLOs is connected"
        description={
          <>
            <p>
              SLOs are read from a Prometheus-compatible store, where the rules
              of Sloth or Pyrra record them. Nothing has to be registered here.
            </p>
            <p>Name a store in the portal's configuration:</p>
            <pre className="slo-code">{sourceExample}</pre>
          </>
        }
      />
    );
  }
  return (
    <EmptyState
      title="No SLOs are recorded yet"
      description={
        <>
          <p>
            {props.sources.join(', ')}{' '}
            {props.sources.length === 1 ? 'is' : 'are'} connected, and
            everything that the rules of Sloth or Pyrra record there will show
            up here by itself.
          </p>
          <p>
            Generate rules from an SLO's specification with{' '}
            <code>sloth generate</code> and load them into Prometheus, or run
            Pyrra with <code>--generic-rules</code>, without which it records
            neither objectives nor budgets.
          </p>
        </>
      }
    />
  );
}
