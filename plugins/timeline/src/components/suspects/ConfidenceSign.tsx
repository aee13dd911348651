import { SuspectConfidence } from '@goreliable/plugin-timeline-common';

const looks: Record<SuspectConfidence, { bars: number; label: string }> = {
  likely: { bars: 3, label: 'Likely' },
  possible: { bars: 2, label: 'Possible' },
  unlikely: { bars: 1, label: 'Unlikely' },
};

/** How probable a suspect is: as a word, with as many bars. */
export function ConfidenceSign(props: { confidence: SuspectConfidence }) {
  const { bars, label } = looks[props.confidence];
  return (
    <span className="gr-suspects-confidence">
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {[1, 2, 3].map(bar => (
          <rect
            key={bar}
            x={(bar - 1) * 4 + 0.5}
            y={12 - bar * 4}
            width="3"
            height={bar * 4}
            fill="currentColor"
            opacity={bar <= bars ? 1 : 0.25}
          />
        ))}
      </svg>
      {label}
    </span>
  );
}
