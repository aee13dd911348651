import CheckIcon from '@mui/icons-material/CheckCircleOutlined';
import OpenIcon from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import { serviceNameRules } from '@goreliable/plugin-golden-path-common';
import { visuallyHidden } from '../../visuallyHidden';

/** The rules for a name, each with a mark whether this name keeps it. */
export function ServiceNameRules(props: { id: string; name: string }) {
  const { id, name } = props;
  return (
    <Box
      component="ul"
      id={id}
      aria-label="Rules for a name"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.25,
        m: 0,
        mt: 0.5,
        p: 0,
        listStyle: 'none',
        typography: 'caption',
        color: 'text.secondary',
      }}
    >
      {serviceNameRules.map(rule => {
        const isKept = name !== '' && rule.holds(name);
        const isBroken = name !== '' && !isKept;
        const Icon = isKept ? CheckIcon : OpenIcon;
        return (
          <Box
            component="li"
            key={rule.id}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 0.5,
              color: isBroken ? 'error.main' : undefined,
            }}
          >
            <Icon
              aria-hidden
              sx={{
                fontSize: 14,
                color: isKept ? 'success.main' : 'inherit',
              }}
            />
            <span>
              {rule.text}
              {name !== '' && (
                <span style={visuallyHidden}>
                  {isKept ? ' (kept)' : ' (not kept)'}
                </span>
              )}
            </span>
          </Box>
        );
      })}
    </Box>
  );
}
